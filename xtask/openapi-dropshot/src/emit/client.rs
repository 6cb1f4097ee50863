//! `client.rs`: the typed client, by progenitor, from a document that was lowered for it: every type is one of this crate's
//! own, and every operation has one success and one error type.

use proc_macro2::TokenStream;
use progenitor::{GenerationSettings, Generator, TypeImpl};
use quote::quote;
use serde_json::{Value as Json, json};

use super::Defect;
use crate::lower::{OperationPlan, ParameterPlan, Plan, TypeUse};
use crate::model::Location;

pub(super) fn client(plan: &Plan, problem: &str) -> Result<TokenStream, Defect> {
    let lowered = lowered(plan, problem);
    let document: openapiv3::OpenAPI =
        serde_json::from_value(lowered).map_err(|error| Defect::Client(error.to_string()))?;
    let mut settings = GenerationSettings::new();
    for definition in &plan.types {
        settings.with_replacement(
            &definition.name,
            format!("crate::types::{}", definition.name),
            [TypeImpl::Display].into_iter(),
        );
    }
    let code =
        Generator::new(&settings).generate_tokens(&document).map_err(|error| Defect::Client(error.to_string()))?;
    Ok(quote! {
        //! The typed client.
        #![allow(missing_docs, clippy::all, elided_lifetimes_in_paths)]

        #code

        impl Client {
            /// A client whose every request carries `token` (RFC 6750, section 2.1). `http` states everything else: deadlines,
            /// TLS, proxies.
            ///
            /// # Errors
            ///
            /// When the token is not a header value, or the HTTP client cannot be built.
            pub fn with_bearer(baseurl: &str, token: &str, http: reqwest::ClientBuilder) -> Result<Self, BearerError> {
                let mut value = reqwest::header::HeaderValue::try_from(format!("Bearer {token}"))
                    .map_err(|_not_a_header_value| BearerError::Token)?;
                value.set_sensitive(true);
                let headers = [(reqwest::header::AUTHORIZATION, value)].into_iter().collect();
                let http = http.default_headers(headers).build().map_err(BearerError::Http)?;
                Ok(Self::new_with_client(baseurl, http))
            }
        }

        /// Why there is no client.
        #[derive(Debug)]
        pub enum BearerError {
            /// The token has characters that a header value cannot have.
            Token,
            /// The HTTP client cannot be built.
            Http(reqwest::Error),
        }

        impl std::fmt::Display for BearerError {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    Self::Token => out.write_str("the token has characters that a header value cannot have"),
                    Self::Http(_) => out.write_str("the HTTP client cannot be built"),
                }
            }
        }

        impl std::error::Error for BearerError {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                match self {
                    Self::Token => None,
                    Self::Http(cause) => Some(cause),
                }
            }
        }
    })
}

/// The document as progenitor understands it.
fn lowered(plan: &Plan, problem: &str) -> Json {
    let mut paths = serde_json::Map::new();
    for operation in &plan.operations {
        let item = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
        item[operation.method.to_lowercase()] = lowered_operation(operation, problem);
    }
    // Replaced types are never looked into.
    let schemas: serde_json::Map<_, _> =
        plan.types.iter().map(|definition| (definition.name.clone(), json!({ "type": "object" }))).collect();
    json!({
        "openapi": "3.0.3",
        "info": { "title": plan.title, "version": plan.version, "description": plan.description.as_deref().unwrap_or_default() },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn lowered_operation(operation: &OperationPlan, problem: &str) -> Json {
    let content = |value: &TypeUse| json!({ "application/json": { "schema": schema(value) } });
    let mut responses = serde_json::Map::new();
    let mut success = json!({ "description": operation.success.description });
    if let Some(body) = &operation.success.body {
        success["content"] = content(body);
    }
    responses.insert(operation.success.status.to_string(), success);
    let problem = TypeUse::Named(problem.to_owned());
    let errors = operation.errors.iter().map(|error| (error.status, &error.description));
    for (status, description) in errors.chain(operation.internal.iter().map(|description| (500, description))) {
        responses.insert(status.to_string(), json!({ "description": description, "content": content(&problem) }));
    }
    let mut lowered = json!({
        "operationId": operation.name,
        "parameters": operation.parameters.iter().map(parameter).collect::<Json>(),
        "responses": responses,
    });
    for (key, text) in [("summary", &operation.summary), ("description", &operation.description)] {
        if let Some(text) = text {
            lowered[key] = text.as_str().into();
        }
    }
    if let Some(body) = &operation.body {
        lowered["requestBody"] = json!({ "required": true, "content": content(body) });
    }
    lowered
}

fn parameter(parameter: &ParameterPlan) -> Json {
    let location = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
    };
    json!({
        "name": parameter.name,
        "in": location,
        "required": parameter.required,
        "description": parameter.description.as_deref().unwrap_or_default(),
        "schema": schema(&parameter.value),
    })
}

fn schema(value: &TypeUse) -> Json {
    match value {
        TypeUse::Boolean => json!({ "type": "boolean" }),
        TypeUse::Integer32 => json!({ "type": "integer", "format": "int32" }),
        TypeUse::Integer64 => json!({ "type": "integer", "format": "int64" }),
        TypeUse::Number32 => json!({ "type": "number", "format": "float" }),
        TypeUse::Number64 => json!({ "type": "number", "format": "double" }),
        TypeUse::Any => json!({}),
        TypeUse::Boxed(inner) => schema(inner),
        TypeUse::Map(value) => json!({ "type": "object", "additionalProperties": schema(value) }),
        TypeUse::Text => json!({ "type": "string" }),
        TypeUse::DateTime => json!({ "type": "string", "format": "date-time" }),
        TypeUse::Named(name) => json!({ "$ref": format!("#/components/schemas/{name}") }),
        TypeUse::List(item) => json!({ "type": "array", "items": schema(item) }),
        TypeUse::Nullable(inner) => json!({ "allOf": [schema(inner)], "nullable": true }),
    }
}
