//! What was measured on: figures mean nothing without it.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use stack::{Stack, install, kafka};

use super::usage;

/// For how long is looked whether the machine is busy with something else.
const LOOK: Duration = Duration::from_secs(1);

/// From this part on the machine is too busy for figures to be trusted.
const TOO_BUSY: f64 = 0.1;

/// The machine and what runs on it.
pub struct Machine {
    /// What and which, for people.
    pub facts: Vec<(&'static str, String)>,
}

impl Machine {
    /// Look while the store is at rest.
    pub fn look(stack: &Stack) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let memory = field(&read("/proc/meminfo"), "MemTotal").and_then(|size| kilobytes(&size)).unwrap_or_default();
        let kernel = read("/proc/sys/kernel/osrelease");
        // What follows is a name that its builder chose.
        let kernel = kernel.trim().split('-').next().unwrap_or_default().to_owned();
        let processor =
            field(&read("/proc/cpuinfo"), "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
        let kafka = match stack.has_apache_kafka() {
            true => format!("Apache Kafka {}", kafka::VERSION),
            false => "librdkafka's built-in broker".to_owned(),
        };
        let busy = usage::busy(LOOK);
        if busy > TOO_BUSY {
            eprintln!(
                "the machine is busy with something else ({:.0} % of its processors); only ratios mean anything",
                busy * 100.0
            );
        }
        let postgres = stack.postgres_client("pgbench", stack.database()).map(|command| version(command, "--version"));
        let nginx = install::find("nginx").map(|program| version(Command::new(program), "-v"));
        let wrk = install::find("wrk").map(|program| version(Command::new(program), "-v"));
        let facts = vec![
            ("processor", format!("{processor}, {cores} cores")),
            ("memory", format!("{:.0} GiB", memory as f64 / 1024.0 / 1024.0)),
            ("kernel", format!("Linux {kernel}")),
            ("busy with something else before", format!("{:.0} %", busy * 100.0)),
            ("PostgreSQL and pgbench", postgres.unwrap_or_default()),
            ("NGINX", nginx.unwrap_or_default()),
            ("Kafka", kafka),
            ("wrk", wrk.unwrap_or_default()),
            ("Rust", version(Command::new("rustc"), "--version")),
        ];
        Self { facts }
    }
}

/// The first word with a digit in what a program says about itself.
fn version(mut command: Command, option: &str) -> String {
    let output = command.arg(option).stdin(Stdio::null()).output();
    let output = output.map(|output| [output.stdout, output.stderr].concat()).unwrap_or_default();
    number(&String::from_utf8_lossy(&output)).unwrap_or_else(|| "unknown".to_owned())
}

fn number(text: &str) -> Option<String> {
    let start = text.char_indices().find(|(at, character)| {
        character.is_ascii_digit() && text[..*at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
    })?;
    let rest = &text[start.0..];
    let end = rest.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(rest.len());
    Some(rest[..end].to_owned())
}

fn field(text: &str, name: &str) -> Option<String> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn kilobytes(size: &str) -> Option<u64> {
    size.split_whitespace().next()?.parse().ok()
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_programs_say() {
        for (text, expected) in [
            ("pgbench (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "15.18"),
            ("nginx version: nginx/1.22.1", "1.22.1"),
            ("wrk debian/4.1.0-3+b2 [epoll] Copyright (C) 2012 Will Glozer", "4.1.0"),
            ("rustc 1.92.0 (ded5c06cf 2025-12-08)", "1.92.0"),
        ] {
            assert_eq!(number(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(number("none at all"), None);
    }
}
