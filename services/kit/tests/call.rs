//! The client side of a call, against real peers: what travels, who says that a deadline passed, what is tried again.

mod peer;

use std::{
    error::Error,
    net::SocketAddr,
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use grpc::logging_v1::{LogMessage, LogSummary, logging_service_client::LoggingServiceClient};
use kit::{
    call::{self, CallContext},
    channel::channel,
    shutdown::Stopped,
    status,
};
use peer::{Behaviour, LOCAL, Peer, SOON, eventually};
use tonic::{Code, Request, Status, transport::Channel};

fn client(address: SocketAddr) -> LoggingServiceClient<Channel> {
    LoggingServiceClient::new(channel(&format!("http://{address}")).unwrap())
}

fn within(limit: Duration) -> CallContext {
    CallContext::new("request-7", Instant::now() + limit)
}

/// One record, and the end of the stream.
fn one_record(context: &CallContext) -> Request<impl futures::Stream<Item = LogMessage> + use<>> {
    call::request(context, futures::stream::iter([LogMessage::default()]))
}

async fn call_once(context: &CallContext, address: SocketAddr) -> Result<LogSummary, Status> {
    let mut client = client(address);
    call::with_deadline(context, client.stream_logs(one_record(context))).await.map(tonic::Response::into_inner)
}

#[tokio::test]
async fn the_context_travels_in_the_metadata() {
    let peer = Peer::new([], Behaviour::Acknowledge);
    let server = peer.serve(LOCAL).await;
    let mut context = within(SOON);
    context.user_sid = Some("s1234567".to_owned());
    context.traceparent = Some("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".to_owned());
    assert_eq!(call_once(&context, server.local_addr()).await.unwrap().count, 1);
    let seen = peer.seen().remove(0);
    let read = |key: &str| seen.metadata.get(key).map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(read("x-request-id").as_deref(), Some("request-7"));
    assert_eq!(read("x-user-sid"), context.user_sid);
    assert_eq!(read("traceparent"), context.traceparent);
    assert_eq!(seen.request_id, "request-7");
    let difference = seen.deadline.unwrap().max(context.deadline) - seen.deadline.unwrap().min(context.deadline);
    assert!(difference < SOON / 2, "{difference:?}");
}

#[tokio::test]
async fn what_cannot_stand_in_metadata_is_left_out() {
    let peer = Peer::new([], Behaviour::Acknowledge);
    let server = peer.serve(LOCAL).await;
    let mut context = CallContext::new("line\nbreak", Instant::now() + SOON);
    context.user_sid = Some("\0".to_owned());
    assert_eq!(call_once(&context, server.local_addr()).await.unwrap().count, 1);
    let seen = peer.seen().remove(0);
    assert!(seen.metadata.get("x-request-id").is_none() && seen.metadata.get("x-user-sid").is_none());
    assert_eq!(seen.request_id.len(), 36, "a new id: {}", seen.request_id);
}

/// DEADLINE_EXCEEDED, not before the deadline and not long after it.
async fn is_exceeded(address: SocketAddr) {
    let started = Instant::now();
    let context = within(Duration::from_millis(200));
    let status = call_once(&context, address).await.unwrap_err();
    assert_eq!(status.code(), Code::DeadlineExceeded, "{status:?}");
    assert_eq!(status::reason(&status).as_deref(), Some(call::DEADLINE_EXCEEDED));
    assert!((Duration::from_millis(150)..SOON / 2).contains(&started.elapsed()));
}

#[tokio::test]
async fn a_deadline_passes_with_one_status_whoever_notices_it() {
    for behaviour in [Behaviour::Silent, Behaviour::Deaf] {
        let server = Peer::new([], behaviour).serve(LOCAL).await;
        is_exceeded(server.local_addr()).await;
    }
    // Connects, and never says a word of HTTP/2.
    let mute = tokio::net::TcpListener::bind(LOCAL).await.unwrap();
    is_exceeded(mute.local_addr().unwrap()).await;
}

#[tokio::test]
async fn an_expired_timer_of_the_transport_on_either_side_means_the_deadline() {
    // What tonic's own timer, here the client's, makes of a timeout.
    let server = Peer::new([], Behaviour::Silent).serve(LOCAL).await;
    let mut client = client(server.local_addr());
    let short = within(Duration::from_millis(100));
    let request = one_record(&short);
    let raw = client.stream_logs(request).await.unwrap_err();
    assert_eq!((raw.code(), raw.message()), (Code::Cancelled, "Timeout expired"));
    let context = within(SOON);
    let from_server = Status::cancelled("Timeout expired");
    for expired in [raw, from_server] {
        let status = call::with_deadline(&context, async { Err::<(), _>(expired) }).await.unwrap_err();
        assert_eq!(status.code(), Code::DeadlineExceeded);
    }
    let other = call::with_deadline(&context, async { Err::<(), _>(Status::cancelled("by hand")) }).await;
    assert_eq!(other.unwrap_err().code(), Code::Cancelled);
}

#[tokio::test]
async fn a_call_is_not_begun_after_its_deadline() {
    let context = CallContext::new("late", Instant::now());
    let call = async { panic!("begun") };
    let status = call::with_deadline::<()>(&context, call).await.unwrap_err();
    assert_eq!(status.code(), Code::DeadlineExceeded);
    assert_eq!(context.remaining(), Duration::ZERO);
}

#[tokio::test]
async fn a_peer_that_is_not_there_is_unavailable() {
    // A port that nobody is given.
    let address = SocketAddr::from(([127, 0, 0, 1], 1));
    let status = call_once(&within(SOON), address).await.unwrap_err();
    assert_eq!(status.code(), Code::Unavailable, "{status:?}");
    assert_eq!(status::reason(&status).as_deref(), Some(call::UNREACHABLE));
    assert!(status.source().is_some(), "the cause is kept");
}

#[test]
fn a_peer_that_dies_during_the_call_is_unavailable() {
    let runtime = || tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let (here, there) = (runtime(), runtime());
    let peer = Peer::new([], Behaviour::Silent);
    let server = there.block_on(peer.serve(LOCAL));
    let address = server.local_addr();
    let call = here.spawn(async move { call_once(&within(SOON), address).await });
    here.block_on(eventually("the call's arrival", || peer.records().len() == 1));
    there.shutdown_background();
    let status = here.block_on(call).unwrap().unwrap_err();
    assert_eq!(status.code(), Code::Unavailable, "{status:?}");
    assert_eq!(status::reason(&status).as_deref(), Some(call::CONNECTION_LOST));
}

/// How often a read is tried when the peer answers with these codes, and how it ends.
async fn tries(limit: Duration, codes: &[Code]) -> (u32, Result<(), Code>) {
    let tried = AtomicU32::new(0);
    let read = || async {
        let index = tried.fetch_add(1, Ordering::Relaxed) as usize;
        match codes.get(index) {
            Some(Code::Ok) => Ok(()),
            Some(code) => Err(Status::new(*code, "as told")),
            None => panic!("tried too often"),
        }
    };
    let result = call::retry_reads(&within(limit), read).await.map_err(|status| status.code());
    (tried.into_inner(), result)
}

#[tokio::test]
async fn a_read_is_tried_three_times_and_only_while_the_peer_is_unavailable() {
    use Code::{Aborted, NotFound, Ok as Fine, Unavailable as Away};
    assert_eq!(tries(SOON, &[Fine]).await, (1, Ok(())));
    assert_eq!(tries(SOON, &[Away, Fine]).await, (2, Ok(())));
    assert_eq!(tries(SOON, &[Away, Away, Fine]).await, (3, Ok(())));
    assert_eq!(tries(SOON, &[Away, Away, Away]).await, (3, Err(Away)));
    assert_eq!(tries(SOON, &[Away, NotFound]).await, (2, Err(NotFound)));
    assert_eq!(tries(SOON, &[Aborted]).await, (1, Err(Aborted)));
}

#[tokio::test]
async fn no_try_is_made_that_would_begin_after_the_deadline() {
    // The first pause is at least 10 ms, so the second try cannot begin in time.
    assert_eq!(tries(Duration::from_millis(9), &[Code::Unavailable]).await, (1, Err(Code::Unavailable)));
}

#[tokio::test]
async fn a_read_finds_the_peer_again_after_a_restart() {
    let peer = Peer::new([], Behaviour::Acknowledge);
    let server = peer.serve(LOCAL).await;
    let address = server.local_addr();
    let client = client(address);
    let read = || {
        let (mut client, context) = (client.clone(), within(SOON));
        async move { client.stream_logs(one_record(&context)).await }
    };
    assert_eq!(call::retry_reads(&within(SOON), read).await.unwrap().into_inner().count, 1);
    assert_eq!(server.stop(Instant::now() + SOON).await, Stopped::Complete);
    let _again = peer.serve(address).await;
    assert_eq!(call::retry_reads(&within(SOON), read).await.unwrap().into_inner().count, 1);
}
