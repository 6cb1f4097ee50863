//! From text to JSON, by the style and the shape of a parameter.

use serde_json::{Map, Value};

use super::scalar::{Text, json, refuse};
use super::text::unescape_lossy;
use super::{Shape, Style, deep};
use crate::{Pointer, Violations};

/// How many `name=value` a query, a cookie or a form has at most.
const PAIRS: usize = 16_384;
/// The violation of having more.
pub(crate) const TOO_MANY: &str = "must not be among more than 16384 names";
const ONCE: &str = "must be there once only";

/// What is to be read: a parameter, or a property of a form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan<'a> {
    pub(crate) name: &'a str,
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) json: bool,
    pub(crate) shape: &'a Shape,
    pub(crate) others: &'a [&'a str],
}

/// The pairs of a query, a cookie or a form, in order: names decoded, values raw.
#[derive(Debug)]
pub(crate) struct Pairs<'a> {
    pub(crate) pairs: Vec<(String, &'a str)>,
    plus_is_space: bool,
}

impl<'a> Pairs<'a> {
    /// `a=b&c=d`. `None` when there are too many.
    pub(crate) fn query(raw: &'a str) -> Option<Self> {
        Self::collect(raw.split('&'), true)
    }

    /// `a=b; c=d`. `None` when there are too many.
    pub(crate) fn cookies(values: &[&'a str]) -> Option<Self> {
        Self::collect(values.iter().flat_map(|value| value.split(';')).map(str::trim_ascii), false)
    }

    fn collect(pieces: impl Iterator<Item = &'a str>, plus_is_space: bool) -> Option<Self> {
        let mut pairs = Vec::new();
        for piece in pieces.filter(|piece| !piece.is_empty()) {
            if pairs.len() == PAIRS {
                return None;
            }
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            pairs.push((unescape_lossy(name, plus_is_space), value));
        }
        Some(Self { pairs, plus_is_space })
    }

    /// Those of one name, which are known already.
    pub(crate) fn only(&self, name: &str, found: impl Iterator<Item = &'a str>) -> Self {
        Self { pairs: found.map(|raw| (name.to_owned(), raw)).collect(), plus_is_space: self.plus_is_space }
    }

    fn of<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'a str> + 's {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, raw)| *raw)
    }
}

/// The value of `plan` among pairs: `Some(None)` when absent, `None` after a violation.
pub(crate) fn from_pairs(
    plan: &Plan<'_>,
    pairs: &Pairs<'_>,
    at: &Pointer<'_>,
    violations: &mut Violations,
) -> Option<Option<Value>> {
    let text = Text { plus_is_space: pairs.plus_is_space, trim: false };
    let found: Vec<&str> = match (plan.style, plan.shape) {
        _ if plan.json => return from_json(plan, pairs.of(plan.name).collect(), text, at, violations),
        (Style::DeepObject, _) => return deep::read(plan, pairs, text, at, violations),
        (_, Shape::Object(properties, additional)) if plan.explode => {
            let is_taken = |name: &str| {
                let is_other = || {
                    let head = name.split_once('[').map_or(name, |(head, _)| head); // of a `deepObject`
                    plan.others.contains(&name) || plan.others.contains(&head)
                };
                properties.iter().any(|(property, _)| *property == name) || (additional.is_some() && !is_other())
            };
            let members = pairs.pairs.iter().filter(|(name, _)| is_taken(name)).map(|(name, raw)| (name.clone(), *raw));
            let mut members = members.peekable();
            return match members.peek() {
                Some(_) => object(members, plan.shape, text, at, violations).map(Some),
                None => Some(None),
            };
        }
        (_, Shape::Array(item)) if plan.explode => {
            let found: Vec<&str> = pairs.of(plan.name).collect();
            return if found.is_empty() { Some(None) } else { array(found, item, text, at, violations).map(Some) };
        }
        _ => pairs.of(plan.name).take(2).collect(),
    };
    let separators: &[&str] = match plan.style {
        Style::SpaceDelimited => &["%20", "+", " "],
        Style::PipeDelimited => &["|", "%7C", "%7c"],
        _ => &[","],
    };
    match found[..] {
        [] => Some(None),
        [raw] => delimited(raw, separators, false, plan.shape, text, at, violations).map(Some),
        _ => refuse(ONCE, at, violations),
    }
}

/// The value of `plan` in a segment of a path; `None` after a violation.
pub(super) fn from_segment(plan: &Plan<'_>, raw: &str, at: &Pointer<'_>, violations: &mut Violations) -> Option<Value> {
    let text = Text { plus_is_space: false, trim: false };
    let whole = |raw, separator, violations: &mut _| {
        delimited(raw, &[separator], plan.explode, plan.shape, text, at, violations)
    };
    match plan.style {
        _ if plan.json => from_json(plan, vec![raw], text, at, violations)?,
        Style::Label => match raw.strip_prefix('.') {
            Some(rest) => whole(rest, ".", violations),
            None => refuse("must begin with a dot", at, violations),
        },
        Style::Matrix => {
            let rest = raw.strip_prefix(';');
            let own = |piece: &str| {
                let (name, value) = piece.split_once('=').map_or((piece, None), |(name, value)| (name, Some(value)));
                (unescape_lossy(name, false) == plan.name).then(|| value.unwrap_or_default().to_owned())
            };
            match (plan.shape, rest) {
                (Shape::Object(..), rest) if plan.explode && (rest.is_some() || raw.is_empty()) => {
                    whole(rest.unwrap_or_default(), ";", violations)
                }
                (Shape::Array(item), Some(rest)) if plan.explode => match rest.split(';').map(own).collect() {
                    Some(found) => {
                        let found: Vec<String> = found;
                        array(found.iter().map(String::as_str).collect(), item, text, at, violations)
                    }
                    None => refuse("must begin with its name each time", at, violations),
                },
                (_, rest) => match rest.and_then(own) {
                    Some(value) => delimited(&value, &[","], false, plan.shape, text, at, violations),
                    None => refuse("must begin with a semicolon and its name", at, violations),
                },
            }
        }
        _ => whole(raw, ",", violations),
    }
}

/// The value of `plan` in the values of a header: `Some(None)` when there are none, `None` after a violation.
pub(super) fn from_values(
    plan: &Plan<'_>,
    values: &[&str],
    at: &Pointer<'_>,
    violations: &mut Violations,
) -> Option<Option<Value>> {
    let is_list = matches!(plan.shape, Shape::Array(_) | Shape::Object(..)) && !plan.json;
    match values {
        [] => Some(None),
        [_, _, ..] if !is_list => refuse(ONCE, at, violations),
        [raw, ..] if plan.json => match serde_json::from_str(raw) {
            Ok(value) => Some(Some(value)),
            Err(_not_json) => refuse("must be JSON", at, violations),
        },
        values => {
            let text = Text { plus_is_space: false, trim: true };
            delimited(&values.join(","), &[","], plan.explode, plan.shape, text, at, violations).map(Some)
        }
    }
}

/// JSON text; of an array either as a whole or item by item.
fn from_json(
    plan: &Plan<'_>,
    found: Vec<&str>,
    text: Text,
    at: &Pointer<'_>,
    violations: &mut Violations,
) -> Option<Option<Value>> {
    let is_array = matches!(plan.shape, Shape::Array(_));
    match found[..] {
        [] => Some(None),
        [raw] => {
            let value = json(&text.read(raw, at, violations)?, at, violations)?;
            Some(Some(if is_array && !value.is_array() { Value::Array(vec![value]) } else { value }))
        }
        _ if is_array => {
            let read = |(index, raw)| {
                let at = Pointer::Item(at, index);
                json(&text.read(raw, &at, violations)?, &at, violations)
            };
            gather(found.into_iter().enumerate().map(read)).map(|items| Some(Value::Array(items)))
        }
        _ => refuse(ONCE, at, violations),
    }
}

/// A value whose parts stand between separators; with `named`, members are `name=value`.
fn delimited(
    raw: &str,
    separators: &[&str],
    named: bool,
    shape: &Shape,
    text: Text,
    at: &Pointer<'_>,
    violations: &mut Violations,
) -> Option<Value> {
    match shape {
        Shape::Array(item) => array(split(raw, separators), item, text, at, violations),
        Shape::Object(..) if raw.is_empty() => Some(Value::Object(Map::new())),
        Shape::Object(..) => {
            let pieces = split(raw, separators);
            let name = |raw: &str| unescape_lossy(if text.trim { raw.trim_ascii() } else { raw }, text.plus_is_space);
            if named {
                let members = pieces.iter().map(|piece| piece.split_once('=').unwrap_or((piece, "")));
                object(members.map(|(key, raw)| (name(key), raw)), shape, text, at, violations)
            } else if pieces.len().is_multiple_of(2) {
                let members = pieces.chunks_exact(2).map(|pair| (name(pair[0]), pair[1]));
                object(members, shape, text, at, violations)
            } else {
                refuse("must be names and values in turn", at, violations)
            }
        }
        _ => text.scalar(raw, shape, at, violations),
    }
}

/// An array of texts. A single empty one is an empty array where no item could be empty.
pub(super) fn array(
    found: Vec<&str>,
    item: &Shape,
    text: Text,
    at: &Pointer<'_>,
    violations: &mut Violations,
) -> Option<Value> {
    if matches!(found[..], [""]) && matches!(item, Shape::Integer | Shape::Number | Shape::Boolean) {
        return Some(Value::Array(Vec::new()));
    }
    let read = |(index, raw)| text.scalar(raw, item, &Pointer::Item(at, index), violations);
    gather(found.into_iter().enumerate().map(read)).map(Value::Array)
}

/// An object of texts. Names that the shape does not know are text, so that decoding can say so.
fn object<'t>(
    found: impl Iterator<Item = (String, &'t str)>,
    shape: &Shape,
    text: Text,
    at: &Pointer<'_>,
    violations: &mut Violations,
) -> Option<Value> {
    let mut members = Map::new();
    let mut is_whole = true;
    for (name, raw) in found {
        let (shape, place) = member(shape, &name, at);
        let place = place.unwrap_or(*at);
        if members.contains_key(&name) {
            is_whole = false;
            violations.push(&place, ONCE);
        } else if let Some(value) = text.scalar(raw, shape, &place, violations) {
            members.insert(name, value);
        } else {
            is_whole = false;
        }
    }
    is_whole.then_some(Value::Object(members))
}

/// The shape of a member, and its place where the name is not only the sender's.
pub(super) fn member<'a>(shape: &Shape, name: &'a str, at: &'a Pointer<'a>) -> (&'static Shape, Option<Pointer<'a>>) {
    let Shape::Object(properties, additional) = shape else { return (&Shape::Any, None) };
    match properties.iter().find(|(property, _)| *property == name) {
        Some((_, shape)) => (shape, Some(Pointer::Member(at, name))),
        None => (additional.unwrap_or(&Shape::Text), None),
    }
}

/// All pieces of `raw` between separators, also empty ones.
fn split<'t>(raw: &'t str, separators: &[&str]) -> Vec<&'t str> {
    let mut pieces = Vec::new();
    let (mut start, mut index) = (0, 0);
    while index < raw.len() {
        let found = separators.iter().find(|separator| raw.as_bytes()[index..].starts_with(separator.as_bytes()));
        match found {
            Some(separator) => {
                pieces.push(&raw[start..index]);
                index += separator.len();
                start = index;
            }
            None => index += 1,
        }
    }
    pieces.push(&raw[start..]);
    pieces
}

/// All of them, or `None` when one is missing; all are looked at.
pub(super) fn gather<V>(found: impl Iterator<Item = Option<V>>) -> Option<Vec<V>> {
    let mut is_whole = true;
    let values = found.filter_map(|one| {
        is_whole &= one.is_some();
        one
    });
    let values = values.collect();
    is_whole.then_some(values)
}
