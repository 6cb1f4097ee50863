use serde_json::{Value, json};

use super::{SchemaSet, Schemas};
use crate::decode::{Pointer, Violations};

/// The schemas of an object, `T` the one that is asked for.
fn compiled(schemas: &Value) -> Result<SchemaSet, String> {
    SchemaSet::compile(schemas.as_object().cloned().unwrap_or_default())
}

fn reasons_in(mut violations: Violations, schemas: &Value, value: &Value) -> Vec<String> {
    let set = compiled(schemas).expect("the schemas are right");
    set.check("T", value, &Pointer::Body, &mut violations);
    let reason = |one: crate::Violation| format!("{} {}", one.pointer.unwrap_or_default(), one.reason);
    violations.into_vec().into_iter().map(reason).collect()
}

#[allow(clippy::needless_pass_by_value)] // what `json!` makes is handed over as it is
fn reasons(schema: Value, value: Value) -> Vec<String> {
    reasons_in(Violations::default(), &json!({ "T": schema }), &value)
}

#[test]
fn each_rule_has_its_words() {
    let cases = [
        (json!({"type": "string"}), json!(1), " must be a string, not an integer"),
        (
            json!({"type": ["string", "integer", "null"]}),
            json!(0.5),
            " must be a string, an integer or null, not a number",
        ),
        (json!({"type": "integer"}), json!(0.5), " must be an integer, not a number"),
        (json!({"type": "integer"}), json!(1.0), " must be an integer, not a number"),
        (json!({"enum": ["a", "b"]}), json!("c"), " must be one of `a` `b`"),
        (json!({"enum": [1, "b"]}), json!("c"), " must be one of the allowed values"),
        (json!({"minLength": 2}), json!("c"), " must have at least 2 characters"),
        (json!({"pattern": "^a"}), json!("c"), " must match ^a"),
        (json!({"format": "uuid"}), json!("c"), " must be a UUID (RFC 9562)"),
        (json!({"format": "int32"}), json!(2_147_483_648_u32), " must fit into 32 bits"),
        (json!({"format": "int64"}), json!(u64::MAX), " must fit into 64 bits"),
        (json!({"format": "int8"}), json!(128), " must fit into 8 bits"),
        (json!({"format": "int16"}), json!(-32_769), " must fit into 16 bits"),
        (json!({"format": "uint8"}), json!(-1), " must fit into 8 bits"),
        (json!({"format": "uint64"}), json!(-1), " must fit into 64 bits"),
        (json!({"format": "uint64"}), json!(2e19), " must fit into 64 bits"),
        (json!({"format": "int64"}), json!(1e300), " must fit into 64 bits"),
        (json!({"minimum": 1}), json!(0), " must be at least 1"),
        (json!({"minimum": 1, "exclusiveMinimum": true}), json!(1), " must be above 1"),
        (json!({"exclusiveMaximum": 1}), json!(1), " must be below 1"),
        (json!({"minimum": 1, "exclusiveMinimum": 0}), json!(0.5), " must be at least 1"),
        (json!({"multipleOf": 2}), json!(3), " must be a multiple of 2"),
        (json!({"minItems": 1}), json!([]), " must have at least 1 item"),
        (json!({"maxItems": 0, "items": {"type": "string"}}), json!([1]), " must have at most 0 items"),
        (json!({"uniqueItems": true}), json!([1, 1.0]), "/1 is in the array already"),
        (json!({"items": {"type": "string"}}), json!(["", 1]), "/1 must be a string, not an integer"),
        (json!({"items": [{}], "additionalItems": false}), json!([1, 2]), " must have at most 1 item"),
        (json!({"maxProperties": 0}), json!({"a": 1}), " must have at most 0 members"),
        (json!({"required": ["a"]}), json!({}), "/a is required"),
        (json!({"dependencies": {"a": ["b"]}}), json!({"a": 1}), "/b is required"),
        (json!({"dependencies": {"a": {"minProperties": 2}}}), json!({"a": 1}), " must have at least 2 members"),
        (json!({"additionalProperties": false}), json!({"a": 1}), "/a is not a known member"),
        (json!({"additionalProperties": {"type": "null"}}), json!({"a": 1}), "/a must be null, not an integer"),
        (json!({"patternProperties": {"^a": {"type": "null"}}}), json!({"a": 1}), "/a must be null, not an integer"),
        (json!({"not": {"type": "null"}}), json!(null), " must not match the excluded schema"),
        (json!({"oneOf": [{"minimum": 1}, {"minimum": 0}]}), json!(1), " must match only one of the allowed schemas"),
        (json!({"anyOf": [{"minimum": 1}, {"maximum": -1}]}), json!(0), " must match one of the allowed schemas"),
    ];
    for (schema, value, reason) in cases {
        assert_eq!(reasons(schema.clone(), value), [reason], "{schema}");
    }
}

#[test]
fn rules_leave_other_types_alone() {
    let all = json!({
        "minLength": 9, "pattern": "^$", "minimum": 9, "multipleOf": 9, "minItems": 9, "items": {"type": "null"},
        "minProperties": 9, "required": ["a"], "additionalProperties": false, "format": "uuid"
    });
    assert_eq!(reasons(all.clone(), json!(true)), [""; 0]);
    assert_eq!(reasons(all.clone(), json!(null)), [""; 0]);
    assert_eq!(reasons(all, json!([])), [" must have at least 9 items"]);
}

#[test]
fn everything_is_said_at_once_and_once() {
    let schema = json!({
        "allOf": [{"$ref": "#/components/schemas/Named"}, {"$ref": "#/components/schemas/Named"}, {"required": ["name"]}],
        "properties": {"age": {"type": "integer"}}
    });
    let named = json!({"required": ["name"], "properties": {"tags": {"items": {"maxLength": 1}}}});
    let value = json!({"age": "", "tags": ["ab", "a", "cd"]});
    assert_eq!(
        reasons_in(Violations::default(), &json!({"T": schema, "Named": named}), &value),
        [
            "/age must be an integer, not a string",
            "/name is required",
            "/tags/0 must have at most 1 character",
            "/tags/2 must have at most 1 character",
        ]
    );
}

#[test]
fn the_close_alternative_is_explained() {
    let schema = json!({"anyOf": [{"type": "string"}, {"type": "object", "required": ["a", "b"]}]});
    assert_eq!(reasons(schema.clone(), json!({"b": 1})), ["/a is required"]);
    assert_eq!(reasons(schema, json!(1)), [" must match one of the allowed schemas"]);
}

#[test]
fn null_is_allowed_by_nullable() {
    assert_eq!(reasons(json!({"type": "string", "nullable": true, "enum": ["a"]}), json!(null)), [""; 0]);
    assert_eq!(reasons(json!({"nullable": true, "allOf": [{"type": "string"}]}), json!(null)), [""; 0]);
    assert_eq!(reasons(json!({"type": "string"}), json!(null)), [" must be a string, not null"]);
}

#[test]
fn a_discriminator_decides() {
    let schemas = json!({
        "T": {
            "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
            "discriminator": {"propertyName": "kind", "mapping": {"dog": "#/components/schemas/Dog"}}
        },
        "Cat": {"type": "object", "required": ["lives"]},
        "Dog": {"type": "object", "required": ["bark"]}
    });
    let reasons = |value| reasons_in(Violations::default(), &schemas, &value);
    assert_eq!(reasons(json!({"kind": "Cat", "lives": 9, "bark": ""})), [""; 0]);
    assert_eq!(reasons(json!({"kind": "dog", "lives": 9})), ["/bark is required"]);
    assert_eq!(reasons(json!({"kind": "Dog", "bark": ""})), ["/kind must be one of `dog` `Cat`"]);
    assert_eq!(reasons(json!({"lives": 9})), ["/kind is required"]);
    assert_eq!(reasons(json!(1)), [" must be an object, not an integer"]);
}

#[test]
fn properties_of_one_direction() {
    let schemas = json!({
        "T": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"required": ["id", "secret", "name"]}]},
        "Base": {
            "properties": {
                "id": {"type": "integer", "readOnly": true}, "secret": {"type": "string", "writeOnly": true}, "name": {}
            },
            "additionalProperties": false
        }
    });
    let reasons = |violations, value: Value| reasons_in(violations, &schemas, &value);
    assert_eq!(
        reasons(Violations::for_request(), json!({"id": "unseen"})),
        ["/secret is required", "/name is required"]
    );
    assert_eq!(reasons(Violations::for_response(), json!({"secret": 1, "name": 1})), ["/id is required"]);
    assert_eq!(reasons(Violations::default(), json!({"name": 1})), [""; 0]);
    assert_eq!(reasons(Violations::default(), json!({"name": 1, "id": ""})), ["/id must be an integer, not a string"]);
}

#[test]
fn numbers_at_the_edges() {
    let large = json!({"minimum": 9_007_199_254_740_993_i64});
    assert_eq!(reasons(large.clone(), json!(9_007_199_254_740_993_i64)), [""; 0]);
    assert_eq!(reasons(large, json!(9_007_199_254_740_992_i64)), [" must be at least 9007199254740993"]);
    assert_eq!(reasons(json!({"multipleOf": 0.5}), json!(1e308)), [""; 0]);
    assert_eq!(reasons(json!({"multipleOf": 0.1}), json!(u64::MAX)), [""; 0]);
    assert_eq!(reasons(json!({"multipleOf": 1e-300}), json!(-1e300)).len(), 1);
    assert_eq!(reasons(json!({"maxLength": 1e30, "minimum": i64::MIN}), json!(i64::MIN)), [""; 0]);
    assert_eq!(reasons(json!({"type": "integer", "format": "int64"}), json!(-9_223_372_036_854_775_808.0)), [""; 0]);
    assert_eq!(reasons(json!({"enum": [0]}), json!(-0.0)), [""; 0]);
}

#[test]
fn what_is_wrong_in_a_schema_is_named() {
    let error = |schema: Value| compiled(&json!({ "T": schema })).map(|_| ()).expect_err("wrong");
    assert_eq!(error(json!({"$ref": "#/components/schemas/Other"})), "T: #/components/schemas/Other is not there");
    assert_eq!(error(json!({"items": {"minLength": -1}})), "T/items/minLength: must be a whole number, not negative");
    assert_eq!(error(json!({"type": "file"})), "T/type: must be the name of a type, or several");
    assert!(error(json!({"properties": {"a": {"pattern": "^("}}})).starts_with("T/properties/a: the pattern ^( is"));
    assert_eq!(error(json!({"multipleOf": 0, "oneOf": []})).lines().count(), 2);
    assert!(compiled(&json!({"T": {"required": true, "pattern": r"^\d\-\_$", "format": "any", "x-y": 1}})).is_ok());
}

#[test]
fn circles_end() {
    let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    for circle in [to("T"), json!({"allOf": [to("T")]}), json!({"anyOf": [to("T")], "not": to("U")}), to("U")] {
        let schemas = json!({"T": circle, "U": {"allOf": [to("T"), {"minimum": 1}]}});
        for value in [json!(0), json!([1]), json!({"a": {}})] {
            reasons_in(Violations::default(), &schemas, &value);
        }
    }
    // A base that lists what is derived from it.
    let schemas = json!({
        "T": {
            "required": ["kind"], "oneOf": [to("U")], "discriminator": {"propertyName": "kind"}
        },
        "U": {"allOf": [to("T"), {"required": ["a"]}]}
    });
    let reasons = |value| reasons_in(Violations::default(), &schemas, &value);
    assert_eq!(reasons(json!({"kind": "U", "a": 1})), [""; 0]);
    assert_eq!(reasons(json!({"kind": "U"})), ["/a is required"]);
    assert_eq!(reasons(json!({"a": 1})), ["/kind is required"]);
}

/// A value nested as deep as serde_json reads, built without recursion.
fn nested(open: &str, inner: &str, close: &str, depth: usize) -> Value {
    let text = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn alternatives_in_alternatives_are_not_tried_again_and_again() {
    let to = json!({"$ref": "#/components/schemas/T"});
    let part = json!({"properties": {"x": to}});
    for keyword in ["oneOf", "anyOf", "allOf"] {
        let schemas =
            json!({"T": {"type": "object", keyword: [part, part, {"properties": {"x": {"allOf": [to, to]}}}]}});
        for inner in ["{}", "1"] {
            reasons_in(Violations::default(), &schemas, &nested(r#"{"x":"#, inner, "}", 120));
        }
    }
}

#[test]
fn depth_is_bounded() {
    let to = json!({"$ref": "#/components/schemas/T"});
    let tree = json!({"T": {"oneOf": [{"type": "integer"}, {"allOf": [{"type": "array", "items": to}]}]}});
    assert_eq!(reasons_in(Violations::default(), &tree, &nested("[", "1", "]", 126)), [""; 0]);
    let wrong = reasons_in(Violations::default(), &tree, &nested("[", "null", "]", 126));
    assert_eq!(wrong, [format!("{} must match one of the allowed schemas", "/0".repeat(126))]);
    let mut schema = to;
    for _ in 0..6 {
        schema = json!({"allOf": [schema]});
    }
    let deep = json!({"T": {"items": schema}});
    assert_eq!(reasons_in(Violations::default(), &deep, &nested("[", "1", "]", 126)), [" is nested too deeply"]);
    let schema = nested(r#"{"not":"#, "{}", "}", 126);
    assert_eq!(reasons(schema, json!(1)), [""; 0]);
    let mut schema = json!({});
    for _ in 0..300 {
        schema = json!({ "not": schema });
    }
    assert!(compiled(&json!({ "T": schema })).is_err_and(|error| error.ends_with("is nested too deeply")));
}

#[test]
fn violations_stay_few() {
    let schema =
        json!({"items": {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "null"}}]}});
    let value = Value::Array(vec![json!({"a".repeat(500): 1}); 5_000]);
    let found = reasons(schema, value);
    assert_eq!(found.len(), 100);
    assert!(found.iter().all(|one| one.len() < 400));
}

#[test]
fn what_generated_code_states() {
    static SCHEMAS: Schemas = Schemas::new(&[
        ("Name", r##"{"type": "array", "items": {"$ref": "#/components/schemas/Part"}, "pattern": "("}"##),
        ("Part", r#"{"type": "string"}"#),
        ("Broken", "{"),
    ]);
    crate::verbatim_newtype! {
        /// Parts.
        Name, SCHEMAS, "Name"
    }
    let name = Name::try_from(json!(["a"])).expect("right");
    assert_eq!((name.as_value(), serde_json::to_value(&name).ok()), (&json!(["a"]), Some(json!(["a"]))));
    assert_eq!(name.into_inner(), json!(["a"]));
    let error = serde_json::from_value::<Name>(json!(["a", 1])).expect_err("wrong").to_string();
    assert_eq!(error, "/1: must be a string, not an integer");
    let mut violations = Violations::default();
    SCHEMAS.check("Broken", &json!(1), &Pointer::Body, &mut violations);
    SCHEMAS.check("Unknown", &json!(1), &Pointer::Body, &mut violations);
    assert!(violations.is_empty());
    SCHEMAS.check("Name", &json!([1]), &Pointer::Parameter("parts"), &mut violations);
    let found = violations.into_vec();
    assert_eq!((found[0].parameter.as_deref(), found[0].pointer.as_deref()), (Some("parts"), Some("/0")));
}
