//! The ops endpoint over a real connection.

use std::{net::SocketAddr, time::Duration};

use kit::{ops::OpsServer, readiness::Readiness};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const LOCAL: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

/// The status and the body of one answer.
async fn ask(server: &OpsServer, method: &str, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(server.local_addr()).await.unwrap();
    let request = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    tokio::time::timeout(Duration::from_secs(60), stream.read_to_string(&mut answer)).await.unwrap().unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

#[tokio::test]
async fn a_process_that_is_not_ready_lives_and_says_what_it_waits_for() {
    let readiness = Readiness::new();
    let (database, cache) = (readiness.condition("database"), readiness.condition("cache"));
    let server = OpsServer::start(LOCAL, readiness.clone()).await.unwrap();
    let ready = async || {
        let (status, body) = ask(&server, "GET", "/readyz").await;
        (status, serde_json::from_str::<Value>(&body).unwrap())
    };
    assert_eq!(ready().await, (503, json!({ "ready": false, "not_ready": ["database", "cache"] })));
    database.set(true);
    assert_eq!(ready().await, (503, json!({ "ready": false, "not_ready": ["cache"] })));
    cache.set(true);
    assert_eq!(ready().await, (200, json!({ "ready": true, "not_ready": [] })));
    readiness.set_stopping();
    assert_eq!(ready().await, (503, json!({ "ready": false, "not_ready": ["stopping"] })));
    assert_eq!(ask(&server, "GET", "/healthz").await.0, 200);
}

#[tokio::test]
async fn metrics_are_served_as_prometheus_text() {
    let server = OpsServer::start(LOCAL, Readiness::new()).await.unwrap();
    let again = OpsServer::start(LOCAL, Readiness::new()).await.unwrap();
    metrics::counter!("ops_test_total", "kind" => "a \"b\"").increment(2);
    for server in [&server, &again] {
        let (status, body) = ask(server, "GET", "/metrics").await;
        assert_eq!(status, 200);
        assert!(body.contains("# TYPE ops_test_total counter\nops_test_total{kind=\"a \\\"b\\\"\"} 2\n"), "{body}");
    }
}

#[tokio::test]
async fn anything_else_is_refused() {
    let server = OpsServer::start(LOCAL, Readiness::new()).await.unwrap();
    for path in ["/", "/metrics/", "/healthz/../metrics", "/favicon.ico"] {
        assert_eq!(ask(&server, "GET", path).await.0, 404, "{path}");
    }
    for method in ["POST", "DELETE", "OPTIONS"] {
        assert_eq!(ask(&server, method, "/healthz").await.0, 405, "{method}");
    }
    let mut stream = TcpStream::connect(server.local_addr()).await.unwrap();
    stream.write_all(b"\x16\x03\x01 not HTTP\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(60), stream.read_to_end(&mut answer)).await.unwrap();
    assert!(!answer.starts_with(b"HTTP/1.1 200"));
    assert_eq!(ask(&server, "GET", "/healthz").await.0, 200);
}

#[tokio::test]
async fn it_ends_when_it_is_dropped() {
    let server = OpsServer::start(LOCAL, Readiness::new()).await.unwrap();
    let address = server.local_addr();
    drop(server);
    let deadline = std::time::Instant::now() + Duration::from_secs(60);
    while TcpStream::connect(address).await.is_ok() {
        assert!(std::time::Instant::now() < deadline);
        tokio::task::yield_now().await;
    }
}
