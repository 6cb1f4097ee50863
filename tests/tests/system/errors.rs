//! Refusals that are not about a single operation: unknown addresses and methods, bodies of the wrong size or type, and
//! what is not HTTP at all. All of them have the store's error body.

use std::collections::HashSet;

use reqwest::Method;
use serde_json::{Value, json};
use system_tests::{Customer, Reply, Visitor, store};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

#[tokio::test]
async fn an_unknown_address_is_not_found() {
    let visitor = Visitor::of(store());
    for path in [
        "/nothing",
        "/products/1/reviews",
        "/users",
        "/orders/1/items",
        "/docs/nothing.js",
        "/%2e%2e/etc/passwd",
        "//x",
    ] {
        let problem = Reply::to(visitor.request(Method::GET, path)).await.refused(404, None);
        assert!(!problem.message.contains("nothing"), "{path}: {}", problem.message);
    }
}

#[tokio::test]
async fn a_method_that_is_not_there_is_not_allowed() {
    let customer = Customer::of(store()).await;
    for (method, path) in [
        (Method::POST, "/"),
        (Method::PUT, "/products"),
        (Method::DELETE, "/products/1"),
        (Method::GET, "/users/register"),
        (Method::PUT, "/users/login"),
        (Method::POST, "/users/me"),
        (Method::PATCH, "/orders"),
        (Method::PUT, "/orders/1"),
        (Method::POST, "/openapi.json"),
    ] {
        Reply::to(customer.request(method, path)).await.refused(405, None);
    }
}

/// Every operation that takes a body.
const WITH_BODY: [(Method, &str); 4] = [
    (Method::POST, "/users/register"),
    (Method::POST, "/users/login"),
    (Method::PATCH, "/users/me"),
    (Method::POST, "/orders"),
];

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_by_the_replica_and_by_the_front() {
    let customer = Customer::of(store()).await;
    // A replica takes 64 KiB, the front passes on 1 MiB.
    for size in [65_536 + 1, 200_000, 1_000_000, 1_048_576 + 1, 3_000_000] {
        for (method, path) in WITH_BODY {
            let body = format!("{{\"sid\":\"{}\"}}", "x".repeat(size));
            let request = customer.request(method.clone(), path).header("content-type", "application/json").body(body);
            Reply::to(request).await.refused(413, "payload_too_large");
        }
    }
    // At the bound it is looked at.
    let body = format!("{{\"sid\":\"{}\"}}", "x".repeat(65_536 - 10));
    assert_eq!(body.len(), 65_536);
    let request = customer.request(Method::POST, "/users/login").header("content-type", "application/json").body(body);
    Reply::to(request).await.refused(400, "invalid_request");
}

#[tokio::test]
async fn a_body_is_json_and_says_so() {
    let customer = Customer::of(store()).await;
    let body = json!({ "sid": "x" }).to_string();
    for (method, path) in WITH_BODY {
        let request = |types: &[&str]| {
            let request = customer.request(method.clone(), path).body(body.clone());
            types.iter().fold(request, |request, media_type| request.header("content-type", *media_type))
        };
        for types in
            [&[][..], &[""], &["text/plain"], &["application/x-www-form-urlencoded"], &["application/jsonp"], &["json"]]
        {
            let reply = Reply::to(request(types)).await;
            assert_eq!(reply.status, 415, "{types:?} to {path}: {}", reply.text);
            reply.refused(415, "unsupported_media_type");
        }
        for types in ["application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"] {
            Reply::to(request(&[types])).await.refused(400, "invalid_request");
        }
    }
}

#[tokio::test]
async fn every_request_has_an_id_of_its_own() {
    let visitor = Visitor::of(store());
    let mut ids = HashSet::new();
    for _ in 0..10 {
        // What a client says about it does not count.
        let request = visitor.request(Method::GET, "/products").header("x-request-id", "mine");
        let reply = Reply::to(request).await;
        assert_eq!(reply.status, 200);
        ids.insert(reply.header("x-request-id").expect("an id").to_owned());
        ids.insert(Reply::to(visitor.request(Method::GET, "/nothing")).await.refused(404, None).request_id);
    }
    assert_eq!(ids.len(), 20);
    assert!(!ids.contains("mine"));
}

#[tokio::test]
async fn what_is_not_proper_http_gets_the_same_body() {
    let long = "x".repeat(40_000);
    let cases = [
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), 400, "invalid_request"),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n".to_owned(), 400, "invalid_request"),
        ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n".to_owned(), 400, "invalid_request"),
        ("G\0T / HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), 400, "invalid_request"),
        ("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), 400, "invalid_request"),
        (format!("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n"), 414, "uri_too_long"),
        (format!("GET / HTTP/1.1\r\nHost: a\r\nX-Long: {long}\r\n\r\n"), 431, "header_too_large"),
        ("POST /orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n".to_owned(), 501, "not_implemented"),
    ];
    for (request, status, error_code) in cases {
        let (head, body) = converse(&request).await;
        let shown = request.escape_debug().to_string();
        let shown = &shown[..shown.len().min(80)];
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{shown}: {head}");
        let body: Value = serde_json::from_str(&body).unwrap_or_else(|error| panic!("{shown}: {error} in {body}"));
        assert_eq!(body["error_code"], error_code, "{shown}: {body}");
        let request_id = body["request_id"].as_str().expect("an id");
        assert!(head.to_lowercase().contains(&format!("x-request-id: {request_id}")), "{shown}: {head}");
        assert!(
            body["message"].as_str().is_some_and(|message| !message.is_empty()) && !head.contains("nginx/"),
            "{head}"
        );
    }
}

/// Send bytes to the front and read until it closes.
async fn converse(request: &str) -> (String, String) {
    let mut connection = TcpStream::connect(store().address("nginx")).await.expect("a connection");
    // The front may answer, and close, before it has read everything.
    let _ = connection.write_all(request.as_bytes()).await;
    let mut answer = Vec::new();
    let read = async {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = connection.read(&mut buffer).await {
            answer.extend_from_slice(&buffer[..count]);
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), read).await.expect("the front closes");
    let answer = String::from_utf8(answer).expect("text");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no head in {answer:?}"));
    (head.to_owned(), body.to_owned())
}
