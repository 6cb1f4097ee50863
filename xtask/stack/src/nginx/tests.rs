//! The configuration at work: a real NGINX in front of two small HTTP servers that misbehave on request.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::*;
use crate::launch::Process;
use crate::ports::{Reservation, local, reserve};

/// An HTTP server that behaves as the path says and remembers what it was asked.
struct Replica {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Replica {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("bound");
        let seen = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let record = Arc::clone(&record);
                thread::spawn(move || serve(stream, &record));
            }
        });
        Self { address, seen }
    }

    fn requests(&self) -> usize {
        self.seen.lock().expect("no test panics with it").len()
    }
}

fn serve(stream: TcpStream, seen: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a socket"));
    let mut stream = stream;
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if reader.read_line(&mut head).unwrap_or(0) == 0 {
                return;
            }
        }
        seen.lock().expect("no test panics with it").push(head.clone());
        let path = head.split(' ').nth(1).unwrap_or_default();
        let (status, body) = match path {
            "/close" => return,
            "/silent" => {
                thread::sleep(Duration::from_secs(60));
                return;
            }
            "/refusal" => ("503 Service Unavailable", r#"{"error_code":"upstream_says"}"#.to_owned()),
            _ => ("200 OK", head.clone()),
        };
        let answer = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nX-From: replica\r\n\r\n{body}", body.len());
        if stream.write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}

struct Front {
    address: SocketAddr,
    process: Process,
    _directory: tempfile::TempDir,
    _port: Reservation,
}

impl Front {
    fn start(upstreams: [SocketAddr; 2]) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let port = reserve().expect("a port");
        let address = local(port.port());
        let settings = Settings {
            program: install::find("nginx").expect("NGINX is installed by `cargo xtask test`"),
            listen: address,
            upstreams,
            directory: directory.path().join("nginx"),
        };
        let log = directory.path().join("nginx.log");
        let process =
            settings.launch().and_then(|launch| launch.start(&log, Some(Signal::SIGTERM))).expect("it starts");
        let deadline = Instant::now() + Duration::from_secs(60);
        while probe::tcp(address).is_err() {
            assert!(
                Instant::now() < deadline,
                "NGINX does not listen: {}",
                fs::read_to_string(&log).unwrap_or_default()
            );
            thread::sleep(Duration::from_millis(20));
        }
        Self { address, process, _directory: directory, _port: port }
    }

    /// Status line and headers, then the body.
    fn send(&self, request: &str) -> (String, String) {
        let mut stream = TcpStream::connect(self.address).expect("NGINX listens");
        stream.set_read_timeout(Some(Duration::from_secs(40))).expect("a socket");
        stream.write_all(request.as_bytes()).expect("NGINX reads");
        let mut reader = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            let read = reader.read_line(&mut head);
            assert!(read.is_ok_and(|count| count > 0), "no answer to {:?}", request.get(..60));
        }
        let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")?.parse().ok());
        let mut body = vec![0; length.expect("a length")];
        reader.read_exact(&mut body).expect("the whole body");
        (head, String::from_utf8(body).expect("text"))
    }

    fn ask(&self, method: &str, path: &str, more: &str) -> (String, String) {
        self.send(&format!("{method} {path} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n{more}\r\n"))
    }

    /// An answer of NGINX's own, with the store's error body.
    fn refuses(&self, request: &str, status: &str, error_code: &str) -> String {
        let (head, body) = self.send(request);
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{:?}: {head}", request.get(..60));
        assert!(head.contains("Content-Type: application/json"), "{head}");
        assert!(head.contains("\r\nServer: nginx\r\n"), "the version is not told: {head}");
        let error: serde_json::Value = serde_json::from_str(&body).expect("JSON");
        assert_eq!(error["error_code"], error_code);
        assert_eq!(error["request_id"].as_str().map(str::len), Some(32));
        assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()));
        head
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.process.identity.stop(Signal::SIGTERM, Duration::from_secs(5));
    }
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n")
}

/// An address at which nobody listens, as long as the reservation is held.
fn nobody() -> (SocketAddr, Reservation) {
    let port = reserve().expect("a port");
    (local(port.port()), port)
}

#[test]
fn requests_are_balanced_and_carry_who_really_asks() {
    let (one, two) = (Replica::start(), Replica::start());
    let front = Front::start([one.address, two.address]);
    let forged = "X-Forwarded-For: 6.6.6.6\r\nForwarded: for=6.6.6.6\r\nX-Real-IP: 6.6.6.6\r\n\
                  X-Forwarded-Proto: https\r\nX-Request-Id: mine\r\nAuthorization: Bearer t\r\nIdempotency-Key: k\r\n";
    for _ in 0..20 {
        let (head, seen) = front.ask("GET", "/products?page=2&q=a%2Fb", forged);
        assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
        assert!(seen.starts_with("GET /products?page=2&q=a%2Fb HTTP/1.1\r\n"), "{seen}");
        for line in ["X-Forwarded-For: 127.0.0.1", "X-Forwarded-Proto: http", "Host: shop"] {
            assert!(seen.contains(&format!("\r\n{line}\r\n")), "{line} is missing in {seen}");
        }
        for line in ["Authorization: Bearer t", "Idempotency-Key: k"] {
            assert!(seen.contains(&format!("\r\n{line}\r\n")), "{line} is missing in {seen}");
        }
        for gone in ["6.6.6.6", "X-Request-Id: mine", "Connection: close"] {
            assert!(!seen.contains(gone), "{gone} passed in {seen}");
        }
    }
    assert!(one.requests() >= 5 && two.requests() >= 5, "{} and {}", one.requests(), two.requests());
}

#[test]
fn a_replica_that_is_away_is_not_noticed() {
    let one = Replica::start();
    let (away, _port) = nobody();
    let front = Front::start([away, one.address]);
    for method in ["GET", "DELETE", "POST", "PATCH"].iter().cycle().take(20) {
        let (head, _) = front.ask(method, "/orders", "Content-Length: 0\r\n");
        assert!(head.starts_with("HTTP/1.1 200 "), "{method}: {head}");
    }
    assert_eq!(one.requests(), 20);
}

#[test]
fn only_idempotent_requests_are_sent_twice() {
    let (one, two) = (Replica::start(), Replica::start());
    let front = Front::start([one.address, two.address]);
    front.refuses(
        "POST /close HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        "502",
        "bad_gateway",
    );
    assert_eq!(one.requests() + two.requests(), 1);
    let front = Front::start([one.address, two.address]);
    front.refuses(&get("/close"), "502", "bad_gateway");
    assert_eq!(one.requests() + two.requests(), 3);
}

#[test]
fn upstream_refusals_pass_unchanged() {
    let (one, two) = (Replica::start(), Replica::start());
    let front = Front::start([one.address, two.address]);
    let (head, body) = front.ask("GET", "/refusal", "");
    assert!(head.starts_with("HTTP/1.1 503 ") && head.contains("X-From: replica"), "{head}");
    assert_eq!(body, r#"{"error_code":"upstream_says"}"#);
}

#[test]
fn its_own_refusals_have_the_stores_error_body() {
    let (one, two) = (Replica::start(), Replica::start());
    let front = Front::start([one.address, two.address]);
    let long = "a".repeat(40_000);
    let large = "POST /orders HTTP/1.1\r\nHost: shop\r\nContent-Length: 1048577\r\n\r\n";
    front.refuses(large, "413", "payload_too_large");
    front.refuses(&format!("{large}{}", "a".repeat(1_048_577)), "413", "payload_too_large");
    front.refuses(&get(&format!("/{long}")), "414", "uri_too_long");
    front.refuses(&format!("GET / HTTP/1.1\r\nHost: shop\r\nX-Long: {long}\r\n\r\n"), "431", "header_too_large");
    front.refuses(&get("/.refusal"), "404", "not_found");
    front.refuses("nonsense\r\n\r\n", "400", "invalid_request");
    front.refuses("GET / HTTP/1.1\r\n\r\n", "400", "invalid_request");
    front.refuses("TRACE / HTTP/1.1\r\nHost: shop\r\n\r\n", "405", "method_not_allowed");
    front.refuses("POST / HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: gzip\r\n\r\n", "501", "not_implemented");
    front.refuses("GET / HTTP/3.0\r\nHost: shop\r\n\r\n", "505", "http_version_not_supported");
    assert_eq!(one.requests() + two.requests(), 0);
}

#[test]
fn without_replicas_it_is_a_bad_gateway_each_time() {
    let ((one, _first), (two, _second)) = (nobody(), nobody());
    let front = Front::start([one, two]);
    // First because both refuse, then because both are known to.
    for _ in 0..5 {
        let head = front.refuses(&get("/"), "502", "bad_gateway");
        assert!(!head.contains("Retry-After"), "{head}");
    }
}

#[test]
fn silence_is_a_gateway_timeout_and_not_asked_for_again() {
    let (one, two) = (Replica::start(), Replica::start());
    let front = Front::start([one.address, two.address]);
    let since = Instant::now();
    front.refuses(&get("/silent"), "504", "gateway_timeout");
    assert!(since.elapsed() < Duration::from_secs(25), "two times 15 s");
    assert_eq!(one.requests() + two.requests(), 1);
}

#[test]
fn every_variable_of_the_templates_is_filled_in_and_no_other_braces_are_touched() {
    check().expect("NGINX accepts the configuration");
    let variables = BTreeMap::from([("STORE_LISTEN", "8080".to_owned())]);
    assert_eq!(
        substitute("a ${STORE_LISTEN} $host ${host} ${NAME}", &variables).as_deref(),
        Ok("a 8080 $host ${host} ${NAME}")
    );
    assert_eq!(substitute("${OTHER}", &variables), Err("OTHER".to_owned()));
}
