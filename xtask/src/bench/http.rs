//! One request at a time, for what has to be there before anything is measured. Load is the load generator's job.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::Context as _;
use serde_json::Value;

const PATIENCE: Duration = Duration::from_secs(10);

/// The largest answer that is read, in bytes.
const LARGEST: u64 = 4 * 1024 * 1024;

/// An answer, its header lines as they came.
#[derive(Debug, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<String>,
    pub body: String,
}

pub fn get(address: SocketAddr, path: &str) -> anyhow::Result<Answer> {
    exchange(address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"))
        .with_context(|| format!("failed to get {path}"))
}

/// `headers` are whole lines.
pub fn post(address: SocketAddr, path: &str, headers: &[String], body: &Value) -> anyhow::Result<Answer> {
    let body = body.to_string();
    let headers: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
    let length = body.len();
    exchange(
        address,
        &format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\n{headers}\r\n{body}"
        ),
    )
    .with_context(|| format!("failed to post to {path}"))
}

fn exchange(address: SocketAddr, request: &str) -> anyhow::Result<Answer> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(request.as_bytes())?;
    let mut bytes = Vec::new();
    stream.take(LARGEST).read_to_end(&mut bytes)?;
    parse(&String::from_utf8_lossy(&bytes))
}

fn parse(text: &str) -> anyhow::Result<Answer> {
    let (head, body) = text.split_once("\r\n\r\n").context("the answer has no end of headers")?;
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).context("no status")?;
    Ok(Answer { status, headers: lines.map(str::to_owned).collect(), body: body.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_apart() {
        let text = "HTTP/1.1 201 Created\r\nlocation: /orders/1\r\ncontent-length: 2\r\n\r\n{}";
        let headers = vec!["location: /orders/1".to_owned(), "content-length: 2".to_owned()];
        assert_eq!(parse(text).expect("an answer"), Answer { status: 201, headers, body: "{}".to_owned() });
        assert!(parse("").is_err());
        assert!(parse("nonsense\r\n\r\n").is_err());
    }
}
