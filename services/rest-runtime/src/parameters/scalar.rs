//! From one text to JSON.

use serde_json::{Number, Value};

use super::Shape;
use super::text::unescape;
use crate::{Pointer, Violations};

/// The violation of an array or an object where its style writes text only.
const NESTED: &str = "has a part that its style cannot write";

/// How the text of one value is read: whether `+` is a space, and whether spaces around an item belong to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    pub(super) plus_is_space: bool,
    pub(super) trim: bool,
}

impl Text {
    pub(super) fn read(self, raw: &str, at: &Pointer<'_>, violations: &mut Violations) -> Option<String> {
        let text = unescape(if self.trim { raw.trim_ascii() } else { raw }, self.plus_is_space);
        text.or_else(|| refuse("must be UTF-8", at, violations))
    }

    pub(super) fn scalar(
        self,
        raw: &str,
        shape: &Shape,
        at: &Pointer<'_>,
        violations: &mut Violations,
    ) -> Option<Value> {
        scalar(self.read(raw, at, violations)?, shape, at, violations)
    }
}

/// The JSON of a text; a violation where the shape is of an array or an object.
pub(crate) fn scalar(text: String, shape: &Shape, at: &Pointer<'_>, violations: &mut Violations) -> Option<Value> {
    let typed = match shape {
        Shape::Text => None,
        Shape::Integer => integer(&text),
        Shape::Number => number(&text),
        Shape::Boolean => boolean(&text),
        Shape::Any => number(&text).or_else(|| boolean(&text)),
        Shape::Array(_) | Shape::Object(..) => return refuse(NESTED, at, violations),
    };
    Some(typed.unwrap_or(Value::String(text)))
}

fn integer(text: &str) -> Option<Value> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let signed = || text.parse::<i64>().ok().map(Value::from);
    let unsigned = || text.parse::<u64>().ok().map(Value::from);
    if is_plain { signed().or_else(unsigned) } else { None }
}

fn number(text: &str) -> Option<Value> {
    // JSON may have spaces around a number; a parameter may not.
    let is_bare = text.trim_ascii().len() == text.len();
    let number = if is_bare { serde_json::from_str::<Number>(text).ok()? } else { return None };
    // What serde_json reads of a long fraction may be off in the last bit.
    let exact = || text.parse().ok().and_then(Number::from_f64);
    Some(Value::Number(if number.is_f64() { exact()? } else { number }))
}

fn boolean(text: &str) -> Option<Value> {
    text.parse().ok().map(Value::Bool)
}

/// A value from JSON text; `None` after a violation.
pub(crate) fn json(text: &str, at: &Pointer<'_>, violations: &mut Violations) -> Option<Value> {
    match serde_json::from_str(text) {
        Ok(value) => Some(value),
        Err(_not_json) => refuse("must be JSON", at, violations),
    }
}

/// A violation.
pub(super) fn refuse<V>(reason: &str, at: &Pointer<'_>, violations: &mut Violations) -> Option<V> {
    violations.push(at, reason);
    None
}
