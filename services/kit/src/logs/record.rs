//! One log record. It is cut to the bounds of `proto/logging/v1/logging.proto` when it is emitted, so that the logging
//! service has no reason to refuse it.

use std::time::{SystemTime, UNIX_EPOCH};

use prost::encoding::{WireType, encode_key, encode_varint, int32, int64};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// How much it matters.
    pub level: Level,
    /// HTTP path or gRPC path, without the query.
    pub path: &'a str,
    /// HTTP method, or "GRPC".
    pub method: &'a str,
    /// Who called; empty when nobody was authenticated.
    pub user_sid: &'a str,
    /// What happened, for people. No secrets.
    pub message: &'a str,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub timestamp_ms: i64,
    /// The request's id; empty outside of a request.
    pub request_id: &'a str,
    /// HTTP status or gRPC code; 0 outside of a request.
    pub status: i32,
}

impl<'a> Record<'a> {
    /// A record of now, outside of a request.
    pub fn new(level: Level, message: &'a str) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self {
            level,
            path: "",
            method: "",
            user_sid: "",
            message,
            timestamp_ms: i64::try_from(now.as_millis()).unwrap_or(i64::MAX),
            request_id: "",
            status: 0,
        }
    }

    /// As the fields of a `LogMessage` but for the instance's name, with every text cut to its bound.
    pub(super) fn encode(&self, encoded: &mut Vec<u8>) {
        text(2, self.level.as_str(), usize::MAX, encoded);
        text(3, self.path, MAX_PATH, encoded);
        text(4, self.method, MAX_METHOD, encoded);
        text(5, self.user_sid, MAX_USER_SID, encoded);
        text(6, self.message, MAX_MESSAGE, encoded);
        int64::encode(7, &self.timestamp_ms.max(0), encoded);
        text(8, self.request_id, MAX_REQUEST_ID, encoded);
        int32::encode(9, &self.status, encoded);
    }
}

/// A field of `LogMessage`.
pub(super) fn text(tag: u32, text: &str, limit: usize, encoded: &mut Vec<u8>) {
    let text = &text.as_bytes()[..text.floor_char_boundary(limit)];
    if text.is_empty() {
        return;
    }
    encode_key(tag, WireType::LengthDelimited, encoded);
    encode_varint(text.len() as u64, encoded);
    encoded.extend_from_slice(text);
}

#[cfg(test)]
mod tests {
    use grpc::logging_v1::LogMessage;
    use prost::Message as _;

    use super::*;

    fn decoded(record: Record<'_>) -> LogMessage {
        let mut encoded = Vec::new();
        record.encode(&mut encoded);
        LogMessage::decode(&*encoded).expect("a message")
    }

    #[test]
    fn a_record_is_encoded_as_a_log_message() {
        let record = Record {
            level: Level::Warn,
            path: "/orders",
            method: "POST",
            user_sid: "s1234567",
            message: "sold out",
            timestamp_ms: 1_700_000_000_123,
            request_id: "id-1",
            status: 409,
        };
        let decoded = decoded(record);
        let expected = LogMessage {
            service_name: String::new(),
            level: "WARN".to_owned(),
            path: "/orders".to_owned(),
            method: "POST".to_owned(),
            user_sid: "s1234567".to_owned(),
            message: "sold out".to_owned(),
            timestamp_ms: 1_700_000_000_123,
            request_id: "id-1".to_owned(),
            status: 409,
        };
        assert_eq!(decoded, expected);
    }

    #[test]
    fn long_texts_are_cut_at_a_character() {
        let (message, path) = ("é".repeat(MAX_MESSAGE), "x".repeat(MAX_PATH + 1));
        let record = Record { path: &path, timestamp_ms: -1, ..Record::new(Level::Info, &message) };
        let decoded = decoded(record);
        assert_eq!(decoded.message, "é".repeat(MAX_MESSAGE / 2));
        assert_eq!(decoded.path.len(), MAX_PATH);
        assert_eq!(decoded.timestamp_ms, 0);
    }
}
