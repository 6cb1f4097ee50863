//! Schemas in one form: what is written in two ways and means the same becomes the same.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use super::form::{PLACE, escaped};

/// Members of a schema that say nothing of its values, so that they can stand beside an `allOf` of one or in it.
const BESIDE: [&str; 9] =
    ["title", "description", "default", "example", "nullable", "deprecated", "readOnly", "writeOnly", "externalDocs"];
/// The member under which Dropshot is handed what it cannot carry.
const ORIGINAL: &str = "x-openapi-schema";
const PREFIX: &str = "#/components/schemas/";
/// What a reference to a schema leads to that is none of the source's.
pub(super) const FOREIGN: &str = "Dropshot's own error";

/// Schemas of one document.
pub(super) struct Schemas<'d> {
    pub(super) document: &'d Json,
    /// Those that keep their names; others are put where they are referred to.
    pub(super) names: &'d BTreeSet<String>,
    /// A name in this document, and what it stands for
    pub(super) renamed: Option<(String, String)>,
    /// The name of a schema that is not one of the source's, whatever it is called
    pub(super) foreign: Option<String>,
}

impl Schemas<'_> {
    /// The schema at `place` in its one form.
    pub(super) fn form(&self, schema: &Json, place: &str) -> Json {
        self.within(schema, place, &mut Vec::new())
    }

    fn within(&self, schema: &Json, place: &str, around: &mut Vec<String>) -> Json {
        let Json::Object(members) = schema else { return schema.clone() };
        if let Some(original) = members.get(ORIGINAL) {
            // As the source has it, with the names of the source.
            let mut form = Self { renamed: None, foreign: None, ..*self }.within(original, place, around);
            // Beside it there is a type that allows as much or more, and what Dropshot takes for the parameter's description.
            let of_type = |key: &str, value: &Json| {
                key == "type" && (*value == json!("string") || Some(value) == original.get("type"))
            };
            let more = members
                .iter()
                .filter(|(key, value)| !of_type(key, value) && ![ORIGINAL, "description"].contains(&key.as_str()));
            if let Json::Object(form) = &mut form {
                form.extend(more.map(|(key, value)| (format!("beside {key}"), value.clone())));
            }
            return form;
        }
        if let Some(reference) = members.get("$ref").and_then(Json::as_str) {
            return self.referred(reference, around);
        }
        if let Some(Json::Array(parts)) = members.get("allOf") {
            let beside = members.keys().all(|key| key == "allOf" || BESIDE.contains(&key.as_str()));
            if let ([only], true) = (parts.as_slice(), beside) {
                let mut form = self.within(only, &format!("{place}/allOf/0"), around);
                if let Json::Object(inner) = &mut form {
                    // What stands outside is nearer to the reader.
                    let outer = members.iter().filter(|(key, value)| *key != "allOf" && **value != json!(false));
                    inner.extend(outer.map(|(key, value)| (key.clone(), value.clone())));
                    inner.insert(PLACE.to_owned(), place.into());
                    only_if_it_matters(inner);
                }
                return form;
            }
        }
        let mut form = Map::new();
        for (key, value) in members {
            let at = format!("{place}/{key}");
            let value = match (key.as_str(), value) {
                ("nullable" | "deprecated" | "readOnly" | "writeOnly" | "uniqueItems", Json::Bool(false)) => continue,
                ("exclusiveMinimum" | "exclusiveMaximum", Json::Bool(false)) => continue,
                // A bound of its own, as later versions have it.
                ("exclusiveMinimum" | "exclusiveMaximum", Json::Number(bound)) => {
                    form.insert(key.replace("exclusiveM", "m"), bound.clone().into());
                    json!(true)
                }
                ("minimum" | "maximum", _) if form.contains_key(key) => continue,
                ("required", Json::Array(names)) => {
                    let names: BTreeSet<&str> = names.iter().filter_map(Json::as_str).collect();
                    if names.is_empty() {
                        continue;
                    }
                    json!(names)
                }
                ("enum", Json::Array(values)) => {
                    let mut values = values.clone();
                    values.sort_by_key(Json::to_string);
                    Json::Array(values)
                }
                ("properties", Json::Object(properties)) if properties.is_empty() => continue,
                ("additionalProperties", Json::Bool(true)) => continue,
                ("properties", Json::Object(properties)) => {
                    let each = properties.iter().map(|(name, one)| {
                        (name.clone(), self.within(one, &format!("{at}/{}", escaped(name)), around))
                    });
                    Json::Object(each.collect())
                }
                ("items" | "not" | "additionalProperties", Json::Object(_)) => self.within(value, &at, around),
                ("allOf" | "anyOf" | "oneOf", Json::Array(parts)) => {
                    let parts = parts.iter().enumerate();
                    parts.map(|(index, part)| self.within(part, &format!("{at}/{index}"), around)).collect()
                }
                _ => value.clone(),
            };
            form.insert(key.clone(), value);
        }
        form.insert(PLACE.to_owned(), place.into());
        only_if_it_matters(&mut form);
        Json::Object(form)
    }

    /// Whether a component only gives another name to one, or to what has no rules: Rust has no type of its own for it.
    fn is_alias(&self, reference: &str) -> bool {
        let target = self.document.pointer(reference.trim_start_matches('#')).and_then(Json::as_object);
        let mut rules = target.into_iter().flatten().filter(|(key, _)| !BESIDE.contains(&key.as_str()));
        match (rules.next(), rules.next()) {
            (None, _) => target.is_some(),
            (Some((key, value)), None) => match (key.as_str(), value) {
                ("$ref", _) => true,
                ("type", value) => *value == json!("boolean"),
                ("allOf" | "anyOf" | "oneOf", Json::Array(parts)) => {
                    matches!(parts.as_slice(), [only] if only.get("$ref").is_some())
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// A reference by name, or what it refers to.
    fn referred(&self, reference: &str, around: &mut Vec<String>) -> Json {
        let direct = reference.strip_prefix(PREFIX);
        if direct.is_some_and(|name| Some(name) == self.foreign.as_deref()) {
            return json!({ "$ref": FOREIGN });
        }
        if let Some(name) = direct {
            let name = match &self.renamed {
                Some((here, meant)) if here == name => meant,
                _ => name,
            };
            let there = self.renamed.as_ref().is_some_and(|(_, meant)| meant == name)
                || self.document.pointer(reference.trim_start_matches('#')).is_some();
            if self.names.contains(name) && there && !self.is_alias(reference) {
                return json!({ "$ref": format!("{PREFIX}{name}") });
            }
        }
        let pointer = reference.trim_start_matches('#');
        match self.document.pointer(pointer) {
            Some(target) if !around.iter().any(|one| one == reference) => {
                around.push(reference.to_owned());
                let form = self.within(target, pointer, around);
                around.pop();
                form
            }
            Some(_) => json!({ "$ref": reference }),
            None => json!({ "$ref": format!("nothing at {reference}") }),
        }
    }
}

/// `nullable` adds nothing where null is listed and no `type` rules it out.
fn only_if_it_matters(form: &mut Map<String, Json>) {
    let lists_null = form.get("enum").and_then(Json::as_array).is_some_and(|values| values.contains(&Json::Null));
    if lists_null && !form.contains_key("type") {
        form.remove("nullable");
    }
}
