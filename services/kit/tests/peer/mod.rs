//! The other side of a `StreamLogs` call: a real server on a free port that behaves as a test tells it to. And what the
//! tests wait with.

#![allow(dead_code, reason = "every test file uses a part of it")]

use std::{
    collections::{HashMap, VecDeque},
    convert::Infallible,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures::StreamExt;
use grpc::logging_v1::{
    LogMessage, LogSummary,
    logging_service_server::{LoggingService, LoggingServiceServer},
};
use hyper_util::rt::{TokioExecutor, TokioIo};
use kit::{
    readiness::Readiness,
    serve::{Builder, Deadline, GrpcServer, request_id},
    status,
};
use tonic::{Code, Request, Response, Status, Streaming};

/// For anything that should happen soon; a test that waits this long fails.
pub const SOON: Duration = Duration::from_secs(60);

pub const LOCAL: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

/// How the peer behaves in one call.
#[derive(Clone, Debug)]
pub enum Behaviour {
    /// Read to the end, and acknowledge everything.
    Acknowledge,
    /// Read `after` records, and answer with this summary without waiting for the end.
    Summary { after: usize, count: i64 },
    /// Read `after` records, and fail with `acknowledged` in the error's metadata.
    Fail { after: usize, code: Code, acknowledged: Option<&'static str> },
    /// Read to the end, and acknowledge this many.
    Count(i64),
    /// Read to the end, and say nothing.
    Silent,
    /// Read nothing, and say nothing.
    Deaf,
    /// Read one record, and panic.
    Panic,
}

/// Plays `script` call by call, then `afterwards` for ever.
#[derive(Clone)]
pub struct Peer {
    script: Arc<Mutex<VecDeque<Behaviour>>>,
    afterwards: Behaviour,
    calls: Arc<Mutex<Vec<Vec<LogMessage>>>>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

/// What the handler of a call found in its request.
#[derive(Clone, Debug)]
pub struct Seen {
    pub metadata: tonic::metadata::MetadataMap,
    pub request_id: String,
    pub deadline: Option<Instant>,
}

impl Peer {
    pub fn new(script: impl IntoIterator<Item = Behaviour>, afterwards: Behaviour) -> Self {
        Self {
            script: Arc::new(Mutex::new(script.into_iter().collect())),
            afterwards,
            calls: Arc::default(),
            seen: Arc::default(),
        }
    }

    /// Serve on `address`, behind kit's own server.
    pub async fn serve(&self, address: SocketAddr) -> GrpcServer {
        let service = LoggingServiceServer::new(self.clone());
        Builder::new().add_service(service).start(address, &Readiness::new(), None).await.unwrap()
    }

    /// The messages of every record that was read, call by call.
    pub fn calls(&self) -> Vec<Vec<String>> {
        let calls = self.calls.lock().unwrap();
        calls.iter().map(|call| call.iter().map(|record| record.message.clone()).collect()).collect()
    }

    /// Every record that was read, in the order of reading.
    pub fn records(&self) -> Vec<LogMessage> {
        self.calls.lock().unwrap().concat()
    }

    /// What the handler saw, call by call.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

#[tonic::async_trait]
impl LoggingService for Peer {
    async fn stream_logs(&self, request: Request<Streaming<LogMessage>>) -> Result<Response<LogSummary>, Status> {
        let behaviour = self.script.lock().unwrap().pop_front().unwrap_or(self.afterwards.clone());
        self.seen.lock().unwrap().push(Seen {
            metadata: request.metadata().clone(),
            request_id: request_id(&request).to_owned(),
            deadline: request.extensions().get::<Deadline>().map(|deadline| deadline.0),
        });
        let call = {
            let mut calls = self.calls.lock().unwrap();
            calls.push(Vec::new());
            calls.len() - 1
        };
        let mut stream = request.into_inner();
        let limit = match behaviour {
            Behaviour::Summary { after, .. } | Behaviour::Fail { after, .. } => after,
            Behaviour::Deaf => 0,
            Behaviour::Panic => 1,
            _ => usize::MAX,
        };
        let mut read = 0;
        while read < limit {
            let Some(record) = stream.message().await? else { break };
            self.calls.lock().unwrap()[call].push(record);
            read += 1;
        }
        match behaviour {
            Behaviour::Acknowledge => Ok(Response::new(LogSummary { count: i64::try_from(read).unwrap() })),
            Behaviour::Summary { count, .. } | Behaviour::Count(count) => Ok(Response::new(LogSummary { count })),
            Behaviour::Fail { code, acknowledged, .. } => Err(match acknowledged {
                Some(number) => status::with_metadata(code, "SCRIPTED", "as told", [("acknowledged", number.into())]),
                None => Status::new(code, "as told"),
            }),
            Behaviour::Silent | Behaviour::Deaf => std::future::pending().await,
            Behaviour::Panic => panic!("as told"),
        }
    }
}

/// A call of one empty record with no end, by a client that knows HTTP/2 and nothing of gRPC, so that no timer of its
/// own is in the way of the server's. Returns the headers of the answer.
pub async fn call_without_a_timer(address: SocketAddr, metadata: &[(&str, &str)]) -> http::HeaderMap {
    let stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let handshake = hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream));
    let (mut sender, connection) = handshake.await.unwrap();
    tokio::spawn(connection);
    let record = http_body::Frame::data(Bytes::from_static(&[0, 0, 0, 0, 0]));
    let body = futures::stream::iter([Ok::<_, Infallible>(record)]).chain(futures::stream::pending());
    let mut request = http::Request::post(format!("http://{address}/logging.v1.LoggingService/StreamLogs"))
        .header("content-type", "application/grpc");
    for (name, value) in metadata {
        request = request.header(*name, *value);
    }
    let request = request.body(http_body_util::StreamBody::new(body)).unwrap();
    let response = tokio::time::timeout(SOON, sender.send_request(request)).await.unwrap().unwrap();
    response.headers().clone()
}

/// Wait until `condition` holds.
#[track_caller]
pub fn eventually(what: &str, mut condition: impl FnMut() -> bool) -> impl Future<Output = ()> {
    let caller = std::panic::Location::caller();
    async move {
        let deadline = Instant::now() + SOON;
        while !condition() {
            assert!(Instant::now() < deadline, "{what} did not happen, {caller}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

/// The value of a metric in this process, with exactly these labels.
pub fn metric(name: &str, labels: &[(&str, &str)]) -> f64 {
    let text = kit::exposition::render();
    let wanted: HashMap<_, _> = labels.iter().copied().collect();
    let found = text.lines().find_map(|line| {
        let (series, value) = line.rsplit_once(' ')?;
        let (found, rest) = series.split_once('{').unwrap_or((series, "}"));
        let labels = rest.trim_end_matches('}').split(',').filter_map(|pair| pair.split_once('='));
        let labels: HashMap<_, _> = labels.map(|(key, value)| (key, value.trim_matches('"'))).collect();
        (found == name && labels == wanted).then(|| value.parse().unwrap())
    });
    found.unwrap_or(0.0)
}
