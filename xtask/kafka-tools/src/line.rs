//! A log record as a line for people, and which records they want to see.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use clap::ValueEnum;
use serde::Deserialize;

/// How much a record matters, from everything to failures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Level {
    /// Everything
    #[default]
    Trace,
    /// For looking into a problem
    Debug,
    /// What went as it should
    Info,
    /// What was refused
    Warn,
    /// What failed
    Error,
}

/// A record on the topic, as `docs/wire-format.md` has it. Members that are not there are empty.
#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct Record {
    pub service_name: String,
    pub level: String,
    pub path: String,
    pub method: String,
    pub user_sid: String,
    pub message: String,
    pub timestamp_ms: i64,
    pub request_id: String,
    pub status: i32,
}

impl Record {
    fn level(&self) -> Level {
        match self.level.as_str() {
            "TRACE" => Level::Trace,
            "DEBUG" => Level::Debug,
            "WARN" => Level::Warn,
            "ERROR" => Level::Error,
            _ => Level::Info,
        }
    }

    /// Such as `2026-11-21 12:31:05.123 INFO  api-1  POST /orders 201 s1234567: order 1 placed  [dac4c92c]`.
    pub fn line(&self, colour: bool) -> String {
        let time = DateTime::<Utc>::from_timestamp_millis(self.timestamp_ms).unwrap_or_default();
        let (begin, end) = match self.level() {
            _ if !colour => ("", ""),
            Level::Error => ("\x1b[31m", "\x1b[0m"),
            Level::Warn => ("\x1b[33m", "\x1b[0m"),
            Level::Info => ("\x1b[32m", "\x1b[0m"),
            Level::Debug | Level::Trace => ("\x1b[2m", "\x1b[0m"),
        };
        let mut line = format!(
            "{} {begin}{:5}{end} {:8}",
            time.format("%Y-%m-%d %H:%M:%S%.3f"),
            plain(&self.level),
            plain(&self.service_name)
        );
        let status = if self.method.is_empty() { String::new() } else { self.status.to_string() };
        for word in [&self.method, &self.path, &status, &self.user_sid].into_iter().filter(|word| !word.is_empty()) {
            let _ = write!(line, " {}", plain(word));
        }
        let separator = if self.method.is_empty() { "" } else { ":" };
        let _ = write!(line, "{separator} {}", plain(&self.message));
        if !self.request_id.is_empty() {
            let (begin, end) = if colour { ("\x1b[2m", "\x1b[0m") } else { ("", "") };
            let _ = write!(line, "  {begin}[{}]{end}", plain(&self.request_id));
        }
        line
    }
}

/// Which records are wanted.
#[derive(Debug, Default)]
pub struct Filter {
    /// Of these instances, or of all whose names begin with such a name and `-`. None: of every instance.
    pub services: Vec<String>,
    /// That matter this much.
    pub level: Level,
    /// Of this request.
    pub request_id: Option<String>,
    /// Not before, in milliseconds since 1970.
    pub since: Option<i64>,
}

impl Filter {
    pub fn takes(&self, record: &Record) -> bool {
        let named = |name: &String| {
            let rest = record.service_name.strip_prefix(name.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        (self.services.is_empty() || self.services.iter().any(named))
            && record.level() >= self.level
            && self.request_id.as_ref().is_none_or(|id| *id == record.request_id)
            && self.since.is_none_or(|since| record.timestamp_ms >= since)
    }
}

/// Text from elsewhere, which must not move the cursor, change colours or begin a line.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() {
            plain.extend(character.escape_default());
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            service_name: "api-1".to_owned(),
            level: "WARN".to_owned(),
            path: "/orders".to_owned(),
            method: "POST".to_owned(),
            user_sid: "s1234567".to_owned(),
            message: "too few units left".to_owned(),
            timestamp_ms: 1_769_860_800_123,
            request_id: "r-1".to_owned(),
            status: 409,
        }
    }

    #[test]
    fn lines_are_for_people() {
        let line = "2026-01-31 12:00:00.123 WARN  api-1    POST /orders 409 s1234567: too few units left  [r-1]";
        assert_eq!(record().line(false), line);
        assert_eq!(
            record().line(true),
            line.replace("WARN ", "\x1b[33mWARN \x1b[0m").replace("[r-1]", "\x1b[2m[r-1]\x1b[0m")
        );
        let message = "\x1b[2J\r\nforged".to_owned();
        let sparse = Record { level: "INFO".to_owned(), service_name: "db".to_owned(), message, ..Record::default() };
        assert_eq!(sparse.line(false), r"1970-01-01 00:00:00.000 INFO  db       \u{1b}[2J\r\nforged");
    }

    #[test]
    fn records_are_chosen_by_service_level_request_and_time() {
        let check = |filter: Filter, expected: bool| assert_eq!(filter.takes(&record()), expected, "{filter:?}");
        let service = |name: &str| Filter { services: vec!["db".to_owned(), name.to_owned()], ..Filter::default() };
        check(Filter::default(), true);
        check(service("api-1"), true);
        check(service("api"), true);
        check(service("ap"), false);
        check(service("api-2"), false);
        check(Filter { level: Level::Warn, ..Filter::default() }, true);
        check(Filter { level: Level::Error, ..Filter::default() }, false);
        check(Filter { request_id: Some("r-1".to_owned()), ..Filter::default() }, true);
        check(Filter { request_id: Some("r".to_owned()), ..Filter::default() }, false);
        check(Filter { since: Some(1_769_860_800_123), ..Filter::default() }, true);
        check(Filter { since: Some(1_769_860_800_124), ..Filter::default() }, false);
    }
}
