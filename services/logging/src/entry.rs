//! A log record as it stands on the topic: one JSON object.

use grpc::logging_v1::LogMessage;
use serde::Serialize;

#[derive(Serialize)]
struct Entry<'a> {
    service_name: &'a str,
    level: &'a str,
    path: &'a str,
    method: &'a str,
    user_sid: &'a str,
    message: &'a str,
    timestamp_ms: i64,
    request_id: &'a str,
    status: i32,
}

/// The value that is published for a record: its fields under their names in the proto, in that order.
pub fn json(record: &LogMessage) -> Vec<u8> {
    let mut out = Vec::new();
    write_json(record, &mut out);
    out
}

/// The same, behind what `out` has already.
pub(crate) fn write_json(record: &LogMessage, out: &mut Vec<u8>) {
    let entry = Entry {
        service_name: &record.service_name,
        level: &record.level,
        path: &record.path,
        method: &record.method,
        user_sid: &record.user_sid,
        message: &record.message,
        timestamp_ms: record.timestamp_ms,
        request_id: &record.request_id,
        status: record.status,
    };
    serde_json::to_writer(out, &entry).expect("texts and numbers can always be written as JSON");
}
