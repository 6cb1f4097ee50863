//! Which of several schemas a value is of: `oneOf`, `anyOf`, `discriminator` (OpenAPI 3.0.3, sections 4.7.24.1 and 4.7.25).

use serde_json::Value;

use crate::decode::{Pointer, Violations, expected};

/// One of the schemas, tried on a value.
type Attempt<T> = fn(Value, &Pointer<'_>, &mut Violations) -> Option<T>;

/// The first of `attempts` that `value` matches; with `exactly_one`, no other may match. `None` after a violation.
///
/// When the value is of the right type for a single one of them, that one's violations are reported.
pub fn choose<T>(
    value: &Value,
    at: &Pointer<'_>,
    violations: &mut Violations,
    exactly_one: bool,
    attempts: &[Attempt<T>],
) -> Option<T> {
    let mut chosen = None;
    let mut close: Vec<Violations> = Vec::new();
    for attempt in attempts {
        let mut found = Violations::default();
        match attempt(value.clone(), at, &mut found) {
            Some(_) if chosen.is_some() => {
                violations.push(at, "must match only one of the allowed schemas");
                return None;
            }
            Some(matched) if !exactly_one => return Some(matched),
            Some(matched) => chosen = Some(matched),
            None if !found.is_about(at) => close.push(found),
            None => {}
        }
    }
    if chosen.is_none() {
        match <[Violations; 1]>::try_from(close) {
            Ok([only]) => violations.append(only),
            Err(_none_or_several) => violations.push(at, "must match one of the allowed schemas"),
        }
    }
    chosen
}

/// The text of the property that tells which schema a value is of. `None` after a violation.
pub fn discriminator(value: &Value, property: &str, at: &Pointer<'_>, violations: &mut Violations) -> Option<String> {
    let Value::Object(members) = value else {
        return expected("an object", value, at, violations);
    };
    let text = members.get(property).and_then(Value::as_str);
    if text.is_none() {
        let reason = if members.contains_key(property) { "must be a string" } else { "is required" };
        violations.push(&Pointer::Member(at, property), reason);
    }
    text.map(str::to_owned)
}
