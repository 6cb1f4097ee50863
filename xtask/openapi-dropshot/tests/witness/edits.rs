//! Every edit of a document that changes what it means, one at a time: of schemas, parameters, bodies, responses, security,
//! paths. The sampling, and what is put in, go by a seed.
//!
//! Not among them, because they change nothing in what is served: descriptions, examples, servers, tags of the document,
//! licences, flows of OAuth, extensions, the order of anything; `Retry-After` and `WWW-Authenticate`, which the runtime writes by
//! itself where a response is its problem; content of answers to HEAD and of 204, 205 and 304, of which there is none (RFC 9110,
//! section 6.4.1); and a header `Content-Type`, which is ignored (OpenAPI 3.0.3, section 4.7.17.1).

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
/// Bounds, which are moved by one or taken away.
const BOUNDS: [&str; 9] = [
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "multipleOf",
];
const FLAGS: [&str; 6] = ["nullable", "uniqueItems", "exclusiveMinimum", "exclusiveMaximum", "readOnly", "writeOnly"];

/// An edit: what stands at `place` of the document afterwards; nothing takes it away.
#[derive(Debug, Clone)]
pub struct Edit {
    pub what: String,
    pub place: String,
    pub value: Option<Value>,
}

impl Edit {
    pub fn apply(&self, document: &Value) -> Value {
        let mut edited = document.clone();
        let (parent, key) = self.place.rsplit_once('/').expect("a place below the root");
        let key = key.replace("~1", "/").replace("~0", "~");
        match (edited.pointer_mut(parent).expect("the parent is there"), &self.value) {
            (Value::Object(members), Some(value)) => drop(members.insert(key, value.clone())),
            (Value::Object(members), None) => drop(members.remove(&key)),
            (Value::Array(items), Some(value)) => items[key.parse::<usize>().expect("an index")] = value.clone(),
            (Value::Array(items), None) => drop(items.remove(key.parse().expect("an index"))),
            (other, _) => panic!("{other} has no members"),
        }
        edited
    }
}

/// Numbers that look random and are the same for the same seed (SplitMix64).
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(bound.max(1)).expect("small")).expect("small")
    }
}

/// The edits of a document, in the order of the document.
pub fn edits(document: &Value) -> Vec<Edit> {
    let mut edits = Edits { document, found: Vec::new(), references: BTreeSet::new() };
    references(document, &mut edits.references);
    edits.document();
    edits.found
}

struct Edits<'d> {
    document: &'d Value,
    found: Vec<Edit>,
    /// What is referred to at all
    references: BTreeSet<String>,
}

impl Edits<'_> {
    fn add(&mut self, what: &str, place: String, value: impl Into<Option<Value>>) {
        self.found.push(Edit { what: what.to_owned(), place, value: value.into() });
    }

    fn document(&mut self) {
        let document = self.document;
        for (path, item) in members(&document["paths"]) {
            self.path(path, item);
        }
        for (kind, components) in members(&document["components"]) {
            for (name, component) in members(components) {
                let place = format!("/components/{kind}/{}", escaped(name));
                let used = self.references.contains(&format!("#{place}"));
                match kind.as_str() {
                    "schemas" => {
                        self.add("a schema is dropped", place.clone(), None);
                        self.schema(component, &place);
                    }
                    "parameters" if used => self.parameter(component, &place),
                    "requestBodies" if used => self.body(component, &place),
                    "responses" if used => self.response(component, &place),
                    "headers" if used && is_told(name) => self.header(component, &place),
                    "securitySchemes" => self.scheme(component, &place),
                    _ => {}
                }
            }
        }
        if document.get("security").is_some() {
            self.security(&document["security"], "/security");
        }
        self.add("another title", "/info/title".to_owned(), json!("Another"));
        self.add("another version", "/info/version".to_owned(), json!("0.0.9"));
    }

    fn path(&mut self, path: &str, item: &Value) {
        let place = format!("/paths/{}", escaped(path));
        self.add("a path is dropped", place.clone(), None);
        // Moving a path is taking it away in one place and adding it in another, so that all of `paths` is replaced.
        let mut moved = |what: &str, to: String, item: Value| {
            let mut paths = self.document["paths"].as_object().cloned().expect("paths");
            paths.remove(path);
            paths.insert(to, item);
            self.add(what, "/paths".to_owned(), Value::Object(paths));
        };
        moved("a path is longer", format!("{}/more", path.trim_end_matches('/')), item.clone());
        if let Some(literal) = path.split('/').find(|one| !one.is_empty() && !one.contains('{')) {
            moved("a segment is renamed", path.replacen(literal, &format!("{literal}x"), 1), item.clone());
        }
        if let Some(variable) = path.split('{').nth(1).and_then(|rest| rest.split('}').next()) {
            let renamed = format!("{variable}_too");
            let mut item = item.clone();
            rename(&mut item, variable, &renamed);
            moved(
                "a variable is renamed",
                path.replacen(&format!("{{{variable}}}"), &format!("{{{renamed}}}"), 1),
                item,
            );
        }
        for (index, parameter) in listed(&item["parameters"]) {
            self.parameter(parameter, &format!("{place}/parameters/{index}"));
        }
        for method in METHODS {
            let Some(operation) = item.get(method) else { continue };
            let at = format!("{place}/{method}");
            self.add("an operation is dropped", at.clone(), None);
            if let Some(free) = METHODS.iter().find(|free| item.get(**free).is_none()) {
                let mut item = item.as_object().cloned().expect("a path item");
                let operation = item.remove(method).expect("it is there");
                let mut again = item.clone();
                item.insert((*free).to_owned(), operation.clone());
                self.add("another method", place.clone(), Value::Object(item));
                again.insert(method.to_owned(), operation.clone());
                again.insert((*free).to_owned(), renamed_operation(&operation));
                self.add("an operation is added", place.clone(), Value::Object(again));
            }
            self.operation(operation, &at);
        }
    }

    fn operation(&mut self, operation: &Value, place: &str) {
        self.add("another id", format!("{place}/operationId"), json!("another"));
        self.add("deprecated or not", format!("{place}/deprecated"), json!(operation["deprecated"] != json!(true)));
        self.add("other tags", format!("{place}/tags"), json!(["another"]));
        let security = operation.get("security").or(self.document.get("security")).cloned().unwrap_or(json!([]));
        let inherited = format!("{place}/security");
        if let Some(scheme) = members(&self.document["components"]["securitySchemes"]).next() {
            if security == json!([]) {
                self.add("security is added", inherited.clone(), json!([{ scheme.0.as_str(): [] }]));
            } else {
                self.add("security is removed", inherited.clone(), json!([]));
            }
        }
        if operation.get("security").is_some() {
            self.security(&security, &inherited);
        }
        for (index, parameter) in listed(&operation["parameters"]) {
            let at = format!("{place}/parameters/{index}");
            // A variable of a path stays one, and is a string then.
            if !is_plain_variable(self.document, parameter) {
                self.add("a parameter is dropped", at.clone(), None);
            }
            self.parameter(parameter, &at);
        }
        let mut more = operation["parameters"].as_array().cloned().unwrap_or_default();
        more.push(json!({ "name": "one_more", "in": "query", "schema": { "type": "string" } }));
        self.add("a parameter is added", format!("{place}/parameters"), json!(more));
        match operation.get("requestBody") {
            Some(body) => {
                self.add("the body is dropped", format!("{place}/requestBody"), None);
                self.body(body, &format!("{place}/requestBody"));
            }
            None => {
                let body =
                    json!({ "required": true, "content": { "application/json": { "schema": { "type": "string" } } } });
                self.add("a body is added", format!("{place}/requestBody"), body);
            }
        }
        let responses = &operation["responses"];
        for (status, response) in members(responses) {
            let at = format!("{place}/responses/{status}");
            self.add("a response is dropped", at.clone(), None);
            let mut swapped = responses.as_object().cloned().expect("responses");
            let response_again = swapped.remove(status).expect("it is there");
            let other = ["203", "206", "410", "418", "507"].into_iter().find(|other| !swapped.contains_key(*other));
            swapped.insert(other.expect("one is free").to_owned(), response_again);
            self.add("another status", format!("{place}/responses"), Value::Object(swapped));
            self.response(response, &at);
        }
        self.add("a response is added", format!("{place}/responses/451"), json!({ "description": "No." }));
    }

    fn security(&mut self, security: &Value, place: &str) {
        let Some(alternatives) = security.as_array().filter(|one| !one.is_empty()) else { return };
        if !alternatives.contains(&json!({})) {
            let mut optional = alternatives.clone();
            optional.push(json!({}));
            self.add("anonymous access is added", place.to_owned(), json!(optional));
        }
        for (index, alternative) in alternatives.iter().enumerate() {
            self.add("an alternative is dropped", format!("{place}/{index}"), None);
            for (name, scopes) in members(alternative) {
                let at = format!("{place}/{index}/{name}");
                self.add("a scheme is dropped", at.clone(), None);
                let mut more = scopes.as_array().cloned().unwrap_or_default();
                more.push(json!("one_more"));
                self.add("a scope is added", at.clone(), json!(more));
                if let Some(fewer) = scopes.as_array().filter(|scopes| !scopes.is_empty()) {
                    self.add("a scope is dropped", at, json!(fewer[1..]));
                }
            }
        }
    }

    fn scheme(&mut self, scheme: &Value, place: &str) {
        match scheme["type"].as_str() {
            Some("http") => {
                let other = if scheme["scheme"] == json!("basic") { "bearer" } else { "basic" };
                self.add("another scheme", format!("{place}/scheme"), json!(other));
            }
            Some("apiKey") => {
                let other = if scheme["in"] == json!("query") { "header" } else { "query" };
                self.add("the key is elsewhere", format!("{place}/in"), json!(other));
                self.add("the key is called otherwise", format!("{place}/name"), json!("X-Other"));
            }
            _ => self.add("another kind of scheme", format!("{place}/type"), json!("http")),
        }
    }

    fn parameter(&mut self, parameter: &Value, place: &str) {
        if parameter.get("$ref").is_some() {
            return;
        }
        let location = parameter["in"].as_str().unwrap_or_default();
        if location != "path" {
            self.add("a parameter is renamed", format!("{place}/name"), json!("another_name"));
            let other = if location == "query" { "header" } else { "query" };
            self.add("a parameter is elsewhere", format!("{place}/in"), json!(other));
            let required = parameter["required"] == json!(true);
            self.add("required or not", format!("{place}/required"), json!(!required));
            let explode = parameter["explode"].as_bool();
            let style = parameter["style"].as_str().unwrap_or(if location == "header" { "simple" } else { "form" });
            let explode = explode.unwrap_or(style == "form");
            self.add("exploded or not", format!("{place}/explode"), json!(!explode));
        }
        let other = match (location, parameter["style"].as_str()) {
            ("query", Some("spaceDelimited")) => Some("pipeDelimited"),
            ("query", _) => Some("spaceDelimited"),
            ("path", Some("label")) => Some("matrix"),
            ("path", _) => Some("label"),
            _ => None,
        };
        if let Some(other) = other {
            self.add("another style", format!("{place}/style"), json!(other));
        }
        self.typed(parameter, place);
    }

    fn header(&mut self, header: &Value, place: &str) {
        if header.get("$ref").is_none() {
            let required = header["required"] == json!(true);
            self.add("a header is required or not", format!("{place}/required"), json!(!required));
            self.typed(header, place);
        }
    }

    fn typed(&mut self, value: &Value, place: &str) {
        if let Some(schema) = value.get("schema") {
            self.schema(schema, &format!("{place}/schema"));
        }
        for (media, content) in members(&value["content"]) {
            self.schema(&content["schema"], &format!("{place}/content/{}/schema", escaped(media)));
        }
    }

    fn body(&mut self, body: &Value, place: &str) {
        if body.get("$ref").is_none() {
            let required = body["required"] == json!(true);
            self.add("the body is required or not", format!("{place}/required"), json!(!required));
            self.content(&body["content"], &format!("{place}/content"));
        }
    }

    fn response(&mut self, response: &Value, place: &str) {
        if response.get("$ref").is_some() {
            return;
        }
        // A response of these statuses has no content, whatever is said.
        let none = place.contains("/head/") || ["/204", "/205", "/304"].iter().any(|status| place.ends_with(status));
        match response.get("content").filter(|_| !none) {
            None if none => {}
            Some(content) => {
                self.add("a response has no content", format!("{place}/content"), None);
                self.content(content, &format!("{place}/content"));
            }
            None => {
                let content = json!({ "application/json": { "schema": { "type": "string" } } });
                self.add("a response has content", format!("{place}/content"), content);
            }
        }
        let headers = members(&response["headers"]);
        for (name, header) in headers.filter(|(name, _)| is_told(name)) {
            let at = format!("{place}/headers/{name}");
            self.add("a header is dropped", at.clone(), None);
            self.header(header, &at);
        }
        let mut more = response["headers"].as_object().cloned().unwrap_or_default();
        more.insert("X-One-More".to_owned(), json!({ "schema": { "type": "string" } }));
        self.add("a header is added", format!("{place}/headers"), Value::Object(more));
    }

    fn content(&mut self, content: &Value, place: &str) {
        let Some(all) = content.as_object() else { return };
        for (media, value) in all {
            let at = format!("{place}/{}", escaped(media));
            let mut other = all.clone();
            other.remove(media);
            if !other.is_empty() {
                self.add("a media type is dropped", at.clone(), None);
            }
            other.insert("application/vnd.other".to_owned(), value.clone());
            self.add("another media type", place.to_owned(), Value::Object(other));
            for (property, _) in members(&value["encoding"]) {
                self.add("another encoding", format!("{at}/encoding/{property}/contentType"), json!("image/gif"));
            }
            if let Some(schema) = value.get("schema") {
                self.schema(schema, &format!("{at}/schema"));
            }
        }
        let mut more = all.clone();
        more.insert("application/xml".to_owned(), json!({ "schema": { "type": "string" } }));
        self.add("a media type is added", place.to_owned(), Value::Object(more));
    }

    fn schema(&mut self, schema: &Value, place: &str) {
        let Some(rules) = schema.as_object() else { return };
        // What stands beside the original is for Dropshot alone.
        if let Some(original) = rules.get("x-openapi-schema") {
            return self.schema(original, &format!("{place}/x-openapi-schema"));
        }
        if let Some(reference) = rules.get("$ref").and_then(Value::as_str) {
            let others = members(&self.document["components"]["schemas"]).map(|(name, _)| name);
            let other = others.map(|name| format!("#/components/schemas/{name}")).find(|other| other != reference);
            self.add("a reference to another schema", format!("{place}/$ref"), other.map(Value::String));
            self.add("anything instead of a reference", place.to_owned(), json!({}));
            return;
        }
        match rules.get("type").and_then(Value::as_str) {
            Some(stated) => {
                let other = if stated == "string" { "integer" } else { "string" };
                self.add("another type", format!("{place}/type"), json!(other));
                self.add("no type", format!("{place}/type"), None);
            }
            None => self.add("a type", format!("{place}/type"), json!("boolean")),
        }
        for bound in BOUNDS {
            if let Some(value) = rules.get(bound) {
                let moved =
                    value.as_i64().map_or(json!(value.as_f64().unwrap_or_default() + 1.0), |value| json!(value + 1));
                self.add("a bound is moved", format!("{place}/{bound}"), moved);
                self.add("a bound is removed", format!("{place}/{bound}"), None);
            }
        }
        for flag in FLAGS {
            let bound = flag.replace("exclusiveM", "m");
            // An exclusive bound without the bound says nothing.
            let listed =
                rules.get("enum").and_then(Value::as_array).is_some_and(|values| values.contains(&Value::Null));
            // Nor does `nullable` where null is listed already.
            let idle = flag == "nullable" && listed && !rules.contains_key("type");
            if !idle && (!flag.starts_with("exclusive") || rules.contains_key(&bound)) {
                self.add(flag, format!("{place}/{flag}"), json!(rules.get(flag) != Some(&json!(true))));
            }
        }
        for text in ["pattern", "format"] {
            if let Some(value) = rules.get(text).and_then(Value::as_str) {
                self.add("another rule of texts", format!("{place}/{text}"), json!(format!("{value}x")));
                self.add("a rule of texts is removed", format!("{place}/{text}"), None);
            }
        }
        self.values(rules, place);
        self.inside(rules, place);
    }

    /// What a schema lists.
    fn values(&mut self, rules: &Map<String, Value>, place: &str) {
        if let Some(values) = rules.get("enum").and_then(Value::as_array) {
            for index in 0..values.len().min(3) {
                self.add("a value is dropped", format!("{place}/enum/{index}"), None);
            }
            let mut more = values.clone();
            more.push(json!("one_more"));
            self.add("a value is added", format!("{place}/enum"), json!(more));
        }
        match rules.get("default") {
            Some(_) => {
                self.add("another default", format!("{place}/default"), json!("another"));
                self.add("no default", format!("{place}/default"), None);
            }
            None => self.add("a default", format!("{place}/default"), json!(7)),
        }
        if let Some(discriminator) = rules.get("discriminator") {
            self.add("another discriminator", format!("{place}/discriminator/propertyName"), json!("another"));
            for (tag, _) in members(&discriminator["mapping"]) {
                self.add("a tag is dropped", format!("{place}/discriminator/mapping/{}", escaped(tag)), None);
            }
        }
        let required = rules.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        for index in 0..required.len() {
            self.add("a property is optional", format!("{place}/required/{index}"), None);
        }
        let properties = rules.get("properties").and_then(Value::as_object);
        if let Some(optional) = properties.into_iter().flatten().find(|(name, _)| !required.contains(&json!(name))) {
            let mut more = required.clone();
            more.push(json!(optional.0));
            self.add("a property is required", format!("{place}/required"), json!(more));
        }
        match rules.get("additionalProperties") {
            Some(value) => {
                self.add(
                    "other members are forbidden or not",
                    format!("{place}/additionalProperties"),
                    json!(*value == json!(false)),
                );
            }
            None if properties.is_some() => {
                self.add("other members are forbidden", format!("{place}/additionalProperties"), json!(false));
            }
            None => {}
        }
    }

    /// The schemas in a schema.
    fn inside(&mut self, rules: &Map<String, Value>, place: &str) {
        if let Some(properties) = rules.get("properties").and_then(Value::as_object) {
            for (name, property) in properties {
                let at = format!("{place}/properties/{}", escaped(name));
                self.add("a property is dropped", at.clone(), None);
                let mut renamed = properties.clone();
                let value = renamed.remove(name).expect("it is there");
                renamed.insert(format!("{name}_too"), value);
                self.add("a property is renamed", format!("{place}/properties"), Value::Object(renamed));
                self.schema(property, &at);
            }
            self.add("a property is added", format!("{place}/properties/one_more"), json!({ "type": "string" }));
        }
        for key in ["items", "additionalProperties", "not"] {
            if let Some(inner @ Value::Object(_)) = rules.get(key) {
                self.schema(inner, &format!("{place}/{key}"));
            }
        }
        for key in ["allOf", "anyOf", "oneOf"] {
            let Some(parts) = rules.get(key).and_then(Value::as_array) else { continue };
            let mut other = rules.clone();
            other.remove(key);
            other.insert(if key == "anyOf" { "oneOf" } else { "anyOf" }.to_owned(), json!(parts));
            self.add("combined otherwise", place.to_owned(), Value::Object(other));
            for (index, part) in parts.iter().enumerate() {
                if parts.len() > 1 {
                    self.add("a part is dropped", format!("{place}/{key}/{index}"), None);
                }
                self.schema(part, &format!("{place}/{key}/{index}"));
            }
        }
    }
}

/// Whether a header is one that a document decides about. Components are called like it, but for the dashes.
fn is_told(name: &str) -> bool {
    let name = name.to_lowercase().replace('-', "");
    !["retryafter", "wwwauthenticate", "contenttype"].contains(&name.as_str())
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn listed(value: &Value) -> impl Iterator<Item = (usize, &Value)> {
    value.as_array().into_iter().flatten().enumerate()
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// Rename a variable of a path wherever its path item declares it.
fn rename(item: &mut Value, from: &str, to: &str) {
    match item {
        Value::Object(members) => {
            if members.get("in") == Some(&json!("path")) && members.get("name") == Some(&json!(from)) {
                members.insert("name".to_owned(), json!(to));
            }
            members.values_mut().for_each(|value| rename(value, from, to));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, from, to)),
        _ => {}
    }
}

fn renamed_operation(operation: &Value) -> Value {
    let mut operation = operation.clone();
    operation["operationId"] = json!("one_more");
    operation
}

/// Whether a parameter is a variable of the path that is any string.
fn is_plain_variable(document: &Value, parameter: &Value) -> bool {
    let target = parameter["$ref"].as_str().and_then(|reference| document.pointer(reference.trim_start_matches('#')));
    let parameter = target.unwrap_or(parameter);
    parameter["in"] == json!("path") && parameter["schema"] == json!({ "type": "string" })
}
