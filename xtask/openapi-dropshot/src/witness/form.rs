//! The one form of a document: operations by their ids, parameters by place and name, references to anything but schemas
//! followed, what is inherited written out, defaults filled in. Every object knows its place in the document as it was.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value as Json, json};

use super::schema::Schemas;
use crate::contract::{LEFT_OUT, PROBLEM};
use crate::lower::{Piece, template};
use crate::model::operation::{derived_id, is_json, media_type};

/// The member that holds an object's place.
pub(super) const PLACE: &str = "#place";
/// The member of an operation that shares its route with others, and is described by itself for that.
pub(super) const SHARED_ROUTE: &str = "#shared";

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Who says what a document says.
#[derive(Clone, Copy, PartialEq)]
enum Teller {
    Source,
    Contract,
    Dropshot { alone: bool },
}

/// The names under `components.schemas`.
pub(super) fn schema_names(source: &Json) -> BTreeSet<String> {
    let schemas = source["components"]["schemas"].as_object().into_iter().flatten();
    schemas.map(|(name, _)| name.clone()).collect()
}

pub(super) fn source(source: &Json, names: &BTreeSet<String>) -> Json {
    Form::of(source, names, Teller::Source).document()
}

pub(super) fn contract(contract: &Json, names: &BTreeSet<String>) -> Json {
    Form::of(contract, names, Teller::Contract).document()
}

/// One of Dropshot's descriptions; `alone` when it is of one operation.
pub(super) fn described(description: &Json, alone: bool, names: &BTreeSet<String>) -> Json {
    Form::of(description, names, Teller::Dropshot { alone }).document()
}

/// Add the operations and schemas of another description. One of which two say different things is as neither says.
pub(super) fn merge(into: &mut Json, from: &Json) {
    for (kind, all) in from.as_object().into_iter().flatten() {
        for (name, value) in all.as_object().into_iter().flatten() {
            match into[kind].get(name) {
                Some(present) if kind != "about" && name != PLACE && !super::same(present, value) => {
                    into[kind][name] = json!([present, value]);
                }
                Some(_) => {}
                None => into[kind][name] = value.clone(),
            }
        }
    }
}

/// A document without some operations and schemas.
pub(super) fn without(source: &Json, operations: &BTreeSet<String>, schemas: &BTreeSet<String>) -> Json {
    let mut kept = source.clone();
    let mut ids = Ids::default();
    for (path, item) in kept.get_mut("paths").and_then(Json::as_object_mut).into_iter().flatten() {
        if let Some(item) = item.as_object_mut() {
            for method in METHODS {
                let Some(operation) = item.get(method) else { continue };
                if operations.contains(&ids.of(operation, method, path)) {
                    item.remove(method);
                }
            }
        }
    }
    if let Some(components) = kept.pointer_mut("/components/schemas").and_then(Json::as_object_mut) {
        components.retain(|name, _| !schemas.contains(name));
    }
    kept
}

pub(super) fn without_places(value: &Json) -> Json {
    match value {
        Json::Object(members) => {
            let members = members.iter().filter(|(key, _)| ![PLACE, SHARED_ROUTE].contains(&key.as_str()));
            Json::Object(members.map(|(key, value)| (key.clone(), without_places(value))).collect())
        }
        Json::Array(items) => items.iter().map(without_places).collect(),
        other => other.clone(),
    }
}

/// A key as a token of a JSON pointer (RFC 6901, section 3).
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The ids of operations: their own the first time, or what stands for it.
#[derive(Default)]
struct Ids(BTreeSet<String>);

impl Ids {
    fn of(&mut self, operation: &Json, method: &str, path: &str) -> String {
        let own = operation["operationId"].as_str().filter(|id| !id.trim().is_empty() && !self.0.contains(*id));
        let id = own.map_or_else(|| derived_id(method, path), str::to_owned);
        self.0.insert(id.clone());
        id
    }
}

struct Form<'d> {
    document: &'d Json,
    schemas: Schemas<'d>,
    teller: Teller,
}

impl<'d> Form<'d> {
    fn of(document: &'d Json, names: &'d BTreeSet<String>, teller: Teller) -> Self {
        // Dropshot's own error has a name, too; a schema of the document that is called alike gets the next one.
        let foreign = dropshot_error(document).filter(|_| matches!(teller, Teller::Dropshot { .. }));
        let renamed = (foreign == Some("Error") && names.contains("Error") && !names.contains("Error2"))
            .then(|| ("Error2".to_owned(), "Error".to_owned()));
        let foreign = foreign.map(str::to_owned);
        Self { document, schemas: Schemas { document, names, renamed, foreign }, teller }
    }

    fn document(&self) -> Json {
        let root = self.document.as_object().cloned().unwrap_or_default();
        let about =
            root.into_iter().filter(|(key, _)| !["paths", "components", "security", LEFT_OUT].contains(&key.as_str()));
        let mut form = Map::new();
        form.insert("about".to_owned(), with_place(about.collect(), ""));
        form.insert("operations".to_owned(), with_place(self.operations(), "/paths"));
        form.insert("schemas".to_owned(), with_place(self.components(), "/components/schemas"));
        form.insert("securitySchemes".to_owned(), with_place(self.security_schemes(), "/components/securitySchemes"));
        if let Some(left_out) = self.document.get(LEFT_OUT) {
            form.insert(LEFT_OUT.to_owned(), left_out.clone());
        }
        Json::Object(form)
    }

    /// What a reference leads to, with its place.
    fn follow<'v>(&'v self, mut value: &'v Json, place: String) -> (&'v Json, String) {
        let mut place = place;
        for _ in 0..16 {
            let Some(pointer) = value["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')) else { break };
            let Some(target) = self.document.pointer(pointer) else { break };
            (value, place) = (target, pointer.to_owned());
        }
        (value, place)
    }

    fn components(&self) -> Map<String, Json> {
        let mut form = Map::new();
        for (here, schema) in self.document["components"]["schemas"].as_object().into_iter().flatten() {
            let name = match &self.schemas.renamed {
                Some((from, to)) if from == here => to,
                _ if Some(here) == self.schemas.foreign.as_ref() => continue,
                _ => here,
            };
            if self.schemas.names.contains(name) {
                let place = format!("/components/schemas/{}", escaped(here));
                form.insert(name.clone(), self.schemas.form(schema, &place));
            }
        }
        form
    }

    fn security_schemes(&self) -> Map<String, Json> {
        let schemes = self.document["components"]["securitySchemes"].as_object().into_iter().flatten();
        let each = schemes.map(|(name, scheme)| {
            let place = format!("/components/securitySchemes/{}", escaped(name));
            let (scheme, place) = self.follow(scheme, place);
            let mut members = scheme.as_object().cloned().unwrap_or_default();
            if let Some(Json::String(scheme)) = members.get_mut("scheme") {
                *scheme = scheme.to_lowercase();
            }
            (name.clone(), with_place(members, &place))
        });
        each.collect()
    }

    fn operations(&self) -> Map<String, Json> {
        let mut form = Map::new();
        let mut ids = Ids::default();
        for (path, item) in self.document["paths"].as_object().into_iter().flatten() {
            if path.starts_with("x-") {
                continue;
            }
            let (item, at) = self.follow(item, format!("/paths/{}", escaped(path)));
            for method in METHODS {
                let Some(operation) = item.get(method) else { continue };
                let id = ids.of(operation, method, path);
                form.insert(id, self.operation(path, method, item, operation, &at));
            }
        }
        form
    }

    fn operation(&self, path: &str, method: &str, item: &Json, operation: &Json, item_place: &str) -> Json {
        let place = format!("{item_place}/{method}");
        let mut form = Map::new();
        for (key, value) in operation.as_object().into_iter().flatten() {
            let at = format!("{place}/{key}");
            let value = match key.as_str() {
                "operationId" | "parameters" | "security" => continue,
                "deprecated" if *value == json!(false) => continue,
                "tags" if *value == json!([]) => continue,
                "requestBody" => {
                    let (body, at) = self.follow(value, at);
                    self.body(body, &at)
                }
                "responses" => self.responses(value, &at),
                _ => value.clone(),
            };
            form.insert(key.clone(), value);
        }
        let beside = item.as_object().into_iter().flatten();
        let beside = beside.filter(|(key, _)| !METHODS.contains(&key.as_str()) && *key != "parameters");
        let beside: Map<String, Json> = beside.map(|(key, value)| (key.clone(), value.clone())).collect();
        if !beside.is_empty() {
            form.insert("x-path-item".to_owned(), with_place(beside, item_place));
        }
        form.insert("method".to_owned(), method.into());
        let nameless = nameless(path);
        // Dropshot has literals as they are compared.
        let dropshot = matches!(self.teller, Teller::Dropshot { .. });
        form.insert("path".to_owned(), if dropshot { nameless } else { decoded(&nameless) }.into());
        form.insert("security".to_owned(), security(operation.get("security").or(self.document.get("security"))));
        form.insert("parameters".to_owned(), Json::Object(self.parameters(path, item, operation, item_place, &place)));
        if self.teller == (Teller::Dropshot { alone: true }) {
            form.insert(SHARED_ROUTE.to_owned(), true.into());
        }
        with_place(form, &place)
    }

    /// Those of the path, then those of the operation, which stand for earlier ones of their name.
    fn parameters(
        &self,
        path: &str,
        item: &Json,
        operation: &Json,
        item_place: &str,
        place: &str,
    ) -> Map<String, Json> {
        let template = template(path);
        let mut form = Map::new();
        for (owner, place) in [(item, item_place), (operation, place)] {
            let listed = owner["parameters"].as_array().into_iter().flatten().enumerate();
            for (index, parameter) in listed {
                let (parameter, at) = self.follow(parameter, format!("{place}/parameters/{index}"));
                let (name, location) =
                    (parameter["name"].as_str().unwrap_or_default(), parameter["in"].as_str().unwrap_or_default());
                let key = match (location, template.find(name)) {
                    ("path", Some((segment, None))) => format!("path {segment}"),
                    ("path", Some((segment, Some(which)))) => format!("path {segment}.{which}"),
                    ("header", _) => format!("header {}", name.to_lowercase()),
                    _ => format!("{location} {name}"),
                };
                form.insert(key, self.parameter(parameter, location, &at));
            }
        }
        if self.teller == Teller::Source {
            // A variable of which nothing is said is a string.
            for (segment, pieces) in template.segments.iter().enumerate() {
                let variables = pieces.iter().filter_map(|piece| match piece {
                    Piece::Variable(name) => Some(name),
                    Piece::Literal(_) => None,
                });
                for (which, name) in variables.enumerate() {
                    let key =
                        if pieces.len() > 1 { format!("path {segment}.{which}") } else { format!("path {segment}") };
                    form.entry(key).or_insert_with(|| {
                        let string = json!({ "name": name, "in": "path", "schema": { "type": "string" } });
                        self.parameter(&string, "path", place)
                    });
                }
            }
        }
        form
    }

    /// A parameter, or a header of a response.
    fn parameter(&self, parameter: &Json, location: &str, place: &str) -> Json {
        let mut form = Map::new();
        for (key, value) in parameter.as_object().into_iter().flatten() {
            match key.as_str() {
                "required" | "deprecated" | "allowReserved" if *value == json!(false) => {}
                "schema" => {
                    form.insert(key.clone(), self.schemas.form(value, &format!("{place}/schema")));
                }
                "content" => {
                    let entries = value.as_object().into_iter().flatten();
                    for (media, content) in entries.take(1) {
                        let at = format!("{place}/content/{}/schema", escaped(media));
                        let schema = content.get("schema").cloned().unwrap_or_else(|| json!({}));
                        form.insert("schema".to_owned(), self.schemas.form(&schema, &at));
                        if is_json(&media_type(media)) {
                            form.insert("as".to_owned(), "JSON".into());
                        }
                    }
                }
                _ => {
                    form.insert(key.clone(), value.clone());
                }
            }
        }
        let style = if matches!(location, "query" | "cookie") { "form" } else { "simple" };
        let style = form.entry("style").or_insert_with(|| style.into()).clone();
        form.entry("explode").or_insert_with(|| (style == json!("form")).into());
        if location == "path" {
            form.insert("required".to_owned(), true.into());
        }
        with_place(form, place)
    }

    fn body(&self, body: &Json, place: &str) -> Json {
        let mut form = Map::new();
        for (key, value) in body.as_object().into_iter().flatten() {
            let value = if key == "content" { self.content(value, &format!("{place}/content")) } else { value.clone() };
            form.insert(key.clone(), value);
        }
        form.entry("required").or_insert_with(|| false.into());
        with_place(form, place)
    }

    fn responses(&self, responses: &Json, place: &str) -> Json {
        let mut form = Map::new();
        for (status, response) in responses.as_object().into_iter().flatten() {
            let (response, at) = self.follow(response, format!("{place}/{status}"));
            let key = if status == "default" { status.clone() } else { status.to_uppercase() };
            let mut members = Map::new();
            for (key, value) in response.as_object().into_iter().flatten() {
                let value = match key.as_str() {
                    "content" if *value == json!({}) => continue,
                    "headers" if *value == json!({}) => continue,
                    "content" => self.content(value, &format!("{at}/content")),
                    "headers" => self.headers(value, &format!("{at}/headers")),
                    _ => value.clone(),
                };
                members.insert(key.clone(), value);
            }
            if members.get("description") == Some(&json!("")) {
                members.remove("description");
            }
            form.insert(key, with_place(members, &at));
        }
        // Where nothing is said of answers, any will do.
        if form.is_empty() {
            form.insert("default".to_owned(), with_place(Map::new(), place));
        }
        with_place(form, place)
    }

    fn headers(&self, headers: &Json, place: &str) -> Json {
        let each = headers.as_object().into_iter().flatten().map(|(name, header)| {
            let (header, at) = self.follow(header, format!("{place}/{}", escaped(name)));
            let mut header = header.clone();
            if header.get("schema").is_none() && header.get("content").is_none() && header.is_object() {
                header["schema"] = json!({ "type": "string" });
            }
            (name.to_lowercase(), self.parameter(&header, "header", &at))
        });
        with_place(each.collect(), place)
    }

    fn content(&self, content: &Json, place: &str) -> Json {
        let mut form = Map::new();
        for (key, value) in content.as_object().into_iter().flatten() {
            let at = format!("{place}/{}", escaped(key));
            let mut members = value.as_object().cloned().unwrap_or_default();
            // JSON of which nothing is said is any.
            if is_json(&media_type(key)) {
                members.entry("schema").or_insert_with(|| json!({}));
            }
            if let Some(schema) = members.get_mut("schema") {
                *schema = self.schemas.form(schema, &format!("{at}/schema"));
            }
            if let Some(Json::Object(encodings)) = members.get_mut("encoding") {
                encodings.values_mut().for_each(fill_encoding);
            }
            // Parameters of a media type are no part of its name; a second one of a name has no effect.
            let name = media_type(key);
            let name = if form.contains_key(&name) { key.clone() } else { name };
            form.insert(name, with_place(members, &at));
        }
        with_place(form, place)
    }
}

fn fill_encoding(encoding: &mut Json) {
    let Some(members) = encoding.as_object_mut() else { return };
    if let Some(Json::String(media)) = members.get_mut("contentType") {
        *media = media.trim().to_lowercase();
    }
    let style = members.entry("style").or_insert_with(|| "form".into()).clone();
    members.entry("explode").or_insert_with(|| (style == json!("form")).into());
}

/// Alternatives in an order of their own, with their scopes in order. Nothing but anonymous access is no security.
fn security(value: Option<&Json>) -> Json {
    let alternatives = value.and_then(Json::as_array).into_iter().flatten();
    let alternatives = alternatives.filter_map(Json::as_object).map(|requirement| {
        let schemes = requirement.iter().map(|(name, scopes)| {
            let scopes: BTreeSet<&str> = scopes.as_array().into_iter().flatten().filter_map(Json::as_str).collect();
            (name.clone(), scopes)
        });
        schemes.collect::<BTreeMap<_, _>>()
    });
    let alternatives: BTreeSet<_> = alternatives.collect();
    if alternatives.iter().all(BTreeMap::is_empty) { json!([]) } else { json!(alternatives) }
}

/// A path without the names of its variables, which are those of its parameters.
fn nameless(path: &str) -> String {
    let mut text = String::new();
    for (index, part) in path.split('{').enumerate() {
        match part.split_once('}') {
            Some((_, rest)) if index > 0 => {
                text.push_str("{}");
                text.push_str(rest);
            }
            _ => text.push_str(part),
        }
    }
    text
}

/// A path with its segments decoded, but for slashes in them.
fn decoded(path: &str) -> String {
    let segments = path.split('/').map(|segment| percent_decode_str(segment).decode_utf8_lossy().replace('/', "%2F"));
    segments.collect::<Vec<_>>().join("/")
}

/// The schema of Dropshot's own errors, in one of its descriptions.
fn dropshot_error(description: &Json) -> Option<&str> {
    let schema = &description["components"]["responses"]["Error"]["content"]["application/json"]["schema"];
    schema["$ref"].as_str()?.strip_prefix("#/components/schemas/")
}

fn with_place(mut members: Map<String, Json>, place: &str) -> Json {
    members.insert(PLACE.to_owned(), place.into());
    Json::Object(members)
}

/// Whether a response of the contract is the runtime's own problem.
pub(super) fn is_problem(response: Option<&Json>) -> bool {
    response.is_some_and(|response| response[PROBLEM] == json!(true))
}
