//! What a generated server decodes: any JSON becomes a value, or violations, and never both or neither; a value that was accepted is
//! accepted again as it is written; and what is accepted is what the schemas of the document allow when they are interpreted.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use rest_runtime::{Decode, Parameter, Pointer, SchemaSet, Shape, Style, Violations, parameters};
use sample_schemas::types::{Account, Base, Composed, Defaults, Everything, Formats, Interpreted, Lists, Maps, Merged, Names, Nulls, Pet, Scalars, Tree, Values};
use serde_json::Value;
use store_api::types::{Login, NewOrder, Order, ProductPage, Registration, UserPatch};

macro_rules! both {
    ($value:expr, $schemas:expr; $($type:ident),*) => {$( same::<$type>(stringify!($type), $value, &$schemas); )*};
}

static SAMPLE: LazyLock<SchemaSet> = LazyLock::new(|| schemas(include_str!("../../tests/crates/schemas/openapi.json")));
static STORE: LazyLock<SchemaSet> = LazyLock::new(|| schemas(include_str!("../../../../generated/store-api/openapi.json")));

fn schemas(document: &str) -> SchemaSet {
    let mut document: Value = serde_json::from_str(document).expect("JSON");
    let Value::Object(components) = document["components"]["schemas"].take() else { panic!("no schemas") };
    SchemaSet::compile(components).expect("schemas")
}

fuzz_target!(|data: &[u8]| {
    if let Ok(value) = serde_json::from_slice::<Value>(data) {
        both!(&value, SAMPLE; Account, Base, Composed, Defaults, Everything, Formats, Interpreted, Lists, Maps, Merged, Names, Nulls, Pet, Scalars, Tree, Values);
        both!(&value, STORE; Login, NewOrder, Order, ProductPage, Registration, UserPatch);
    }
    if let Ok(text) = std::str::from_utf8(data) {
        read(text);
    }
});

fn same<T: Decode + PartialEq + std::fmt::Debug + serde::Serialize>(name: &str, value: &Value, schemas: &SchemaSet) {
    let decoded = decode::<T>(value.clone());
    let mut violations = Violations::for_request();
    schemas.check(name, value, &Pointer::Body, &mut violations);
    assert_eq!(decoded.is_some(), violations.is_empty(), "{name}: {value} is {violations:?}");
    let Some(decoded) = decoded else { return };
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
