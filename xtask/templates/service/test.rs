//! The service as a process would run it, on ports of its own.

use std::collections::HashMap;

use kit::config::Reader;
use kit::shutdown::{Stop as _, Stopped};
use {{library}}::{Config, Running, start};
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::Value;

/// Operations that take nothing and are not filled in yet. Take out what you fill in, and test it.
const UNFINISHED: [(&str, &str); {{count}}] = [{{unfinished}}];

async fn running() -> Running {
    let variables = [("{{prefix}}_LISTEN", "127.0.0.1:0"), ("OPS_LISTEN", "127.0.0.1:0")];
    let variables: HashMap<_, _> =
        variables.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    start(Config::from_reader(Reader::from_map(variables)).expect("a configuration")).await.expect("started")
}

async fn ask(running: &Running, method: &str, path: &str) -> Response {
    let method = method.parse::<Method>().expect("a method");
    let url = format!("http://{}{path}", running.local_addr());
    Client::new().request(method, url).send().await.expect("answered")
}

async fn is_problem(answer: Response, status: StatusCode, what: &str) {
    assert_eq!(answer.status(), status, "{what}");
    let problem: Value = answer.json().await.expect("JSON");
    assert!(problem["message"].is_string() && problem["request_id"].is_string(), "{what}: {problem}");
}

#[tokio::test]
async fn it_starts_and_stops() {
    let running = running().await;
    assert_ne!(running.local_addr().port(), 0);
    assert_eq!(running.stop().await, Stopped::Complete);
}
{{document_test}}
#[tokio::test]
async fn what_is_not_filled_in_says_so() {
    let running = running().await;
    for (method, path) in UNFINISHED {
        is_problem(ask(&running, method, path).await, StatusCode::NOT_IMPLEMENTED, path).await;
    }
}

#[tokio::test]
async fn an_unknown_path_is_not_found() {
    let running = running().await;
    let path = "{{unknown}}";
    is_problem(ask(&running, "GET", path).await, StatusCode::NOT_FOUND, path).await;
}
