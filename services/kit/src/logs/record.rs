//! One log record. It is cut to the bounds of `proto/logging/v1/logging.proto` when it is emitted, so that the logging
//! service has no reason to refuse it.

use std::borrow::Cow;
use std::time::{SystemTime, UNIX_EPOCH};

use grpc::logging_v1::LogMessage;

/// Longest `service_name`, in characters.
pub const MAX_SERVICE_NAME: usize = 100;
/// Longest `path`, in bytes.
pub const MAX_PATH: usize = 2_048;
/// Longest `method`, in bytes.
pub const MAX_METHOD: usize = 16;
/// Longest `user_sid`, in bytes.
pub const MAX_USER_SID: usize = 64;
/// Longest `message`, in bytes.
pub const MAX_MESSAGE: usize = 8_192;
/// Longest `request_id`, in bytes.
pub const MAX_REQUEST_ID: usize = 128;

/// How much a record matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Finest detail.
    Trace,
    /// For looking into a problem.
    Debug,
    /// Something went as it should.
    Info,
    /// Something was refused, and the caller can mend it.
    Warn,
    /// Something failed here.
    Error,
}

impl Level {
    /// As it is written in a `LogMessage`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Trace => "TRACE",
            Self::Debug => "DEBUG",
            Self::Info => "INFO",
            Self::Warn => "WARN",
            Self::Error => "ERROR",
        }
    }
}

/// What happened, in the terms of `logging.v1.LogMessage`. The instance's name is added when the record is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// How much it matters.
    pub level: Level,
    /// HTTP path or gRPC path, without the query.
    pub path: String,
    /// HTTP method, or "GRPC".
    pub method: Cow<'static, str>,
    /// Who called; empty when nobody was authenticated.
    pub user_sid: String,
    /// What happened, for people. No secrets.
    pub message: Cow<'static, str>,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub timestamp_ms: i64,
    /// The request's id; empty outside of a request.
    pub request_id: String,
    /// HTTP status or gRPC code; 0 outside of a request.
    pub status: i32,
}

impl Record {
    /// A record of now, outside of a request.
    pub fn new(level: Level, message: impl Into<Cow<'static, str>>) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self {
            level,
            path: String::new(),
            method: Cow::Borrowed(""),
            user_sid: String::new(),
            message: message.into(),
            timestamp_ms: i64::try_from(now.as_millis()).unwrap_or(i64::MAX),
            request_id: String::new(),
            status: 0,
        }
    }

    /// Cut every text to its bound.
    pub(super) fn cut(mut self) -> Self {
        for (text, limit) in [(&mut self.method, MAX_METHOD), (&mut self.message, MAX_MESSAGE)] {
            if text.len() > limit {
                *text = text[..text.floor_char_boundary(limit)].to_owned().into();
            }
        }
        let texts =
            [(&mut self.path, MAX_PATH), (&mut self.user_sid, MAX_USER_SID), (&mut self.request_id, MAX_REQUEST_ID)];
        for (text, limit) in texts {
            if text.len() > limit {
                text.truncate(text.floor_char_boundary(limit));
            }
        }
        self.timestamp_ms = self.timestamp_ms.max(0);
        self
    }

    pub(super) fn to_message(&self, service_name: &str) -> LogMessage {
        LogMessage {
            service_name: service_name.to_owned(),
            level: self.level.as_str().to_owned(),
            path: self.path.clone(),
            method: self.method.clone().into_owned(),
            user_sid: self.user_sid.clone(),
            message: self.message.clone().into_owned(),
            timestamp_ms: self.timestamp_ms,
            request_id: self.request_id.clone(),
            status: self.status,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_at_a_character() {
        let mut record = Record::new(Level::Info, "é".repeat(MAX_MESSAGE));
        record.path = "x".repeat(MAX_PATH + 1);
        record.timestamp_ms = -1;
        let record = record.cut();
        assert_eq!(record.message, "é".repeat(MAX_MESSAGE / 2));
        assert_eq!(record.path.len(), MAX_PATH);
        assert_eq!(record.timestamp_ms, 0);
    }
}
