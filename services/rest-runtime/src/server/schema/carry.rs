//! What of an OpenAPI 3.0 schema Dropshot can describe: the way there is through schemars (JSON Schema draft 7), and back
//! through `schema_util.rs` of Dropshot 0.18, which leaves out what it does not know and panics at what it does not like.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// The extension that holds a schema as it was.
pub(super) const ORIGINAL: &str = "x-openapi-schema";

const NUMBERS: [&str; 7] =
    ["enum", "format", "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
const COMBINATORS: [&str; 4] = ["allOf", "anyOf", "oneOf", "not"];

/// The schema in schemars' form, or one that allows more and has the original beside it. `names` are the references to
/// components by their names.
pub(super) fn carry(schema: &Value, names: &BTreeMap<String, String>) -> Value {
    carried(schema, names).unwrap_or_else(|| {
        let mut instead = json!({ ORIGINAL: schema });
        if let Some(scalar @ ("boolean" | "integer" | "number" | "string")) = schema.get("type").and_then(Value::as_str)
        {
            instead["type"] = scalar.into();
        }
        instead
    })
}

/// None when not all of it can be carried, apart from the schemas inside.
fn carried(schema: &Value, names: &BTreeMap<String, String>) -> Option<Value> {
    let members = schema.as_object()?;
    if let Some(reference) = members.get("$ref") {
        let name = reference.as_str()?.strip_prefix("#/components/schemas/")?;
        return (members.len() == 1).then_some(json!({ "$ref": names.get(name)? }));
    }
    let form = Form::of(members)?;
    let mut result = Map::new();
    for (keyword, value) in members {
        if !(is_annotation(keyword) || form.knows(keyword)) || !fits(keyword, value, &form) {
            return None;
        }
        let value = match (keyword.as_str(), value) {
            ("items" | "not", _) | ("additionalProperties", Value::Object(_)) => carry(value, names),
            ("allOf" | "anyOf" | "oneOf", Value::Array(all)) => all.iter().map(|one| carry(one, names)).collect(),
            ("properties", Value::Object(all)) => {
                let carried = all.iter().map(|(name, one)| (name.clone(), carry(one, names)));
                Value::Object(carried.collect())
            }
            _ => value.clone(),
        };
        result.insert(keyword.clone(), value);
    }
    // What is a remark on the bound here is the bound itself there.
    for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        if let Some(Value::Bool(true)) = result.remove(exclusive) {
            let bound = result.remove(bound)?;
            result.insert(exclusive.to_owned(), bound);
        }
    }
    Some(Value::Object(result))
}

/// Which of Dropshot's ways a schema goes.
struct Form<'a> {
    kind: Option<&'a str>,
    combined: bool,
}

impl<'a> Form<'a> {
    /// None for a schema that none of them takes.
    fn of(members: &'a Map<String, Value>) -> Option<Self> {
        let combinators = COMBINATORS.iter().filter(|keyword| members.contains_key(**keyword)).count();
        let kind = match members.get("type") {
            None => None,
            Some(Value::String(kind)) => Some(kind.as_str()),
            Some(_) => return None,
        };
        let known = match kind {
            None => combinators <= 1,
            Some("array") => combinators > 0 || members.contains_key("items"),
            Some("boolean" | "integer" | "number" | "object" | "string") => true,
            Some(_) => false,
        };
        known.then_some(Self { kind, combined: combinators > 0 })
    }

    /// Whether a rule survives.
    fn knows(&self, keyword: &str) -> bool {
        let texts = ["enum", "format", "pattern", "minLength", "maxLength"].contains(&keyword);
        let numbers = NUMBERS.contains(&keyword);
        let items = ["items", "minItems", "maxItems", "uniqueItems"].contains(&keyword);
        let members = ["properties", "required", "additionalProperties", "minProperties", "maxProperties"];
        let members = members.contains(&keyword);
        let combinators = COMBINATORS.contains(&keyword);
        match (self.kind, self.combined) {
            (Some(_), _) if keyword == "type" => true,
            (Some(_), true) => texts || numbers || items || members || combinators,
            (None, combined) => combined && combinators,
            (Some("boolean"), false) => keyword == "enum",
            (Some("string"), false) => texts,
            (Some("object"), false) => members,
            (Some("array"), false) => items,
            (Some(_), false) => numbers,
        }
    }
}

fn is_annotation(keyword: &str) -> bool {
    let known = ["title", "description", "default", "example", "nullable", "deprecated", "readOnly", "writeOnly"];
    known.contains(&keyword) || keyword.starts_with("x-")
}

/// Whether a keyword's value is of the type that it has on the way.
fn fits(keyword: &str, value: &Value, form: &Form<'_>) -> bool {
    match keyword {
        "title" | "description" | "format" | "pattern" => value.is_string(),
        "nullable" | "deprecated" | "readOnly" | "writeOnly" | "uniqueItems" | "exclusiveMinimum"
        | "exclusiveMaximum" => value.is_boolean(),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
            value.as_u64().is_some_and(|count| u32::try_from(count).is_ok())
        }
        "multipleOf" | "minimum" | "maximum" => is_kept(value, form.kind == Some("integer") && !form.combined),
        "required" => value.as_array().is_some_and(|names| names.iter().all(Value::is_string)),
        "items" | "not" | "properties" => value.is_object(),
        "additionalProperties" => value.is_boolean() || value.is_object(),
        "allOf" | "anyOf" | "oneOf" => value.as_array().is_some_and(|all| !all.is_empty()),
        "enum" => value.as_array().is_some_and(|values| {
            let one = |value: &Value| match form.kind {
                _ if form.combined => true,
                Some("boolean") => value.is_boolean(),
                Some("integer") => value.as_i64().is_some(),
                Some("number") => is_kept(value, false),
                _ => value.is_string(),
            };
            !values.is_empty() && values.iter().all(|value| value.is_null() || one(value))
        }),
        _ => true,
    }
}

/// Whether a bound is the same number afterwards: it becomes floating point, and that of an integer a 64-bit one then.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::float_cmp)] // that is what is asked
fn is_kept(value: &Value, integer: bool) -> bool {
    let Some(float) = value.as_f64() else { return false };
    let same = match (value.as_i64(), value.as_u64()) {
        // Dropshot's cast saturates, so that the highest integer stays what it is.
        (Some(exact), _) if integer => float as i64 == exact,
        (Some(exact), _) => float as i128 == i128::from(exact),
        (None, Some(exact)) => float as i128 == i128::from(exact),
        (None, None) => true,
    };
    same && (!integer || (float as i64) as f64 == float)
}
