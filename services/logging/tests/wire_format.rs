//! One record, its bytes and its JSON, as `docs/wire-format.md` takes them apart. The page is the golden file.

use std::fmt::Write;

use grpc::logging_v1::LogMessage;
use prost::Message;

const PAGE: &str = include_str!("../../../docs/wire-format.md");

fn record() -> LogMessage {
    LogMessage {
        service_name: "api-1".to_owned(),
        level: "INFO".to_owned(),
        path: "/orders".to_owned(),
        method: "POST".to_owned(),
        user_sid: "s1234567".to_owned(),
        message: "order 1042 placed, 2 lines, total 109.97".to_owned(),
        timestamp_ms: 1_769_860_800_123,
        request_id: "0b7e1d5c-4f0a-4c9e-9a51-3f6f2f6f8d21".to_owned(),
        status: 201,
    }
}

/// What stands between the page's only fence of this kind and the next.
fn block(kind: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(&format!("```{kind}\n")).unwrap();
    rest.split_once("\n```").unwrap().0
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn bytes(hex: &str) -> Vec<u8> {
    hex.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect()
}

/// The rows of the table of fields: tag, field, wire type, length, value and meaning.
fn rows() -> Vec<[&'static str; 6]> {
    let lines =
        PAGE.lines().filter(|line| line.matches('|').count() == 7 && line.starts_with("| `") && line.contains(": `"));
    let cells = |line: &'static str| {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        cells.try_into().unwrap()
    };
    lines.map(cells).collect()
}

#[test]
fn the_record_is_encoded_as_the_page_says() {
    assert_eq!(hex(&record().encode_to_vec()), hex(&bytes(block("hex"))));
    assert_eq!(LogMessage::decode(bytes(block("hex")).as_slice()).unwrap(), record());
    assert_eq!(String::from_utf8(logging::json(&record())).unwrap(), block("json"));
}

#[test]
fn the_fields_on_the_page_add_up_to_the_record() {
    let values: serde_json::Value = serde_json::from_str(block("json")).unwrap();
    let mut together = Vec::new();
    for [tag, field, wire_type, length, value, meaning] in rows() {
        let (tag, value) = (bytes(tag), bytes(value));
        let (name, shown) = meaning.split_once("`: `").unwrap();
        assert_eq!(tag, [field.parse::<u8>().unwrap() * 8 + wire_type.parse::<u8>().unwrap()], "{name}");
        match wire_type {
            "2" => {
                assert_eq!(bytes(length), [u8::try_from(value.len()).unwrap()], "{name}");
                assert_eq!(value, shown.as_bytes(), "{name}");
                assert_eq!(values[name], shown);
            }
            "0" => {
                let number = value.iter().rev().fold(0_u64, |number, byte| number << 7 | u64::from(byte & 0x7f));
                let (last, before) = value.split_last().unwrap();
                assert!(last & 0x80 == 0 && before.iter().all(|byte| byte & 0x80 != 0), "{name}");
                assert_eq!(number.to_string(), shown, "{name}");
                assert_eq!(values[name], number, "{name}");
            }
            other => panic!("wire type {other}"),
        }
        together.extend([tag, bytes(length), value].concat());
    }
    assert_eq!(hex(&together), hex(&record().encode_to_vec()));
}

#[test]
fn the_sizes_on_the_page_are_the_sizes_of_the_record() {
    let (binary, json) = (record().encoded_len(), logging::json(&record()).len());
    let percent = (binary * 100 + json / 2) / json;
    let sentence =
        format!("This record takes {binary} bytes as Protocol Buffers and {json} bytes as JSON: {percent} %.");
    assert!(PAGE.contains(&sentence), "the page should say: {sentence}");
    let LogMessage { service_name, level, path, method, user_sid, message, request_id, .. } = record();
    let texts = [service_name, level, path, method, user_sid, message, request_id].concat().len();
    for part in [
        format!("The texts, {texts} bytes,"),
        format!("{} bytes of tags, lengths and numbers", binary - texts),
        format!("{} bytes of names, quotes, punctuation and digits", json - texts),
    ] {
        assert!(PAGE.contains(&part), "the page should say: {part}");
    }
}
