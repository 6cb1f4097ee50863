//! Security schemes and requirements (OpenAPI 3.0.3, sections 4.7.27 and 4.7.30).

use super::object::Object;
use super::{Location, Reader, Requirement, SchemeKind, SecurityScheme};
use crate::document::{Entry, Node};

impl<'a> Reader<'a> {
    /// Alternatives, each of schemes that are needed together. A scheme that does not exist, or cannot be read, is a problem:
    /// nothing must become reachable for want of it.
    pub(super) fn security(&mut self, node: &'a Node, schemes: &[SecurityScheme]) -> Vec<Requirement> {
        let mut requirements = Vec::new();
        for alternative in self.items(Some(node), "`security`") {
            let mut requirement = Vec::new();
            for entry in self.entries(Some(alternative), "a security requirement") {
                if !schemes.iter().any(|scheme| scheme.name == entry.key) {
                    self.refuse(
                        entry.place,
                        format!("the security scheme `{}` does not exist, or is refused; declare it under `components.securitySchemes`", entry.key),
                    );
                }
                let scopes = self.items(Some(&entry.node), "the scopes of a security requirement");
                for scope in scopes.iter().filter(|scope| scope.text().is_none()) {
                    self.refuse(scope.place, "a scope must be a string; put it in quotes");
                }
                let scopes = scopes.iter().filter_map(|scope| scope.text().map(str::to_owned)).collect();
                requirement.push((entry.key.clone(), scopes));
            }
            requirements.push(requirement);
        }
        // Nothing but anonymous access is no security at all.
        if requirements.iter().all(Vec::is_empty) { Vec::new() } else { requirements }
    }

    pub(super) fn security_scheme(&mut self, entry: &'a Entry) -> Option<SecurityScheme> {
        let node = self.follow(&entry.node)?;
        let mut object = Object::open(self, node, "a security scheme")?;
        object.ignore(&["bearerFormat", "flows", "openIdConnectUrl"]);
        let kind = object.text(self, "type");
        let scheme = object.text(self, "scheme");
        let description = object.text(self, "description");
        let name = object.text(self, "name");
        let location = object.text(self, "in");
        object.close(self);
        let kind = match (kind.as_deref(), scheme.map(|scheme| scheme.to_lowercase()).as_deref()) {
            (Some("http"), Some("bearer")) => SchemeKind::Bearer,
            (Some("http"), Some("basic")) => SchemeKind::Basic,
            (Some("http"), Some(other))
                if !other.is_empty() && other.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') =>
            {
                SchemeKind::Http(other.to_owned())
            }
            (Some("oauth2"), _) => SchemeKind::OAuth2,
            (Some("openIdConnect"), _) => SchemeKind::OpenIdConnect,
            (Some("apiKey"), _) => {
                let location = match location.as_deref() {
                    Some("header") => Location::Header,
                    Some("query") => Location::Query,
                    Some("cookie") => Location::Cookie,
                    _ => {
                        self.refuse(entry.place, "an API key must be `in` header, query or cookie");
                        return None;
                    }
                };
                let Some(name) = name.filter(|name| super::operation::is_usable_name(name, location)) else {
                    self.refuse(entry.place, "an API key needs a `name` that such a parameter can have");
                    return None;
                };
                SchemeKind::Key(location, name)
            }
            _ => {
                self.refuse(
                    entry.place,
                    format!("the security scheme `{}` is of no known kind; use http with a `scheme`, apiKey, oauth2 or openIdConnect", entry.key),
                );
                return None;
            }
        };
        Some(SecurityScheme { name: entry.key.clone(), place: entry.place, description, kind })
    }
}
