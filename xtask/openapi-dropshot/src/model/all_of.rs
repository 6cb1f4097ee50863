//! `allOf` (OpenAPI 3.0.3, section 4.7.24.1): objects merged into one, or a single schema under another description.

use super::object::Object;
use super::{Kind, Map, ObjectSchema, Property, Reader};
use crate::document::{Node, Place};

/// Deepest `allOf` within `allOf`. One that is deeper goes round in a circle.
const DEPTH: usize = 32;

impl<'a> Reader<'a> {
    /// The merged kind of `node`, whose members are read through `object`.
    pub(super) fn all_of(&mut self, node: &'a Node, object: &mut Object<'a>) -> Option<Kind> {
        let parts_node = object.take("allOf");
        if self.merging >= DEPTH {
            self.refuse(node.place, "this `allOf` leads back to itself");
            return None;
        }
        let parts = self.items(parts_node, "`allOf`");
        let own = ["properties", "additionalProperties", "required", "minProperties", "maxProperties"];
        let has_own = own.iter().any(|key| object.has(key));
        match parts {
            [] => {
                self.refuse(node.place, "`allOf` must list at least one schema");
                None
            }
            [only] if !has_own => Some(self.schema(only)?.kind),
            _ => {
                self.merging += 1;
                let mut kinds: Vec<(Place, Option<Kind>)> =
                    parts.iter().map(|part| (part.place, self.resolved(part))).collect();
                if has_own {
                    kinds.push((node.place, self.object(object)));
                }
                self.merging -= 1;
                self.merge(kinds)
            }
        }
    }

    /// The kind of a part, through its references.
    fn resolved(&mut self, part: &'a Node) -> Option<Kind> {
        let target = self.follow(part, "schemas")?;
        Some(self.schema(target)?.kind)
    }

    fn merge(&mut self, kinds: Vec<(Place, Option<Kind>)>) -> Option<Kind> {
        let mut merged = ObjectSchema { properties: Vec::new(), closed: false, required_elsewhere: Vec::new() };
        let (count, mut closed) = (kinds.len(), None);
        for (place, kind) in kinds {
            match kind? {
                Kind::Object(object) => {
                    if object.closed {
                        closed = Some(place);
                    }
                    merged.required_elsewhere.extend(object.required_elsewhere);
                    for property in object.properties {
                        self.merge_property(&mut merged.properties, property);
                    }
                }
                // Anything goes that is an object.
                Kind::Map(Map { values: None, min_properties: None, max_properties: None }) => {}
                _ => {
                    self.refuse(place, "only objects can be merged by `allOf`; write the merged schema by hand");
                    return None;
                }
            }
        }
        for (name, place) in std::mem::take(&mut merged.required_elsewhere) {
            match merged.properties.iter_mut().find(|property| property.name == name) {
                Some(property) => property.required = true,
                None if self.merging > 0 => merged.required_elsewhere.push((name, place)),
                None => self.refuse(place, "`required` names something that no part of `allOf` has"),
            }
        }
        if let Some(place) = closed.filter(|_| count > 1) {
            self.refuse(
                place,
                "`additionalProperties: false` within `allOf` forbids what the other parts have; leave it out there",
            );
        }
        Some(Kind::Object(merged))
    }

    /// A property that several parts have must be the same in all of them; required in one is required.
    fn merge_property(&mut self, merged: &mut Vec<Property>, property: Property) {
        match merged.iter_mut().find(|earlier| earlier.name == property.name) {
            None => merged.push(property),
            Some(earlier) if earlier.schema.source == property.schema.source => earlier.required |= property.required,
            Some(_) => self.refuse(
                property.place,
                format!("`{}` has another schema in an earlier part of `allOf`; state it once", property.name),
            ),
        }
    }
}
