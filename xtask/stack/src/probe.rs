//! Looking whether somebody answers. Each look is short; waiting and repeating is `engine`'s job.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

const LOOK: Duration = Duration::from_secs(2);

/// How much of an answer is read; the rest does not matter to a probe.
const ENOUGH: u64 = 4096;

/// Ready when `GET path` is answered with 200. Otherwise the reason holds the status and the body's beginning, in which
/// a service names what it lacks.
pub(crate) fn http(address: SocketAddr, path: &str) -> Result<(), String> {
    let answer = get(address, path).map_err(|error| error.to_string())?;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).unwrap_or("no status");
    if status == "200" {
        return Ok(());
    }
    let body: String = body.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(160).collect();
    Err(format!("{status} {body}").trim_end().to_owned())
}

fn get(address: SocketAddr, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, LOOK)?;
    stream.set_read_timeout(Some(LOOK))?;
    stream.set_write_timeout(Some(LOOK))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.take(ENOUGH).read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// Ready when a TCP connection is accepted.
pub(crate) fn tcp(address: SocketAddr) -> Result<(), String> {
    TcpStream::connect_timeout(&address, LOOK).map(drop).map_err(|error| error.to_string())
}
