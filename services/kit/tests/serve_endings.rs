//! Every way in which a call can end is recorded and counted exactly once. In a process of its own, because metrics
//! belong to the process.

mod peer;

use std::{
    convert::Infallible,
    net::SocketAddr,
    time::{Duration, Instant},
};

use grpc::logging_v1::{
    LogMessage, logging_service_client::LoggingServiceClient, logging_service_server::LoggingServiceServer,
};
use kit::{
    call::{self, CallContext},
    channel::channel,
    logs::{self, LogQueue, Settings},
    readiness::Readiness,
    serve::{Builder, CallLayer},
};
use peer::{Behaviour, LOCAL, Peer, SOON, eventually, metric};
use tonic::{Code, body::Body, client::Grpc, codegen::http::uri::PathAndQuery};
use tonic_health::pb::{HealthCheckRequest, health_client::HealthClient};
use tonic_prost::ProstCodec;
use tower::{Layer, Service};

const PATH: &str = "/logging.v1.LoggingService/StreamLogs";

fn endpoint(address: SocketAddr) -> tonic::transport::Channel {
    channel(&format!("http://{address}")).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_ending_is_recorded_and_counted_once() {
    let collector = Peer::new([], Behaviour::Acknowledge);
    let collecting = collector.serve(LOCAL).await;
    let queue = LogQueue::new(Settings { stream_interval: Duration::from_millis(20), ..Settings::default() });
    let _shipping = logs::start(&queue, endpoint(collecting.local_addr()), "test-1");

    let fails = |code| Behaviour::Fail { after: 1, code, acknowledged: None };
    let script = [
        Behaviour::Acknowledge,
        fails(Code::InvalidArgument),
        fails(Code::Unavailable),
        Behaviour::Panic,
        Behaviour::Silent,
        Behaviour::Silent,
    ];
    let peer = Peer::new(script, Behaviour::Acknowledge);
    let service = LoggingServiceServer::new(peer.clone());
    let server =
        Builder::new().add_service(service).start(LOCAL, &Readiness::new(), Some(queue.clone())).await.unwrap();
    let mut client = LoggingServiceClient::new(endpoint(server.local_addr()));

    let endings = [
        (Code::Ok, "INFO", "OK"),
        (Code::InvalidArgument, "WARN", "INVALID_ARGUMENT: as told"),
        (Code::Unavailable, "ERROR", "UNAVAILABLE: as told"),
        (Code::Internal, "ERROR", "INTERNAL: the handler panicked"),
        (Code::DeadlineExceeded, "ERROR", "DEADLINE_EXCEEDED: the deadline passed before the call was finished"),
        (Code::Cancelled, "WARN", "CANCELLED: the caller went away"),
    ];
    // The collecting server counts its own calls under the same name; its peer only ever answers OK.
    let counted = |code: Code| {
        let labels = [("service", "logging.v1.LoggingService"), ("method", "StreamLogs")];
        metric("grpc_server_requests_total", &[labels[0], labels[1], ("code", kit::status::code_name(code))])
    };
    for (number, (code, level, message)) in endings.into_iter().enumerate() {
        let request_id = format!("request-{number}");
        let mut context = CallContext::new(request_id.as_str(), Instant::now() + SOON);
        context.user_sid = Some("s1234567".to_owned());
        let request = call::request(&context, futures::stream::iter([LogMessage::default()]));
        match code {
            Code::DeadlineExceeded => {
                let metadata =
                    [("grpc-timeout", "200m"), ("x-request-id", request_id.as_str()), ("x-user-sid", "s1234567")];
                peer::call_without_a_timer(server.local_addr(), &metadata).await;
            }
            Code::Cancelled => {
                let mut client = client.clone();
                let call = tokio::spawn(async move { client.stream_logs(request).await });
                let arrived = || peer.calls().len() == number + 1 && peer.calls()[number].len() == 1;
                eventually("the call's arrival", arrived).await;
                call.abort();
            }
            _ => {
                let _ = client.stream_logs(request).await;
            }
        }
        eventually("the record", || collector.records().len() == number + 1).await;
        let record = collector.records().swap_remove(number);
        assert_eq!((record.level.as_str(), record.message.as_str()), (level, message));
        assert_eq!((record.path.as_str(), record.method.as_str()), (PATH, "GRPC"));
        assert_eq!(record.request_id, format!("request-{number}"));
        assert_eq!((record.user_sid.as_str(), record.service_name.as_str()), ("s1234567", "test-1"));
        assert_eq!(record.status, code as i32);
        if code != Code::Ok {
            eventually("its count", || counted(code) == 1.0).await;
        }
    }

    let made_up = PathAndQuery::from_static("/store.v1.OrderService/MadeUp");
    let mut raw = Grpc::new(endpoint(server.local_addr()));
    raw.ready().await.unwrap();
    let codec = ProstCodec::<LogMessage, LogMessage>::default();
    let answer = raw.unary(tonic::Request::new(LogMessage::default()), made_up, codec).await;
    assert_eq!(answer.unwrap_err().code(), Code::Unimplemented);
    eventually("the seventh record", || collector.records().len() == 7).await;
    let record = collector.records().swap_remove(6);
    assert_eq!((record.path.as_str(), record.level.as_str()), ("/store.v1.OrderService/MadeUp", "WARN"));
    let labels = [("service", "unknown"), ("method", "unknown"), ("code", "UNIMPLEMENTED")];
    eventually("its count", || metric("grpc_server_requests_total", &labels) == 1.0).await;

    // A caller whose own timer was a little faster is not one that changed its mind.
    let stuck = tower::service_fn(|_| std::future::pending::<Result<http::Response<Body>, Infallible>>());
    let mut stuck = CallLayer::new(Some(queue.clone())).layer(stuck);
    let request = http::Request::post(PATH).header("grpc-timeout", "40m").body(Body::empty()).unwrap();
    let mut call = stuck.call(request);
    assert!(futures::poll!(&mut call).is_pending());
    drop(call);
    eventually("the eighth record", || collector.records().len() == 8).await;
    let record = collector.records().swap_remove(7);
    assert_eq!(record.message, "DEADLINE_EXCEEDED: the caller went away at its deadline");

    // Health is asked all the time and is nobody's business.
    let mut health = HealthClient::new(endpoint(server.local_addr()));
    health.check(HealthCheckRequest { service: String::new() }).await.unwrap();
    let before = queue.counts();
    eventually("the last acknowledgement", || queue.counts().in_flight == 0).await;
    assert_eq!((before.emitted, queue.counts().acknowledged), (8, 8));
    let text = kit::exposition::render();
    assert!(!text.contains("grpc.health") && !text.contains("MadeUp"), "{text}");
}
