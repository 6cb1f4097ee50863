//! Bodies that are forms: `application/x-www-form-urlencoded` here, `multipart/form-data` with the feature `http`
//! (OpenAPI 3.0.3, sections 4.7.14 and 4.7.15).

#[cfg(feature = "http")]
mod multipart;

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value};

#[cfg(feature = "http")]
pub use multipart::{MultipartWriter, Part, Parts};

use crate::parameters::{Pairs, Plan, Shape, Style, TOO_MANY, Target, from_pairs, write_pairs};
use crate::{Decode, Pointer, Violations};

/// How one property of a form is written (Encoding Object).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding {
    /// The property.
    pub name: &'static str,
    /// As of a query parameter.
    pub style: Style,
    /// As of a query parameter.
    pub explode: bool,
    /// Whether the text is JSON (`contentType: application/json`).
    pub json: bool,
}

/// The style of a property, whether it is exploded, and whether it is JSON.
fn encoding(encodings: &[Encoding], name: &str) -> (Style, bool, bool) {
    let found = encodings.iter().find(|encoding| encoding.name == name);
    found.map_or((Style::Form, true, false), |one| (one.style, one.explode, one.json))
}

/// A part that has to be there; `None` after a violation.
pub fn required<T>(part: Option<T>, name: &str, violations: &mut Violations) -> Option<T> {
    if part.is_none() {
        violations.push(&Pointer::Member(&Pointer::Body, name), "is required");
    }
    part
}

/// A value as JSON, to be written as a part.
///
/// # Errors
///
/// Says that it does not serialise.
pub fn to_value(value: &impl serde::Serialize) -> Result<Value, String> {
    serde_json::to_value(value).map_err(|error| format!("a part cannot be written: {error}"))
}

/// Read a form whose properties `shape` states; those without an encoding are exploded forms. `None` after a violation.
pub fn read_urlencoded<T: Decode>(
    bytes: &[u8],
    shape: &Shape,
    encodings: &[Encoding],
    violations: &mut Violations,
) -> Option<T> {
    let at = Pointer::Body;
    let value = match std::str::from_utf8(bytes).map(Pairs::query) {
        Ok(Some(pairs)) => value(&pairs, shape, encodings, &at, violations)?,
        Ok(None) => {
            violations.push(&at, TOO_MANY);
            return None;
        }
        Err(_not_utf8) => {
            violations.push(&at, "must be UTF-8");
            return None;
        }
    };
    T::decode(value, &at, violations)
}

fn value(
    pairs: &Pairs<'_>,
    shape: &Shape,
    encodings: &[Encoding],
    at: &Pointer<'_>,
    violations: &mut Violations,
) -> Option<Value> {
    let (properties, additional) = match shape {
        Shape::Object(properties, additional) => (*properties, *additional),
        _ => (&[] as &[_], Some(&Shape::Any)),
    };
    let names: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let mut members = Map::new();
    let mut is_whole = true;
    for (name, shape) in properties {
        let (style, explode, json) = encoding(encodings, name);
        let plan = Plan { name, style, explode, json, shape, others: &names };
        match from_pairs(&plan, pairs, &Pointer::Member(at, name), violations) {
            Some(Some(value)) => drop(members.insert((*name).to_owned(), value)),
            Some(None) => {}
            None => is_whole = false,
        }
    }
    // What no property has read. Names are grouped first, so that each is looked at once.
    let taken = taken(properties, encodings);
    let mut others: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, raw) in pairs.pairs.iter().filter(|(name, _)| !taken.has(name)) {
        others.entry(name).or_default().push(raw);
    }
    for (name, found) in others {
        let shape = additional.unwrap_or(&Shape::Text);
        let alone = pairs.only(name, found.into_iter());
        let is_repeated = alone.pairs.len() > 1;
        let shape = if is_repeated && *shape == Shape::Any { &Shape::Array(&Shape::Any) } else { shape };
        let plan = Plan { name, style: Style::Form, explode: true, json: false, shape, others: &[] };
        match from_pairs(&plan, &alone, at, violations) {
            Some(value) => members.extend(value.map(|value| (name.to_owned(), value))),
            None => is_whole = false,
        }
    }
    is_whole.then_some(Value::Object(members))
}

/// The names that properties read.
struct Taken {
    names: HashSet<&'static str>,
    /// Of `deepObject`: all that begin with the name and a bracket.
    deep: HashSet<&'static str>,
    /// Whether one of them takes all that is left.
    all: bool,
}

fn taken(properties: &'static [(&'static str, Shape)], encodings: &[Encoding]) -> Taken {
    let mut taken = Taken { names: HashSet::new(), deep: HashSet::new(), all: false };
    for (name, shape) in properties {
        taken.names.insert(name);
        match (encoding(encodings, name), shape) {
            ((_, _, true), _) => {}
            ((Style::DeepObject, ..), _) => drop(taken.deep.insert(name)),
            ((_, true, _), Shape::Object(inner, additional)) => {
                taken.names.extend(inner.iter().map(|(name, _)| *name));
                taken.all |= additional.is_some();
            }
            _ => {}
        }
    }
    taken
}

impl Taken {
    fn has(&self, name: &str) -> bool {
        let is_deep = || name.split_once('[').is_some_and(|(head, _)| self.deep.contains(head));
        self.all || self.names.contains(name) || is_deep()
    }
}

/// Write an object as a form; properties without an encoding are exploded forms. Null is left out.
pub fn write_urlencoded(value: &Value, encodings: &[Encoding]) -> String {
    let mut form = String::new();
    let mut target = Target { out: &mut form, separator: "&", allow_reserved: false };
    for (name, value) in value.as_object().into_iter().flatten() {
        let (style, explode, json) = encoding(encodings, name);
        write_pairs(name, style, explode, json, value, &mut target);
    }
    form
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SHAPE: Shape = Shape::Object(
        &[
            ("name", Shape::Text),
            ("count", Shape::Integer),
            ("tags", Shape::Array(&Shape::Text)),
            ("flat", Shape::Array(&Shape::Integer)),
            ("json", Shape::Object(&[], None)),
            ("list", Shape::Array(&Shape::Object(&[], None))),
            ("deep", Shape::Object(&[("a", Shape::Array(&Shape::Integer))], None)),
            ("inner", Shape::Object(&[("x", Shape::Integer), ("y", Shape::Integer)], None)),
        ],
        Some(&Shape::Any),
    );
    const ENCODINGS: &[Encoding] = &[
        Encoding { name: "flat", style: Style::PipeDelimited, explode: false, json: false },
        Encoding { name: "json", style: Style::Form, explode: true, json: true },
        Encoding { name: "list", style: Style::Form, explode: true, json: true },
        Encoding { name: "deep", style: Style::DeepObject, explode: true, json: false },
    ];

    fn read(bytes: &[u8], shape: &Shape) -> Result<Value, Vec<String>> {
        let mut violations = Violations::default();
        let read = read_urlencoded(bytes, shape, ENCODINGS, &mut violations);
        assert_eq!(read.is_some(), violations.is_empty());
        let shown = |one: crate::Violation| format!("{} {}", one.pointer.unwrap_or_default(), one.reason);
        read.ok_or_else(|| violations.into_vec().into_iter().map(shown).collect())
    }

    #[test]
    fn a_form_comes_back() {
        let form = json!({
            "name": "a&b=c +ü%41", "count": -3, "tags": ["", "a,b", "&"], "flat": [1, 2], "json": {"a": [null]},
            "list": [{"a": 1}, {}], "deep": {"a": [1, 2]}, "inner": {"x": 1, "y": 2}, "more": 1.5, "[": "]",
            "several": ["a", "b"],
        });
        let text = write_urlencoded(&form, ENCODINGS);
        assert_eq!(read(text.as_bytes(), &SHAPE), Ok(form), "{text}");
        assert_eq!(read(b"", &SHAPE), Ok(json!({})));
        assert_eq!(write_urlencoded(&json!({"a": null, "b": []}), &[]), "");
    }

    #[test]
    fn what_others_write() {
        assert_eq!(read(b"list={\"a\":1}&list={}&name", &SHAPE), Ok(json!({"list": [{"a": 1}, {}], "name": ""})));
        assert_eq!(read(b"a=1&b=x&a=2", &Shape::Any), Ok(json!({"a": [1, 2], "b": "x"})));
        assert_eq!(read(b"x=1", &Shape::Object(&[], None)), Ok(json!({"x": "1"})));
    }

    #[test]
    fn all_violations_at_their_members() {
        let text = b"name=1&name=2&count=%ff&json={&deep[a][5]=1&inner=x&list=%7B%7D&list=[";
        assert_eq!(
            read(text, &SHAPE),
            Err([
                "/name must be there once only",
                "/count must be UTF-8",
                "/json must be JSON",
                "/list/1 must be JSON",
                "/deep/a must have its items numbered from 0, without gaps",
            ]
            .map(str::to_owned)
            .to_vec())
        );
    }

    #[test]
    fn hostile_forms_are_bounded() {
        assert!(read(b"\xff\xfe", &SHAPE).is_err());
        assert!(read("a&".repeat(20_000).as_bytes(), &SHAPE).is_err());
        let many: String = (0..10_000).map(|index| format!("k{index}=%&")).collect();
        assert!(
            read(many.as_bytes(), &SHAPE).is_ok_and(|form| form.as_object().is_some_and(|form| form.len() == 10_000))
        );
        assert!(read(format!("json={}", "[".repeat(100_000)).as_bytes(), &SHAPE).is_err());
    }
}
