//! Paths, operations, parameters, bodies, responses, security (OpenAPI 3.0.3, sections 4.7.8 to 4.7.17, 4.7.27, 4.7.30).

use super::object::Object;
use super::{Header, Kind, Location, Operation, Parameter, Reader, Response, Schema, SecurityScheme};
use crate::document::{Entry, Node, Place};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

impl<'a> Reader<'a> {
    pub(super) fn paths(&mut self, node: &'a Node, security: Option<&str>, schemes: &[&str]) -> Vec<Operation> {
        let mut operations = Vec::new();
        for entry in self.entries(Some(node), "`paths`") {
            if entry.key.starts_with("x-") {
                continue;
            }
            if !entry.key.starts_with('/') {
                self.refuse(entry.place, "a path must begin with `/`");
                continue;
            }
            let Some(mut item) = Object::open(self, &entry.node, "a path item") else { continue };
            item.ignore(&["summary", "description"]);
            let shared = item.take("parameters");
            for method in METHODS {
                if let Some(node) = item.take(method) {
                    operations.extend(self.operation(method, entry, node, shared, security, schemes));
                }
            }
            item.close(self);
        }
        operations
    }

    fn operation(
        &mut self,
        method: &str,
        path: &'a Entry,
        node: &'a Node,
        shared: Option<&'a Node>,
        default_security: Option<&str>,
        schemes: &[&str],
    ) -> Option<Operation> {
        let mut object = Object::open(self, node, "an operation")?;
        object.ignore(&["externalDocs"]);
        let id = object.require_text(self, "operationId");
        let summary = object.text(self, "summary");
        let description = object.text(self, "description");
        let deprecated = object.flag(self, "deprecated");
        let tags_node = object.take("tags");
        let own = object.take("parameters");
        let body = object.take("requestBody");
        let responses = object.require(self, "responses");
        let security_node = object.take("security");
        object.close(self);

        let tags = self.items(tags_node, "`tags`").iter().filter_map(|tag| tag.text().map(str::to_owned)).collect();
        let security = match security_node {
            Some(node) => self.security(node, schemes),
            None => default_security.map(str::to_owned),
        };
        let parameters = self.parameters(path, shared, own);
        let body = body.and_then(|node| self.body(node));
        let responses = self.responses(responses?);
        Some(Operation {
            id: id?,
            place: node.place,
            method: method.to_uppercase(),
            path: path.key.clone(),
            summary,
            description,
            deprecated,
            tags,
            security,
            parameters,
            body,
            responses,
        })
    }

    /// Those of the path that the operation does not state anew, then its own. Every variable of the path needs one.
    fn parameters(&mut self, path: &'a Entry, shared: Option<&'a Node>, own: Option<&'a Node>) -> Vec<Parameter> {
        let own: Vec<Parameter> =
            self.items(own, "`parameters`").iter().filter_map(|node| self.parameter(node)).collect();
        let shared: Vec<Parameter> =
            self.items(shared, "`parameters`").iter().filter_map(|node| self.parameter(node)).collect();
        let same = |left: &Parameter, right: &Parameter| left.name == right.name && left.location == right.location;
        for (index, parameter) in own.iter().enumerate() {
            if own[..index].iter().any(|earlier| same(earlier, parameter)) {
                self.refuse(parameter.place, format!("the parameter `{}` is here a second time", parameter.name));
            }
        }
        let mut parameters: Vec<Parameter> =
            shared.into_iter().filter(|inherited| !own.iter().any(|stated| same(stated, inherited))).collect();
        parameters.extend(own);

        let variables: Vec<&str> = path.key.split('/').filter_map(variable).collect();
        for segment in path.key.split('/').filter(|segment| segment.contains(['{', '}']) && variable(segment).is_none())
        {
            self.refuse(path.place, format!("`{segment}`: a variable must fill a whole segment of the path"));
        }
        for name in &variables {
            if !parameters.iter().any(|one| one.location == Location::Path && one.name == *name) {
                self.refuse(path.place, format!("the path variable `{name}` is not among the parameters"));
            }
        }
        for parameter in parameters.iter().filter(|parameter| parameter.location == Location::Path) {
            if !variables.contains(&parameter.name.as_str()) {
                self.refuse(parameter.place, format!("the path has no variable `{}`", parameter.name));
            }
        }
        parameters
    }

    fn parameter(&mut self, node: &'a Node) -> Option<Parameter> {
        let node = self.follow(node, "parameters")?;
        let mut object = Object::open(self, node, "a parameter")?;
        object.ignore(&["example", "examples", "deprecated"]);
        let name = object.require_text(self, "name");
        let location_node = object.require(self, "in");
        let required = object.flag(self, "required");
        let description = object.text(self, "description");
        let schema = object.require(self, "schema");
        object.close(self);

        let location_node = location_node?;
        let location = match location_node.text() {
            Some("path") => Location::Path,
            Some("query") => Location::Query,
            Some("header") => Location::Header,
            _ => {
                self.refuse(location_node.place, "only parameters in path, query and header are supported");
                return None;
            }
        };
        if location == Location::Path && !required {
            self.refuse(node.place, "a path parameter must have `required: true`");
        }
        let schema = self.schema(schema?)?;
        if matches!(schema.kind, Kind::Array(_) | Kind::Object(_) | Kind::Map(_) | Kind::Any) {
            self.refuse(schema.place, "a parameter that is an array or an object is not supported; use a single value");
        }
        Some(Parameter { name: name?, place: node.place, location, required, description, schema })
    }

    fn body(&mut self, node: &'a Node) -> Option<Schema> {
        let node = self.follow(node, "requestBodies")?;
        let mut object = Object::open(self, node, "a request body")?;
        object.ignore(&["description"]);
        let required = object.flag(self, "required");
        let content = object.require(self, "content");
        object.close(self);
        if !required {
            self.refuse(node.place, "an optional request body is not supported; state `required: true`");
        }
        self.json_content(content?)
    }

    fn responses(&mut self, node: &'a Node) -> Vec<Response> {
        let entries = self.entries(Some(node), "`responses`");
        let mut responses = Vec::new();
        for entry in entries.iter().filter(|entry| !entry.key.starts_with("x-")) {
            let status = entry.key.parse::<u16>().ok().filter(|status| (100..600).contains(status));
            match status {
                Some(status) => responses.extend(self.response(status, entry)),
                None => self.refuse(
                    entry.place,
                    format!("the response `{}` is not supported; state each status by its number", entry.key),
                ),
            }
        }
        responses
    }

    fn response(&mut self, status: u16, entry: &'a Entry) -> Option<Response> {
        let node = self.follow(&entry.node, "responses")?;
        let mut object = Object::open(self, node, "a response")?;
        let description = object.require_text(self, "description");
        let headers_node = object.take("headers");
        let content = object.take("content");
        object.close(self);
        let headers = self.entries(headers_node, "`headers`").iter().filter_map(|entry| self.header(entry)).collect();
        let body = content.and_then(|content| self.json_content(content));
        Some(Response { place: entry.place, status, description: description?, headers, body })
    }

    fn header(&mut self, entry: &'a Entry) -> Option<Header> {
        let node = self.follow(&entry.node, "headers")?;
        let mut object = Object::open(self, node, "a header")?;
        object.ignore(&["example", "examples", "deprecated"]);
        let required = object.flag(self, "required");
        let description = object.text(self, "description");
        let schema = object.require(self, "schema");
        object.close(self);
        let schema = self.schema(schema?)?;
        Some(Header { name: entry.key.clone(), place: entry.place, required, description, schema })
    }

    /// The schema of `application/json`, which must be the only media type.
    fn json_content(&mut self, node: &'a Node) -> Option<Schema> {
        let entries = self.entries(Some(node), "`content`");
        for entry in entries.iter().filter(|entry| entry.key != "application/json") {
            self.refuse(entry.place, format!("the media type `{}` is not supported; use application/json", entry.key));
        }
        let Some(entry) = entries.iter().find(|entry| entry.key == "application/json") else {
            if entries.is_empty() {
                self.refuse(node.place, "`content` must name application/json");
            }
            return None;
        };
        let mut object = Object::open(self, &entry.node, "a media type")?;
        object.ignore(&["example", "examples"]);
        let schema = object.require(self, "schema");
        object.close(self);
        self.schema(schema?)
    }

    /// The one scheme that a list of requirements names; none for an empty list.
    pub(super) fn security(&mut self, node: &'a Node, schemes: &[&str]) -> Option<String> {
        let requirements = self.items(Some(node), "`security`");
        let named: Vec<(&'a str, Place)> = requirements
            .iter()
            .flat_map(|requirement| self.entries(Some(requirement), "a security requirement"))
            .map(|entry| (entry.key.as_str(), entry.place))
            .collect();
        match (requirements, named.as_slice()) {
            ([], _) => None,
            ([_], [(name, place)]) => {
                if !schemes.contains(name) {
                    self.refuse(*place, format!("the security scheme `{name}` does not exist, or is not supported"));
                }
                Some((*name).to_owned())
            }
            _ => {
                self.refuse(node.place, "only a single security requirement of a single scheme is supported");
                None
            }
        }
    }

    pub(super) fn security_scheme(&mut self, entry: &'a Entry) -> Option<SecurityScheme> {
        let node = self.follow(&entry.node, "securitySchemes")?;
        let mut object = Object::open(self, node, "a security scheme")?;
        object.ignore(&["bearerFormat"]);
        let kind = object.text(self, "type");
        let scheme = object.text(self, "scheme");
        let description = object.text(self, "description");
        object.close(self);
        if kind.as_deref() != Some("http") || !scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("bearer")) {
            self.refuse(entry.place, format!("the security scheme `{}` is not supported; use HTTP bearer", entry.key));
            return None;
        }
        Some(SecurityScheme { name: entry.key.clone(), place: entry.place, description })
    }
}

/// The variable that a segment of a path is, as in `{order_id}`.
pub(crate) fn variable(segment: &str) -> Option<&str> {
    let name = segment.strip_prefix('{')?.strip_suffix('}')?;
    (!name.is_empty() && !name.contains(['{', '}'])).then_some(name)
}
