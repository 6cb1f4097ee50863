//! Schemas there and back: through schemars, and through Dropshot's own description.

use std::sync::OnceLock;

use dropshot::{ApiDescription, ApiEndpoint, ApiEndpointVersions, HttpError, HttpResponseOk, Path, RequestContext};
use schemars::JsonSchema;
use schemars::r#gen::SchemaGenerator;
use schemars::schema::Schema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Reference, verbatim, verbatim_parameters};

/// What the type below is described by, so that one type does for all cases.
static CASES: OnceLock<String> = OnceLock::new();
const REFERENCES: [Reference; 1] = [(Named::schema_name, SchemaGenerator::subschema_for::<Named>)];

/// What schemas refer to.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Named")]
struct Named(String);

#[derive(Serialize)]
struct Cases {}

impl JsonSchema for Cases {
    fn schema_name() -> String {
        "Cases".to_owned()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        verbatim(generator, CASES.get().expect("set"), &REFERENCES)
    }
}

#[derive(Deserialize)]
struct Parameters {}

impl JsonSchema for Parameters {
    fn schema_name() -> String {
        "Parameters".to_owned()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        verbatim_parameters(generator, PARAMETERS, &REFERENCES)
    }
}

const PARAMETERS: &str = r##"{"type":"object","required":["a","b","c","d"],"properties":{
    "a":{"type":"integer","minimum":0,"exclusiveMinimum":true},
    "b":{"enum":["a",1],"description":"Either."},
    "c":{"allOf":[{"$ref":"#/components/schemas/Named"}],"description":"Named."},
    "d":{"anyOf":[{"type":"string"},{"type":"integer"}]}
}}"##;

async fn cases(_: RequestContext<()>, _: Path<Parameters>) -> Result<HttpResponseOk<Cases>, HttpError> {
    Err(HttpError::for_internal_error(String::new()))
}

fn described() -> Value {
    let mut description = ApiDescription::new();
    let endpoint = ApiEndpoint::new(
        "cases".to_owned(),
        cases,
        http::Method::GET,
        dropshot::CONTENT_TYPE_JSON,
        "/{a}/{b}/{c}/{d}",
        ApiEndpointVersions::All,
    );
    description.register(endpoint).expect("registered");
    description.openapi("Cases", "1.0.0".parse().expect("a version")).json().expect("described")
}

/// What Dropshot says as it was, and what it only says in the extension, with what stands in for it.
fn table() -> (Vec<Value>, Vec<(Value, Value)>) {
    let kept = vec![
        json!({}),
        json!({ "$ref": "#/components/schemas/Named" }),
        json!({ "description": "a", "title": "b", "default": null, "example": 1, "nullable": true, "deprecated": true }),
        json!({ "type": "string", "enum": ["a", null], "nullable": true, "format": "date", "pattern": "a", "minLength": 1 }),
        json!({ "type": "string", "format": "of our own", "readOnly": true, "x-ours": { "a": [1] } }),
        json!({ "type": "boolean", "enum": [true], "writeOnly": true }),
        json!({ "type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": i64::MAX, "multipleOf": 2 }),
        json!({ "type": "integer", "enum": [i64::MAX, i64::MIN, null], "format": "int64" }),
        json!({ "type": "number", "minimum": 0.5, "maximum": 1.5, "exclusiveMaximum": true, "enum": [1.5] }),
        json!({ "type": "array", "items": {}, "minItems": 1, "maxItems": 2, "uniqueItems": true }),
        json!({ "type": "object" }),
        json!({ "type": "object", "required": ["a"], "properties": { "a": { "type": "array", "items": { "type": "string" } } } }),
        json!({ "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 2 }),
        json!({ "type": "object", "additionalProperties": { "not": { "type": "string" } } }),
        json!({ "oneOf": [{ "type": "string" }, { "$ref": "#/components/schemas/Named" }], "nullable": true }),
        json!({ "type": "object", "allOf": [{ "type": "object" }], "oneOf": [{}], "not": { "type": "array", "items": {} } }),
        json!({ "type": "integer", "minimum": 1.5, "exclusiveMinimum": true, "anyOf": [{ "type": "integer", "maximum": 2 }] }),
        json!({ "type": "array", "allOf": [{ "type": "array", "items": {} }] }),
    ];
    let any = json!({});
    let replaced = vec![
        (json!({ "$ref": "#/components/schemas/Unknown" }), any.clone()),
        (json!({ "$ref": "#/components/schemas/Named", "description": "a" }), any.clone()),
        (json!({ "enum": ["a", 1] }), any.clone()),
        (json!({ "minLength": 1 }), any.clone()),
        (json!({ "properties": {} }), any.clone()),
        (json!({ "type": "array" }), any.clone()),
        (json!({ "type": ["string", "integer"] }), any.clone()),
        (json!({ "type": "null" }), any.clone()),
        (json!({ "allOf": [{}], "anyOf": [{}] }), any.clone()),
        (json!({ "not": {}, "minimum": 1 }), any.clone()),
        (json!({ "allOf": [] }), any.clone()),
        (json!({ "type": "array", "items": [{}] }), any.clone()),
        (json!({ "type": "object", "enum": [{}] }), any.clone()),
        (json!({ "type": "object", "discriminator": { "propertyName": "a" } }), any.clone()),
        (json!({ "type": "object", "patternProperties": {} }), any),
        (json!({ "type": "string", "minimum": 1 }), json!({ "type": "string" })),
        (json!({ "type": "string", "enum": [] }), json!({ "type": "string" })),
        (json!({ "type": "string", "enum": [1] }), json!({ "type": "string" })),
        (json!({ "type": "string", "maxLength": u64::MAX }), json!({ "type": "string" })),
        (json!({ "type": "string", "xml": { "name": "a" } }), json!({ "type": "string" })),
        (json!({ "type": "boolean", "format": "a" }), json!({ "type": "boolean" })),
        (json!({ "type": "integer", "minimum": 1.5 }), json!({ "type": "integer" })),
        (json!({ "type": "integer", "maximum": u64::MAX }), json!({ "type": "integer" })),
        (json!({ "type": "integer", "maximum": 9_007_199_254_740_993_i64 }), json!({ "type": "integer" })),
        (json!({ "type": "integer", "maximum": 1e300 }), json!({ "type": "integer" })),
        (json!({ "type": "integer", "enum": [u64::MAX] }), json!({ "type": "integer" })),
        (json!({ "type": "integer", "exclusiveMinimum": true }), json!({ "type": "integer" })),
        (json!({ "type": "integer", "exclusiveMinimum": 1 }), json!({ "type": "integer" })),
        (json!({ "type": "number", "enum": [9_007_199_254_740_993_i64] }), json!({ "type": "number" })),
    ];
    (kept, replaced)
}

/// Whether two values are the same JSON, by the values of numbers.
fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            left == right || ((left.is_f64() || right.is_f64()) && left.as_f64() == right.as_f64())
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(name, left)| right.get(name).is_some_and(|right| is_same(left, right)))
        }
        _ => left == right,
    }
}

#[test]
fn dropshot_describes_schemas_word_for_word_or_has_the_original_beside_it() {
    let (kept, replaced) = table();
    let mut properties = serde_json::Map::new();
    for (index, schema) in kept.iter().chain(replaced.iter().map(|(original, _)| original)).enumerate() {
        properties.insert(format!("p{index:02}"), schema.clone());
    }
    let source = json!({ "type": "object", "properties": properties });
    CASES.set(source.to_string()).expect("once");

    let document = described();
    let found = &document["components"]["schemas"]["Cases"]["properties"];
    for (index, expected) in kept.iter().enumerate() {
        let found = &found[format!("p{index:02}")];
        assert!(is_same(found, expected), "{found} for {expected}");
    }
    for (index, (original, instead)) in replaced.iter().enumerate() {
        let found = &found[format!("p{:02}", index + kept.len())];
        let mut expected = instead.clone();
        expected["x-openapi-schema"] = original.clone();
        assert_eq!(found, &expected);
    }

    let parameters = document["paths"]["/{a}/{b}/{c}/{d}"]["get"]["parameters"].as_array().expect("parameters");
    let found: Vec<&Value> = parameters.iter().map(|parameter| &parameter["schema"]).collect();
    assert_eq!(
        found,
        [
            &json!({ "type": "integer", "minimum": 0, "exclusiveMinimum": true }),
            &json!({ "type": "string", "x-openapi-schema": { "enum": ["a", 1], "description": "Either." } }),
            &json!({ "$ref": "#/components/schemas/Named" }),
            &json!({ "type": "string", "x-openapi-schema": { "anyOf": [{ "type": "string" }, { "type": "integer" }] } }),
        ]
    );
    assert_eq!(parameters[1]["description"], "Either.");
    assert_eq!(parameters[2]["description"], "Named.");
}

#[test]
fn nothing_that_it_is_given_makes_it_panic() {
    let deep = format!("{}{{}}{}", r#"{"not":"#.repeat(300), "}".repeat(300));
    for text in ["", "[]", "1", r#"{"properties":1}"#, r#"{"type":"object","properties":[]}"#, deep.as_str()] {
        let mut generator = SchemaGenerator::default();
        let Schema::Object(schema) = verbatim(&mut generator, text, &[]) else { panic!("an object") };
        assert_eq!(schema.extensions.len(), 1, "{text}");
        verbatim_parameters(&mut generator, text, &[]);
    }
}
