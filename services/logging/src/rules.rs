//! The bounds of a `LogMessage`, as `proto/logging/v1/logging.proto` states them. A record that keeps them can always be
//! published.

use grpc::logging_v1::LogMessage;
use kit::{
    logs::{MAX_MESSAGE, MAX_METHOD, MAX_PATH, MAX_REQUEST_ID, MAX_SERVICE_NAME, MAX_USER_SID},
    status::FieldViolation,
};

const LEVELS: [&str; 5] = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR"];

/// Largest encoded message that is read at all: more than the bounds of its fields together.
pub(crate) const MAX_ENCODED: usize = 32 * 1_024;

/// Everything that is wrong with a record.
pub(crate) fn violations(record: &LogMessage) -> Vec<FieldViolation> {
    let mut violations = Vec::new();
    let mut refuse = |field: &str, description: String| violations.push(FieldViolation::new(field, description));
    if !(1..=MAX_SERVICE_NAME).contains(&record.service_name.chars().count()) {
        refuse("service_name", format!("must have 1 to {MAX_SERVICE_NAME} characters"));
    }
    if !LEVELS.contains(&record.level.as_str()) {
        refuse("level", format!("must be one of {}", LEVELS.join(", ")));
    }
    let texts = [
        ("path", &record.path, MAX_PATH),
        ("method", &record.method, MAX_METHOD),
        ("user_sid", &record.user_sid, MAX_USER_SID),
        ("message", &record.message, MAX_MESSAGE),
        ("request_id", &record.request_id, MAX_REQUEST_ID),
    ];
    for (field, text, longest) in texts {
        if text.len() > longest {
            refuse(field, format!("must have at most {longest} bytes"));
        }
    }
    if record.timestamp_ms < 0 {
        refuse("timestamp_ms", "must not be negative".to_owned());
    }
    if !(0..=999).contains(&record.status) {
        refuse("status", "must be from 0 to 999".to_owned());
    }
    violations
}

#[cfg(test)]
mod tests {
    use prost::Message;

    use super::*;

    fn fields(change: impl FnOnce(&mut LogMessage)) -> Vec<String> {
        let mut record =
            LogMessage { service_name: "api-1".to_owned(), level: "INFO".to_owned(), ..LogMessage::default() };
        change(&mut record);
        violations(&record).into_iter().map(|violation| violation.field).collect()
    }

    #[test]
    fn a_record_at_its_bounds_is_taken_and_can_be_read() {
        let largest = LogMessage {
            service_name: "𝄞".repeat(MAX_SERVICE_NAME),
            level: "TRACE".to_owned(),
            path: "p".repeat(MAX_PATH),
            method: "m".repeat(MAX_METHOD),
            user_sid: "u".repeat(MAX_USER_SID),
            message: "é".repeat(MAX_MESSAGE / 2),
            timestamp_ms: i64::MAX,
            request_id: "r".repeat(MAX_REQUEST_ID),
            status: 999,
        };
        assert!(violations(&largest).is_empty());
        assert!(largest.encoded_len() < MAX_ENCODED);
        for level in LEVELS {
            assert!(fields(|record| record.level = level.to_owned()).is_empty());
        }
    }

    #[test]
    fn every_bound_is_kept() {
        type Change = fn(&mut LogMessage);
        let cases: [(&str, Change); 13] = [
            ("service_name", |record| record.service_name.clear()),
            ("service_name", |record| record.service_name = "é".repeat(MAX_SERVICE_NAME + 1)),
            ("level", |record| record.level.clear()),
            ("level", |record| record.level = "info".to_owned()),
            ("path", |record| record.path = "p".repeat(MAX_PATH + 1)),
            ("method", |record| record.method = "m".repeat(MAX_METHOD + 1)),
            ("user_sid", |record| record.user_sid = "u".repeat(MAX_USER_SID + 1)),
            ("message", |record| record.message = "é".repeat(MAX_MESSAGE / 2 + 1)),
            ("request_id", |record| record.request_id = "r".repeat(MAX_REQUEST_ID + 1)),
            ("timestamp_ms", |record| record.timestamp_ms = -1),
            ("status", |record| record.status = -1),
            ("status", |record| record.status = 1_000),
            ("status", |record| record.status = i32::MIN),
        ];
        for (field, change) in cases {
            assert_eq!(fields(change), [field]);
        }
        assert_eq!(fields(|record| *record = LogMessage::default()), ["service_name", "level"]);
    }
}
