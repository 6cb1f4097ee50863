//! The least that an HTTP server in Rust can do, for comparison: asks another server once, then gives that answer to
//! everybody, from memory. hyper on tokio with the allocator of the API service and, like Dropshot, with the defaults of
//! its sockets.

use std::convert::Infallible;
use std::io::Read as _;
use std::time::Duration;

use anyhow::{Context as _, bail};
use bytes::Bytes;
use clap::Parser;
use http::header::{CONNECTION, DATE, HOST};
use http::{HeaderMap, Request, Response, StatusCode, Uri};
use http_body_util::{BodyExt as _, Empty, Full};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// How long the other server may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Answer every request on a free port of 127.0.0.1 as another server answers one, until standard input ends; prints the
/// address.
#[derive(Parser)]
#[command(after_help = "Example:
  bare-hyper --like http://127.0.0.1:8081/products")]
struct Arguments {
    /// What is asked once
    #[arg(long, value_name = "URL")]
    like: Uri,
}

/// An answer that can be given again and again.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let answer = timeout(PATIENCE, fetch(&arguments.like))
        .await
        .context("no answer in time")?
        .with_context(|| format!("failed to fetch {}", arguments.like))?;
    let answer: &'static Answer = Box::leak(Box::new(answer));
    let listener = TcpListener::bind("127.0.0.1:0").await.context("failed to listen")?;
    println!("{}", listener.local_addr()?);
    std::thread::spawn(|| {
        // Whoever started this holds the other end.
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    loop {
        match listener.accept().await {
            Ok((socket, _)) => drop(tokio::spawn(serve(socket, answer))),
            // Such as too many open files, which passes when connections end.
            Err(_) => sleep(Duration::from_millis(100)).await,
        }
    }
}

async fn fetch(uri: &Uri) -> anyhow::Result<Answer> {
    let authority = uri.authority().context("the URL has no host")?.as_str();
    let socket = TcpStream::connect(authority).await?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(socket)).await?;
    tokio::spawn(connection);
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let request = Request::get(path).header(HOST, authority).body(Empty::<Bytes>::new())?;
    let (head, body) = sender.send_request(request).await?.into_parts();
    if !head.status.is_success() {
        bail!("answered with {}", head.status);
    }
    let mut headers = head.headers;
    // hyper writes these itself, for every server on it.
    headers.remove(DATE);
    headers.remove(CONNECTION);
    Ok(Answer { status: head.status, headers, body: body.collect().await?.to_bytes() })
}

async fn serve(socket: TcpStream, answer: &'static Answer) {
    let service = service_fn(async |_| {
        let mut response = Response::new(Full::new(answer.body.clone()));
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.headers.clone();
        Ok::<_, Infallible>(response)
    });
    // A connection that breaks is its client's loss.
    let _ = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(socket), service).await;
}
