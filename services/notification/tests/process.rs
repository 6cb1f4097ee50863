//! The binary: what it refuses to start with, and the process that tests start.

use std::{
    collections::HashMap,
    fs::File,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use serde_json::Value;

use crate::ground::{SOON, eventually};

/// A process that does not outlive its test.
pub struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    pub fn start(environment: &HashMap<String, String>, log: &Path) -> Self {
        let file = File::create(log).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_notification"))
            .env_clear()
            .envs(environment)
            .env("LOG_FORMAT", "json")
            .stderr(Stdio::from(file))
            .spawn()
            .unwrap();
        Self { child, log: log.to_owned() }
    }

    /// Everything it has said.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    /// The lines with this message.
    pub fn lines(&self, message: &str) -> Vec<Value> {
        let log = self.log();
        let lines = log.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        lines.filter(|line| line["message"] == message).collect()
    }

    /// What `/readyz` names as missing; nothing when it is ready.
    pub async fn not_ready(&self) -> Vec<String> {
        let answer = self.get("/readyz").await;
        let body: Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
        serde_json::from_value(body["not_ready"].clone()).unwrap()
    }

    pub async fn ready(self) -> Self {
        eventually("the service is ready", async || self.not_ready().await.is_empty()).await;
        self
    }

    /// The value of a counter or gauge, such as `name{label="value"}`; 0 when it was never touched.
    pub async fn metric(&self, name: &str) -> f64 {
        let metrics = self.get("/metrics").await;
        let line = metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.map_or(0.0, |value| value.trim().parse().unwrap())
    }

    async fn get(&self, path: &str) -> String {
        eventually("it serves", async || !self.lines("serving").is_empty()).await;
        let address: SocketAddr = self.lines("serving")[0]["ops"].as_str().unwrap().parse().unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: ops\r\n\r\n");
        let ask = move || {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.set_read_timeout(Some(SOON)).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        tokio::task::spawn_blocking(ask).await.unwrap()
    }

    pub fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(i32::try_from(self.child.id()).unwrap()), signal).unwrap();
    }

    /// Send a signal, and wait for the end.
    pub async fn end(mut self, signal: Signal) -> ExitStatus {
        self.signal(signal);
        let deadline = Instant::now() + SOON;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "the process does not end");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            println!("{}", self.log());
        }
    }
}

#[test]
fn a_bad_environment_is_refused_by_name() {
    let output = Command::new(env!("CARGO_BIN_EXE_notification"))
        .env_clear()
        .env("SMTP_URL", "smtp://shop:hunter2@mail.example")
        .env("DATABASE_URL", "hunter2")
        .output()
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    for name in ["SMTP_URL", "DATABASE_URL", "KAFKA_BOOTSTRAP_SERVERS", "MAIL_FROM"] {
        assert!(said.contains(name), "{name} in {said}");
    }
    assert!(!said.contains("hunter2"), "{said}");
}
