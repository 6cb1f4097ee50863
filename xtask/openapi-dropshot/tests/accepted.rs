//! A document with every kind of schema that is supported, beside the types that it yields (`tests/accepted/`): compiled
//! here, and fed with values. `UPDATE_EXPECT=1` writes the types anew.

use std::fs;
use std::path::Path;

use expect_test::expect_file;
use openapi_dropshot::{Settings, generate};
use rest_runtime::{Decode, Pointer, Violations};
use serde_json::{Value, json};
use types::{Counts, Everything};

#[rustfmt::skip]
#[path = "accepted/schemas.rs"]
#[allow(missing_docs, clippy::all, dead_code, unused_imports)]
mod types;

#[test]
fn the_types_are_what_the_generator_writes() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accepted");
    let text = fs::read_to_string(directory.join("schemas.yaml")).expect("readable");
    let settings = Settings::new("schemas", "Every kind of schema", "Generated from schemas.yaml. Do not edit.");
    let tree = generate("schemas.yaml", &text, &settings).expect("generated");
    let (_, types) = tree.files().find(|(path, _)| *path == "src/types.rs").expect("types");
    expect_file![directory.join("schemas.rs")].assert_eq(std::str::from_utf8(types).expect("text"));
}

fn check(body: &Value) -> Vec<String> {
    let mut violations = Violations::default();
    let decoded = Everything::decode(body.clone(), &Pointer::Body, &mut violations);
    assert_eq!(decoded.is_some(), violations.is_empty(), "{body}");
    if let Some(decoded) = decoded {
        assert_eq!(&serde_json::to_value(decoded).expect("serialised"), body, "it goes back as it came");
    }
    violations
        .into_vec()
        .into_iter()
        .map(|one| format!("{}: {}", one.pointer.unwrap_or_default(), one.reason))
        .collect()
}

#[test]
fn what_is_allowed_comes_back_equal() {
    let tree = json!({ "value": 1, "left": { "value": 2, "branches": [{ "value": 3 }] }, "right": null });
    for body in [
        json!({}),
        json!({ "flag": true, "number": 1.5, "single": 0.5, "bounded": 0.3, "integer": -9_007_199_254_740_993_i64, "even": -4 }),
        json!({ "above": 2, "text": "", "day": "2024-02-29", "time": "12:00:00Z", "moment": "2026-01-31T12:00:00Z" }),
        json!({ "uuid": "9e2e1f0c-6f4e-4f47-9a52-6dc29f3a2b1e", "uri": "urn:a", "host": "a.b", "ipv4": "127.0.0.1", "ipv6": "::1" }),
        json!({ "bytes": "YWJj", "colour": "light blue", "list": [], "set": ["a", "b"], "nullable_list": ["a", null] }),
        json!({ "map": { "a/b": 0 }, "small_map": { "a": [] }, "open": { "x": { "y": null } }, "anything": [1, null, "a"] }),
        json!({ "wrapped": 7, "merged": { "id": 1, "name": "a", "size": 3 }, "either": 13, "any": "abc" }),
        json!({ "either": ["a"], "any": "2026-01-31" }),
        json!({ "either": 9.5, "pet": { "kind": "Dog", "friend": { "kind": "kitten", "lives": 9 } } }),
        json!({ "anything": null, "cleared": null, "inline": { "type": "abc" }, "tree": tree }),
    ] {
        assert_eq!(check(&body), [""; 0]);
    }
    assert!(serde_json::from_value::<Counts>(json!({ "a": 1 })).is_ok());
}

#[test]
fn each_broken_rule_is_named_with_its_place() {
    for (body, expected) in [
        (json!([]), ": must be an object, not an array"),
        (json!({ "other": 1 }), "/other: is not a known member"),
        (json!({ "flag": 1 }), "/flag: must be a boolean, not an integer"),
        (json!({ "flag": null }), "/flag: must be a boolean, not null"),
        (json!({ "number": "1" }), "/number: must be a number, not a string"),
        (json!({ "bounded": 0 }), "/bounded: must be above 0"),
        (json!({ "bounded": 1.6 }), "/bounded: must be at most 1.5"),
        (json!({ "bounded": 0.25 }), "/bounded: must be a multiple of 0.1"),
        (json!({ "integer": 1.0 }), "/integer: must be an integer, not a number"),
        (json!({ "even": 3 }), "/even: must be a multiple of 2"),
        (json!({ "even": 3_000_000_000_i64 }), "/even: must fit into 32 bits"),
        (json!({ "above": 1 }), "/above: must be at least 2"),
        (json!({ "above": 3 }), "/above: must be at most 2"),
        (json!({ "day": "2026-02-29" }), "/day: must be a date (RFC 3339), such as 2026-01-31"),
        (json!({ "time": "12:00" }), "/time: must be a time (RFC 3339), such as 12:00:00Z"),
        (json!({ "moment": "noon" }), "/moment: must be a date and time (RFC 3339), such as 2026-01-31T12:00:00Z"),
        (json!({ "uuid": "1" }), "/uuid: must be a UUID (RFC 9562)"),
        (json!({ "uri": "/a" }), "/uri: must be a URI (RFC 3986)"),
        (json!({ "host": "-" }), "/host: must be a host name"),
        (json!({ "ipv4": "1" }), "/ipv4: must be an IPv4 address"),
        (json!({ "ipv6": "1" }), "/ipv6: must be an IPv6 address"),
        (json!({ "bytes": "YQ" }), "/bytes: must be base64 (RFC 4648)"),
        (json!({ "bytes": "YWJjYWJjYWJj" }), "/bytes: must have at most 8 characters"),
        (json!({ "colour": "blue" }), "/colour: must be one of `red` `light blue` `404`"),
        (json!({ "list": [1, 10] }), "/list/1: must be at most 9"),
        (json!({ "set": ["a", "a"] }), "/set/1: is in the array already"),
        (json!({ "map": { "a~b": -1 } }), "/map/a~0b: must be at least 0"),
        (json!({ "small_map": {} }), "/small_map: must have at least 1 member"),
        (json!({ "small_map": { "a": 1, "b": 2, "c": 3 } }), "/small_map: must have at most 2 members"),
        (json!({ "open": [] }), "/open: must be an object, not an array"),
        (json!({ "inline": {} }), "/inline/type: is required"),
        (json!({ "inline": { "type": "abcd" } }), "/inline/type: must have at most 3 characters"),
        (
            json!({ "tree": { "value": 1, "left": { "value": "2" } } }),
            "/tree/left/value: must be an integer, not a string",
        ),
    ] {
        assert_eq!(check(&body), [expected], "{body}");
    }
}
