//! Paths, operations, parameters, bodies, responses (OpenAPI 3.0.3, sections 4.7.8 to 4.7.17).

use std::sync::LazyLock;

use super::object::Object;
use super::prepared;
use super::{
    Body, Content, Location, Operation, Parameter, PropertyEncoding, Reader, Refused, Requirement, Response, Schema,
    SecurityScheme, Statuses, Style,
};
use crate::document::{Entry, Node, Place, Value};
use crate::problem::Problem;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What the operations of one path share.
struct Shared<'a, 'b> {
    path: &'a Entry,
    parameters: Option<&'a Node>,
    security: &'b [Requirement],
    schemes: &'b [SecurityScheme],
}

impl<'a> Reader<'a> {
    pub(super) fn paths(
        &mut self,
        node: &'a Node,
        security: &[Requirement],
        schemes: &[SecurityScheme],
        refused: &mut Vec<Refused>,
    ) -> Vec<Operation<'a>> {
        let mut operations: Vec<Operation<'a>> = Vec::new();
        for path in self.entries(Some(node), "`paths`").iter().filter(|entry| !entry.key.starts_with("x-")) {
            let item = self.follow(&path.node).and_then(|item| Object::open(self, item, "a path item"));
            let Some(mut item) = item else { continue };
            item.ignore(&["summary", "description", "servers", "$ref"]);
            let shared = Shared { path, parameters: item.take("parameters"), security, schemes };
            for method in METHODS {
                let Some(node) = item.take(method) else { continue };
                let before = self.problems.len();
                let operation = self.operation(method, node, &shared);
                let problems = self.problems.split_off(before);
                match operation {
                    Some(mut operation) if problems.is_empty() => {
                        if operations.iter().any(|earlier| earlier.id == operation.id) {
                            let derived = derived_id(method, &path.key);
                            self.note(
                                operation.place,
                                format!(
                                    "the operationId `{}` is there already; this operation is called `{derived}`",
                                    operation.id
                                ),
                            );
                            operation.id = derived;
                        }
                        operations.push(operation);
                    }
                    _ => refused.push(Refused {
                        id: node
                            .get("operationId")
                            .and_then(Node::text)
                            .map_or_else(|| derived_id(method, &path.key), str::to_owned),
                        method: method.to_uppercase(),
                        path: path.key.clone(),
                        place: node.place,
                        problems,
                    }),
                }
            }
            item.close(self);
        }
        operations
    }

    fn operation(&mut self, method: &str, node: &'a Node, shared: &Shared<'a, '_>) -> Option<Operation<'a>> {
        self.uses.clear();
        let mut object = Object::open(self, node, "an operation")?;
        object.ignore(&["externalDocs", "servers"]);
        let id = object.text(self, "operationId").filter(|id| !id.trim().is_empty());
        let summary = object.text(self, "summary");
        let description = object.text(self, "description");
        let deprecated = object.flag(self, "deprecated");
        let prepared = object.flag(self, "x-prepared");
        let tags_node = object.take("tags");
        let own = object.take("parameters");
        let body = object.take("requestBody");
        let responses = object.take("responses");
        let security_node = object.take("security");
        if let Some(callbacks) = object.take("callbacks") {
            self.note(callbacks.place, "callbacks are requests that the server sends; nothing is generated for them");
        }
        object.close(self);

        let path = match shared.path.key.split_once('#') {
            Some((path, _)) => {
                self.note(
                    shared.path.place,
                    "the fragment of a path never reaches a server; the operation is served without it",
                );
                path
            }
            None => &shared.path.key,
        };
        check_path(path).unwrap_or_else(|what| self.refuse(shared.path.place, what));
        let tags = self.items(tags_node, "`tags`").iter().filter_map(|tag| tag.text().map(str::to_owned)).collect();
        let security = match security_node {
            Some(node) => self.security(node, shared.schemes),
            None => shared.security.to_vec(),
        };
        let parameters = self.parameters(path, node.place, shared.parameters, own);
        let body = body.and_then(|node| self.body(node));
        let before = self.problems.len();
        let mut responses = responses.map(|node| self.responses(node)).unwrap_or_default();
        if responses.is_empty() && self.problems.len() == before {
            self.note(node.place, "the operation declares no response; it is taken to declare `default`");
            responses.push(Response {
                place: node.place,
                statuses: Statuses::Default,
                description: String::new(),
                headers: Vec::new(),
                content: Vec::new(),
            });
        }
        let operation = Operation {
            id: id.unwrap_or_else(|| derived_id(method, &shared.path.key)),
            place: node.place,
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary,
            description,
            deprecated,
            tags,
            security,
            parameters,
            body,
            responses,
            prepared,
            uses: std::mem::take(&mut self.uses),
        };
        if prepared && !prepared::is_declared(&operation) {
            self.refuse(node.place, prepared::NEEDS);
        }
        Some(operation)
    }

    /// Those of the path that the operation does not state anew, then its own. A variable of the path that
    /// has none is a string.
    fn parameters(
        &mut self,
        path: &str,
        place: Place,
        shared: Option<&'a Node>,
        own: Option<&'a Node>,
    ) -> Vec<Parameter<'a>> {
        let own: Vec<Parameter<'a>> =
            self.items(own, "`parameters`").iter().filter_map(|node| self.parameter(node)).collect();
        let shared: Vec<Parameter<'a>> =
            self.items(shared, "`parameters`").iter().filter_map(|node| self.parameter(node)).collect();
        let mut parameters: Vec<Parameter<'a>> =
            shared.into_iter().filter(|inherited| !own.iter().any(|stated| same(stated, inherited))).collect();
        for parameter in own {
            match parameters.iter_mut().find(|earlier| same(earlier, &parameter)) {
                Some(earlier) => {
                    self.notes.push(Problem {
                        place: parameter.place,
                        what: format!("the parameter `{}` is here a second time; the last one counts", parameter.name),
                    });
                    *earlier = parameter;
                }
                None => parameters.push(parameter),
            }
        }
        let variables = variables(path);
        for (index, name) in variables.iter().enumerate() {
            if variables[..index].contains(name) {
                self.refuse(place, format!("the path has the variable `{name}` twice; rename one"));
            }
            if !parameters.iter().any(|one| one.location == Location::Path && one.name == *name) {
                self.note(
                    place,
                    format!("the path variable `{name}` is not among the parameters; it is taken for a string"),
                );
                parameters.push(text_parameter((*name).to_owned(), place, Location::Path, true));
            }
        }
        parameters.retain(|parameter| {
            let used = parameter.location != Location::Path || variables.contains(&parameter.name.as_str());
            if !used {
                self.notes.push(Problem {
                    place: parameter.place,
                    what: format!("the path has no variable `{}`; the parameter has no effect", parameter.name),
                });
            }
            used
        });
        parameters
    }

    fn parameter(&mut self, node: &'a Node) -> Option<Parameter<'a>> {
        let node = self.follow(node)?;
        let mut object = Object::open(self, node, "a parameter")?;
        object.ignore(&["example", "examples", "allowEmptyValue"]);
        let name = object.require_text(self, "name");
        let location_node = object.require(self, "in");
        let mut required = object.flag(self, "required");
        let location_node = location_node?;
        let location = match location_node.text() {
            Some("path") => Location::Path,
            Some("query") => Location::Query,
            Some("header") => Location::Header,
            Some("cookie") => Location::Cookie,
            _ => {
                self.refuse(
                    location_node.place,
                    "a parameter must be `in` path, query, header or cookie; what OpenAPI 2.0 put `in` body or formData is a `requestBody`",
                );
                return None;
            }
        };
        let name = name?;
        if location == Location::Path && !required {
            self.note(node.place, format!("the path parameter `{name}` is always required; state `required: true`"));
            required = true;
        }
        let told = ["accept", "content-type", "authorization"];
        if location == Location::Header && told.contains(&name.to_lowercase().as_str()) {
            self.note(node.place, format!("a header parameter `{name}` has no effect (OpenAPI 3.0.3, section 4.7.12.1); media types and security say it"));
            return None;
        }
        if !is_usable_name(&name, location) {
            self.refuse(node.place, format!("no parameter {} can have this name; rename it", where_it_is(location)));
            return None;
        }
        let parameter = self.value(&mut object, node.place, name, location, required);
        object.close(self);
        parameter
    }

    /// What parameters and headers have in common.
    fn value(
        &mut self,
        object: &mut Object<'a>,
        place: Place,
        name: String,
        location: Location,
        required: bool,
    ) -> Option<Parameter<'a>> {
        let deprecated = object.flag(self, "deprecated");
        let description = object.text(self, "description");
        let style_node = object.take("style");
        let explode = object.has("explode").then(|| object.flag(self, "explode"));
        let allow_reserved = object.flag(self, "allowReserved");
        let schema = object.take("schema");
        let content = object.take("content");
        let default = if matches!(location, Location::Query | Location::Cookie) { Style::Form } else { Style::Simple };
        let style = match style_node.and_then(Node::text).map(|text| (text, style(text))) {
            None => default,
            Some((_, Some(style))) if fits(style, location) => style,
            Some((text, _)) => {
                let place = style_node.map_or(place, |node| node.place);
                self.refuse(
                    place,
                    format!(
                        "a parameter {} cannot have the style `{text}` (OpenAPI 3.0.3, section 4.7.12.2); it can have {}",
                        where_it_is(location),
                        styles(location)
                    ),
                );
                return None;
            }
        };
        let explode = explode.unwrap_or(style == Style::Form);
        let (schema, json) = match (schema, content) {
            (Some(schema), _) => (self.schema(schema)?, false),
            (None, Some(content)) => {
                let [entry] = self.entries(Some(content), "`content`") else {
                    self.refuse(content.place, "`content` of a parameter must have exactly one media type");
                    return None;
                };
                match (entry.node.get("schema"), is_json(&media_type(&entry.key))) {
                    (Some(schema), json) => (self.schema(schema)?, json),
                    (None, json) => (super::schema::anything(place), json),
                }
            }
            (None, None) => {
                self.refuse(place, format!("the parameter `{name}` has neither `schema` nor `content`; state one"));
                return None;
            }
        };
        Some(Parameter {
            name,
            place,
            location,
            required,
            deprecated,
            description,
            style,
            explode,
            allow_reserved,
            json,
            schema,
        })
    }

    fn body(&mut self, node: &'a Node) -> Option<Body<'a>> {
        let node = self.follow(node)?;
        let mut object = Object::open(self, node, "a request body")?;
        let description = object.text(self, "description");
        let required = object.flag(self, "required");
        let content = object.take("content");
        object.close(self);
        let content = self.content(content);
        if content.is_empty() {
            self.note(node.place, "a request body without `content` has no effect");
            return None;
        }
        Some(Body { place: node.place, required, description, content })
    }

    fn content(&mut self, node: Option<&'a Node>) -> Vec<Content<'a>> {
        let mut content: Vec<Content<'a>> = Vec::new();
        for entry in self.entries(node, "`content`") {
            let media_type = media_type(&entry.key);
            if media_type.split('/').count() != 2 || !media_type.bytes().all(is_media_type_byte) {
                self.refuse(entry.place, "this is no media type (RFC 6838, section 4.2); write it as type/subtype");
                continue;
            }
            if content.iter().any(|earlier| earlier.media_type == media_type) {
                self.note(
                    entry.place,
                    format!("`{media_type}` is here a second time, but for its parameters; the first one counts"),
                );
                continue;
            }
            if matches!(entry.node.value, crate::document::Value::Null) {
                content.push(Content { media_type, place: entry.place, schema: None, encodings: Vec::new() });
                continue;
            }
            let Some(mut object) = Object::open(self, &entry.node, "a media type") else { continue };
            object.ignore(&["example", "examples"]);
            let schema = object.take("schema");
            let encoding = object.take("encoding");
            object.close(self);
            let schema = schema.and_then(|node| self.schema(node));
            let encodings = self.entries(encoding, "`encoding`");
            let encodings = encodings.iter().filter_map(|entry| self.encoding(entry)).collect();
            content.push(Content { media_type, place: entry.place, schema, encodings });
        }
        content
    }

    fn encoding(&mut self, entry: &'a Entry) -> Option<PropertyEncoding> {
        let mut object = Object::open(self, &entry.node, "an encoding")?;
        object.ignore(&["headers", "allowReserved"]);
        let content_type = object.text(self, "contentType").map(|text| text.trim().to_lowercase());
        let style =
            object.text(self, "style").and_then(|text| style(&text)).filter(|style| fits(*style, Location::Query));
        let style = style.unwrap_or(Style::Form);
        let explode = if object.has("explode") { object.flag(self, "explode") } else { style == Style::Form };
        object.close(self);
        Some(PropertyEncoding { name: entry.key.clone(), content_type, style, explode })
    }

    fn responses(&mut self, node: &'a Node) -> Vec<Response<'a>> {
        let entries = self.entries(Some(node), "`responses`");
        let mut responses: Vec<Response<'a>> = Vec::new();
        for entry in entries.iter().filter(|entry| !entry.key.starts_with("x-")) {
            let statuses = match entry.key.as_bytes() {
                b"default" => Some(Statuses::Default),
                [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(Statuses::Range(u16::from(digit - b'0'))),
                _ => entry.key.parse().ok().filter(|status| (200..1000).contains(status)).map(Statuses::Exactly),
            };
            match statuses {
                Some(statuses) => responses.extend(self.response(statuses, entry)),
                None if matches!(entry.key.as_bytes(), [b'1', _, _]) => {
                    self.note(
                        entry.place,
                        "informational responses are the server's own affair; nothing is generated for this one",
                    );
                }
                None => self.refuse(
                    entry.place,
                    format!(
                        "`{}` is no status; write a number from 200 to 999, a range such as `4XX`, or `default`",
                        entry.key
                    ),
                ),
            }
        }
        responses
    }

    fn response(&mut self, statuses: Statuses, entry: &'a Entry) -> Option<Response<'a>> {
        let node = self.follow(&entry.node)?;
        let mut object = Object::open(self, node, "a response")?;
        object.ignore(&["links"]);
        let description = object.text(self, "description").unwrap_or_default();
        let headers_node = object.take("headers");
        let content = object.take("content");
        object.close(self);
        let headers = self.entries(headers_node, "`headers`");
        let headers = headers.iter().filter_map(|entry| self.header(entry)).collect();
        let content = self.content(content);
        Some(Response { place: entry.place, statuses, description, headers, content })
    }

    fn header(&mut self, entry: &'a Entry) -> Option<Parameter<'a>> {
        // "If a response header is defined with the name Content-Type, it SHALL be ignored" (section 4.7.17.1).
        if entry.key.eq_ignore_ascii_case("content-type") {
            return None;
        }
        let node = self.follow(&entry.node)?;
        let mut object = Object::open(self, node, "a header")?;
        object.ignore(&["example", "examples"]);
        let required = object.flag(self, "required");
        if !is_usable_name(&entry.key, Location::Header) {
            self.refuse(entry.place, "no header can have this name (RFC 9110, section 5.1); rename it");
            return None;
        }
        if !object.has("schema") && !object.has("content") {
            self.note(entry.place, "a header without `schema` is taken for a string");
            let description = object.text(self, "description");
            let header = text_parameter(entry.key.clone(), entry.place, Location::Header, required);
            return Some(Parameter { description, ..header });
        }
        let header = self.value(&mut object, entry.place, entry.key.clone(), Location::Header, required);
        object.close(self);
        header
    }
}

/// The schema of any string.
static TEXT: LazyLock<Node> = LazyLock::new(|| {
    let place = Place { file: 0, line: 0, column: 0 };
    let node = |value| Node { place, value };
    let kind = Entry { key: "type".to_owned(), place, node: node(Value::Text("string".to_owned())) };
    node(Value::Object(vec![kind]))
});

/// A parameter of which nothing is said but its name.
fn text_parameter<'a>(name: String, place: Place, location: Location, required: bool) -> Parameter<'a> {
    let kind = super::Kind::Text(super::Text::default());
    Parameter {
        name,
        place,
        location,
        required,
        deprecated: false,
        description: None,
        style: Style::Simple,
        explode: false,
        allow_reserved: false,
        json: false,
        schema: Schema { kind, node: &TEXT, ..super::schema::anything(place) },
    }
}

fn same(left: &Parameter<'_>, right: &Parameter<'_>) -> bool {
    let names = match left.location {
        Location::Header => left.name.eq_ignore_ascii_case(&right.name),
        _ => left.name == right.name,
    };
    names && left.location == right.location
}

fn style(text: &str) -> Option<Style> {
    Some(match text {
        "form" => Style::Form,
        "simple" => Style::Simple,
        "label" => Style::Label,
        "matrix" => Style::Matrix,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "deepObject" => Style::DeepObject,
        _ => return None,
    })
}

/// The styles that a place allows, in words.
fn styles(location: Location) -> &'static str {
    match location {
        Location::Path => "simple, label or matrix",
        Location::Query => "form, spaceDelimited, pipeDelimited or deepObject",
        Location::Header => "simple only",
        Location::Cookie => "form only",
    }
}

/// Which styles a place allows (OpenAPI 3.0.3, section 4.7.12.3).
fn fits(style: Style, location: Location) -> bool {
    match location {
        Location::Path => matches!(style, Style::Simple | Style::Label | Style::Matrix),
        Location::Query => {
            matches!(style, Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject)
        }
        Location::Header => style == Style::Simple,
        Location::Cookie => style == Style::Form,
    }
}

fn where_it_is(location: Location) -> &'static str {
    match location {
        Location::Path => "in the path",
        Location::Query => "in the query",
        Location::Header => "in a header",
        Location::Cookie => "in a cookie",
    }
}

/// Headers and cookies have names that are tokens (RFC 9110, section 5.6.2); others any but an empty one.
pub(super) fn is_usable_name(name: &str, location: Location) -> bool {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    match location {
        Location::Header => !name.is_empty() && name.bytes().all(token),
        Location::Cookie => !name.is_empty() && name.bytes().all(|byte| token(byte) || b"[]".contains(&byte)),
        Location::Path | Location::Query => !name.is_empty(),
    }
}

/// In lower case, without parameters.
pub(crate) fn media_type(text: &str) -> String {
    text.split(';').next().unwrap_or_default().trim().to_lowercase()
}

fn is_media_type_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$&-^_.+/*".contains(&byte)
}

/// `application/json` and what is written like it (RFC 6839, section 3.1).
pub(crate) fn is_json(media_type: &str) -> bool {
    media_type == "application/json" || media_type.ends_with("+json") || media_type == "text/json"
}

/// What stands for an `operationId`: method and path.
pub(crate) fn derived_id(method: &str, path: &str) -> String {
    format!("{method} {path}")
}

/// Whether a path can be one.
fn check_path(path: &str) -> Result<(), String> {
    if !path.starts_with('/') {
        return Err("a path must begin with `/`".to_owned());
    }
    if path.contains('?') {
        return Err("a path has no query; declare query parameters instead".to_owned());
    }
    let mut open = false;
    for character in path.chars() {
        match character {
            '{' if !open => open = true,
            '}' if open => open = false,
            '{' | '}' => return Err("the braces in this path do not match; each variable is one `{name}`".to_owned()),
            '/' if open => {
                return Err("a variable of a path ends within its segment; close its brace before the `/`".to_owned());
            }
            character if character.is_control() => {
                return Err("a path has no control characters; write them as percent-encoded".to_owned());
            }
            _ => {}
        }
    }
    if open {
        return Err("the braces in this path do not match; close the one that is open".to_owned());
    }
    if path.contains("{}") {
        return Err("a variable of this path has no name; write one between its braces".to_owned());
    }
    if path.contains("}{") {
        return Err("two variables of this path cannot be told apart; put some text between them".to_owned());
    }
    if path.split('/').any(|segment| segment == "." || segment == "..") {
        return Err("a path has no segments `.` and `..` (RFC 3986, section 5.2.4); leave them out".to_owned());
    }
    Ok(())
}

/// The variables of a path, in their order.
pub(crate) fn variables(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}
