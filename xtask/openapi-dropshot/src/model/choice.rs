//! `oneOf` and `anyOf`, with and without `discriminator` (OpenAPI 3.0.3, sections 4.7.24.1 and 4.7.25).

use super::object::Object;
use super::{Choice, Discriminator, Kind, Reader, Schema};
use crate::document::{Node, Value};

impl<'a> Reader<'a> {
    /// The choice that the member `key` (`oneOf` or `anyOf`) of a schema lists.
    pub(super) fn choice(
        &mut self,
        node: &'a Node,
        object: &mut Object<'a>,
        key: &'static str,
        stated: Option<&str>,
        nullable: &mut bool,
    ) -> Option<Kind<'a>> {
        let listed = object.take(key);
        object.ignore(&["format"]);
        let nodes = self.items(listed, "`oneOf` and `anyOf`");
        if nodes.is_empty() {
            self.refuse(object.place, format!("`{key}` must list at least one schema"));
            return None;
        }
        let mut variants: Vec<Schema<'a>> = Vec::new();
        let mut whole = true;
        for (index, variant) in nodes.iter().enumerate() {
            if is_null(variant) {
                *nullable = true;
                continue;
            }
            if let Some(earlier) = nodes[..index].iter().find(|earlier| earlier.to_json() == variant.to_json()) {
                if key == "oneOf" {
                    self.refuse(
                        variant.place,
                        format!("this is the same as the schema at {}, so that no value matches exactly one; leave one out, or say `anyOf`", earlier.place),
                    );
                    whole = false;
                }
                continue;
            }
            match self.schema(variant) {
                Some(schema) => variants.push(schema),
                None => whole = false,
            }
        }
        if !whole {
            return None;
        }
        // A type beside the choice is a rule of its own, unless each variant keeps it anyhow.
        if stated.is_some_and(|stated| !variants.iter().all(|variant| self.is_of_type(variant, stated, 0))) {
            return Some(Kind::Verbatim("a `type` beside `oneOf` or `anyOf` that not every variant has"));
        }
        match node.get("discriminator") {
            Some(discriminator) => {
                let discriminator = self.discriminator(discriminator, &variants);
                Some(Kind::Choice(Choice { variants, exactly_one: key == "oneOf", discriminator }))
            }
            None if variants.len() == 1 && !*nullable => match variants.pop() {
                Some(only) if only.nullable => {
                    *nullable = true;
                    Some(only.kind)
                }
                only => only.map(|only| only.kind),
            },
            None => Some(Kind::Choice(Choice { variants, exactly_one: key == "oneOf", discriminator: None })),
        }
    }

    /// Whether every value of a schema is of a type.
    pub(super) fn is_of_type(&self, schema: &Schema<'a>, stated: &str, depth: usize) -> bool {
        match &schema.kind {
            Kind::Object(_) | Kind::Map(_) => stated == "object",
            Kind::Text(_) | Kind::Enumeration(_) => stated == "string",
            Kind::Array(_) => stated == "array",
            Kind::Integer(_) => matches!(stated, "integer" | "number"),
            Kind::Number(_) => stated == "number",
            Kind::Boolean => stated == "boolean",
            Kind::Choice(choice) => {
                depth < 8 && choice.variants.iter().all(|variant| self.is_of_type(variant, stated, depth + 1))
            }
            Kind::Reference(_) => self.reference_is_of_type(schema.node, stated, 0),
            _ => false,
        }
    }

    /// The same for a schema that may not have been read yet: as far as its own words go.
    fn reference_is_of_type(&self, node: &'a Node, stated: &str, depth: usize) -> bool {
        if depth > 8 {
            return false;
        }
        if let Some(reference) = node.get("$ref").and_then(Node::text) {
            let found = self.document.resolve(node.place.file, reference);
            return found.is_ok_and(|(found, _)| self.reference_is_of_type(found, stated, depth + 1));
        }
        match node.get("type").and_then(Node::text) {
            Some(text) => text == stated,
            None if stated == "object" && node.has("properties") => true,
            None => ["allOf", "oneOf", "anyOf"].iter().any(|key| match node.get(key).map(|node| &node.value) {
                Some(Value::Array(parts)) if *key == "allOf" => {
                    parts.iter().any(|part| self.reference_is_of_type(part, stated, depth + 1))
                }
                Some(Value::Array(parts)) => {
                    !parts.is_empty() && parts.iter().all(|part| self.reference_is_of_type(part, stated, depth + 1))
                }
                _ => false,
            }),
        }
    }

    /// Every variant under its schema's name, unless `mapping` gives it another. None when it cannot decide: then every
    /// variant is tried, as without.
    fn discriminator(&mut self, node: &'a Node, variants: &[Schema<'a>]) -> Option<Discriminator> {
        if node.text().is_some() {
            self.note(
                node.place,
                "a discriminator is an object with `propertyName` since OpenAPI 3.0; this one has no effect",
            );
            return None;
        }
        let mut object = Object::open(self, node, "a discriminator")?;
        let property = object.text(self, "propertyName");
        let mapping = object.take("mapping");
        object.close(self);
        let Some(property) = property else {
            self.note(node.place, "a discriminator without `propertyName` has no effect");
            return None;
        };
        let names: Option<Vec<&str>> = variants
            .iter()
            .map(|variant| match &variant.kind {
                Kind::Reference(name) => Some(name.as_str()),
                _ => None,
            })
            .collect();
        let Some(names) = names else {
            self.note(node.place, "a discriminator needs every variant to be a `$ref`; this one has no effect");
            return None;
        };
        let mut tags: Vec<(String, usize)> = Vec::new();
        for entry in self.entries(mapping, "`mapping`") {
            let target = entry.node.text().unwrap_or_default();
            let named = names.iter().position(|name| *name == target);
            let found = named.or_else(|| {
                let name = self.schema_name(node, target).ok()?;
                names.iter().position(|known| *known == name)
            });
            match found {
                Some(index) => tags.push((entry.key.clone(), index)),
                None => {
                    self.note(entry.place, "`mapping` names a schema that is not among the variants; it has no effect");
                }
            }
        }
        for (index, name) in names.into_iter().enumerate() {
            if !tags.iter().any(|(_, mapped)| *mapped == index) && !tags.iter().any(|(tag, _)| tag == name) {
                tags.push((name.to_owned(), index));
            }
        }
        Some(Discriminator { property, tags })
    }
}

/// `{type: "null"}` and `{enum: [null]}`, as documents that come from elsewhere have them.
fn is_null(node: &Node) -> bool {
    if node.get("type").and_then(Node::text) == Some("null") {
        return true;
    }
    match node.get("enum").map(|node| &node.value) {
        Some(Value::Array(items)) => matches!(items.as_slice(), [Node { value: Value::Null, .. }]),
        _ => false,
    }
}
