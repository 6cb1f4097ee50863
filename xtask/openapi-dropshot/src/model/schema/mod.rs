//! Schemas (OpenAPI 3.0.3, section 4.7.24). What a Rust type can say exactly gets a kind of its own; whatever else is legal is
//! `Verbatim`, and values are checked against the schema as it is written.

pub(super) mod types;

use serde_json::Value as Json;

use super::Reader;
use super::object::Object;
use crate::document::{Node, Place, Value};
use types::{Additional, Array, Integer, Kind, Map, Number, ObjectSchema, Property, Schema, Text, TextFormat, Width};

/// Members of a schema that say nothing of what values are allowed.
const ANNOTATIONS: [&str; 11] = [
    "title",
    "example",
    "examples",
    "externalDocs",
    "xml",
    "$schema",
    "$id",
    "id",
    "$comment",
    "definitions",
    "discriminator",
];

/// Keywords that apply to values of one type, with that type.
const APPLY_TO: [(&str, &str); 20] = [
    ("minLength", "string"),
    ("maxLength", "string"),
    ("pattern", "string"),
    ("minimum", "number"),
    ("maximum", "number"),
    ("exclusiveMinimum", "number"),
    ("exclusiveMaximum", "number"),
    ("multipleOf", "number"),
    ("items", "array"),
    ("additionalItems", "array"),
    ("minItems", "array"),
    ("maxItems", "array"),
    ("uniqueItems", "array"),
    ("properties", "object"),
    ("additionalProperties", "object"),
    ("patternProperties", "object"),
    ("required", "object"),
    ("minProperties", "object"),
    ("maxProperties", "object"),
    ("dependencies", "object"),
];

/// A schema without any rule, for what `required` names and nothing describes.
static ANYTHING: Node = Node { place: Place { file: 0, line: 0, column: 0 }, value: Value::Object(Vec::new()) };

impl<'a> Reader<'a> {
    pub(super) fn schema(&mut self, node: &'a Node) -> Option<Schema<'a>> {
        let mut object = Object::open(self, node, "a schema")?;
        if let Some(reference) = object.take("$ref") {
            let name = match reference.text() {
                Some(text) => self.schema_name(node, text),
                None => Err(format!("`$ref` must be a string, not {}", reference.kind())),
            };
            return match name {
                Ok(name) => {
                    self.uses.insert(name.clone());
                    Some(plain(node, Kind::Reference(name)))
                }
                Err(why) => {
                    self.refuse(reference.place, why);
                    None
                }
            };
        }
        object.ignore(&ANNOTATIONS);
        let description = object.text(self, "description");
        let mut nullable = object.flag(self, "nullable");
        let default = object.take("default");
        let deprecated = object.flag(self, "deprecated");
        let read_only = object.flag(self, "readOnly");
        let write_only = object.flag(self, "writeOnly");
        if read_only && write_only {
            self.refuse(node.place, "`readOnly` and `writeOnly` at once leaves nothing; state one of them");
        }
        let kind = self.kind(node, &mut object, &mut nullable);
        match &kind {
            Some(Kind::Verbatim(_)) => self.check_references(node),
            _ => object.close(self),
        }
        Some(Schema {
            place: node.place,
            node,
            kind: kind?,
            nullable,
            description,
            default,
            deprecated,
            read_only,
            write_only,
        })
    }

    fn kind(&mut self, node: &'a Node, object: &mut Object<'a>, nullable: &mut bool) -> Option<Kind<'a>> {
        let type_node = object.take("type");
        let stated = match type_node.map(|node| (node, node.text())) {
            None => None,
            Some((_, Some(text @ ("boolean" | "integer" | "number" | "string" | "array" | "object")))) => Some(text),
            // What OpenAPI 2.0 called a file is a string of bytes now.
            Some((_, Some("file"))) => Some("string"),
            Some((node, _)) => {
                self.refuse(
                    node.place,
                    "this `type` is not one of OpenAPI 3.0; use boolean, integer, number, string, array or object, with `nullable: true` where null is allowed",
                );
                return None;
            }
        };
        let composed: Vec<&'static str> =
            ["allOf", "oneOf", "anyOf", "not"].into_iter().filter(|key| object.has(key)).collect();
        let own = APPLY_TO.iter().any(|(key, _)| object.has(key)) || object.has("enum");
        match composed.as_slice() {
            [] => {}
            ["allOf"] => return self.all_of(node, object, stated, nullable),
            [key @ ("oneOf" | "anyOf")] if !own => return self.choice(node, object, key, stated, nullable),
            _ => return Some(Kind::Verbatim("`not`, or several of `allOf`, `oneOf`, `anyOf` and rules beside them")),
        }
        if let Some(listed) = object.take("enum") {
            return self.enumeration(listed, object, stated, nullable);
        }
        // A schema that lists properties or items means an object or an array, though it does not say so.
        let implied = ["properties", "additionalProperties"].iter().any(|key| object.has(key)).then_some("object");
        let implied = implied.or_else(|| object.has("items").then_some("array"));
        let kind = match stated.or(implied) {
            Some("boolean") => Some(Kind::Boolean),
            Some("integer") => self.integer(object),
            Some("number") => self.number(object),
            Some("string") => self.text(object),
            Some("array") => self.array(object),
            Some("object") if self.merging > 0 || !has_foreign(node) => self.object(object),
            Some(_) => Some(Kind::Verbatim("`patternProperties` or `dependencies`")),
            None if self.merging > 0 && object.has("required") => self.object(object),
            None if APPLY_TO.iter().any(|(key, _)| object.has(key)) => Some(Kind::Verbatim("rules without a `type`")),
            None => {
                let format = object.take("format");
                if format.is_some() { Some(Kind::Verbatim("`format` without a `type`")) } else { Some(Kind::Any) }
            }
        };
        // Rules for values of another type never apply.
        for (key, _) in APPLY_TO {
            let _no_effect = object.take(key);
        }
        let _no_effect = object.take("format");
        kind
    }

    fn integer(&mut self, object: &mut Object<'a>) -> Option<Kind<'a>> {
        let width = match object.take("format").and_then(Node::text) {
            Some("int8") => Width::I8,
            Some("int16") => Width::I16,
            Some("int32") => Width::I32,
            Some("uint8") => Width::U8,
            Some("uint16") => Width::U16,
            Some("uint32") => Width::U32,
            Some("uint64" | "uint") => Width::U64,
            // `format` is open: what is not known adds no rule (OpenAPI 3.0.3, section 4.4).
            _ => Width::I64,
        };
        let (minimum, exclusive_minimum) = self.bound(object, "minimum", "exclusiveMinimum");
        let (maximum, exclusive_maximum) = self.bound(object, "maximum", "exclusiveMaximum");
        // The first integer within a bound that is excluded, or is no integer itself.
        let minimum = minimum.map(|bound| whole(&bound, exclusive_minimum, f64::ceil, 1));
        let maximum = maximum.map(|bound| whole(&bound, exclusive_maximum, f64::floor, -1));
        let step = object.number(self, "multipleOf");
        let multiple_of = match step.map(|step| (step.as_i64(), step.as_f64())) {
            None => None,
            Some((Some(step), _)) if step >= 1 => Some(i128::from(step)),
            Some((None, Some(step))) if step >= 1.0 && step.fract() == 0.0 => Some(saturated(step)),
            // Every integer is a multiple of 0.5, 0.01 and the like.
            Some((None, Some(step))) if step > 0.0 && (1.0 / step).fract() == 0.0 => None,
            Some((None, Some(step))) if step > 0.0 => return Some(Kind::Verbatim("`multipleOf` that is no integer")),
            Some(_) => {
                self.refuse(object.place, "`multipleOf` must be above 0");
                None
            }
        };
        if minimum.zip(maximum).is_some_and(|(minimum, maximum)| minimum > maximum) {
            self.refuse(object.place, "`minimum` is above `maximum`, so that no value is allowed; correct one of them");
        }
        let implied = implied_minimum(width);
        let minimum = minimum.filter(|minimum| implied.is_none_or(|implied| *minimum > implied));
        Some(Kind::Integer(Integer { width, minimum, maximum, multiple_of }))
    }

    /// A bound, and whether it is excluded: by `true` beside it, or by being a number of its own as in later versions.
    fn bound(&mut self, object: &mut Object<'a>, key: &str, exclusive: &str) -> (Option<serde_json::Number>, bool) {
        let bound = object.number(self, key);
        match object.take(exclusive).map(|node| (node, &node.value)) {
            None | Some((_, Value::Bool(false))) => (bound, false),
            Some((_, Value::Bool(true))) => (bound, true),
            Some((node, Value::Number(number))) => {
                self.note(
                    node.place,
                    format!("`{exclusive}` is true or false in OpenAPI 3.0; it is taken for a bound as in 3.1"),
                );
                (Some(number.clone()), true)
            }
            Some((node, _)) => {
                self.refuse(node.place, format!("`{exclusive}` must be true or false, not {}", node.kind()));
                (bound, false)
            }
        }
    }

    fn number(&mut self, object: &mut Object<'a>) -> Option<Kind<'a>> {
        let single = object.take("format").and_then(Node::text) == Some("float");
        let (minimum, exclusive_minimum) = self.bound(object, "minimum", "exclusiveMinimum");
        let (maximum, exclusive_maximum) = self.bound(object, "maximum", "exclusiveMaximum");
        let number = Number {
            single,
            exclusive_minimum: exclusive_minimum && minimum.is_some(),
            exclusive_maximum: exclusive_maximum && maximum.is_some(),
            minimum: minimum.and_then(|bound| bound.as_f64()),
            maximum: maximum.and_then(|bound| bound.as_f64()),
            multiple_of: object.number(self, "multipleOf").and_then(|step| step.as_f64()),
        };
        if number.minimum.zip(number.maximum).is_some_and(|(minimum, maximum)| minimum > maximum) {
            self.refuse(object.place, "`minimum` is above `maximum`, so that no value is allowed; correct one of them");
        }
        if number.multiple_of.is_some_and(|step| step <= 0.0) {
            self.refuse(object.place, "`multipleOf` must be above 0");
        }
        Some(Kind::Number(number))
    }

    fn text(&mut self, object: &mut Object<'a>) -> Option<Kind<'a>> {
        let format = match object.take("format").and_then(Node::text) {
            Some("date-time") => Some(TextFormat::DateTime),
            Some("date") => Some(TextFormat::Date),
            Some("time") => Some(TextFormat::Time),
            Some("uuid") => Some(TextFormat::Uuid),
            Some("uri") => Some(TextFormat::Uri),
            Some("hostname") => Some(TextFormat::Hostname),
            Some("ipv4") => Some(TextFormat::Ipv4),
            Some("ipv6") => Some(TextFormat::Ipv6),
            Some("byte") => Some(TextFormat::Byte),
            Some("binary") => Some(TextFormat::Binary),
            Some("decimal") => Some(TextFormat::Decimal),
            Some("email") => Some(TextFormat::Email),
            Some("password") => Some(TextFormat::Password),
            _ => None,
        };
        let pattern_node = object.take("pattern");
        let pattern = pattern_node.and_then(Node::text).map(str::to_owned);
        let is_valid = pattern.as_deref().is_some_and(rest_runtime::Pattern::is_valid);
        if let Some(node) = pattern_node.filter(|_| !is_valid) {
            self.refuse(node.place, "`pattern` is not an ECMA 262 regular expression; write it as one");
        }
        let min_length = object.count(self, "minLength").filter(|minimum| *minimum > 0);
        let max_length = object.count(self, "maxLength");
        if min_length.zip(max_length).is_some_and(|(minimum, maximum)| minimum > maximum) {
            self.refuse(
                object.place,
                "`minLength` is above `maxLength`, so that no value is allowed; correct one of them",
            );
        }
        Some(Kind::Text(Text { min_length, max_length, pattern, format }))
    }

    fn enumeration(
        &mut self,
        listed: &'a Node,
        object: &mut Object<'a>,
        stated: Option<&str>,
        nullable: &mut bool,
    ) -> Option<Kind<'a>> {
        let mut values: Vec<Json> = Vec::new();
        let mut null = false;
        for item in self.items(Some(listed), "`enum`") {
            let value = coerced(item.to_json(), stated);
            if value.is_null() {
                null = true;
            } else if stated.is_some_and(|stated| !is_of(&value, stated)) {
                self.note(item.place, "this value is not of the `type` beside `enum`; it has no effect");
            } else if !values.contains(&value) {
                values.push(value);
            }
        }
        if null {
            // null is a value of its own only where no type rules it out.
            *nullable |= stated.is_none();
        }
        if values.is_empty() {
            // Nothing else is left, whatever `type` says: what Dropshot writes for an empty body.
            if null {
                *nullable = false;
                return Some(Kind::Literals(vec![Json::Null]));
            }
            self.refuse(listed.place, "`enum` must list at least one value of its `type`");
            return None;
        }
        if APPLY_TO.iter().any(|(key, _)| object.has(key)) {
            return Some(Kind::Verbatim("`enum` with further rules"));
        }
        object.ignore(&["format"]);
        let texts: Option<Vec<String>> = values.iter().map(|value| value.as_str().map(str::to_owned)).collect();
        Some(match texts {
            Some(texts) => Kind::Enumeration(texts),
            None => Kind::Literals(values),
        })
    }

    fn array(&mut self, object: &mut Object<'a>) -> Option<Kind<'a>> {
        let items = object.take("items");
        if items.is_some_and(|items| matches!(items.value, Value::Array(_))) {
            self.refuse(object.place, "`items` must be one schema in OpenAPI 3.0; say `oneOf` within it for several");
            return None;
        }
        let min_items = object.count(self, "minItems").filter(|minimum| *minimum > 0);
        let max_items = object.count(self, "maxItems");
        if min_items.zip(max_items).is_some_and(|(minimum, maximum)| minimum > maximum) {
            self.refuse(
                object.place,
                "`minItems` is above `maxItems`, so that no value is allowed; correct one of them",
            );
        }
        let unique = object.flag(self, "uniqueItems");
        let items = Box::new(match items {
            Some(items) => self.schema(items)?,
            None => plain(&ANYTHING, Kind::Any),
        });
        Some(Kind::Array(Array { items, min_items, max_items, unique }))
    }

    pub(super) fn object(&mut self, object: &mut Object<'a>) -> Option<Kind<'a>> {
        let additional = object.take("additionalProperties");
        let properties_node = object.take("properties");
        let required_node = object.take("required");
        let min_properties = object.count(self, "minProperties").filter(|minimum| *minimum > 0);
        let max_properties = object.count(self, "maxProperties");
        if min_properties.zip(max_properties).is_some_and(|(minimum, maximum)| minimum > maximum) {
            self.refuse(
                object.place,
                "`minProperties` is above `maxProperties`, so that no value is allowed; correct one of them",
            );
        }
        let additional = match additional {
            None => Additional::Ignored,
            Some(Node { value: Value::Bool(true), .. }) => Additional::Open(None),
            Some(Node { value: Value::Bool(false), .. }) => Additional::Closed,
            Some(schema) => Additional::Open(Some(Box::new(self.schema(schema)?))),
        };
        // On a property of its own, `required: true` is a habit from other formats.
        let required_node = match required_node {
            Some(Node { value: Value::Bool(_), place }) => {
                self.note(*place, "`required` of a schema is a list of properties; a boolean has no effect");
                None
            }
            other => other,
        };
        let required = self.items(required_node, "`required`");
        let entries = self.entries(properties_node, "`properties`");
        let mut properties: Vec<Property<'a>> = Vec::new();
        let mut whole = true;
        for entry in entries {
            match self.schema(&entry.node) {
                Some(schema) => {
                    let required = required.iter().any(|name| name.text() == Some(&entry.key));
                    properties.push(Property { name: entry.key.clone(), place: entry.place, required, schema });
                }
                None => whole = false,
            }
        }
        for name in required {
            let Some(text) = name.text() else {
                self.note(name.place, "`required` lists names; this is none and has no effect");
                continue;
            };
            if !entries.iter().any(|entry| entry.key == text) && !properties.iter().any(|one| one.name == text) {
                let schema = match &additional {
                    Additional::Closed => {
                        self.refuse(
                            name.place,
                            "`required` names something that `additionalProperties: false` forbids; list it among the `properties`",
                        );
                        continue;
                    }
                    Additional::Open(Some(schema)) => (**schema).clone(),
                    _ => plain(&ANYTHING, Kind::Any),
                };
                properties.push(Property { name: text.to_owned(), place: name.place, required: true, schema });
            }
        }
        if !whole {
            return None;
        }
        if properties.is_empty() && !matches!(additional, Additional::Closed) {
            let values = match additional {
                Additional::Open(values) => values,
                _ => None,
            };
            return Some(Kind::Map(Map { values, min_properties, max_properties }));
        }
        Some(Kind::Object(ObjectSchema { properties, additional, min_properties, max_properties }))
    }

    /// What a schema that is checked as it is written refers to must be there, too.
    fn check_references(&mut self, node: &'a Node) {
        match &node.value {
            Value::Object(entries) => {
                for entry in entries {
                    match entry.node.text() {
                        Some(reference) if entry.key == "$ref" => match self.schema_name(node, reference) {
                            Ok(name) => {
                                self.uses.insert(name);
                            }
                            Err(why) => self.refuse(entry.node.place, why),
                        },
                        // Values, not schemas.
                        _ if matches!(entry.key.as_str(), "default" | "enum" | "example" | "examples") => {}
                        Some(text) if entry.key == "pattern" && !rest_runtime::Pattern::is_valid(text) => {
                            self.refuse(
                                entry.node.place,
                                "`pattern` is not an ECMA 262 regular expression; write it as one",
                            );
                        }
                        _ => self.check_references(&entry.node),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.check_references(item)),
            _ => {}
        }
    }
}

/// A schema without any rule, as if it stood at `place`.
pub(super) fn anything<'a>(place: Place) -> Schema<'a> {
    Schema { place, ..plain(&ANYTHING, Kind::Any) }
}

/// A schema of which nothing else is said.
fn plain<'a>(node: &'a Node, kind: Kind<'a>) -> Schema<'a> {
    Schema {
        place: node.place,
        node,
        kind,
        nullable: false,
        description: None,
        default: None,
        deprecated: false,
        read_only: false,
        write_only: false,
    }
}

/// Whether a schema has keywords of JSON Schema that OpenAPI 3.0 left out and that matter all the same.
fn has_foreign(node: &Node) -> bool {
    node.has("patternProperties") || node.has("dependencies")
}

/// What is written without quotes where strings are listed means a string: YAML takes `1.0` and `yes` for something else.
fn coerced(value: Json, stated: Option<&str>) -> Json {
    match (&value, stated) {
        (Json::Number(_) | Json::Bool(_), Some("string")) => Json::String(value.to_string()),
        (Json::String(text), Some("integer" | "number")) => match serde_json::from_str::<serde_json::Number>(text) {
            Ok(number) => Json::Number(number),
            Err(_no_number) => value,
        },
        (Json::String(text), Some("boolean")) => match text.as_str() {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            _ => value,
        },
        _ => value,
    }
}

/// Whether a value is of a type.
fn is_of(value: &Json, stated: &str) -> bool {
    match stated {
        "boolean" => value.is_boolean(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

/// The least value of a type that has no negative ones.
fn implied_minimum(width: Width) -> Option<i128> {
    matches!(width, Width::U8 | Width::U16 | Width::U32 | Width::U64).then_some(0)
}

/// A bound as the nearest integer that is allowed. Far beyond 64 bits a bound allows all of them, or none.
fn whole(bound: &serde_json::Number, exclusive: bool, round: fn(f64) -> f64, inward: i128) -> i128 {
    let exact = bound.as_i64().map(i128::from).or_else(|| bound.as_u64().map(i128::from));
    if let Some(exact) = exact {
        return if exclusive { exact + inward } else { exact };
    }
    let float = bound.as_f64().unwrap_or_default();
    let rounded = round(float);
    let integer = saturated(rounded);
    if exclusive && rounded.total_cmp(&float).is_eq() { integer.saturating_add(inward) } else { integer }
}

/// Within what 64 bits hold, and a little beyond, so that sums do not overflow.
#[allow(clippy::cast_possible_truncation)] // the cast saturates
fn saturated(float: f64) -> i128 {
    (float as i128).clamp(-(1 << 65), 1 << 65)
}
