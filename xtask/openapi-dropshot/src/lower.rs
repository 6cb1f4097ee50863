//! From what the document says to what is emitted: Rust names and shapes for every schema, one success and one error type
//! per operation, and the verdict on what Dropshot's router cannot do. Knows Rust's types, not how they are written.

mod types;

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::Settings;
use crate::document::{Document, Place};
use crate::model::operation::variable;
use crate::model::{Header, Location, Model, Parameter, Response, Schema};
use crate::names::{pascal, snake};
use crate::problem::{Problem, Problems};
pub(crate) use types::{Field, Need, Shape, TypeDefinition, TypeUse, Variant};

/// What is to be emitted.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) description: Option<String>,
    pub(crate) types: Vec<TypeDefinition>,
    pub(crate) schemes: Vec<Scheme>,
    pub(crate) operations: Vec<OperationPlan>,
}

/// A security scheme and the method of the trait that resolves it.
#[derive(Debug)]
pub(crate) struct Scheme {
    pub(crate) name: String,
    pub(crate) method: String,
    pub(crate) description: Option<String>,
}

#[derive(Debug)]
pub(crate) struct OperationPlan {
    /// The method of the trait.
    pub(crate) name: String,
    /// `operationId`
    pub(crate) id: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) tags: Vec<String>,
    /// The trait's method for the scheme that guards it.
    pub(crate) security: Option<String>,
    pub(crate) parameters: Vec<ParameterPlan>,
    pub(crate) body: Option<TypeUse>,
    pub(crate) success: Success,
    pub(crate) errors: Vec<ErrorVariant>,
    /// The description of 500, where it is declared: a response like the others, but no variant.
    pub(crate) internal: Option<String>,
}

#[derive(Debug)]
pub(crate) struct ParameterPlan {
    /// The argument of the trait's method.
    pub(crate) argument: String,
    /// As it is called in the request.
    pub(crate) name: String,
    pub(crate) location: Location,
    pub(crate) required: bool,
    /// As text, for absent query parameters and headers.
    pub(crate) default: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) value: TypeUse,
    /// Schema and references, word for word.
    pub(crate) source: Json,
    /// Which segment of the path it is, counted from 0.
    pub(crate) segment: Option<usize>,
}

#[derive(Debug)]
pub(crate) struct Success {
    pub(crate) status: u16,
    pub(crate) description: String,
    /// The struct that carries headers and body, when there are headers.
    pub(crate) carrier: Option<String>,
    pub(crate) headers: Vec<HeaderPlan>,
    pub(crate) body: Option<TypeUse>,
}

#[derive(Debug)]
pub(crate) struct HeaderPlan {
    pub(crate) field: String,
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    pub(crate) value: TypeUse,
}

#[derive(Debug)]
pub(crate) struct ErrorVariant {
    pub(crate) variant: String,
    pub(crate) status: u16,
    pub(crate) description: String,
}

/// Lower a model.
pub(crate) fn lower(document: &Document, model: &Model, settings: &Settings) -> Result<Plan, Problems> {
    let mut lowering =
        Lowering { model, problem: &settings.problem, problems: Vec::new(), types: types::Types::new(model) };
    lowering.types.components(model, &settings.replaced, &mut lowering.problems);
    let schemes = model.security_schemes.iter().map(|scheme| Scheme {
        name: scheme.name.clone(),
        method: snake(&scheme.name),
        description: scheme.description.clone(),
    });
    let operations = model.operations.iter().filter_map(|operation| lowering.operation(operation)).collect();
    lowering.names();
    lowering.routes();
    if !lowering.problems.is_empty() {
        return Err(Problems::new(&document.file, lowering.problems));
    }
    Ok(Plan {
        title: model.title.clone(),
        version: model.version.clone(),
        description: model.description.clone(),
        schemes: schemes.collect(),
        operations,
        types: lowering.types.into_definitions(),
    })
}

struct Lowering<'a> {
    model: &'a Model,
    problem: &'a str,
    problems: Vec<Problem>,
    types: types::Types,
}

impl Lowering<'_> {
    fn refuse(&mut self, place: Place, what: impl Into<String>) {
        self.problems.push(Problem { place, what: what.into() });
    }

    fn operation(&mut self, operation: &crate::model::Operation) -> Option<OperationPlan> {
        let name = snake(&operation.id);
        let prefix = pascal(&operation.id);
        let parameters = operation.parameters.iter().map(|one| self.parameter(&prefix, &operation.path, one)).collect();
        let body =
            operation.body.as_ref().map(|schema| self.types.of(schema, &format!("{prefix}Body"), &mut self.problems));
        let (successes, failures): (Vec<&Response>, Vec<&Response>) =
            operation.responses.iter().partition(|response| response.status < 400);
        let [success] = successes.as_slice() else {
            let what = if successes.is_empty() { "no success response" } else { "several success responses" };
            self.refuse(operation.place, format!("`{}` has {what}; declare exactly one below 400", operation.id));
            return None;
        };
        let success = self.success(&prefix, success);
        let errors = failures.into_iter().filter_map(|response| self.error(response)).collect();
        Some(OperationPlan {
            name,
            id: operation.id.clone(),
            method: operation.method.clone(),
            path: operation.path.clone(),
            summary: operation.summary.clone(),
            description: operation.description.clone(),
            deprecated: operation.deprecated,
            tags: operation.tags.clone(),
            security: operation.security.as_deref().map(snake),
            parameters,
            body,
            success,
            errors,
            internal: operation.responses.iter().find(|one| one.status == 500).map(|one| one.description.clone()),
        })
    }

    fn parameter(&mut self, prefix: &str, path: &str, parameter: &Parameter) -> ParameterPlan {
        let value =
            self.types.of(&parameter.schema, &format!("{prefix}{}", pascal(&parameter.name)), &mut self.problems);
        let default = self.default(&parameter.schema);
        if default.is_some() && parameter.location != Location::Query {
            self.refuse(parameter.place, "`default` is supported for query parameters only");
        }
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        ParameterPlan {
            argument: snake(&parameter.name),
            name: parameter.name.clone(),
            location: parameter.location,
            required: parameter.required,
            default,
            description: parameter.description.clone(),
            value,
            source: parameter.schema.source.clone(),
            segment: (parameter.location == Location::Path)
                .then(|| segments.position(|segment| variable(segment) == Some(&parameter.name)))
                .flatten(),
        }
    }

    /// The default of a schema, or of the one it refers to, as the text of a parameter; it must keep the schema's own rules.
    fn default(&mut self, schema: &Schema) -> Option<String> {
        let target = types::resolve(self.model, schema)?;
        let default = target.default.as_ref()?;
        match types::default_text(&target.kind, default) {
            Ok(text) => Some(text),
            Err(what) => {
                self.refuse(target.place, what);
                None
            }
        }
    }

    fn success(&mut self, prefix: &str, response: &Response) -> Success {
        let carrier = (!response.headers.is_empty()).then(|| format!("{prefix}{}", pascal(reason(response.status))));
        let headers = response.headers.iter().filter_map(|header| self.header(header)).collect();
        let body = response.body.as_ref().map(|schema| {
            let name = format!("{prefix}{}Body", pascal(reason(response.status)));
            self.types.of(schema, &name, &mut self.problems)
        });
        if !matches!((response.status, &body), (200..=202, Some(_)) | (204, None)) {
            self.refuse(
                response.place,
                format!(
                    "a success {} {} a body is not supported; use 200, 201 or 202 with one, or 204",
                    response.status,
                    if body.is_some() { "with" } else { "without" }
                ),
            );
        }
        Success { status: response.status, description: response.description.clone(), carrier, headers, body }
    }

    fn header(&mut self, header: &Header) -> Option<HeaderPlan> {
        let value = self.types.of(&header.schema, &pascal(&header.name), &mut self.problems);
        if !matches!(value, TypeUse::Text | TypeUse::Integer32 | TypeUse::Integer64) {
            self.refuse(header.place, "a response header must be a plain string or integer; state its rules in prose");
            return None;
        }
        Some(HeaderPlan {
            field: snake(&header.name),
            name: header.name.to_lowercase(),
            required: header.required,
            description: header.description.clone(),
            value,
        })
    }

    /// Failures answer with the problem schema: the adapter's own answers have it, and one type per operation is what the
    /// client can have.
    fn error(&mut self, response: &Response) -> Option<ErrorVariant> {
        let expected = matches!(response.body.as_ref().map(|schema| &schema.kind),
            Some(crate::model::Kind::Reference(name)) if name == self.problem);
        if !expected {
            self.refuse(
                response.place,
                format!("the response {} must have the body `#/components/schemas/{}`", response.status, self.problem),
            );
            return None;
        }
        for header in &response.headers {
            let provided = matches!(header.name.to_lowercase().as_str(), "retry-after" | "www-authenticate");
            if !provided {
                self.refuse(
                    header.place,
                    "an error response can have the headers Retry-After and WWW-Authenticate only",
                );
            }
        }
        // The variant that carries defects stands for 500 whether the document declares it or not.
        (response.status != 500).then(|| ErrorVariant {
            variant: pascal(reason(response.status)),
            status: response.status,
            description: response.description.clone(),
        })
    }

    /// Two operations of one name, or two schemes, would be two methods of one name.
    fn names(&mut self) {
        let model = self.model;
        let mut seen: BTreeMap<String, Place> = BTreeMap::new();
        let schemes = model.security_schemes.iter().map(|scheme| (snake(&scheme.name), scheme.place));
        let operations = model.operations.iter().map(|operation| (snake(&operation.id), operation.place));
        for (name, place) in schemes.chain(operations) {
            if let Some(first) = seen.get(&name) {
                self.refuse(
                    place,
                    format!("the name `{name}` is taken by what stands at {first}; choose another operationId"),
                );
            } else {
                seen.insert(name, place);
            }
        }
    }

    /// Dropshot's router panics when a literal and a variable are siblings, and when two variables at one node have
    /// different names.
    fn routes(&mut self) {
        let model = self.model;
        let mut nodes: BTreeMap<String, Vec<(&str, Place)>> = BTreeMap::new();
        let mut routes: BTreeMap<(String, &str), Place> = BTreeMap::new();
        for operation in &model.operations {
            let mut node = String::new();
            for segment in operation.path.split('/').filter(|segment| !segment.is_empty()) {
                nodes.entry(node.clone()).or_default().push((segment, operation.place));
                node.push('/');
                node.push_str(variable(segment).map_or(segment, |_any| "{}"));
            }
            if let Some(first) = routes.insert((node, &operation.method), operation.place) {
                self.refuse(operation.place, format!("the path leads to the same place as the one at {first}"));
            }
        }
        for segments in nodes.values() {
            let Some((named, first)) = segments.iter().find(|(segment, _)| variable(segment).is_some()) else {
                continue;
            };
            let mut refused: Vec<&str> = Vec::new();
            for (segment, place) in segments.iter().filter(|(segment, _)| segment != named) {
                if !refused.contains(segment) {
                    refused.push(segment);
                    self.refuse(
                        *place,
                        format!(
                            "`{segment}` beside `{named}` (at {first}) is not supported by Dropshot's router; \
                            rename one, or move it below another segment"
                        ),
                    );
                }
            }
        }
    }
}

/// The reason phrase of a status (RFC 9110, section 15), which names its variant.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Payload Too Large",
        414 => "Uri Too Long",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        417 => "Expectation Failed",
        421 => "Misdirected Request",
        422 => "Unprocessable Entity",
        423 => "Locked",
        424 => "Failed Dependency",
        425 => "Too Early",
        426 => "Upgrade Required",
        428 => "Precondition Required",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        451 => "Unavailable For Legal Reasons",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Status",
    }
}
