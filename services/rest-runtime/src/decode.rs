//! Decoding that does not stop at the first error: every violation of a request is collected with its place.

use std::collections::{BTreeMap, HashSet};
use std::fmt::{self, Write as _};
use std::net::{Ipv4Addr, Ipv6Addr};

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::Presence;
use crate::problem::Violation;
use crate::rules::{Format, date_time, plural};

/// How many violations one answer names at most.
const REPORTED: usize = 100;
/// Longest member name, in bytes, that a pointer repeats from an unknown member.
const NAMED: usize = 64;
/// Longest member name, in bytes, that a pointer repeats at all. The rest of a longer one is left out, so that a request
/// with long names does not become a longer answer.
const LONGEST_NAME: usize = 256;

/// Which way a value goes: properties that are `readOnly` or `writeOnly` are there in one direction only (OpenAPI 3.0.3,
/// section 4.7.24.2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// From client to server.
    Request,
    /// From server to client.
    Response,
    /// Not known: what is there in one direction only may be there, and never has to be.
    #[default]
    Either,
}

/// Everything that is wrong with a request or a response so far. The default is for values of either direction.
#[derive(Debug, Default)]
pub struct Violations {
    direction: Direction,
    kept: Vec<Violation>,
    found: usize,
}

/// Where a value stands: a parameter, or a place in the body. A list on the stack, written out only for a violation.
#[derive(Debug, Clone, Copy)]
pub enum Pointer<'a> {
    /// The body itself.
    Body,
    /// A parameter, by name.
    Parameter(&'a str),
    /// A member of an object.
    Member(&'a Pointer<'a>, &'a str),
    /// An item of an array.
    Item(&'a Pointer<'a>, usize),
}

/// A type that can be read from JSON.
pub trait Decode: Sized {
    /// Read `value`, which stands `at` a place, and report every violation in it. `None` when there is one.
    fn decode(value: Value, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self>;
}

/// A type that can be read from the text of a parameter.
pub trait DecodeText: Sized {
    /// Read `text`, which stands `at` a place, and report every violation in it. `None` when there is one.
    fn decode_text(text: &str, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self>;
}

impl Violations {
    /// None yet, of a request.
    pub fn for_request() -> Self {
        Self { direction: Direction::Request, ..Self::default() }
    }

    /// None yet, of a response.
    pub fn for_response() -> Self {
        Self { direction: Direction::Response, ..Self::default() }
    }

    /// None yet, of the same direction: for what is tried and may be thrown away.
    pub(crate) fn apart(&self) -> Self {
        Self { direction: self.direction, ..Self::default() }
    }

    /// Which way the values go that are looked at.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Add one. Beyond a hundred they are counted and not kept.
    pub fn push(&mut self, at: &Pointer<'_>, reason: impl Into<String>) {
        self.found += 1;
        if self.kept.len() < REPORTED {
            let pointer = match at {
                Pointer::Parameter(_) => None,
                _ => Some(at.to_string()),
            };
            self.kept.push(Violation { pointer, parameter: at.parameter().map(str::to_owned), reason: reason.into() });
        }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.found == 0
    }

    /// How many were found, whether kept or not. It grows with every violation.
    pub fn len(&self) -> usize {
        self.found
    }

    /// Whether no more are kept, so that looking for more is in vain.
    pub(crate) fn is_full(&self) -> bool {
        self.kept.len() >= REPORTED
    }

    /// Add others, up to the same bound.
    pub(crate) fn append(&mut self, others: Self) {
        let room = REPORTED.saturating_sub(self.kept.len());
        self.found += others.found;
        self.kept.extend(others.kept.into_iter().take(room));
    }

    /// Without those that say the same of the same place again.
    pub(crate) fn distinct(mut self) -> Self {
        let mut seen = HashSet::new();
        self.kept.retain(|one| seen.insert((one.pointer.clone(), one.reason.clone())));
        self
    }

    /// Whether one of them is about the value at a place itself, rather than about a part of it.
    pub(crate) fn is_about(&self, at: &Pointer<'_>) -> bool {
        let place = at.to_string();
        self.kept.iter().any(|violation| violation.pointer.as_deref().is_none_or(|pointer| pointer == place))
    }

    /// In the order in which they were found, a hundred at most.
    pub fn into_vec(self) -> Vec<Violation> {
        self.kept
    }
}

impl<'a> Pointer<'a> {
    /// The parameter that the place is in, if it is not in the body.
    pub(crate) fn parameter(&self) -> Option<&'a str> {
        let mut place = *self;
        loop {
            match place {
                Pointer::Body => return None,
                Pointer::Parameter(name) => return Some(name),
                Pointer::Member(parent, _) | Pointer::Item(parent, _) => place = *parent,
            }
        }
    }
}

/// A JSON pointer (RFC 6901), from the body or the parameter's value on.
impl fmt::Display for Pointer<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pointer::Body | Pointer::Parameter(_) => Ok(()),
            Pointer::Item(parent, index) => write!(out, "{parent}/{index}"),
            Pointer::Member(parent, name) => {
                write!(out, "{parent}/")?;
                let kept = name.floor_char_boundary(LONGEST_NAME);
                name[..kept].chars().try_for_each(|character| match character {
                    '~' => out.write_str("~0"),
                    '/' => out.write_str("~1"),
                    other => out.write_char(other),
                })?;
                if kept < name.len() { out.write_char('…') } else { Ok(()) }
            }
        }
    }
}

/// An object's members; a violation for anything else.
pub fn object(value: Value, at: &Pointer<'_>, violations: &mut Violations) -> Option<Map<String, Value>> {
    match value {
        Value::Object(members) => Some(members),
        other => expected("an object", &other, at, violations),
    }
}

/// The members of an object, taken out one by one.
#[derive(Debug)]
pub struct Members<'a> {
    object: Map<String, Value>,
    at: &'a Pointer<'a>,
    violations: &'a mut Violations,
}

impl<'a> Members<'a> {
    /// The members of `object`, which stands `at` a place.
    pub fn new(object: Map<String, Value>, at: &'a Pointer<'a>, violations: &'a mut Violations) -> Self {
        Self { object, at, violations }
    }

    /// A member that has to be there. `None` after a violation.
    pub fn required<T: Decode>(&mut self, name: &str) -> Option<T> {
        match self.take(name) {
            Some(value) => self.decode(name, value),
            None => {
                self.violations.push(&Pointer::Member(self.at, name), "is required");
                None
            }
        }
    }

    /// A member that may be absent and must not be null. `None` after a violation.
    pub fn optional<T: Decode>(&mut self, name: &str) -> Option<Option<T>> {
        match self.take(name) {
            Some(value) => self.decode(name, value).map(Some),
            None => Some(None),
        }
    }

    /// A member that may be absent and may be null. `None` after a violation.
    pub fn presence<T: Decode>(&mut self, name: &str) -> Option<Presence<T>> {
        match self.take(name) {
            Some(Value::Null) => Some(Presence::Null),
            Some(value) => self.decode(name, value).map(Presence::Value),
            None => Some(Presence::Absent),
        }
    }

    /// A member that may be absent, which means `default` (JSON). `None` after a violation.
    pub fn defaulted<T: Decode>(&mut self, name: &str, default: &'static str) -> Option<T> {
        match self.take(name).or_else(|| serde_json::from_str(default).ok()) {
            Some(value) => self.decode(name, value),
            None => {
                self.violations.push(&Pointer::Member(self.at, name), "is required");
                None
            }
        }
    }

    /// A member that only responses have: dropped unseen from a request, where it means nothing (OpenAPI 3.0.3, section
    /// 4.7.24.2). With `required`, a response has to have it. `None` after a violation.
    pub fn read_only<T: Decode>(&mut self, name: &str, required: bool) -> Option<Option<T>> {
        self.one_way(name, required, Direction::Response)
    }

    /// A member that only requests have: dropped unseen from a response. With `required`, a request has to have it. `None`
    /// after a violation.
    pub fn write_only<T: Decode>(&mut self, name: &str, required: bool) -> Option<Option<T>> {
        self.one_way(name, required, Direction::Request)
    }

    fn one_way<T: Decode>(&mut self, name: &str, required: bool, way: Direction) -> Option<Option<T>> {
        match self.violations.direction() {
            Direction::Either => self.optional(name),
            direction if direction != way => {
                self.take(name);
                Some(None)
            }
            _ if required => self.required(name).map(Some),
            _ => self.optional(name),
        }
    }

    /// All members that `known` does not name. `None` after a violation.
    pub fn rest<T: Decode>(&mut self, known: &[&str]) -> Option<BTreeMap<String, T>> {
        let (known, rest): (Map<_, _>, Map<_, _>) =
            std::mem::take(&mut self.object).into_iter().partition(|(name, _)| known.contains(&name.as_str()));
        self.object = known;
        BTreeMap::decode(Value::Object(rest), self.at, self.violations)
    }

    fn take(&mut self, name: &str) -> Option<Value> {
        self.object.get_mut(name).map(Value::take)
    }

    fn decode<T: Decode>(&mut self, name: &str, value: Value) -> Option<T> {
        T::decode(value, &Pointer::Member(self.at, name), self.violations)
    }
}

/// Whether `known` names every member of `object`; those that it does not name are reported.
pub fn only_known(object: &Map<String, Value>, known: &[&str], at: &Pointer<'_>, violations: &mut Violations) -> bool {
    let mut only_known = true;
    for name in object.keys().filter(|name| !known.contains(&name.as_str())) {
        unknown(name, at, violations);
        only_known = false;
    }
    only_known
}

/// A violation: an object has a member that it must not have.
pub(crate) fn unknown(name: &str, at: &Pointer<'_>, violations: &mut Violations) {
    if name.len() <= NAMED {
        violations.push(&Pointer::Member(at, name), "is not a known member");
    } else {
        violations.push(at, "has an unknown member");
    }
}

/// `Deserialize` for a type that decodes, so that one set of rules holds for servers and clients.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let mut violations = Violations::default();
    let decoded = T::decode(value, &Pointer::Body, &mut violations);
    let first = violations.into_vec().into_iter().next();
    match (decoded, first) {
        (Some(decoded), None) => Ok(decoded),
        (_, Some(Violation { pointer, reason, .. })) => Err(D::Error::custom(format_args!(
            "{}: {reason}",
            pointer.filter(|place| !place.is_empty()).as_deref().unwrap_or("value")
        ))),
        (None, None) => Err(D::Error::custom("value cannot be decoded")),
    }
}

/// What JSON calls the type of a value.
fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(number) if number.is_f64() => "a number",
        Value::Number(_) => "an integer",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// A violation: something of another type stands here.
pub(crate) fn expected<T>(what: &str, found: &Value, at: &Pointer<'_>, violations: &mut Violations) -> Option<T> {
    violations.push(at, format!("must be {what}, not {}", type_name(found)));
    None
}

macro_rules! integers {
    ($($type:ty: $bits:literal),*) => {$(
        impl Decode for $type {
            fn decode(value: Value, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self> {
                match &value {
                    Value::Number(number) if !number.is_f64() => {
                        let wide = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
                        let fits = wide.and_then(|wide| <$type>::try_from(wide).ok());
                        if fits.is_none() {
                            violations.push(at, concat!("must fit into ", $bits, " bits"));
                        }
                        fits
                    }
                    other => expected("an integer", other, at, violations),
                }
            }
        }

        impl DecodeText for $type {
            fn decode_text(text: &str, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self> {
                let digits = text.strip_prefix('-').unwrap_or(text);
                if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    violations.push(at, "must be an integer");
                    return None;
                }
                let fits = text.parse().ok();
                if fits.is_none() {
                    violations.push(at, concat!("must fit into ", $bits, " bits"));
                }
                fits
            }
        }
    )*};
}

integers! {
    i8: "8", i16: "16", i32: "32", i64: "64",
    u8: "8 unsigned", u16: "16 unsigned", u32: "32 unsigned", u64: "64 unsigned"
}

macro_rules! numbers {
    ($($type:ty),*) => {$(
        impl Decode for $type {
            fn decode(value: Value, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self> {
                match value.as_f64() {
                    // Rounding to the nearest is what a format says of how exact a number is.
                    Some(number) => Some(number as $type),
                    None => expected("a number", &value, at, violations),
                }
            }
        }

        impl DecodeText for $type {
            fn decode_text(text: &str, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self> {
                // As JSON writes numbers: no infinity, no leading plus, no bare point.
                let number = serde_json::from_str::<serde_json::Number>(text).ok().and_then(|number| number.as_f64());
                if number.is_none() {
                    violations.push(at, "must be a number");
                }
                number.map(|number| number as $type)
            }
        }
    )*};
}

numbers!(f32, f64);

/// Anything at all.
impl Decode for Value {
    fn decode(value: Value, _at: &Pointer<'_>, _violations: &mut Violations) -> Option<Self> {
        Some(value)
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(value: Value, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self> {
        let members = object(value, at, violations)?;
        let count = members.len();
        let decoded: Self = members
            .into_iter()
            .filter_map(|(name, value)| {
                let decoded = T::decode(value, &Pointer::Member(at, &name), violations)?;
                Some((name, decoded))
            })
            .collect();
        (decoded.len() == count).then_some(decoded)
    }
}

impl Decode for String {
    fn decode(value: Value, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self> {
        match value {
            Value::String(text) => Some(text),
            other => expected("a string", &other, at, violations),
        }
    }
}

impl DecodeText for String {
    fn decode_text(text: &str, _at: &Pointer<'_>, _violations: &mut Violations) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Decode for bool {
    fn decode(value: Value, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self> {
        match value {
            Value::Bool(flag) => Some(flag),
            other => expected("a boolean", &other, at, violations),
        }
    }
}

impl DecodeText for bool {
    fn decode_text(text: &str, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self> {
        let flag = text.parse().ok();
        if flag.is_none() {
            violations.push(at, "must be true or false");
        }
        flag
    }
}

macro_rules! texts {
    ($($type:ty: $parse:expr, $reason:literal;)*) => {$(
        impl DecodeText for $type {
            fn decode_text(text: &str, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self> {
                let parsed = $parse(text);
                if parsed.is_none() {
                    violations.push(at, $reason);
                }
                parsed
            }
        }

        impl Decode for $type {
            fn decode(value: Value, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self> {
                match &value {
                    Value::String(text) => Self::decode_text(text, at, violations),
                    other => expected("a string", other, at, violations),
                }
            }
        }
    )*};
}

texts! {
    DateTime<Utc>: date_time,
        "must be a date and time (RFC 3339), such as 2026-01-31T12:00:00Z";
    Decimal: |text| Decimal::from_str_exact(text).ok(), "must be a decimal number, such as 49.99";
    NaiveDate: |text| Format::Date.matches(text).then(|| text.parse().ok()).flatten(),
        "must be a date (RFC 3339), such as 2026-01-31";
    Uuid: |text| Format::Uuid.matches(text).then(|| text.parse().ok()).flatten(), "must be a UUID (RFC 9562)";
    Ipv4Addr: |text: &str| text.parse().ok(), "must be an IPv4 address";
    Ipv6Addr: |text: &str| text.parse().ok(), "must be an IPv6 address";
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(value: Value, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self> {
        match value {
            Value::Array(items) => {
                let count = items.len();
                let decoded: Vec<T> = items
                    .into_iter()
                    .enumerate()
                    .filter_map(|(index, item)| T::decode(item, &Pointer::Item(at, index), violations))
                    .collect();
                (decoded.len() == count).then_some(decoded)
            }
            other => expected("an array", &other, at, violations),
        }
    }
}

/// Exactly as many items.
impl<T: Decode, const COUNT: usize> Decode for [T; COUNT] {
    fn decode(value: Value, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self> {
        if let Value::Array(items) = &value
            && items.len() != COUNT
        {
            violations.push(at, format!("must have exactly {COUNT} {}", plural(COUNT, "item")));
            return None;
        }
        Vec::decode(value, at, violations)?.try_into().ok()
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(value: Value, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self> {
        T::decode(value, at, violations).map(Self::new)
    }
}

/// Null is `None`: for members that are required and nullable.
impl<T: Decode> Decode for Option<T> {
    fn decode(value: Value, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            other => T::decode(other, at, violations).map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_are_escaped() {
        let body = Pointer::Body;
        let member = Pointer::Member(&body, "a/b~c");
        assert_eq!(Pointer::Item(&member, 3).to_string(), "/a~1b~0c/3");
    }

    #[test]
    fn all_items_are_looked_at() {
        let mut violations = Violations::default();
        let value = serde_json::json!(["x", 1, 1.5, 3_000_000_000_i64, null]);
        assert_eq!(Vec::<i32>::decode(value, &Pointer::Body, &mut violations), None);
        let found: Vec<_> =
            violations.into_vec().into_iter().map(|one| (one.pointer.unwrap_or_default(), one.reason)).collect();
        assert_eq!(
            found,
            [
                ("/0".into(), "must be an integer, not a string".into()),
                ("/2".into(), "must be an integer, not a number".into()),
                ("/3".into(), "must fit into 32 bits".into()),
                ("/4".into(), "must be an integer, not null".into()),
            ]
        );
    }

    #[test]
    fn integers_in_parameters_are_plain() {
        for text in ["", "-", "+1", "1.0", "0x1", " 1", "1e3", "٣"] {
            let mut violations = Violations::default();
            assert_eq!(i64::decode_text(text, &Pointer::Parameter("page"), &mut violations), None, "{text}");
            assert_eq!(violations.len(), 1, "{text}");
        }
    }

    #[test]
    fn violations_are_bounded() {
        let mut violations = Violations::default();
        let value = Value::Array(vec![Value::Null; 5_000]);
        assert_eq!(Vec::<i32>::decode(value, &Pointer::Body, &mut violations), None);
        assert_eq!(violations.len(), 5_000);
        assert_eq!(violations.into_vec().len(), REPORTED);
    }

    #[test]
    fn a_place_in_a_parameter_names_both() {
        let mut violations = Violations::default();
        assert_eq!(
            Vec::<bool>::decode(serde_json::json!([true, 1]), &Pointer::Parameter("ids"), &mut violations),
            None
        );
        violations.push(&Pointer::Parameter("ids"), "is odd");
        let places: Vec<_> = violations.into_vec().into_iter().map(|one| (one.parameter, one.pointer)).collect();
        assert_eq!(places, [(Some("ids".into()), Some("/1".into())), (Some("ids".into()), None)]);
    }

    #[test]
    fn long_names_do_not_make_long_pointers() {
        let name = "ä".repeat(100_000);
        let place = Pointer::Member(&Pointer::Body, &name).to_string();
        assert_eq!(place, format!("/{}…", "ä".repeat(128)));
    }

    #[test]
    fn arrays_of_a_fixed_length() {
        let decode = |value: Value| {
            let mut violations = Violations::default();
            let decoded = <[i32; 2]>::decode(value, &Pointer::Body, &mut violations);
            decoded
                .ok_or_else(|| violations.into_vec().into_iter().map(|one| one.reason).collect::<Vec<_>>().join(", "))
        };
        assert_eq!(decode(serde_json::json!([1, 2])), Ok([1, 2]));
        assert_eq!(decode(serde_json::json!([1])), Err("must have exactly 2 items".into()));
        assert_eq!(decode(serde_json::json!([1, null])), Err("must be an integer, not null".into()));
        assert_eq!(decode(serde_json::json!({})), Err("must be an array, not an object".into()));
    }

    #[test]
    fn members_of_one_direction() {
        let read = |mut violations: Violations, value: Value, required: bool| {
            let Value::Object(object) = value else { return Err("not an object".into()) };
            let id = Members::new(object, &Pointer::Body, &mut violations).read_only::<i32>("id", required);
            id.ok_or_else(|| violations.into_vec().into_iter().map(|one| one.reason).collect::<Vec<_>>().join(", "))
        };
        let (there, wrong, absent) =
            (serde_json::json!({"id": 1}), serde_json::json!({"id": ""}), serde_json::json!({}));
        let type_error = Err("must be an integer, not a string".to_owned());
        assert_eq!(read(Violations::for_request(), there.clone(), true), Ok(None));
        assert_eq!(read(Violations::for_request(), wrong.clone(), true), Ok(None));
        assert_eq!(read(Violations::for_response(), there.clone(), true), Ok(Some(1)));
        assert_eq!(read(Violations::for_response(), wrong.clone(), false), type_error);
        assert_eq!(read(Violations::for_response(), absent.clone(), true), Err("is required".into()));
        assert_eq!(read(Violations::for_response(), absent.clone(), false), Ok(None));
        assert_eq!(read(Violations::default(), there, true), Ok(Some(1)));
        assert_eq!(read(Violations::default(), wrong, true), type_error);
        assert_eq!(read(Violations::default(), absent, true), Ok(None));
    }

    #[test]
    fn defaults_and_the_rest() {
        let object = serde_json::json!({"a": 1, "x": 2, "y": "", "b": null});
        let mut violations = Violations::default();
        let mut members =
            Members::new(object.as_object().cloned().unwrap_or_default(), &Pointer::Body, &mut violations);
        assert_eq!(members.required::<i32>("a"), Some(1));
        assert_eq!(members.defaulted::<i32>("c", "7"), Some(7));
        assert_eq!(members.defaulted::<i32>("b", "7"), None);
        assert_eq!(
            members.rest::<Value>(&["a", "b", "y"]).map(|rest| rest.into_keys().collect()),
            Some(vec!["x".to_owned()])
        );
        assert_eq!(members.required::<String>("y"), Some(String::new()));
        assert_eq!(violations.into_vec().len(), 1);
    }
}
