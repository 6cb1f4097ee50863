//! Which of several schemas a value is of: `oneOf`, `anyOf`, `discriminator` (OpenAPI 3.0.3, sections 4.7.24.1 and 4.7.25).

use serde_json::Value;

use crate::decode::{Pointer, Violations, expected};

/// One of the schemas, tried on a value.
type Attempt<T> = fn(Value, &Pointer<'_>, &mut Violations) -> Option<T>;

/// What came of an attempt.
pub(crate) enum Outcome<T, C> {
    /// The value matches.
    Match(T),
    /// The value is of the right type, and parts of it break rules.
    Close(C),
    /// The value itself breaks a rule.
    Far,
}

/// What came of all attempts.
pub(crate) enum Choice<T, C> {
    /// The schema that the value matches.
    Match(T),
    /// It matches none, and a single one is close.
    Close(C),
    /// It matches none.
    None,
    /// It matches several and may match only one.
    Several,
}

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
    let direction = violations.apart();
    let outcomes = attempts.iter().map(|attempt| {
        let mut found = direction.apart();
        match attempt(value.clone(), at, &mut found) {
            Some(matched) => Outcome::Match(matched),
            None if found.is_about(at) => Outcome::Far,
            None => Outcome::Close(found),
        }
    });
    match decide(exactly_one, outcomes) {
        Choice::Match(matched) => return Some(matched),
        Choice::Close(found) => violations.append(found),
        Choice::None => violations.push(at, NO_MATCH),
        Choice::Several => violations.push(at, SEVERAL_MATCHES),
    }
    None
}

pub(crate) const NO_MATCH: &str = "must match one of the allowed schemas";
pub(crate) const SEVERAL_MATCHES: &str = "must match only one of the allowed schemas";

/// The rule of `oneOf` (`exactly_one`) and of `anyOf`. No more is tried than needed.
pub(crate) fn decide<T, C>(exactly_one: bool, outcomes: impl Iterator<Item = Outcome<T, C>>) -> Choice<T, C> {
    let mut chosen = None;
    let mut close = Vec::new();
    for outcome in outcomes {
        match outcome {
            Outcome::Match(_) if chosen.is_some() => return Choice::Several,
            Outcome::Match(matched) if !exactly_one => return Choice::Match(matched),
            Outcome::Match(matched) => chosen = Some(matched),
            Outcome::Close(found) => close.push(found),
            Outcome::Far => {}
        }
    }
    match (chosen, <[C; 1]>::try_from(close)) {
        (Some(matched), _) => Choice::Match(matched),
        (None, Ok([only])) => Choice::Close(only),
        (None, Err(_none_or_several)) => Choice::None,
    }
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
