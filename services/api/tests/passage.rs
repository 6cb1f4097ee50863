//! The passage of a request through the real server, over real connections: what is looked at first, what is refused and
//! how. There is no DB service here; what needs one is in the system tests.

use std::collections::HashMap;
use std::time::Duration;

use api::{Config, Running, start};
use kit::config::Reader;
use kit::shutdown::Stop as _;
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const SECRET: &str = "a secret of more than thirty-two bytes";

struct Server {
    running: Running,
    client: Client,
}

impl Server {
    async fn start() -> Self {
        let variables = [
            ("JWT_SECRET", SECRET),
            ("API_LISTEN", "127.0.0.1:0"),
            ("OPS_LISTEN", "127.0.0.1:0"),
            // Nobody listens on the discard port.
            ("DB_ENDPOINT", "http://127.0.0.1:9"),
            ("BODY_DEADLINE", "300ms"),
            ("REQUEST_DEADLINE", "3s"),
            ("MAX_BODY_BYTES", "1000"),
        ];
        let variables: HashMap<_, _> = variables.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let config = Config::from_reader(Reader::from_map(variables)).expect("a configuration");
        Self { running: start(config).await.expect("started"), client: Client::new() }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, format!("http://{}{path}", self.running.local_addr()))
            .timeout(Duration::from_secs(60))
    }

    async fn get(&self, path: &str) -> (StatusCode, Value) {
        answer(self.request(Method::GET, path)).await
    }

    /// Send bytes, leave the connection open, and read what comes back.
    async fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.running.local_addr()).await.expect("connected");
        stream.write_all(bytes).await.expect("sent");
        let mut received = vec![0; 4096];
        let read = tokio::time::timeout(Duration::from_secs(60), stream.read(&mut received)).await;
        let length = read.expect("an answer in time").expect("an answer");
        String::from_utf8_lossy(&received[..length]).into_owned()
    }
}

async fn answer(request: RequestBuilder) -> (StatusCode, Value) {
    let response = request.send().await.expect("an answer");
    let status = response.status();
    let id = response.headers().get("x-request-id").expect("an id").to_str().expect("text").to_owned();
    let body: Value = response.json().await.expect("a JSON body");
    if !status.is_success() {
        assert_eq!(body["request_id"], id.as_str(), "{body}");
        assert!(body["message"].is_string(), "{body}");
    }
    (status, body)
}

fn violations(body: &Value) -> Vec<(String, String)> {
    let place = |one: &Value| one["pointer"].as_str().or(one["parameter"].as_str()).expect("a place").to_owned();
    let details = body["details"].as_array().expect("details");
    details.iter().map(|one| (place(one), one["reason"].as_str().expect("a reason").to_owned())).collect()
}

#[tokio::test]
async fn security_comes_before_parameters_and_body() {
    let server = Server::start().await;
    // The body never arrives; the answer does not wait for it.
    let head = "POST /orders HTTP/1.1\r\nhost: store\r\ncontent-type: application/json\r\nidempotency-key: a b\r\ncontent-length: 900\r\n";
    let answer = server.raw(format!("{head}\r\n{{").as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
    assert!(answer.contains("www-authenticate: Bearer\r\n"), "{answer}");
    for authorization in ["Basic YTpi", "Bearer", "Bearer ", "Bearer nonsense", "nonsense"] {
        let answer = server.raw(format!("{head}authorization: {authorization}\r\n\r\n{{").as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 401 "), "{authorization}: {answer}");
    }
}

#[tokio::test]
async fn parameters_are_checked_all_at_once() {
    let server = Server::start().await;
    let (status, body) = server.get("/products?page=0&page_size=1000&category=").await;
    assert_eq!((status, &body["error_code"]), (StatusCode::BAD_REQUEST, &json!("invalid_request")));
    let expected = [
        ("category", "must have at least 1 character"),
        ("page", "must be at least 1"),
        ("page_size", "must be at most 100"),
    ];
    assert_eq!(violations(&body), expected.map(|(place, reason)| (place.to_owned(), reason.to_owned())));
    for (query, reason) in [
        ("page=x", "must be an integer"),
        ("page=1&page=2", "must be there once only"),
        ("page=99999999999", "must fit into 32 bits"),
        ("page=", "must be an integer"),
    ] {
        let (_, body) = server.get(&format!("/products?{query}")).await;
        assert_eq!(violations(&body), [("page".to_owned(), reason.to_owned())], "{query}");
    }
    let (status, body) = server.get("/products/%FF").await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{body}");
}

#[tokio::test]
async fn bodies_are_checked_all_at_once_and_never_echoed() {
    let server = Server::start().await;
    let secret = "<script>";
    let body = json!({ "sid": secret, "password": 7, "username": "", "email": secret, "role": secret });
    let (status, body) = answer(server.request(Method::POST, "/users/register").json(&body)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let expected = [
        ("/role", "is not a known member"),
        ("/sid", "must match ^[A-Za-z0-9_-]+$"),
        ("/password", "must be a string, not an integer"),
        ("/username", "must have at least 1 character"),
        ("/email", "must be an e-mail address"),
    ];
    assert_eq!(violations(&body), expected.map(|(place, reason)| (place.to_owned(), reason.to_owned())));
    assert!(!body.to_string().contains("script"), "{body}");

    let post = |text: &'static str| {
        server.request(Method::POST, "/users/login").header("content-type", "application/json").body(text)
    };
    for (text, place, reason) in [
        ("", "", "must be JSON; line 1 column 0"),
        ("{", "", "must be JSON; line 1 column 1"),
        ("[]", "", "must be an object, not an array"),
        ("null", "", "must be an object, not null"),
        (r#"{"sid": "s1234567", "password": "correct horse", "role": 1}"#, "/role", "is not a known member"),
    ] {
        let (status, body) = answer(post(text)).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{text}");
        assert_eq!(violations(&body), [(place.to_owned(), reason.to_owned())], "{text}");
    }
}

#[tokio::test]
async fn bodies_that_are_too_large_too_slow_or_something_else() {
    let server = Server::start().await;
    let post = || server.request(Method::POST, "/users/login");
    for content_type in [None, Some("text/plain"), Some("application/jsonp"), Some("application/x-www-form-urlencoded")]
    {
        let request = content_type.into_iter().fold(post(), |request, value| request.header("content-type", value));
        let (status, body) = answer(request.body("{}")).await;
        assert_eq!(
            (status, &body["error_code"]),
            (StatusCode::UNSUPPORTED_MEDIA_TYPE, &json!("unsupported_media_type"))
        );
    }
    let (status, _) = answer(post().header("content-type", "Application/JSON; charset=utf-8").body("{}")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    for length in [1_001, 15_000, 1_000_000] {
        let request = post().header("content-type", "application/json").body(" ".repeat(length));
        let (status, body) = answer(request).await;
        assert_eq!(
            (status, &body["error_code"]),
            (StatusCode::PAYLOAD_TOO_LARGE, &json!("payload_too_large")),
            "{length}"
        );
    }
    let head =
        "POST /users/login HTTP/1.1\r\nhost: store\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{";
    let answer = server.raw(head.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 400 ") && answer.contains("body_timeout"), "{answer}");
}

#[tokio::test]
async fn unknown_paths_and_methods_have_the_same_body() {
    let server = Server::start().await;
    assert_eq!(server.get("/nowhere").await.0, StatusCode::NOT_FOUND);
    let (status, _) = answer(server.request(Method::DELETE, "/products")).await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn without_the_db_service_the_answer_is_503_and_the_service_is_not_ready() {
    let server = Server::start().await;
    assert_eq!(server.get("/").await, (StatusCode::OK, json!({ "message": "Welcome to Tuckshop" })));
    let response = server.request(Method::GET, "/products").send().await.expect("an answer");
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(response.headers()["retry-after"], "1");
    let body: Value = response.json().await.expect("JSON");
    assert_eq!(body["error_code"], "service_unavailable");
    let ready = format!("http://{}/readyz", server.running.ops_addr());
    let ready = server.client.get(ready).send().await.expect("an answer");
    assert_eq!(ready.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(ready.text().await.expect("text").contains("db-service"));
}

#[tokio::test]
async fn the_document_is_served_byte_for_byte_and_the_page_needs_no_network() {
    let server = Server::start().await;
    let fetch = async |path: &str| server.request(Method::GET, path).send().await.expect("an answer");
    let yaml = fetch("/openapi.yaml").await;
    assert_eq!(yaml.headers()["content-type"], "application/yaml");
    assert_eq!(yaml.text().await.expect("text"), include_str!("../../../api/store.yaml"));
    let json: Value = fetch("/openapi.json").await.json().await.expect("JSON");
    assert_eq!(json["info"]["title"], "Tuckshop");

    let page = fetch("/docs").await;
    assert_eq!(page.url().path(), "/docs/", "relative links need the slash");
    let html = page.text().await.expect("text");
    assert!(html.contains("swagger-ui") && !html.contains("http://") && !html.contains("https://"), "{html}");
    let start = fetch("/docs/swagger-initializer.js").await.text().await.expect("text");
    assert!(start.contains("/openapi.json"), "{start}");
    assert_eq!(fetch("/docs/nothing.js").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn stopping_finishes_what_is_in_flight() {
    let server = Server::start().await;
    let head = "POST /users/login HTTP/1.1\r\nhost: store\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\
        connection: close\r\nexpect: 100-continue\r\n\r\n";
    let mut stream = TcpStream::connect(server.running.local_addr()).await.expect("connected");
    stream.write_all(head.as_bytes()).await.expect("sent");
    // The server asks for the body once it is in the midst of the request.
    let mut interim = [0; 25];
    stream.read_exact(&mut interim).await.expect("an interim answer");
    assert_eq!(&interim, b"HTTP/1.1 100 Continue\r\n\r\n");
    let stopping = tokio::spawn(server.running.stop());
    stream.write_all(b"{}").await.expect("sent");
    let mut received = String::new();
    stream.read_to_string(&mut received).await.expect("an answer");
    assert!(received.starts_with("HTTP/1.1 400 "), "{received}");
    assert_eq!(stopping.await.expect("stopped"), kit::shutdown::Stopped::Complete);
}
