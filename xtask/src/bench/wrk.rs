//! wrk, the HTTP load generator: running it and reading what it says. It was chosen over oha and hey because it takes the
//! least processor time per request, all of which the store lacks on a machine that both share.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::Context as _;
use serde::Deserialize;
use stack::{Cancel, install};

use super::program;

/// An answer that takes longer counts as a failure; the store itself gives a request 10 s.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How long wrk may take on top of what it was told: connecting, and ending.
const GRACE: Duration = Duration::from_secs(30);

const REPORT: &str = include_str!("scripts/report.lua");
const ORDERS: &str = include_str!("scripts/orders.lua");

/// What is asked for, again and again, by each connection as soon as it has its answer.
#[derive(Debug, Clone)]
pub struct Load<'a> {
    pub url: &'a str,
    pub connections: u32,
    pub seconds: u32,
    pub orders: Option<Orders<'a>>,
}

/// Orders instead of a GET.
#[derive(Debug, Clone)]
pub struct Orders<'a> {
    /// In all idempotency keys of this run and in no other's.
    pub key: String,
    /// A file with a token in each line.
    pub tokens: &'a Path,
    pub first_product: i64,
    pub last_product: i64,
}

/// What came of it, as the scripts print it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Outcome {
    microseconds: u64,
    /// Requests that got an answer in time.
    answered: u64,
    /// Answers with a status of 400 or more.
    refused: u64,
    connect: u64,
    read: u64,
    write: u64,
    timeout: u64,
    p50: u64,
    p99: u64,
}

impl Outcome {
    /// Answers with a status below 400.
    pub fn accepted(&self) -> u64 {
        self.answered.saturating_sub(self.refused)
    }

    /// Accepted requests per second.
    pub fn rate(&self) -> f64 {
        self.accepted() as f64 / (self.microseconds.max(1) as f64 / 1e6)
    }

    pub fn refused(&self) -> u64 {
        self.refused
    }

    /// Connections that broke and answers that did not come in time.
    pub fn broken(&self) -> u64 {
        self.connect + self.read + self.write + self.timeout
    }

    pub fn median(&self) -> Duration {
        Duration::from_micros(self.p50)
    }

    /// At most one in a hundred of the accepted requests took longer.
    pub fn p99(&self) -> Duration {
        Duration::from_micros(self.p99)
    }
}

impl Load<'_> {
    /// Run it; `meanwhile` is called about twenty times a second.
    pub fn run(&self, cancel: &Cancel, meanwhile: impl FnMut()) -> anyhow::Result<Outcome> {
        let mut script = tempfile::Builder::new().suffix(".lua").tempfile()?;
        let orders = if self.orders.is_some() { ORDERS } else { "" };
        std::io::Write::write_all(&mut script, format!("{REPORT}\n{orders}").as_bytes())?;
        let mut command = Command::new(install::find("wrk").context("wrk is missing")?);
        command
            .args(arguments(&self.connections.to_string(), self.seconds))
            .arg("--script")
            .arg(script.path())
            .arg(self.url);
        if let Some(orders) = &self.orders {
            command.args(["--", &orders.key]).arg(orders.tokens);
            command.args([orders.first_product.to_string(), orders.last_product.to_string()]);
        }
        let limit = Duration::from_secs(self.seconds.into()) + TIMEOUT + GRACE;
        outcome(&program::output(command, limit, cancel, meanwhile)?)
    }
}

/// The command for people.
pub fn shown(connections: &str, seconds: u32, script: Option<&str>, server: &str, path: &str) -> String {
    let script = script.map(|script| format!(" --script {script}")).unwrap_or_default();
    format!("wrk {}{script} http://{server}{path}", arguments(connections, seconds).join(" "))
}

fn arguments(connections: &str, seconds: u32) -> [String; 4] {
    [
        format!("--threads={}", threads()),
        format!("--connections={connections}"),
        format!("--duration={seconds}s"),
        format!("--timeout={}s", TIMEOUT.as_secs()),
    ]
}

/// One per core, so that the generator is never what is measured.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn outcome(output: &str) -> anyhow::Result<Outcome> {
    let line = output.lines().rev().find(|line| line.starts_with('{'));
    let line = line.with_context(|| format!("wrk did not report:\n{}", output.trim()))?;
    serde_json::from_str(line).with_context(|| format!("wrk reported {line}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_is_found_among_what_wrk_says_for_people() {
        let output = "Running 2s test @ http://127.0.0.1:8081/orders
  2 threads and 64 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency    17.53ms    4.21ms  61.02ms   81.32%
  7312 requests in 2.01s, 3.48MB read
  Non-2xx or 3xx responses: 12
  Socket errors: connect 0, read 1, write 0, timeout 2

{\"microseconds\":2000000,\"answered\":7312,\"refused\":12,\"connect\":0,\"read\":1,\"write\":0,\"timeout\":2,\"p50\":17100,\"p99\":30500}
";
        let outcome = outcome(output).expect("a report");
        assert_eq!((outcome.accepted(), outcome.refused(), outcome.broken()), (7300, 12, 3));
        assert_eq!(outcome.rate(), 3650.0);
        assert_eq!(outcome.p99(), Duration::from_micros(30_500));
    }

    #[test]
    fn an_end_without_report_is_an_error_that_shows_what_was_said() {
        let error = outcome("unable to connect to 127.0.0.1:1 Connection refused\n").expect_err("no report");
        assert!(error.to_string().contains("Connection refused"), "{error}");
    }
}
