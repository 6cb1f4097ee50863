//! The server side: health, reflection, what a handler sees, deadlines, and the end of a server.

mod peer;

use std::{
    convert::Infallible,
    net::SocketAddr,
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures::StreamExt;
use grpc::logging_v1::{
    LogMessage, logging_service_client::LoggingServiceClient, logging_service_server::LoggingServiceServer,
};
use http::{HeaderMap, Request, Response};
use http_body_util::{BodyExt, StreamBody};
use kit::{
    call::{self, CallContext},
    channel::channel,
    readiness::Readiness,
    serve::{Builder, CallLayer},
    shutdown::Stopped,
};
use peer::{Behaviour, LOCAL, Peer, SOON, eventually};
use tonic::{Code, body::Body};
use tonic_health::pb::{HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient};
use tonic_reflection::pb::v1::{
    ServerReflectionRequest, server_reflection_client::ServerReflectionClient,
    server_reflection_request::MessageRequest, server_reflection_response::MessageResponse,
};
use tower::{Layer, Service};

fn endpoint(address: SocketAddr) -> tonic::transport::Channel {
    channel(&format!("http://{address}")).unwrap()
}

#[tokio::test]
async fn health_follows_the_readiness() {
    let readiness = Readiness::new();
    let condition = readiness.condition("kafka");
    let service = LoggingServiceServer::new(Peer::new([], Behaviour::Acknowledge));
    let server = Builder::new().add_service(service).start(LOCAL, &readiness, None).await.unwrap();
    let mut client = HealthClient::new(endpoint(server.local_addr()));
    let names = ["", "logging.v1.LoggingService"];
    let mut watches = Vec::new();
    for name in names {
        let request = HealthCheckRequest { service: name.to_owned() };
        watches.push(client.watch(request).await.unwrap().into_inner());
    }
    let states: [(&dyn Fn(), ServingStatus); 4] = [
        (&|| (), ServingStatus::NotServing),
        (&|| condition.set(true), ServingStatus::Serving),
        (&|| condition.set(false), ServingStatus::NotServing),
        (&|| condition.set(true), ServingStatus::Serving),
    ];
    for (change, expected) in states {
        change();
        for watch in &mut watches {
            // The report begins with the server: a watch may see what was there before it.
            let seen = loop {
                let next = tokio::time::timeout(SOON, watch.message()).await.unwrap().unwrap().unwrap();
                if next.status() == expected {
                    break next.status();
                }
            };
            assert_eq!(seen, expected);
        }
    }
    let unknown = client.check(HealthCheckRequest { service: "store.v1.OrderService".to_owned() }).await;
    assert_eq!(unknown.unwrap_err().code(), Code::NotFound);
}

#[tokio::test]
async fn reflection_describes_what_is_served() {
    let server = Peer::new([], Behaviour::Acknowledge).serve(LOCAL).await;
    let mut client = ServerReflectionClient::new(endpoint(server.local_addr()));
    let ask = |message| ServerReflectionRequest { host: String::new(), message_request: Some(message) };
    let requests = [
        ask(MessageRequest::ListServices(String::new())),
        ask(MessageRequest::FileContainingSymbol("logging.v1.LogMessage".to_owned())),
    ];
    let answers = client.server_reflection_info(futures::stream::iter(requests)).await.unwrap().into_inner();
    let answers: Vec<_> = answers.map(|answer| answer.unwrap().message_response.unwrap()).collect().await;
    let MessageResponse::ListServicesResponse(services) = &answers[0] else { panic!("{:?}", answers[0]) };
    let mut names: Vec<_> = services.service.iter().map(|service| service.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "logging.v1.LoggingService"]);
    assert!(matches!(&answers[1], MessageResponse::FileDescriptorResponse(_)), "{:?}", answers[1]);
}

#[tokio::test]
async fn any_client_sees_deadline_exceeded_when_its_timeout_passes() {
    let server = Peer::new([], Behaviour::Silent).serve(LOCAL).await;
    let metadata = [("grpc-timeout", "100m")];
    let headers = peer::call_without_a_timer(server.local_addr(), &metadata).await;
    assert_eq!(headers["grpc-status"], "4");
}

#[tokio::test]
async fn an_answer_that_never_ends_is_ended_by_its_deadline() {
    let endless = tower::service_fn(|_: Request<Body>| async {
        let first = futures::stream::iter([Ok::<_, Infallible>(http_body::Frame::data(Bytes::from_static(b"once")))]);
        let body = StreamBody::new(first.chain(futures::stream::pending()));
        Ok::<_, Infallible>(Response::new(Body::new(body)))
    });
    let mut service = CallLayer::new(None).layer(endless);
    let request = Request::post("/store.v1.CatalogService/Watch").header("grpc-timeout", "100m");
    let response = service.call(request.body(Body::empty()).unwrap()).await.unwrap();
    let collected = tokio::time::timeout(SOON, response.into_body().collect()).await.unwrap().unwrap();
    assert_eq!(collected.trailers().unwrap()["grpc-status"], "4");
    assert_eq!(collected.to_bytes(), "once");
}

#[tokio::test]
async fn a_handler_sees_one_request_id_and_the_deadline() {
    let peer = Peer::new([], Behaviour::Acknowledge);
    let server = peer.serve(LOCAL).await;
    let mut client = LoggingServiceClient::new(endpoint(server.local_addr()));
    client.stream_logs(futures::stream::iter([LogMessage::default()])).await.unwrap();
    let context = CallContext::new("kept", Instant::now() + SOON);
    client.stream_logs(call::request(&context, futures::stream::empty())).await.unwrap();
    let seen = peer.seen();
    assert!(seen[0].request_id.len() == 36 && seen[0].deadline.is_none(), "{seen:?}");
    assert!(seen[1].request_id == "kept" && seen[1].deadline.is_some(), "{seen:?}");
}

#[tokio::test]
async fn stopping_finishes_the_calls_in_flight_and_takes_no_more() {
    let peer = Peer::new([], Behaviour::Acknowledge);
    let server = peer.serve(LOCAL).await;
    let address = server.local_addr();
    let (sender, receiver) = tokio::sync::mpsc::unbounded_channel();
    let mut client = LoggingServiceClient::new(endpoint(address));
    let records = tokio_stream::wrappers::UnboundedReceiverStream::new(receiver);
    let call = tokio::spawn(async move { client.stream_logs(records).await });
    sender.send(LogMessage::default()).unwrap();
    eventually("the first record", || peer.records().len() == 1).await;
    let stop = tokio::spawn(server.stop(Instant::now() + SOON));
    let deadline = Instant::now() + SOON;
    while tokio::net::TcpStream::connect(address).await.is_ok() {
        assert!(Instant::now() < deadline, "the listener is still open");
    }
    assert!(!stop.is_finished());
    sender.send(LogMessage::default()).unwrap();
    drop(sender);
    assert_eq!(call.await.unwrap().unwrap().into_inner().count, 2);
    assert_eq!(stop.await.unwrap(), Stopped::Complete);
}

#[tokio::test]
async fn stopping_gives_up_at_its_deadline() {
    let peer = Peer::new([], Behaviour::Silent);
    let server = peer.serve(LOCAL).await;
    let mut client = LoggingServiceClient::new(endpoint(server.local_addr()));
    let call = tokio::spawn(async move { client.stream_logs(futures::stream::iter([LogMessage::default()])).await });
    eventually("the first record", || peer.records().len() == 1).await;
    let started = Instant::now();
    assert_eq!(server.stop(started + Duration::from_millis(200)).await, Stopped::Incomplete);
    assert!((Duration::from_millis(200)..SOON / 2).contains(&started.elapsed()));
    call.abort();
}

#[tokio::test]
async fn an_address_that_is_taken_is_an_error() {
    let server = Peer::new([], Behaviour::Acknowledge).serve(LOCAL).await;
    let again = Builder::new().start(server.local_addr(), &Readiness::new(), None).await;
    assert_eq!(again.unwrap_err().kind(), std::io::ErrorKind::AddrInUse);
}

#[tokio::test]
async fn a_status_of_the_transport_is_passed_on_as_it_is() {
    let failing = tower::service_fn(|_: Request<Body>| async {
        let mut headers = HeaderMap::new();
        tonic::Status::not_found("nobody").add_header(&mut headers).unwrap();
        let mut response = Response::new(Body::empty());
        *response.headers_mut() = headers;
        Ok::<_, Infallible>(response)
    });
    let mut service = CallLayer::new(None).layer(failing);
    let response = service.call(Request::post("/any").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.headers()["grpc-status"], "5");
}
