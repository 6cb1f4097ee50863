//! The binary: what it refuses to start with, what it says, and how it ends.

mod broker;

use std::{
    collections::HashMap,
    io::{BufRead, BufReader},
    process::{Child, ChildStderr, Command, ExitStatus, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use broker::{BROKER, SOON, Topic, broker, environment, eventually, record};
use futures::StreamExt;
use grpc::logging_v1::logging_service_client::LoggingServiceClient;
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use serde_json::Value;
use tokio::sync::mpsc;
use tokio_stream::wrappers::UnboundedReceiverStream;

/// A process that does not outlive its test.
struct Process {
    child: Child,
    lines: std::io::Lines<BufReader<ChildStderr>>,
}

impl Process {
    fn start(environment: HashMap<String, String>) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_logging"))
            .env_clear()
            .envs(environment)
            .env("LOG_FORMAT", "json")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        Self { child, lines }
    }

    /// The next line with this message.
    fn line(&mut self, message: &str) -> Value {
        loop {
            let line = self.lines.next().expect("the process says nothing more").unwrap();
            let line: Value = serde_json::from_str(&line).unwrap();
            assert_eq!(line["instance"], "logging");
            if line["message"] == message {
                return line;
            }
        }
    }

    fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(i32::try_from(self.child.id()).unwrap()), signal).unwrap();
    }

    fn wait(&mut self) -> ExitStatus {
        let deadline = Instant::now() + SOON;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "the process does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

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
    let mut process = Process::start(environment(&broker.bootstrap_servers()));
    let address = process.line("serving")["address"].as_str().unwrap().to_owned();
    let channel = kit::channel::channel(&format!("http://{address}")).unwrap();
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
    let mut process = Process::start(environment);
    let address = process.line("serving")["address"].as_str().unwrap().to_owned();
    let channel = kit::channel::channel(&format!("http://{address}")).unwrap();
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
