//! Dropshot's own description of what it serves, as a witness: it must say what the document says, but for the losses that the
//! generator declares. A test, and nothing else.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use openapi_dropshot::witness::differences;
use serde_json::Value;
use store_api::server::{DOCUMENT, api_description, single_descriptions};

use crate::store::Store;

static SOURCE: LazyLock<Value> = LazyLock::new(|| serde_json::from_slice(DOCUMENT.json).expect("the document is JSON"));

#[test]
fn dropshot_serves_exactly_the_documents_operations() {
    let version = || "1.0.0".parse().expect("a version");
    let main = api_description::<Store>().expect("Dropshot takes every operation");
    let mut described = vec![main.openapi("Tuckshop", version()).json().expect("Dropshot describes itself")];
    for single in single_descriptions::<Store>().expect("Dropshot takes each by itself") {
        described.push(single.openapi("Tuckshop", version()).json().expect("Dropshot describes itself"));
    }
    let drift: Vec<String> = differences(&SOURCE, &described)
        .into_iter()
        .filter(|difference| difference.loss.is_none())
        .map(|difference| difference.to_string())
        .collect();
    assert!(drift.is_empty(), "{}", drift.join("\n"));
}

/// Decodes the examples of the named schemas as their types, which enforce the schemas' rules.
macro_rules! examples {
    ($examples:ident: $($name:ident)*) => {
        $(
            let example = $examples.remove(stringify!($name)).expect(stringify!($name));
            if let Err(error) = serde_json::from_value::<store_api::types::$name>(example) {
                panic!("the example of {}: {error}", stringify!($name));
            }
        )*
    };
}

#[test]
fn every_example_keeps_the_rules_of_its_schema() {
    let schemas = SOURCE["components"]["schemas"].as_object().expect("schemas");
    let with_enum = |schema: &Value| schema.get("enum").is_some();
    let examples = schemas.iter().filter(|(_, schema)| !with_enum(schema));
    let mut examples: BTreeMap<&str, Value> = examples
        .map(|(name, schema)| (name.as_str(), schema.get("example").unwrap_or_else(|| panic!("{name}")).clone()))
        .collect();
    examples! { examples:
        Greeting ProductId UserId OrderId Money Category PageNumber PageSize TotalCount Product ProductPage CategoryList
        CategoryCount Sid Password Username Email Token User Registration Login UserPatch Session IdempotencyKey NewOrder
        OrderLines OrderLine Quantity OrderItem Order OrderPage Error Violation
    }
    assert!(examples.is_empty(), "not looked at: {examples:?}");
}
