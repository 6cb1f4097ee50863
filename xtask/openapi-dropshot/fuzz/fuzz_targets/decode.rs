//! What a generated server decodes: any JSON becomes a value, or violations, and never both or neither; a value that was accepted is
//! accepted again as it is written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rest_runtime::{Decode, Parameter, Pointer, Shape, Style, Violations, parameters};
use serde_json::Value;
use store_api::types;

fuzz_target!(|data: &[u8]| {
    if let Ok(value) = serde_json::from_slice::<Value>(data) {
        accepted_again::<types::Registration>(&value);
        accepted_again::<types::Login>(&value);
        accepted_again::<types::UserPatch>(&value);
        accepted_again::<types::NewOrder>(&value);
        accepted_again::<types::Order>(&value);
        accepted_again::<types::ProductPage>(&value);
    }
    if let Ok(text) = std::str::from_utf8(data) {
        read(text);
    }
});

fn accepted_again<T: Decode + PartialEq + std::fmt::Debug + serde::Serialize>(value: &Value) {
    let Some(decoded) = decode::<T>(value.clone()) else { return };
    let again = decode::<T>(serde_json::to_value(&decoded).expect("what was decoded serialises")).expect("what was accepted is accepted again");
    assert_eq!(decoded, again);
}

fn decode<T: Decode>(value: Value) -> Option<T> {
    let mut violations = Violations::for_request();
    let decoded = T::decode(value, &Pointer::Body, &mut violations);
    assert_eq!(decoded.is_some(), violations.is_empty());
    decoded
}

/// Every style of parameter, on whatever stands in a request.
fn read(text: &str) {
    const SHAPES: [Shape; 4] = [
        Shape::Integer,
        Shape::Array(&Shape::Text),
        Shape::Object(&[("a", Shape::Integer), ("b", Shape::Array(&Shape::Any))], Some(&Shape::Any)),
        Shape::Any,
    ];
    for shape in SHAPES {
        for explode in [false, true] {
            let of = |style| Parameter { name: "a", style, explode, allow_reserved: false, json: false, shape, others: &[] };
            for style in [Style::Form, Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject] {
                let mut violations = Violations::for_request();
                let read = parameters::from_query::<Value>(&of(style), text, &mut violations);
                assert_eq!(read.is_some(), violations.is_empty());
            }
            for style in [Style::Simple, Style::Label, Style::Matrix] {
                let mut violations = Violations::for_request();
                let read = parameters::from_path::<Value>(&of(style), text, &mut violations);
                assert_eq!(read.is_some(), violations.is_empty());
            }
        }
    }
}
