//! Schemas (OpenAPI 3.0.3, section 4.7.24).

use super::object::Object;
use super::{Array, Integer, Kind, Map, Number, ObjectSchema, Property, Reader, Schema, Text, TextFormat};
use crate::document::{Node, Value};

impl<'a> Reader<'a> {
    pub(super) fn schema(&mut self, node: &'a Node) -> Option<Schema> {
        let source = node.to_json();
        if let Some(reference) = node.get("$ref") {
            let target = reference.text().unwrap_or_default();
            let name = target.strip_prefix("#/components/schemas/").filter(|name| !name.contains('/'));
            let exists = name.is_some() && self.document.resolve(target).is_some();
            if !exists {
                self.refuse(reference.place, format!("`{target}` is not a schema under `#/components/schemas/`"));
                return None;
            }
            let kind = Kind::Reference(name?.to_owned());
            return Some(Schema { place: node.place, kind, nullable: false, description: None, default: None, source });
        }

        let mut object = Object::open(self, node, "a schema")?;
        object.ignore(&["title", "example", "externalDocs", "deprecated"]);
        let description = object.text(self, "description");
        let nullable = object.flag(self, "nullable");
        let default = object.take("default").map(Node::to_json);
        let type_node = object.take("type");
        let kind = match type_node.and_then(Node::text) {
            Some("boolean") => Some(Kind::Boolean),
            Some("integer") => self.integer(&mut object),
            Some("number") => self.number(&mut object),
            Some("string") => self.text(&mut object),
            Some("array") => self.array(&mut object),
            Some("object") if object.has("allOf") => self.all_of(node, &mut object),
            Some("object") => self.object(&mut object),
            Some(other) => {
                let place = type_node.map_or(node.place, |node| node.place);
                self.refuse(
                    place,
                    format!("`type: {other}` is not supported; use boolean, integer, number, string, array or object"),
                );
                return None;
            }
            None if type_node.is_none() && object.is_exhausted() => Some(Kind::Any),
            None if object.has("allOf") => self.all_of(node, &mut object),
            None if self.merging > 0 && (object.has("properties") || object.has("required")) => {
                self.object(&mut object)
            }
            None if object.has("oneOf") => self.choice(&mut object, "oneOf"),
            None if object.has("anyOf") => self.choice(&mut object, "anyOf"),
            None => {
                let members = node.get("not").map(|_| "not");
                let what = members.map_or("a schema without `type`".to_owned(), |key| format!("`{key}` in a schema"));
                self.refuse(node.place, format!("{what} is not supported; state a `type`"));
                return None;
            }
        };
        object.close(self);
        Some(Schema { place: node.place, kind: kind?, nullable, description, default, source })
    }

    fn integer(&mut self, object: &mut Object<'a>) -> Option<Kind> {
        let format = object.take("format");
        let bits = match format.map(|node| (node, node.text())) {
            None | Some((_, Some("int64"))) => 64,
            Some((_, Some("int32"))) => 32,
            Some((node, _)) => {
                self.refuse(node.place, "this `format` of an integer is not supported; use int32 or int64");
                return None;
            }
        };
        let exclusive_minimum = object.flag(self, "exclusiveMinimum");
        let exclusive_maximum = object.flag(self, "exclusiveMaximum");
        // The first integer within a bound that is excluded, or is no integer itself.
        let minimum = object.number(self, "minimum").map(|bound| whole(bound, exclusive_minimum, f64::ceil, 1));
        let maximum = object.number(self, "maximum").map(|bound| whole(bound, exclusive_maximum, f64::floor, -1));
        let multiple_of = object.integer(self, "multipleOf");
        if multiple_of.is_some_and(|step| step < 1) {
            self.refuse(object.place, "`multipleOf` must be above 0");
        }
        if minimum.zip(maximum).is_some_and(|(minimum, maximum)| minimum > maximum) {
            self.refuse(object.place, "`minimum` is above `maximum`, so that no value is allowed");
        }
        Some(Kind::Integer(Integer { bits, minimum, maximum, multiple_of }))
    }

    fn number(&mut self, object: &mut Object<'a>) -> Option<Kind> {
        let bits = match object.take("format").map(|node| (node, node.text())) {
            None | Some((_, Some("double"))) => 64,
            Some((_, Some("float"))) => 32,
            Some((node, _)) => {
                self.refuse(node.place, "this `format` of a number is not supported; use float or double");
                return None;
            }
        };
        let number = Number {
            bits,
            exclusive_minimum: object.flag(self, "exclusiveMinimum"),
            exclusive_maximum: object.flag(self, "exclusiveMaximum"),
            minimum: object.number(self, "minimum"),
            maximum: object.number(self, "maximum"),
            multiple_of: object.number(self, "multipleOf"),
        };
        if number.minimum.zip(number.maximum).is_some_and(|(minimum, maximum)| minimum > maximum) {
            self.refuse(object.place, "`minimum` is above `maximum`, so that no value is allowed");
        }
        if number.multiple_of.is_some_and(|step| step <= 0.0) {
            self.refuse(object.place, "`multipleOf` must be above 0");
        }
        Some(Kind::Number(number))
    }

    fn text(&mut self, object: &mut Object<'a>) -> Option<Kind> {
        if let Some(node) = object.take("enum") {
            return self.enumeration(node);
        }
        let format = match object.take("format").map(|node| (node, node.text())) {
            None => None,
            Some((_, Some("date-time"))) => Some(TextFormat::DateTime),
            Some((_, Some("decimal"))) => Some(TextFormat::Decimal),
            Some((_, Some("email"))) => Some(TextFormat::Email),
            Some((_, Some("password"))) => Some(TextFormat::Password),
            Some((_, Some("date"))) => Some(TextFormat::Date),
            Some((_, Some("time"))) => Some(TextFormat::Time),
            Some((_, Some("uuid"))) => Some(TextFormat::Uuid),
            Some((_, Some("uri"))) => Some(TextFormat::Uri),
            Some((_, Some("hostname"))) => Some(TextFormat::Hostname),
            Some((_, Some("ipv4"))) => Some(TextFormat::Ipv4),
            Some((_, Some("ipv6"))) => Some(TextFormat::Ipv6),
            Some((_, Some("byte"))) => Some(TextFormat::Byte),
            Some((node, _)) => {
                self.refuse(
                    node.place,
                    "this `format` of a string is not supported; use date-time, date, time, decimal, \
                    email, uuid, uri, hostname, ipv4, ipv6, byte or password",
                );
                return None;
            }
        };
        let pattern_node = object.take("pattern");
        let pattern = pattern_node.and_then(Node::text).map(str::to_owned);
        if let Some(node) = pattern_node {
            let compiled = pattern.as_deref().map(|pattern| regress::Regex::with_flags(pattern, "u"));
            if !matches!(compiled, Some(Ok(_))) {
                self.refuse(node.place, "`pattern` is not an ECMA 262 regular expression");
            }
        }
        let min_length = object.count(self, "minLength");
        let max_length = object.count(self, "maxLength");
        if min_length.zip(max_length).is_some_and(|(minimum, maximum)| minimum > maximum) {
            self.refuse(object.place, "`minLength` is above `maxLength`, so that no value is allowed");
        }
        Some(Kind::Text(Text { min_length, max_length, pattern, format }))
    }

    fn enumeration(&mut self, node: &'a Node) -> Option<Kind> {
        let items = self.items(Some(node), "`enum`");
        let values: Vec<String> = items.iter().filter_map(|item| item.text().map(str::to_owned)).collect();
        if values.is_empty() || values.len() != items.len() {
            self.refuse(node.place, "`enum` of a string must list at least one string, and nothing else");
            return None;
        }
        Some(Kind::Enumeration(values))
    }

    fn array(&mut self, object: &mut Object<'a>) -> Option<Kind> {
        let items = object.require(self, "items");
        let min_items = object.count(self, "minItems");
        let max_items = object.count(self, "maxItems");
        if min_items.zip(max_items).is_some_and(|(minimum, maximum)| minimum > maximum) {
            self.refuse(object.place, "`minItems` is above `maxItems`, so that no value is allowed");
        }
        let unique = object.flag(self, "uniqueItems");
        let items = Box::new(self.schema(items?)?);
        Some(Kind::Array(Array { items, min_items, max_items, unique }))
    }

    pub(super) fn object(&mut self, object: &mut Object<'a>) -> Option<Kind> {
        let additional = object.take("additionalProperties");
        let properties_node = object.take("properties");
        let required_node = object.take("required");
        let closes = matches!(additional, Some(Node { value: Value::Bool(false), .. }));
        if properties_node.is_none() && required_node.is_none() && !closes {
            return self.map(object, additional);
        }
        let closed = match additional {
            None | Some(Node { value: Value::Bool(true), .. }) => false,
            Some(Node { value: Value::Bool(false), .. }) => true,
            Some(other) => {
                self.refuse(
                    other.place,
                    "`additionalProperties` with a schema is supported only without `properties`; use true or false",
                );
                return None;
            }
        };
        let required = self.items(required_node, "`required`");
        let entries = self.entries(properties_node, "`properties`");
        let mut required_elsewhere = Vec::new();
        for name in required {
            match name.text() {
                Some(text) if entries.iter().any(|entry| entry.key == text) => {}
                Some(text) if self.merging > 0 => required_elsewhere.push((text.to_owned(), name.place)),
                _ => self.refuse(name.place, "`required` names something that is not in `properties`"),
            }
        }
        let properties = entries
            .iter()
            .filter_map(|entry| {
                let schema = self.schema(&entry.node)?;
                let required = required.iter().any(|name| name.text() == Some(&entry.key));
                if schema.default.is_some() && !required {
                    self.refuse(entry.place, "`default` of an optional property is not supported; leave it out");
                }
                Some(Property { name: entry.key.clone(), place: entry.place, required, schema })
            })
            .collect();
        Some(Kind::Object(ObjectSchema { properties, closed, required_elsewhere }))
    }

    fn map(&mut self, object: &mut Object<'a>, additional: Option<&'a Node>) -> Option<Kind> {
        let values = match additional {
            None | Some(Node { value: Value::Bool(_), .. }) => None,
            Some(schema) => Some(Box::new(self.schema(schema)?)),
        };
        let min_properties = object.count(self, "minProperties");
        let max_properties = object.count(self, "maxProperties");
        if min_properties.zip(max_properties).is_some_and(|(minimum, maximum)| minimum > maximum) {
            self.refuse(object.place, "`minProperties` is above `maxProperties`, so that no value is allowed");
        }
        Some(Kind::Map(Map { values, min_properties, max_properties }))
    }
}

/// A bound as the nearest integer that is allowed. Beyond 64 bits a bound allows all of them, or none.
#[allow(clippy::cast_possible_truncation)] // the cast saturates
fn whole(bound: f64, exclusive: bool, round: fn(f64) -> f64, inward: i64) -> i64 {
    let rounded = round(bound);
    let integer = rounded as i64;
    if exclusive && rounded == bound { integer.saturating_add(inward) } else { integer }
}
