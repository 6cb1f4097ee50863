//! The binary: what it refuses to start with, what it says, and how it ends.

mod broker;
mod program;

use std::{
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use broker::{BROKER, Topic, broker, environment, eventually, record};
use futures::StreamExt;
use grpc::logging_v1::logging_service_client::LoggingServiceClient;
use nix::sys::signal::Signal;
use program::Process;
use tokio::sync::mpsc;
use tokio_stream::wrappers::UnboundedReceiverStream;

#[test]
fn a_bad_environment_is_refused_by_name() {
    let output = Command::new(env!("CARGO_BIN_EXE_logging"))
        .env_clear()
        .env("OPS_LISTEN", "hunter2")
        .env("KAFKA_LOG_TOPIC", "no topic")
        .output()
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    for name in ["OPS_LISTEN", "KAFKA_LOG_TOPIC", "KAFKA_BOOTSTRAP_SERVERS"] {
        assert!(said.contains(name), "{name} in {said}");
    }
    assert!(!said.contains("hunter2") && !said.contains("no topic"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_ends_it_with_every_summary_given() {
    let broker = broker();
    let mut process = Process::start(&environment(&broker.bootstrap_servers()));
    let channel = process.channel();
    let (sender, receiver) = mpsc::unbounded_channel();
    let mut client = LoggingServiceClient::new(channel);
    let call = tokio::spawn(async move { client.stream_logs(UnboundedReceiverStream::new(receiver)).await });
    sender.send(record("api-1", "kept")).unwrap();
    assert_eq!(Topic::of(&broker).take_messages(1), ["kept"]);
    process.signal(Signal::SIGTERM);
    assert_eq!(call.await.unwrap().unwrap().into_inner().count, 1);
    assert_eq!(process.line("stopping, a second signal ends at once")["signal"], "SIGTERM");
    process.line("stopped, everything in flight was finished");
    assert_eq!(process.wait().code(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_signal_ends_it_at_once() {
    let broker = broker();
    let mut environment = environment(&broker.bootstrap_servers());
    environment.insert("KAFKA_DELIVERY_TIMEOUT".to_owned(), "5m".to_owned());
    environment.insert("SHUTDOWN_LIMIT".to_owned(), "5m".to_owned());
    let mut process = Process::start(&environment);
    let channel = process.channel();
    let mut client = LoggingServiceClient::new(channel);
    assert_eq!(
        client.stream_logs(futures::stream::iter([record("api-1", "kept")])).await.unwrap().into_inner().count,
        1
    );
    broker.broker_down(BROKER).unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let endless = futures::stream::repeat_with(move || {
        counter.fetch_add(1, Ordering::Relaxed);
        record("api-1", "x".repeat(8_000))
    });
    let call = tokio::spawn(async move { client.stream_logs(endless.take(10_000)).await });
    // More than the transport's windows hold, so that some are with Kafka's client and cannot be delivered.
    eventually("that the service takes records", || asked.load(Ordering::Relaxed) > 1_000).await;
    process.signal(Signal::SIGINT);
    process.line("stopping, a second signal ends at once");
    process.signal(Signal::SIGINT);
    process.line("ending at once, work in flight is abandoned");
    assert_eq!(process.wait().code(), Some(1));
    assert!(call.await.unwrap().is_err());
}
