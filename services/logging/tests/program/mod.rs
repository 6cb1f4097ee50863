//! The logging service as a process of its own, and what it says.

#![allow(dead_code, reason = "every test file uses a part of it")]

use std::{
    collections::HashMap,
    io::{BufRead, BufReader},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use serde_json::Value;
use tonic::transport::Channel;

use crate::broker::SOON;

/// A process that does not outlive its test.
pub struct Process {
    child: Child,
    lines: Receiver<Value>,
}

impl Process {
    pub fn start(environment: &HashMap<String, String>) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_logging"))
            .env_clear()
            .envs(environment)
            .env("LOG_FORMAT", "json")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in said {
                let _ = sender.send(serde_json::from_str(&line).expect("a line of JSON"));
            }
        });
        Self { child, lines }
    }

    /// The next line whose message begins like this.
    pub fn line(&mut self, message: &str) -> Value {
        let deadline = Instant::now() + SOON;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).unwrap_or_else(|_| panic!("it does not say {message:?}"));
            assert_eq!(line["instance"], "logging");
            if line["message"].as_str().unwrap().starts_with(message) {
                return line;
            }
        }
    }

    /// To its gRPC, once it serves.
    pub fn channel(&mut self) -> Channel {
        let serving = self.line("serving");
        kit::channel::channel(&format!("http://{}", serving["address"].as_str().unwrap())).unwrap()
    }

    pub fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(i32::try_from(self.child.id()).unwrap()), signal).unwrap();
    }

    pub fn wait(&mut self) -> ExitStatus {
        let deadline = Instant::now() + SOON;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "the process does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
