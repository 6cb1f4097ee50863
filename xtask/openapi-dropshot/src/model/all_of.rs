//! `allOf` (OpenAPI 3.0.3, section 4.7.24.1): objects merged into one, or a single schema under another description. What cannot
//! be merged without losing a rule is checked as it is written.

use serde_json::Value as Json;

use super::object::Object;
use super::{Additional, Kind, Map, ObjectSchema, Property, Reader};
use crate::document::{Node, Value};

/// Deepest `allOf` within `allOf`. One that is deeper goes round in a circle.
const DEPTH: usize = 32;
/// Most parts that are merged for one document.
const EXPANSIONS: usize = 50_000;

/// Keywords of objects that may stand beside `allOf`, as one part more.
const OWN: [&str; 5] = ["properties", "additionalProperties", "required", "minProperties", "maxProperties"];
/// Keywords beside `allOf` that are no part of an object.
const OTHERS: [&str; 16] = [
    "enum",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "patternProperties",
    "dependencies",
    "format",
];

impl<'a> Reader<'a> {
    /// The kind of `node`, whose members are read through `object`.
    pub(super) fn all_of(
        &mut self,
        node: &'a Node,
        object: &mut Object<'a>,
        stated: Option<&str>,
        nullable: &mut bool,
    ) -> Option<Kind<'a>> {
        let listed = object.take("allOf");
        let parts = self.items(listed, "`allOf`");
        if parts.is_empty() {
            self.refuse(node.place, "`allOf` must list at least one schema");
            return None;
        }
        if self.merging >= DEPTH {
            self.refuse(node.place, "this `allOf` leads back to itself; leave that part out");
            return None;
        }
        self.expansions += parts.len();
        if OTHERS.iter().any(|key| object.has(key)) || self.expansions > EXPANSIONS {
            return Some(Kind::Verbatim("`allOf` with further rules that are no object's"));
        }
        let own = OWN.iter().any(|key| object.has(key));
        let speaking: Vec<&'a Node> = parts.iter().filter(|part| !is_silent(part)).collect();
        match speaking.as_slice() {
            // Among others it is an object without rules.
            [] if !own && stated.is_none() && self.merging == 0 => Some(Kind::Any),
            [only] if !own && self.merging > 0 => self.resolved(only),
            [only] if !own => {
                let schema = self.schema(only)?;
                *nullable |= schema.nullable;
                match stated {
                    Some(stated) if !self.is_of_type(&schema, stated, 0) => {
                        Some(Kind::Verbatim("a `type` beside `allOf` that its part does not have"))
                    }
                    _ => Some(schema.kind),
                }
            }
            _ if stated.is_some_and(|stated| stated != "object") => {
                Some(Kind::Verbatim("`allOf` of what is no object"))
            }
            _ => {
                self.merging += 1;
                self.expanding.push(node);
                let mut kinds: Vec<Option<Kind<'a>>> = speaking.iter().map(|part| self.resolved(part)).collect();
                if own {
                    kinds.push(self.object(object));
                }
                self.expanding.pop();
                self.merging -= 1;
                let kinds = kinds.into_iter().collect::<Option<Vec<_>>>()?;
                Some(merged(kinds).unwrap_or_else(Kind::Verbatim))
            }
        }
    }

    /// The kind of a part, through its references.
    fn resolved(&mut self, part: &'a Node) -> Option<Kind<'a>> {
        let target = self.follow(part)?;
        if self.expanding.iter().any(|open| std::ptr::eq(*open, target)) {
            // What includes itself adds nothing by that.
            return Some(Kind::Map(Map { values: None, min_properties: None, max_properties: None }));
        }
        self.merging += 1;
        let schema = self.schema(target);
        self.merging -= 1;
        schema.map(|schema| schema.kind)
    }
}

/// Whether a part adds no rule.
fn is_silent(part: &Node) -> bool {
    const SILENT: [&str; 10] = [
        "description",
        "title",
        "example",
        "examples",
        "externalDocs",
        "deprecated",
        "xml",
        "default",
        "readOnly",
        "writeOnly",
    ];
    match &part.value {
        Value::Object(entries) => {
            entries.iter().all(|entry| SILENT.contains(&entry.key.as_str()) || entry.key.starts_with("x-"))
        }
        _ => false,
    }
}

/// One object of several, or why there is none.
fn merged(kinds: Vec<Kind<'_>>) -> Result<Kind<'_>, &'static str> {
    let mut properties: Vec<Property<'_>> = Vec::new();
    let mut additional = Additional::Ignored;
    let (mut minimum, mut maximum) = (None, None);
    let mut closed: Vec<Vec<String>> = Vec::new();
    let alone = kinds.len() == 1;
    for kind in kinds {
        let (own, others, min_properties, max_properties) = match kind {
            Kind::Object(ObjectSchema { properties, additional, min_properties, max_properties }) => {
                (properties, additional, min_properties, max_properties)
            }
            Kind::Map(Map { values, min_properties, max_properties }) => (
                Vec::new(),
                values.map_or(Additional::Ignored, |values| Additional::Open(Some(values))),
                min_properties,
                max_properties,
            ),
            _ => return Err("`allOf` of what is no object"),
        };
        match others {
            Additional::Ignored => {}
            Additional::Closed => closed.push(own.iter().map(|property| property.name.clone()).collect()),
            Additional::Open(None) => {
                if matches!(additional, Additional::Ignored) {
                    additional = Additional::Open(None);
                }
            }
            Additional::Open(Some(_)) if !alone => return Err("`additionalProperties` with a schema within `allOf`"),
            open @ Additional::Open(Some(_)) => additional = open,
        }
        minimum = minimum.max(min_properties);
        maximum = match (maximum, max_properties) {
            (Some(left), Some(right)) => Some(std::cmp::min::<u64>(left, right)),
            (left, right) => left.or(right),
        };
        for property in own {
            merge_property(&mut properties, property)?;
        }
    }
    for known in &closed {
        if !properties.iter().all(|property| known.contains(&property.name)) {
            return Err("`additionalProperties: false` within `allOf`, which forbids what other parts have");
        }
        additional = Additional::Closed;
    }
    if properties.is_empty() && !matches!(additional, Additional::Closed) {
        let values = match additional {
            Additional::Open(values) => values,
            _ => None,
        };
        return Ok(Kind::Map(Map { values, min_properties: minimum, max_properties: maximum }));
    }
    Ok(Kind::Object(ObjectSchema { properties, additional, min_properties: minimum, max_properties: maximum }))
}

/// A property that several parts have keeps the rules of all: those of the one that says all that the other says. Required in one is
/// required.
fn merge_property<'a>(merged: &mut Vec<Property<'a>>, property: Property<'a>) -> Result<(), &'static str> {
    let Some(earlier) = merged.iter_mut().find(|earlier| earlier.name == property.name) else {
        merged.push(property);
        return Ok(());
    };
    let required = earlier.required || property.required;
    if says_all_of(property.schema.node, earlier.schema.node) {
        *earlier = property;
    } else if !says_all_of(earlier.schema.node, property.schema.node) {
        return Err("a property that parts of `allOf` describe differently");
    }
    earlier.required = required;
    Ok(())
}

/// Whether `one` has every rule of `other`.
fn says_all_of(one: &Node, other: &Node) -> bool {
    if one.place.file != other.place.file && (one.has("$ref") || other.has("$ref")) {
        return false;
    }
    let (Json::Object(one), Json::Object(other)) = (one.to_json(), other.to_json()) else { return false };
    let annotation = |key: &str| {
        matches!(
            key,
            "description" | "title" | "example" | "examples" | "default" | "xml" | "externalDocs" | "deprecated"
        ) || key.starts_with("x-")
    };
    other.iter().all(|(key, value)| annotation(key) || one.get(key) == Some(value))
}
