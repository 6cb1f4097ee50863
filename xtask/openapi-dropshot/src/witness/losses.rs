//! The declared losses, all of them: what a witness says otherwise than the document though nothing is wrong.

use serde_json::{Value as Json, json};

use super::Change;
use super::form::{SHARED_ROUTE, is_problem, without_places};
use super::schema::FOREIGN;
use crate::contract::LEFT_OUT;
use crate::model::operation::is_json;

/// Something that a witness cannot say, or says differently.
#[derive(Debug, PartialEq, Eq)]
pub struct Loss {
    /// What it is
    pub name: &'static str,
    /// Why it does no harm
    pub why: &'static str,
}

const ABOUT: &str = "about the document";
const ANNOTATIONS: &str = "annotations outside of schemas";
const ROUTES: &str = "shared routes";
const SECURITY: &str = "security";
const COOKIES: &str = "cookies";
const STYLES: &str = "styles of parameters";
const PARAMETER_DETAILS: &str = "details of parameters";
const BODIES: &str = "bodies that are not one required body of JSON or a form";
const ERRORS: &str = "error responses";
const FREE_FORM: &str = "responses that are not one JSON body";
const RESPONSE_DETAILS: &str = "details of responses";
const SCHEMA_ANNOTATIONS: &str = "annotations of schemas";
const TITLES: &str = "titles of inline schemas";
const FORMATS: &str = "formats of plain numbers";
const UNUSED: &str = "schemas that nothing described uses";
const LEFT: &str = "what was left out";
const NO_EFFECT: &str = "what has no effect";
const RUNTIME_HEADERS: &str = "headers of problems";

/// Every loss. Those of Dropshot's description that are rules are all in the contract, which loses none.
pub const LOSSES: &[Loss] = &[
    Loss {
        name: ABOUT,
        why: "title and version are given to Dropshot by hand, and servers, licence and tags change nothing",
    },
    Loss {
        name: ANNOTATIONS,
        why: "examples, links, callbacks, servers and extensions change nothing in what is served",
    },
    Loss {
        name: ROUTES,
        why: "Dropshot's router cannot tell some paths apart and knows one name per variable; the adapter tells them apart, and the contract has paths and names",
    },
    Loss {
        name: SECURITY,
        why: "Dropshot knows none; the adapter's trait makes it impossible to leave out, and the contract has it",
    },
    Loss { name: COOKIES, why: "Dropshot knows no such parameters; the adapter reads them, and the contract has them" },
    Loss { name: STYLES, why: "Dropshot knows one style; the adapter reads the others, and the contract has them" },
    Loss {
        name: PARAMETER_DETAILS,
        why: "Dropshot has the description of a parameter or that of its schema, and no default; the contract has them",
    },
    Loss { name: BODIES, why: "they are bytes for Dropshot; the adapter reads them, and the contract has them" },
    Loss {
        name: ERRORS,
        why: "Dropshot has one error type for all of them; the trait has one of its own, and so has the contract",
    },
    Loss {
        name: FREE_FORM,
        why: "they are made by hand for Dropshot; the trait has types for them, and the contract has them",
    },
    Loss {
        name: RESPONSE_DETAILS,
        why: "headers are written past Dropshot's types, which have descriptions of their own; the contract has both",
    },
    Loss {
        name: SCHEMA_ANNOTATIONS,
        why: "Dropshot has no place for `xml`, `externalDocs`, `discriminator` and the like; the contract has them",
    },
    Loss { name: FORMATS, why: "schemars gives numbers the one of their Rust type when they are not in an object" },
    Loss { name: TITLES, why: "schemars gives arrays and maps one when they are a whole body" },
    Loss { name: UNUSED, why: "Dropshot describes what its operations use; the contract has all" },
    Loss { name: LEFT, why: "it was refused, which is said with its reasons" },
    Loss { name: NO_EFFECT, why: "the specification says that it is ignored; the generator notes it" },
    Loss { name: RUNTIME_HEADERS, why: "the runtime writes `Retry-After` and `WWW-Authenticate` itself" },
];

/// What stands beside things and changes nothing.
const BESIDE: [&str; 8] =
    ["example", "examples", "externalDocs", "links", "callbacks", "servers", "allowEmptyValue", "x-path-item"];

/// Which loss a difference of the contract is.
pub(super) fn of_contract(change: &Change<'_>, source: &Json, told: &Json) -> Option<&'static str> {
    let left = |kind: &str, name: &str| {
        told[LEFT_OUT][kind].as_array().is_some_and(|names| names.iter().any(|one| one == name))
    };
    match change.path.as_slice() {
        [LEFT_OUT] => Some(LEFT),
        ["about", "info", "title" | "version" | "description"] => None,
        ["about", ..] => Some(ABOUT),
        ["operations", id] if change.told.is_none() && left("operations", id) => Some(LEFT),
        ["schemas", name] if change.told.is_none() && left("schemas", name) => Some(LEFT),
        ["securitySchemes", _, "flows" | "openIdConnectUrl" | "bearerFormat"] => Some(NO_EFFECT),
        ["securitySchemes", _, key] if key.starts_with("x-") => Some(ANNOTATIONS),
        ["operations", id, rest @ ..] => {
            let operation = &source["operations"][id];
            let answers = |status: &str| &told["operations"][id]["responses"][status];
            match rest {
                ["responses", status, "headers", "retry-after" | "www-authenticate", ..]
                | ["responses", status, "headers"]
                    if change.told.is_none()
                        && is_problem(Some(answers(status)))
                        && only_runtime_headers(operation, status) =>
                {
                    Some(RUNTIME_HEADERS)
                }
                _ => without_effect(change, rest, operation).or_else(|| annotation(rest)),
            }
        }
        _ => None,
    }
}

/// Which loss a difference of Dropshot's description is.
pub(super) fn of_description(change: &Change<'_>, source: &Json, told: &Json) -> Option<&'static str> {
    match change.path.as_slice() {
        ["about", ..] => Some(ABOUT),
        ["securitySchemes", ..] => Some(SECURITY),
        ["schemas", name] if change.told.is_none() => (!is_referred(told, name)).then_some(UNUSED),
        ["schemas", .., key] => schema_annotation(&change.path, key),
        ["operations", id, rest @ ..] if !rest.is_empty() => {
            let (operation, described) = (&source["operations"][id], &told["operations"][id]);
            in_operation(change, rest, operation, described, &source["operations"])
                .or_else(|| without_effect(change, rest, operation))
                .or_else(|| annotation(rest))
        }
        _ => None,
    }
}

fn in_operation(
    change: &Change<'_>,
    rest: &[&str],
    operation: &Json,
    described: &Json,
    others: &Json,
) -> Option<&'static str> {
    let shared = described[SHARED_ROUTE] == json!(true);
    match rest {
        [SHARED_ROUTE] => Some(ROUTES),
        ["path"] if shared && stands_for(text(change.told), text(change.source)) => Some(ROUTES),
        // A variable that the route has for what is none, or not all of a segment, in the document.
        ["parameters", key] if shared && key.starts_with("path ") => {
            let (_, segment) = key.split_once(' ')?;
            let (segment, whole) = match segment.split_once('.') {
                Some((segment, _)) => (segment, false),
                None => (segment, true),
            };
            let path = operation["path"].as_str()?;
            let written = path.split('/').filter(|one| !one.is_empty()).nth(segment.parse().ok()?)?;
            let string = || change.told.is_none_or(|told| is_string(&told["schema"]) || written.contains("{}"));
            (written != "{}" && whole == change.source.is_none() && string()).then_some(ROUTES)
        }
        // Routes that begin alike have the names of the first one.
        ["parameters", key, "name"] if key.starts_with("path ") => {
            let mut others = others.as_object().into_iter().flatten();
            // Where none of them is a name for Dropshot, it gets one.
            let made = || text(change.told).replacen("segment", "path ", 1) == *key;
            let any = others.any(|(_, other)| Some(&other["parameters"][key]["name"]) == change.told);
            (any || made()).then_some(ROUTES)
        }
        ["parameters", key] if key.starts_with("cookie ") && change.told.is_none() => Some(COOKIES),
        ["parameters", key, "style" | "explode" | "allowReserved" | "as"] => {
            is_usual(&described["parameters"][key]).then_some(STYLES)
        }
        ["parameters", _, "deprecated"] if change.told.is_none() => Some(PARAMETER_DETAILS),
        ["parameters", _, "schema", "description" | "default" | "title" | "deprecated"] if change.told.is_none() => {
            Some(PARAMETER_DETAILS)
        }
        ["parameters", key, "schema", "description"] => {
            let own = &operation["parameters"][key]["description"];
            (change.told == Some(own)).then_some(PARAMETER_DETAILS)
        }
        ["parameters", key, "description"] if change.source.is_none() => {
            let inner = &operation["parameters"][key]["schema"]["description"];
            (change.told == Some(inner)).then_some(PARAMETER_DETAILS)
        }
        ["requestBody", ..] if is_bytes(&described["requestBody"]) && !is_typed_body(&operation["requestBody"]) => {
            Some(BODIES)
        }
        ["requestBody", "description"] if change.told.is_none() => Some(BODIES),
        ["responses", ..] if is_free_form(&described["responses"]) && !is_typed(operation) => Some(FREE_FORM),
        ["responses", status, ..] if is_error(status) => {
            let told = &described["responses"][status];
            let own = matches!(*status, "4XX" | "5XX") && is_dropshot_error(told);
            let mut said = described["responses"].as_object().into_iter().flatten();
            let success = said.any(|(status, _)| status.starts_with('2'));
            (success && (told.is_null() || own)).then_some(ERRORS)
        }
        ["responses", _, "description"] => Some(RESPONSE_DETAILS),
        ["responses", _, "headers", ..] if change.told.is_none() => Some(RESPONSE_DETAILS),
        ["requestBody" | "responses", .., "schema", "title"] if change.source.is_none() => Some(TITLES),
        ["requestBody" | "responses", .., "format"] if rest.contains(&"schema") && is_of_rust(change) => Some(FORMATS),
        ["security"] if change.told == Some(&json!([])) => Some(SECURITY),
        ["parameters" | "requestBody" | "responses", .., key] if rest.contains(&"schema") => {
            schema_annotation(rest, key)
        }
        _ => None,
    }
}

/// What the specification, or the generator with a note, takes no notice of.
fn without_effect(change: &Change<'_>, rest: &[&str], operation: &Json) -> Option<&'static str> {
    if change.told.is_some() {
        return None;
    }
    let found = match rest {
        // A parameter of the path that the path has no variable for.
        ["parameters", key] if key.starts_with("path ") => {
            key.bytes().last().is_some_and(|last| !last.is_ascii_digit())
        }
        ["parameters", "header accept" | "header content-type" | "header authorization"] => true,
        ["responses", _, "headers", "content-type"] => true,
        ["responses", status, "headers"] => {
            let headers = operation["responses"][status]["headers"].as_object();
            headers.is_some_and(|headers| headers.keys().all(|name| name == "content-type" || name.starts_with('#')))
        }
        ["responses", status] if status.starts_with('1') => true,
        // RFC 9110, section 6.4.1: these have no content.
        ["responses", status, "content"] => operation["method"] == "head" || matches!(*status, "204" | "205" | "304"),
        // The same media type once more.
        [.., "content", media] => media.contains(';') || media.chars().any(char::is_uppercase),
        [.., "content", _, "encoding", _, "headers" | "allowReserved"] => true,
        _ => false,
    };
    found.then_some(NO_EFFECT)
}

/// Examples and the like beside things, but not inside of schemas.
fn annotation(rest: &[&str]) -> Option<&'static str> {
    if rest.contains(&"schema") {
        return None;
    }
    // These hold names, which are not to be taken for what they look like.
    let names = |key: &str| matches!(key, "parameters" | "headers" | "content" | "responses" | "encoding");
    let found = rest.iter().enumerate().any(|(index, key)| {
        (BESIDE.contains(key) || key.starts_with("x-"))
            && !index.checked_sub(1).and_then(|before| rest.get(before)).is_some_and(|before| names(before))
    });
    found.then_some(ANNOTATIONS)
}

/// What the types that Dropshot describes schemas with have no place for.
fn schema_annotation(path: &[&str], key: &str) -> Option<&'static str> {
    let is_name = path.len() > 1 && path[path.len() - 2] == "properties";
    let known = matches!(key, "xml" | "externalDocs" | "discriminator" | "examples");
    (known && !is_name).then_some(SCHEMA_ANNOTATIONS)
}

/// Whether Dropshot's path has a variable wherever it is another one, segment by segment.
fn stands_for(described: &str, path: &str) -> bool {
    let segments = |path: &str| path.split('/').filter(|one| !one.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (described, path) = (segments(described), segments(path));
    described.len() == path.len() && described.iter().zip(&path).all(|(one, other)| one == other || one == "{}")
}

/// Whether this is how Dropshot says that any parameter is written.
fn is_usual(told: &Json) -> bool {
    let form = told["in"] == json!("query");
    let style = if form { "form" } else { "simple" };
    told["style"] == json!(style)
        && told["explode"] == json!(form)
        && told.get("allowReserved").is_none()
        && told.get("as").is_none()
}

/// Whether a schema is that of any string.
fn is_string(schema: &Json) -> bool {
    without_places(schema) == json!({ "type": "string" })
}

/// Whether a response is the one that Dropshot has for all errors.
fn is_dropshot_error(response: &Json) -> bool {
    let schema = json!({ "schema": { "$ref": FOREIGN } });
    without_places(response) == json!({ "description": "Error", "content": { "application/json": schema } })
}

/// Whether a body is what Dropshot says of bytes.
fn is_bytes(body: &Json) -> bool {
    let bytes = json!({ "schema": { "type": "string", "format": "binary" } });
    without_places(body) == json!({ "required": true, "content": { "application/octet-stream": bytes } })
}

/// Whether a body is one that Dropshot can describe.
fn is_typed_body(body: &Json) -> bool {
    let content = without_places(&body["content"]);
    let only = content.as_object().filter(|content| content.len() == 1);
    body["required"] == json!(true) && only.is_some_and(|content| content.contains_key("application/json"))
}

/// Whether responses are what Dropshot says of those that are made by hand.
fn is_free_form(responses: &Json) -> bool {
    without_places(responses) == json!({ "default": { "content": { "*/*": { "schema": {} } } } })
}

/// Whether an operation has one success, and one that Dropshot can describe.
fn is_typed(operation: &Json) -> bool {
    let responses = without_places(&operation["responses"]);
    let responses = responses.as_object().into_iter().flatten();
    let mut successes = responses.filter(|(status, _)| matches!(status.as_bytes().first(), Some(b'2' | b'3')));
    let (Some((status, response)), None) = (successes.next(), successes.next()) else { return false };
    if operation["method"] == "head" {
        return false;
    }
    let content = response["content"].as_object();
    match status.as_str() {
        "200" | "201" | "202" => content.is_some_and(|content| {
            content.len() == 1 && content.keys().all(|media| is_json(media) && media == "application/json")
        }),
        "204" => true,
        _ => false,
    }
}

/// Whether a format is that of Rust's number, where the document says none.
fn is_of_rust(change: &Change<'_>) -> bool {
    change.source.is_none() && ["double", "int64"].contains(&text(change.told))
}

fn is_error(status: &str) -> bool {
    status == "default" || matches!(status.as_bytes().first(), Some(b'4' | b'5'))
}

fn only_runtime_headers(operation: &Json, status: &str) -> bool {
    let headers = operation["responses"][status]["headers"].as_object().into_iter().flatten();
    let mut headers = headers.filter(|(name, _)| !name.starts_with('#'));
    headers.all(|(name, _)| matches!(name.as_str(), "retry-after" | "www-authenticate" | "content-type"))
}

/// Whether anything refers to the schema of this name.
fn is_referred(value: &Json, name: &str) -> bool {
    match value {
        Json::Object(members) => members.iter().any(|(key, value)| match value.as_str() {
            Some(text) if key == "$ref" => text.strip_prefix("#/components/schemas/") == Some(name),
            _ => is_referred(value, name),
        }),
        Json::Array(items) => items.iter().any(|item| is_referred(item, name)),
        _ => false,
    }
}

fn text(value: Option<&Json>) -> &str {
    value.and_then(Json::as_str).unwrap_or_default()
}
