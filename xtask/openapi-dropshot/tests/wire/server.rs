//! A server on a port of its own, and requests that no generated client sends.

use std::sync::Arc;

use reqwest::RequestBuilder;
use rest_runtime::Value;
use rest_runtime::server::dropshot::{ApiDescription, ConfigDropshot, HttpServer, ServerBuilder};
use rest_runtime::server::{Context, Document, Exchange, Observer, Settings};

struct Nothing;

impl Observer for Nothing {
    fn finished(&self, _exchange: &Exchange<'_>) {}
}

/// Serve the operations of a description until the server is dropped; with its base URL.
pub fn start<A: Send + Sync + 'static>(
    description: ApiDescription<Context<A>>,
    api: A,
    document: Document,
) -> (HttpServer<Context<A>>, String) {
    let settings = Settings { max_body_bytes: 1024 * 1024, ..Settings::default() };
    let context = Context::new(Arc::new(api), document, settings, Arc::new(Nothing));
    let config = ConfigDropshot { bind_address: ([127, 0, 0, 1], 0).into(), ..ConfigDropshot::default() };
    let log = slog::Logger::root(slog::Discard, slog::o!());
    let server = ServerBuilder::new(description, context, log).config(config).start().expect("a server");
    let baseurl = format!("http://{}", server.local_addr());
    (server, baseurl)
}

/// The status and the JSON body of a response; null where it has none.
pub async fn json(request: RequestBuilder) -> (u16, Value) {
    let response = request.send().await.expect("a response");
    let status = response.status().as_u16();
    let bytes = response.bytes().await.expect("a body");
    (status, if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).expect("JSON") })
}

/// The places and reasons of an invalid request: `parameter/pointer: reason`.
pub fn violations(problem: &Value) -> Vec<String> {
    let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let details = problem["details"].as_array().cloned().unwrap_or_default();
    details
        .iter()
        .map(|one| format!("{}{}: {}", text(one, "parameter"), text(one, "pointer"), text(one, "reason")))
        .collect()
}
