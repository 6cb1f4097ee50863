//! The passage of a request through a generated Dropshot adapter: security, then parameters, then body, then the handler,
//! all inside `around`. Knows Dropshot; knows no operation.

mod answer;
mod around;
mod body;
mod document;
mod extract;
mod prepared;
mod proxies;
pub mod routes;
mod schema;
mod scope;
mod security;

pub use answer::{Answer, Reply, Untyped, header_text, text};
pub use around::{Context, Exchange, GONE, Observer, Operation, Settings, around, around_secured, detached};
pub use body::{Body, RawBody};
#[cfg(feature = "swagger-ui")]
pub use document::register_swagger_ui;
pub use document::{Document, register_document};
pub use extract::{
    ParameterSchema, declared, defaulted, header, header_values, path_segment, query, query_or, raw_query, required,
};
pub use prepared::Prepared;
pub use proxies::TrustedProxies;
pub use routes::{path_piece, path_raw};
pub use schema::{NoParameters, Reference, verbatim, verbatim_parameters};
pub use scope::{Scope, scope};
pub use security::{authorization, basic, bearer_token, key_in_cookie, key_in_header, key_in_query};

pub use crate::Scheme;

// What generated code and the macros name.
#[doc(hidden)]
pub use dropshot;
#[doc(hidden)]
pub use http;
#[doc(hidden)]
pub use schemars::{JsonSchema, r#gen::SchemaGenerator, schema::Schema};
