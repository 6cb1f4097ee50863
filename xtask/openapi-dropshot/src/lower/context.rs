//! What lowering asks the model.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value as Json;

use crate::document::{Document, Place};
use crate::model::{Additional, Kind, Model, Schema};

/// The document, its model, and how to find things in it quickly.
pub(crate) struct Context<'a, 'm> {
    pub(crate) document: &'a Document,
    pub(crate) model: &'m Model<'a>,
    schemas: HashMap<&'m str, &'m Schema<'a>>,
}

/// How text becomes JSON, by its schema (the runtime's `Shape`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TextShape {
    Text,
    Integer,
    Number,
    Boolean,
    Any,
    Array(Box<TextShape>),
    Object(Vec<(String, TextShape)>, Option<Box<TextShape>>),
}

/// Deepest structure of a parameter.
const DEPTH: usize = 6;

impl<'a, 'm> Context<'a, 'm> {
    pub(crate) fn new(document: &'a Document, model: &'m Model<'a>) -> Self {
        let schemas = model.schemas.iter().map(|named| (named.name.as_str(), &named.schema)).collect();
        Self { document, model, schemas }
    }

    /// The schema word for word, but for references, which name components.
    pub(crate) fn source(&self, schema: &Schema<'_>) -> Json {
        self.model.source(self.document, schema.node)
    }

    /// The schema itself, or the one that it refers to.
    pub(crate) fn resolve<'s>(&'s self, schema: &'s Schema<'a>) -> &'s Schema<'a> {
        let mut current = schema;
        // Longer chains go round in a circle; the reader has refused those.
        for _ in 0..32 {
            match &current.kind {
                Kind::Reference(name) => match self.schemas.get(name.as_str()) {
                    Some(found) => current = found,
                    None => return current,
                },
                _ => return current,
            }
        }
        current
    }

    /// Whether null is among the values of a schema, apart from what its type says.
    pub(crate) fn is_nullable(&self, schema: &Schema<'_>) -> bool {
        let mut nullable = schema.nullable;
        let mut kind = &schema.kind;
        for _ in 0..32 {
            let Kind::Reference(name) = kind else { break };
            let Some(found) = self.schemas.get(name.as_str()) else { break };
            nullable |= found.nullable;
            kind = &found.kind;
        }
        nullable
    }

    /// Whether a value of the schema is a single text: its type can be read from one.
    pub(crate) fn is_textual(&self, schema: &Schema<'a>) -> bool {
        if self.is_nullable(schema) {
            return false;
        }
        match &self.resolve(schema).kind {
            Kind::Boolean | Kind::Integer(_) | Kind::Number(_) | Kind::Text(_) | Kind::Enumeration(_) => true,
            Kind::Literals(values) => {
                values.iter().all(|value| !value.is_array() && !value.is_object() && !value.is_null())
            }
            _ => false,
        }
    }

    /// Whether Dropshot takes a value of the schema for a single one. It looks at how the schema is written: at a `type`
    /// other than array and object, or at `oneOf` of such, through references and an `allOf` or `anyOf` of one.
    pub(crate) fn is_single(&self, schema: &Schema<'a>) -> bool {
        self.is_single_source(&self.source(schema), 0)
    }

    fn is_single_source(&self, source: &Json, depth: usize) -> bool {
        let Some(members) = source.as_object().filter(|_| depth <= DEPTH) else { return false };
        if let Some(reference) = members.get("$ref").and_then(Json::as_str) {
            let name = reference.strip_prefix("#/components/schemas/").unwrap_or_default();
            return self.schemas.get(name).is_some_and(|target| self.is_single_source(&self.source(target), depth + 1));
        }
        let has = |keys: &[&str]| keys.iter().any(|key| members.contains_key(*key));
        let composed = ["allOf", "anyOf", "oneOf", "not"].into_iter().filter(|key| members.contains_key(*key));
        match (members.get("type").and_then(Json::as_str), composed.collect::<Vec<_>>().as_slice()) {
            (Some("boolean" | "integer" | "number" | "string"), []) => {
                !has(&["items", "uniqueItems", "minItems", "maxItems", "properties", "required"])
                    && !has(&["additionalProperties", "minProperties", "maxProperties"])
            }
            (None, [key]) if !has(&["format", "enum", "properties", "items"]) => match members.get(*key) {
                Some(Json::Array(parts)) => {
                    (*key == "oneOf" || parts.len() == 1)
                        && parts.iter().all(|part| self.is_single_source(part, depth + 1))
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// How text becomes a value of the schema.
    pub(crate) fn text_shape(&self, schema: &Schema<'a>) -> TextShape {
        self.text_shape_within(schema, 0)
    }

    fn text_shape_within(&self, schema: &Schema<'a>, depth: usize) -> TextShape {
        if depth > DEPTH {
            return TextShape::Any;
        }
        match &self.resolve(schema).kind {
            Kind::Boolean => TextShape::Boolean,
            Kind::Integer(_) => TextShape::Integer,
            Kind::Number(_) => TextShape::Number,
            Kind::Text(_) | Kind::Enumeration(_) => TextShape::Text,
            Kind::Array(array) => TextShape::Array(Box::new(self.text_shape_within(&array.items, depth + 1))),
            Kind::Object(object) => {
                let properties = object.properties.iter();
                let properties =
                    properties.map(|one| (one.name.clone(), self.text_shape_within(&one.schema, depth + 1))).collect();
                let rest = match &object.additional {
                    Additional::Open(Some(values)) => Some(Box::new(self.text_shape_within(values, depth + 1))),
                    Additional::Open(None) => Some(Box::new(TextShape::Any)),
                    Additional::Ignored | Additional::Closed => None,
                };
                TextShape::Object(properties, rest)
            }
            Kind::Map(map) => {
                let values =
                    map.values.as_ref().map_or(TextShape::Any, |values| self.text_shape_within(values, depth + 1));
                TextShape::Object(Vec::new(), Some(Box::new(values)))
            }
            Kind::Choice(choice) => {
                // What can be written in several ways is read in the widest of them.
                let shapes: Vec<TextShape> =
                    choice.variants.iter().map(|variant| self.text_shape_within(variant, depth + 1)).collect();
                let wide = |wanted: fn(&TextShape) -> bool| shapes.iter().find(|shape| wanted(shape)).cloned();
                let first = shapes.first().cloned();
                first
                    .filter(|first| shapes.iter().all(|shape| shape == first))
                    .or_else(|| wide(|shape| matches!(shape, TextShape::Array(_))))
                    .or_else(|| merged_objects(&shapes))
                    .unwrap_or(TextShape::Any)
            }
            Kind::Verbatim(_) => {
                let node = self.resolve(schema).node;
                match node.get("type").and_then(crate::document::Node::text) {
                    Some("string") => TextShape::Text,
                    Some("array") => TextShape::Array(Box::new(TextShape::Any)),
                    Some("object") => TextShape::Object(Vec::new(), Some(Box::new(TextShape::Any))),
                    _ => TextShape::Any,
                }
            }
            Kind::Literals(_) | Kind::Any | Kind::Reference(_) => TextShape::Any,
        }
    }

    /// The places of those defaults that keep the rules of their own schemas; the others, to be said.
    pub(crate) fn defaults(&self) -> (BTreeSet<Place>, BTreeSet<Place>) {
        let mut candidates: Vec<&Schema<'a>> = Vec::new();
        for named in &self.model.schemas {
            with_defaults(&named.schema, &mut candidates);
        }
        for operation in &self.model.operations {
            let parameters = operation.parameters.iter().map(|parameter| &parameter.schema);
            let headers =
                operation.responses.iter().flat_map(|response| &response.headers).map(|header| &header.schema);
            let bodies = operation.body.iter().flat_map(|body| &body.content);
            let bodies = bodies.chain(operation.responses.iter().flat_map(|response| &response.content));
            let bodies = bodies.filter_map(|content| content.schema.as_ref());
            parameters.chain(headers).chain(bodies).for_each(|schema| with_defaults(schema, &mut candidates));
        }
        if candidates.is_empty() {
            return Default::default();
        }
        let name = |place: Place| format!("default {} {place}", place.file);
        let named = self.model.schemas.iter().map(|named| (named.name.clone(), self.source(&named.schema)));
        let inline = candidates.iter().filter_map(|schema| {
            let default = schema.default?;
            Some((name(default.place), self.source(schema)))
        });
        // What the reader let pass with a note is no reason to do without every default.
        let set = rest_runtime::SchemaSet::lenient(named.chain(inline));
        let (mut kept, mut broken) = (BTreeSet::new(), BTreeSet::new());
        for default in candidates.iter().filter_map(|schema| schema.default) {
            let mut violations = rest_runtime::Violations::default();
            set.check(&name(default.place), &default.to_json(), &rest_runtime::Pointer::Body, &mut violations);
            if violations.is_empty() { &mut kept } else { &mut broken }.insert(default.place);
        }
        (kept, broken)
    }
}

/// One object with the properties of all, where all are objects.
fn merged_objects(shapes: &[TextShape]) -> Option<TextShape> {
    let mut properties: Vec<(String, TextShape)> = Vec::new();
    let mut rest = None;
    for shape in shapes {
        let TextShape::Object(own, others) = shape else { return None };
        for (name, shape) in own {
            match properties.iter_mut().find(|(earlier, _)| earlier == name) {
                Some((_, earlier)) if earlier != shape => *earlier = TextShape::Any,
                Some(_) => {}
                None => properties.push((name.clone(), shape.clone())),
            }
        }
        rest = rest.or_else(|| others.clone());
    }
    Some(TextShape::Object(properties, rest))
}

fn with_defaults<'a, 's>(schema: &'s Schema<'a>, found: &mut Vec<&'s Schema<'a>>) {
    if schema.default.is_some() {
        found.push(schema);
    }
    match &schema.kind {
        Kind::Array(array) => with_defaults(&array.items, found),
        Kind::Map(map) => map.values.iter().for_each(|values| with_defaults(values, found)),
        Kind::Choice(choice) => choice.variants.iter().for_each(|variant| with_defaults(variant, found)),
        Kind::Object(object) => {
            object.properties.iter().for_each(|property| with_defaults(&property.schema, found));
            if let Additional::Open(Some(values)) = &object.additional {
                with_defaults(values, found);
            }
        }
        _ => {}
    }
}
