//! The passage of a request through a generated Dropshot adapter: security, then parameters, then body, then the handler,
//! all inside `around`. Knows Dropshot; knows no operation.

mod answer;
mod around;
mod document;
mod extract;
mod proxies;
mod schema;
mod scope;

pub use answer::{Answer, Reply};
pub use around::{Context, Exchange, Observer, Operation, Settings, around};
#[cfg(feature = "swagger-ui")]
pub use document::register_swagger_ui;
pub use document::{Document, register_document};
pub use extract::{Body, Declared, ParameterSchema, bearer_token, header, path_segment, query, query_or};
pub use proxies::TrustedProxies;
pub use schema::{NoParameters, verbatim};
pub use scope::{Scope, scope};

// What the macros name.
#[doc(hidden)]
pub use schemars::{JsonSchema, r#gen::SchemaGenerator, schema::Schema};
