//! `oneOf` and `anyOf`, with and without `discriminator` (OpenAPI 3.0.3, sections 4.7.24.1 and 4.7.25).

use super::object::Object;
use super::{Choice, Discriminator, Kind, Reader, Schema};
use crate::document::Node;

impl<'a> Reader<'a> {
    /// The choice that the member `key` (`oneOf` or `anyOf`) of a schema lists.
    pub(super) fn choice(&mut self, object: &mut Object<'a>, key: &'static str) -> Option<Kind> {
        let listed = object.take(key);
        let discriminator = object.take("discriminator");
        let nodes = self.items(listed, "`oneOf` and `anyOf`");
        if nodes.is_empty() {
            self.refuse(object.place, format!("`{key}` must list at least one schema"));
            return None;
        }
        let variants: Vec<Option<Schema>> = nodes.iter().map(|node| self.schema(node)).collect();
        let variants = variants.into_iter().collect::<Option<Vec<_>>>()?;
        let discriminator = match discriminator {
            Some(node) => Some(self.discriminator(node, &variants)?),
            None => None,
        };
        Some(Kind::Choice(Choice { variants, exactly_one: key == "oneOf", discriminator }))
    }

    /// Every variant under its schema's name, unless `mapping` gives it another.
    fn discriminator(&mut self, node: &'a Node, variants: &[Schema]) -> Option<Discriminator> {
        let mut object = Object::open(self, node, "a discriminator")?;
        let property = object.require_text(self, "propertyName");
        let mapping = object.take("mapping");
        object.close(self);

        let names: Vec<Option<&str>> = variants
            .iter()
            .map(|variant| match &variant.kind {
                Kind::Reference(name) => Some(name.as_str()),
                _ => None,
            })
            .collect();
        if names.contains(&None) {
            self.refuse(node.place, "a discriminator needs every variant to be a `$ref`");
            return None;
        }
        let mut tags: Vec<(String, usize)> = Vec::new();
        for entry in self.entries(mapping, "`mapping`") {
            let target = entry.node.text().unwrap_or_default();
            let target = target.strip_prefix("#/components/schemas/").unwrap_or(target);
            match names.iter().position(|name| *name == Some(target)) {
                Some(index) => tags.push((entry.key.clone(), index)),
                None => self.refuse(entry.place, "`mapping` names a schema that is not among the variants"),
            }
        }
        for (index, name) in names.into_iter().flatten().enumerate() {
            if !tags.iter().any(|(_, mapped)| *mapped == index) {
                tags.push((name.to_owned(), index));
            }
        }
        Some(Discriminator { property: property?, tags })
    }
}
