//! Dropshot's own description of what it serves, as a witness: it must say what the document says, but for a short list of
//! declared losses. A test, and nothing else.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Value, json};
use store_api::server::{DOCUMENT, api_description};

use crate::store::Store;

/// What Dropshot's description cannot say, and why that is no harm: the source document is what is served.
///
/// - `responses` other than the success: it has one error type for every 4XX and 5XX.
/// - `headers` of responses: they are written by the adapter, past Dropshot's types.
/// - `description` of a response: Dropshot has its own.
/// - `security`: Dropshot knows none; the adapter's trait makes it impossible to leave out.
/// - `example`, `default` and `servers`, `info.license`: it has no place for them.
/// - `description` beside `$ref`: it is put into `allOf`.
static SOURCE: LazyLock<Value> = LazyLock::new(|| serde_json::from_slice(DOCUMENT.json).expect("the document is JSON"));

fn witness() -> Value {
    let description = api_description::<Store>().expect("Dropshot takes every operation");
    description.openapi("Tuckshop", "1.0.0".parse().expect("a version")).json().expect("Dropshot describes itself")
}

#[test]
fn dropshot_serves_exactly_the_documents_operations() {
    assert_eq!(operations(&witness()), operations(&SOURCE));
}

#[test]
fn the_schemas_lose_nothing() {
    assert_eq!(schemas(&witness()), schemas(&SOURCE));
}

#[test]
fn the_comparison_notices_a_change() {
    let changes = [
        ("/paths/~1orders/post/operationId", json!("buy")),
        ("/paths/~1orders/post/summary", json!("Buy.")),
        ("/paths/~1products~1{product_id}/get/parameters/0/required", json!(false)),
        ("/paths/~1orders/post/parameters/0/in", json!("query")),
        ("/paths/~1orders/post/requestBody/content/application~1json/schema/$ref", json!("#/components/schemas/Order")),
        (
            "/paths/~1orders/post/responses/201/content/application~1json/schema/$ref",
            json!("#/components/schemas/User"),
        ),
        ("/paths/~1products/get/parameters/0/schema/$ref", json!("#/components/schemas/Sid")),
        ("/components/schemas/Sid/maxLength", json!(33)),
        ("/components/schemas/Sid/pattern", json!(".*")),
        ("/components/schemas/Quantity/maximum", json!(4)),
        ("/components/schemas/OrderLines/maxItems", json!(21)),
        ("/components/schemas/Registration/required", json!(["sid"])),
        ("/components/schemas/Registration/additionalProperties", json!(true)),
        ("/components/schemas/User/properties/username/nullable", json!(false)),
        ("/components/schemas/OrderStatus/enum", json!(["placed"])),
        ("/components/schemas/Product/properties/created_at/format", json!("date")),
    ];
    let witness = witness();
    for (pointer, value) in changes {
        let mut changed = SOURCE.clone();
        *changed.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is there")) = value;
        let noticed = operations(&witness) != operations(&changed) || schemas(&witness) != schemas(&changed);
        assert!(noticed, "{pointer}");
    }
}

/// `Error` is Dropshot's own, and nothing but `Error` refers to `Violation`.
fn schemas(document: &Value) -> BTreeMap<&String, Value> {
    let schemas = document["components"]["schemas"].as_object().expect("schemas");
    let ours = schemas.iter().filter(|(name, _)| !["Error", "Violation"].contains(&name.as_str()));
    ours.map(|(name, schema)| (name, normal(schema))).collect()
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

/// What both can say of an operation.
fn operations(document: &Value) -> BTreeMap<String, Value> {
    let mut operations = BTreeMap::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("a path item") {
            let mut parameters: Vec<Value> =
                operation["parameters"].as_array().into_iter().flatten().map(parameter).collect();
            parameters.sort_by_key(|one| one["name"].to_string());
            let responses = operation["responses"].as_object().expect("responses");
            let success: BTreeMap<_, _> = responses
                .iter()
                .filter(|(status, _)| status.starts_with('2'))
                .map(|(status, response)| (status, normal(&response["content"]["application/json"]["schema"])))
                .collect();
            let said = json!({
                "operationId": operation["operationId"],
                "summary": operation["summary"],
                "description": operation["description"],
                "tags": operation["tags"],
                "parameters": parameters,
                "body": normal(&operation["requestBody"]["content"]["application/json"]["schema"]),
                "body required": operation["requestBody"]["required"],
                "success": success,
            });
            operations.insert(format!("{method} {path}"), said);
        }
    }
    operations
}

fn parameter(parameter: &Value) -> Value {
    let target = parameter["$ref"].as_str().and_then(|reference| SOURCE.pointer(reference.trim_start_matches('#')));
    let parameter = target.unwrap_or(parameter);
    json!({
        "name": parameter["name"],
        "in": parameter["in"],
        "required": parameter["required"].as_bool().unwrap_or_default(),
        "description": parameter["description"],
        "schema": normal(&parameter["schema"]),
    })
}

/// Without what Dropshot has no place for, and without the wrapper that a described reference gets.
fn normal(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            if let Some([only]) = members.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
                return normal(only);
            }
            let kept = members.iter().filter(|(key, value)| {
                !["example", "default"].contains(&key.as_str()) && **value != json!(false)
                    || key.as_str() == "additionalProperties"
            });
            let kept: BTreeMap<_, _> = kept.map(|(key, value)| (key.clone(), normal(value))).collect();
            json!(kept)
        }
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let mut sorted: Vec<_> = items.iter().filter_map(Value::as_str).collect();
            sorted.sort_unstable();
            json!(sorted)
        }
        Value::Array(items) => items.iter().map(normal).collect(),
        Value::Number(number) => json!(number.as_f64()),
        other => other.clone(),
    }
}
