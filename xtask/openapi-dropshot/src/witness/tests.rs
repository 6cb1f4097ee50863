use serde_json::json;

use super::*;

fn document(operation: &Json) -> Json {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "T", "version": "1" },
        "paths": { "/a/{b}": { "get": operation } },
        "components": {
            "schemas": { "Id": { "type": "string" }, "Error": { "type": "object", "required": ["code"] } },
            "parameters": { "Limit": { "name": "limit", "in": "query", "schema": { "type": "integer" } } }
        }
    })
}

fn operation(parameter: &Json) -> Json {
    json!({
        "operationId": "get",
        "parameters": [{ "name": "b", "in": "path", "required": true, "schema": { "$ref": "#/components/schemas/Id" } }, parameter],
        "responses": { "200": { "description": "", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Id" } } } } }
    })
}

fn drift(found: Vec<Difference>) -> Vec<String> {
    found.into_iter().filter(|one| one.loss.is_none()).map(|one| one.to_string()).collect()
}

#[test]
fn what_means_the_same_is_the_same() {
    let limit = |schema: Json| json!({ "name": "limit", "in": "query", "schema": schema });
    for (source, told) in [
        (json!({ "type": "integer", "minimum": 1 }), json!({ "type": "integer", "minimum": 1.0, "nullable": false })),
        (
            json!({ "type": "number", "minimum": 1, "exclusiveMinimum": true }),
            json!({ "type": "number", "exclusiveMinimum": 1.0 }),
        ),
        (json!({ "enum": [1, null] }), json!({ "x-openapi-schema": { "enum": [null, 1] }, "type": "string" })),
        (json!({ "$ref": "#/components/schemas/Id" }), json!({ "allOf": [{ "$ref": "#/components/schemas/Id" }] })),
        (
            json!({ "type": "object", "required": ["b", "a"] }),
            json!({ "type": "object", "required": ["a", "b"], "properties": {} }),
        ),
    ] {
        let found =
            differences(&document(&operation(&limit(source.clone()))), &[document(&operation(&limit(told.clone())))]);
        assert_eq!(drift(found), [""; 0], "{source} {told}");
    }
}

#[test]
fn a_difference_has_its_place_in_the_document() {
    let told = document(&operation(&json!({ "name": "limit", "in": "query", "schema": { "type": "integer" } })));
    let source = document(&operation(&json!({ "$ref": "#/components/parameters/Limit" })));
    assert_eq!(drift(differences(&source, std::slice::from_ref(&told))), [""; 0]);
    let mut changed = source;
    changed["components"]["parameters"]["Limit"]["schema"]["maximum"] = json!(7);
    changed["components"]["schemas"]["Id"]["type"] = json!("integer");
    assert_eq!(
        drift(differences(&changed, std::slice::from_ref(&told))),
        [
            "/components/parameters/Limit/schema/maximum: the witness does not say 7",
            "/components/schemas/Id/type: the document says \"integer\", the witness \"string\"",
        ]
    );
    let found = drift(differences(&document(&json!({ "operationId": "other", "responses": {} })), &[told]));
    let beginnings = found.iter().map(|one| one.split(": ").next().unwrap_or_default()).collect::<Vec<_>>();
    // One operation less, and one more.
    assert_eq!(beginnings, ["/paths/~1a~1{b}/get", "/paths/~1a~1{b}/get"]);
}

#[test]
fn the_error_of_dropshot_is_not_that_of_the_document() {
    let source = document(&operation(&json!({ "$ref": "#/components/parameters/Limit" })));
    let mut told = source.clone();
    told["components"]["schemas"]["Error"] = json!({ "type": "object", "description": "Dropshot's own" });
    told["components"]["schemas"]["Error2"] = source["components"]["schemas"]["Error"].clone();
    let schema = json!({ "$ref": "#/components/schemas/Error" });
    told["components"]["responses"] =
        json!({ "Error": { "description": "Error", "content": { "application/json": { "schema": schema } } } });
    told["paths"]["/a/{b}"]["get"]["responses"]["4XX"] = json!({ "$ref": "#/components/responses/Error" });
    assert_eq!(drift(differences(&source, std::slice::from_ref(&told))), [""; 0]);
    told["components"]["schemas"]["Error2"]["required"] = json!([]);
    assert_eq!(drift(differences(&source, &[told])).len(), 1);
}

#[test]
fn what_was_left_out_is_told_by_the_contract() {
    let source = document(&operation(&json!({ "$ref": "#/components/parameters/Limit" })));
    let contract = json!({
        "info": source["info"], "components": { "schemas": { "Id": { "type": "string" } } },
        "x-left-out": { "operations": ["get"], "schemas": ["Error"] }
    });
    assert_eq!(drift(contract_differences(&source, &contract)), [""; 0]);
    let kept = without_left_out(&source, &contract);
    assert_eq!(kept["paths"]["/a/{b}"], json!({}));
    assert_eq!(kept["components"]["schemas"], json!({ "Id": { "type": "string" } }));
    let nothing = json!({ "info": source["info"], "components": {} });
    assert_eq!(drift(contract_differences(&source, &nothing)).len(), 3);
}
