//! The constraints of OpenAPI 3.0 schemas (JSON Schema Validation, draft wright-00, section 5) as data that generated code
//! states and these functions check. A broken rule is reported with its text, never with the input.

use std::borrow::Cow;
use std::collections::HashSet;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::{LazyLock, OnceLock};

use chrono::{DateTime, NaiveDate, Timelike as _, Utc};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;

use crate::decode::{Pointer, Violations};

/// What a string must satisfy. Lengths count Unicode characters.
#[derive(Debug, Default)]
pub struct TextRules {
    /// `minLength`
    pub min_length: Option<usize>,
    /// `maxLength`
    pub max_length: Option<usize>,
    /// `pattern`
    pub pattern: Option<Pattern>,
    /// `format`
    pub format: Option<Format>,
}

/// A `pattern`: an ECMA 262 regular expression that must match somewhere in the string. Compiled on first use.
#[derive(Debug)]
pub struct Pattern {
    source: Cow<'static, str>,
    compiled: OnceLock<Option<regress::Regex>>,
}

/// The formats that are enforced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 3339, section 5.6: `date-time`
    DateTime,
    /// RFC 3339, section 5.6: `full-date`
    Date,
    /// RFC 3339, section 5.6: `full-time`
    Time,
    /// A decimal number without an exponent, up to 28 digits
    Decimal,
    /// RFC 5321, section 4.1.2, without quoted local parts and address literals
    Email,
    /// RFC 9562, section 4, with hyphens
    Uuid,
    /// RFC 3986, section 3: with a scheme
    Uri,
    /// RFC 1123, section 2.1
    Hostname,
    /// RFC 2673, section 3.2: dotted quad, without leading zeros
    Ipv4,
    /// RFC 4291, section 2.2
    Ipv6,
    /// RFC 4648, section 4: base64 with padding
    Byte,
}

/// What an integer must satisfy.
#[derive(Debug, Default)]
pub struct IntegerRules {
    /// `minimum`
    pub minimum: Option<i128>,
    /// `maximum`
    pub maximum: Option<i128>,
    /// `multipleOf`, above 0
    pub multiple_of: Option<i128>,
}

/// What a number must satisfy.
#[derive(Debug, Default)]
pub struct NumberRules {
    /// `minimum`
    pub minimum: Option<f64>,
    /// `exclusiveMinimum`: the minimum itself is not allowed
    pub exclusive_minimum: bool,
    /// `maximum`
    pub maximum: Option<f64>,
    /// `exclusiveMaximum`: the maximum itself is not allowed
    pub exclusive_maximum: bool,
    /// `multipleOf`, above 0
    pub multiple_of: Option<f64>,
}

/// What an array must satisfy.
#[derive(Debug, Default)]
pub struct ItemsRules {
    /// `minItems`
    pub min_items: Option<usize>,
    /// `maxItems`
    pub max_items: Option<usize>,
    /// `uniqueItems`
    pub unique: bool,
}

/// What a map must satisfy.
#[derive(Debug, Default)]
pub struct MembersRules {
    /// `minProperties`
    pub min_properties: Option<usize>,
    /// `maxProperties`
    pub max_properties: Option<usize>,
}

impl TextRules {
    /// No rule at all.
    pub const NONE: Self = Self { min_length: None, max_length: None, pattern: None, format: None };

    /// Report every rule that `text` breaks. The pattern is tried only on strings within the length bounds, so that an
    /// expensive expression never meets an unbounded input.
    pub fn check(&self, text: &str, at: &Pointer<'_>, violations: &mut Violations) {
        let length = text.chars().count();
        let mut bounded = true;
        if let Some(minimum) = self.min_length.filter(|minimum| length < *minimum) {
            violations.push(at, format!("must have at least {minimum} {}", plural(minimum, "character")));
        }
        if let Some(maximum) = self.max_length.filter(|maximum| length > *maximum) {
            violations.push(at, format!("must have at most {maximum} {}", plural(maximum, "character")));
            bounded = false;
        }
        if !bounded {
            return;
        }
        if let Some(pattern) = self.pattern.as_ref().filter(|pattern| !pattern.matches(text)) {
            violations.push(at, format!("must match {}", pattern.source));
        }
        if let Some(format) = self.format.filter(|format| !format.matches(text)) {
            violations.push(at, format!("must be {}", format.describe()));
        }
    }
}

impl Pattern {
    /// A pattern, not compiled yet.
    pub const fn new(source: &'static str) -> Self {
        Self { source: Cow::Borrowed(source), compiled: OnceLock::new() }
    }

    /// Whether `source` is a regular expression of ECMA 262.
    pub fn is_valid(source: &str) -> bool {
        expression(source).is_ok()
    }

    /// A pattern that is compiled at once. An error when it is not a regular expression of ECMA 262.
    pub(crate) fn compile(source: &str) -> Result<Self, String> {
        let compiled =
            expression(source).map_err(|cause| format!("the pattern {source} is not one of ECMA 262: {cause}"))?;
        Ok(Self { source: Cow::Owned(source.to_owned()), compiled: OnceLock::from(Some(compiled)) })
    }

    /// Whether the pattern is found in `text`. A pattern that does not compile matches nothing; the generator refuses those.
    pub fn matches(&self, text: &str) -> bool {
        self.compiled
            .get_or_init(|| expression(&self.source).ok())
            .as_ref()
            .is_some_and(|regex| regex.find(text).is_some())
    }
}

/// With Unicode where that is possible. Without it, ECMA 262 (annex B) forgives what many documents have, such as `\-`.
fn expression(source: &str) -> Result<regress::Regex, regress::Error> {
    regress::Regex::with_flags(source, "u").or_else(|cause| regress::Regex::new(source).map_err(|_same| cause))
}

impl Format {
    /// The format that a schema names, if it is one of those that are enforced for strings.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "date-time" => Format::DateTime,
            "date" => Format::Date,
            "time" => Format::Time,
            "decimal" => Format::Decimal,
            "email" => Format::Email,
            "uuid" => Format::Uuid,
            "uri" => Format::Uri,
            "hostname" => Format::Hostname,
            "ipv4" => Format::Ipv4,
            "ipv6" => Format::Ipv6,
            "byte" => Format::Byte,
            _ => return None,
        })
    }

    /// Whether `text` is of this format.
    pub fn matches(self, text: &str) -> bool {
        match self {
            Format::DateTime => date_time(text).is_some(),
            Format::Decimal => Decimal::from_str_exact(text).is_ok(),
            Format::Email => is_email(text),
            Format::Date => NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok_and(|date| date.to_string() == text),
            Format::Time => is_time(text),
            Format::Uuid => is_uuid(text),
            Format::Uri => is_uri(text),
            Format::Hostname => is_hostname(text),
            Format::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Format::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
            Format::Byte => is_base64(text),
        }
    }

    fn describe(self) -> &'static str {
        match self {
            Format::DateTime => "a date and time (RFC 3339), such as 2026-01-31T12:00:00Z",
            Format::Decimal => "a decimal number, such as 49.99",
            Format::Email => "an e-mail address",
            Format::Date => "a date (RFC 3339), such as 2026-01-31",
            Format::Time => "a time (RFC 3339), such as 12:00:00Z",
            Format::Uuid => "a UUID (RFC 9562)",
            Format::Uri => "a URI (RFC 3986)",
            Format::Hostname => "a host name",
            Format::Ipv4 => "an IPv4 address",
            Format::Ipv6 => "an IPv6 address",
            Format::Byte => "base64 (RFC 4648)",
        }
    }
}

impl IntegerRules {
    /// No rule at all.
    pub const NONE: Self = Self { minimum: None, maximum: None, multiple_of: None };

    /// Report every rule that `number` breaks.
    pub fn check(&self, number: i128, at: &Pointer<'_>, violations: &mut Violations) {
        if let Some(minimum) = self.minimum.filter(|minimum| number < *minimum) {
            violations.push(at, format!("must be at least {minimum}"));
        }
        if let Some(maximum) = self.maximum.filter(|maximum| number > *maximum) {
            violations.push(at, format!("must be at most {maximum}"));
        }
        if let Some(step) = self.multiple_of.filter(|step| number.checked_rem(*step) != Some(0)) {
            violations.push(at, format!("must be a multiple of {step}"));
        }
    }
}

impl NumberRules {
    /// No rule at all.
    pub const NONE: Self =
        Self { minimum: None, exclusive_minimum: false, maximum: None, exclusive_maximum: false, multiple_of: None };

    /// Report every rule that `number` breaks.
    pub fn check(&self, number: f64, at: &Pointer<'_>, violations: &mut Violations) {
        if let Some(minimum) = self.minimum {
            if self.exclusive_minimum && number <= minimum {
                violations.push(at, format!("must be above {minimum}"));
            } else if number < minimum {
                violations.push(at, format!("must be at least {minimum}"));
            }
        }
        if let Some(maximum) = self.maximum {
            if self.exclusive_maximum && number >= maximum {
                violations.push(at, format!("must be below {maximum}"));
            } else if number > maximum {
                violations.push(at, format!("must be at most {maximum}"));
            }
        }
        if let Some(step) = self.multiple_of.filter(|step| !is_multiple(number, *step)) {
            violations.push(at, format!("must be a multiple of {step}"));
        }
    }
}

/// As exact as the decimal digits of both are: 0.3 is a multiple of 0.1, though not in binary.
fn is_multiple(number: f64, step: f64) -> bool {
    let decimal = |number: f64| Decimal::from_str_exact(&number.to_string()).ok();
    let rest = decimal(number).zip(decimal(step)).and_then(|(number, step)| number.checked_rem(step));
    match rest {
        Some(rest) => rest.is_zero(),
        None => number % step == 0.0 || ((number / step).fract() == 0.0 && (number / step).is_finite()),
    }
}

impl ItemsRules {
    /// No rule at all.
    pub const NONE: Self = Self { min_items: None, max_items: None, unique: false };

    /// Report every rule that an array of `count` items breaks.
    pub fn check(&self, count: usize, at: &Pointer<'_>, violations: &mut Violations) {
        if let Some(minimum) = self.min_items.filter(|minimum| count < *minimum) {
            violations.push(at, format!("must have at least {minimum} {}", plural(minimum, "item")));
        }
        if let Some(maximum) = self.max_items.filter(|maximum| count > *maximum) {
            violations.push(at, format!("must have at most {maximum} {}", plural(maximum, "item")));
        }
    }

    /// Report the items that stand a second time, when that is not allowed. 1 and 1.0 are the same number.
    pub fn check_unique(&self, items: &[Value], at: &Pointer<'_>, violations: &mut Violations) {
        if !self.unique {
            return;
        }
        let mut seen = HashSet::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let mut text = String::new();
            canonical(item, &mut text);
            if !seen.insert(text) {
                violations.push(&Pointer::Item(at, index), "is in the array already");
            }
        }
    }

    /// The same for items that have been decoded already.
    pub fn check_unique_items(&self, items: &[impl Serialize], at: &Pointer<'_>, violations: &mut Violations) {
        if self.unique {
            let items: Vec<Value> = items.iter().filter_map(|item| serde_json::to_value(item).ok()).collect();
            self.check_unique(&items, at, violations);
        }
    }

    /// Whether `value` is an array with too many items for them to be looked at.
    pub fn exceeded_by(&self, value: &Value) -> bool {
        match (value, self.max_items) {
            (Value::Array(items), Some(maximum)) => items.len() > maximum,
            _ => false,
        }
    }
}

impl MembersRules {
    /// No rule at all.
    pub const NONE: Self = Self { min_properties: None, max_properties: None };

    /// Report every rule that a map of `count` members breaks.
    pub fn check(&self, count: usize, at: &Pointer<'_>, violations: &mut Violations) {
        if let Some(minimum) = self.min_properties.filter(|minimum| count < *minimum) {
            violations.push(at, format!("must have at least {minimum} {}", plural(minimum, "member")));
        }
        if let Some(maximum) = self.max_properties.filter(|maximum| count > *maximum) {
            violations.push(at, format!("must have at most {maximum} {}", plural(maximum, "member")));
        }
    }
}

/// One text for every way to write a value: members sorted, numbers by their value.
pub(crate) fn canonical(value: &Value, text: &mut String) {
    match value {
        // From here on there are no integers but floating point, which has one text for each.
        Value::Number(number) if number.is_f64() && number.as_f64().is_some_and(|float| float.abs() >= 1e20) => {
            text.push_str(&number.to_string());
        }
        Value::Number(number) => match number.as_f64().filter(|float| number.is_f64() && float.fract() == 0.0) {
            // Zero has no sign.
            Some(whole) => text.push_str(&format!("{:.0}", whole + 0.0)),
            None => text.push_str(&number.to_string()),
        },
        Value::Array(items) => {
            text.push('[');
            for item in items {
                canonical(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut names: Vec<_> = members.keys().collect();
            names.sort_unstable();
            text.push('{');
            for name in names {
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                canonical(&members[name], text);
                text.push(',');
            }
            text.push('}');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

pub(crate) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { noun.to_owned() } else { format!("{noun}s") }
}

/// Local part and domain as RFC 5321 has them without its quoted and literal forms: atoms (RFC 5322, section 3.2.3) joined
/// by single dots, `@`, and a host name (RFC 1123, section 2.1).
fn is_email(text: &str) -> bool {
    static ATOMS: LazyLock<regress::Regex> = LazyLock::new(|| {
        regress::Regex::new(r"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$")
            .expect("the expression is right")
    });
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    local.len() <= 64 && ATOMS.find(local).is_some() && is_hostname(domain)
}

/// Labels of letters, digits and inner hyphens (RFC 1123, section 2.1).
fn is_hostname(text: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(label)
}

/// `date-time`. A leap second is the last of a day in UTC (RFC 3339, section 5.7).
pub(crate) fn date_time(text: &str) -> Option<DateTime<Utc>> {
    let time = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
    let is_leap = time.nanosecond() >= 1_000_000_000;
    (!is_leap || (time.hour(), time.minute()) == (23, 59)).then_some(time)
}

/// `full-time`: a time of day with its offset, which a date makes a `date-time`.
fn is_time(text: &str) -> bool {
    text.is_ascii() && text.len() >= 9 && date_time(&format!("2000-01-01T{text}")).is_some()
}

/// Groups of 8, 4, 4, 4 and 12 hexadecimal digits.
fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// A scheme, a colon, and characters that a URI may have (RFC 3986, section 2), percent signs before two digits only.
fn is_uri(text: &str) -> bool {
    static URI: LazyLock<regress::Regex> = LazyLock::new(|| {
        regress::Regex::new(
            r"^[A-Za-z][A-Za-z0-9+.-]*:(//([A-Za-z0-9._~!$&'()*+,;=:@%-]|\[[0-9A-Fa-f:.]+\])*(?=[/?#]|$))?([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*(#([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?$",
        )
        .expect("the expression is right")
    });
    let hierarchy = text.split_once(':').and_then(|(_, rest)| rest.strip_prefix("//"));
    URI.find(text).is_some()
        && hierarchy.is_none_or(|rest| is_authority(rest.split(['/', '?', '#']).next().unwrap_or_default()))
}

/// Who, a host, and a port of digits (RFC 3986, section 3.2), of characters that were looked at: an address in brackets is an
/// IPv6 address.
fn is_authority(text: &str) -> bool {
    let place = text.rsplit_once('@').map_or(text, |(_who, place)| place);
    let port = match place.strip_prefix('[') {
        Some(address) => match address.split_once(']') {
            Some((address, rest)) if address.parse::<Ipv6Addr>().is_ok() => {
                if rest.is_empty() {
                    Some("")
                } else {
                    rest.strip_prefix(':')
                }
            }
            _ => None,
        },
        None => Some(place.split_once(':').map_or("", |(_host, port)| port)),
    };
    port.is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Groups of four characters of the alphabet, the last one padded.
fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - body.len() <= 2
        && body.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn email() {
        for good in ["ada@example.org", "a.b+c@x-y.example", "a@localhost"] {
            assert!(Format::Email.matches(good), "{good}");
        }
        for bad in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "a b@example.org",
            "a..b@example.org",
            "ada@-x.org",
            "ada@x..org",
            "a\n@x.org",
        ] {
            assert!(!Format::Email.matches(bad), "{bad}");
        }
    }

    #[test]
    fn decimal_and_date_time() {
        assert!(Format::Decimal.matches("49.99"));
        assert!(!Format::Decimal.matches("1e3"));
        assert!(!Format::Decimal.matches("49,99"));
        assert!(Format::DateTime.matches("2026-01-31T12:00:00Z"));
        assert!(!Format::DateTime.matches("2026-01-31 noon"));
        assert!(Format::DateTime.matches("2016-12-31T15:59:60-08:00"));
        assert!(!Format::DateTime.matches("2016-12-31T23:59:60-08:00"));
    }

    #[test]
    fn formats() {
        let cases: [(Format, &[&str], &[&str]); 8] = [
            (Format::Date, &["2026-01-31", "2024-02-29"], &["2026-1-31", "2026-02-29", "2026-01-31T00:00:00Z", ""]),
            (Format::Time, &["12:00:00Z", "12:00:00.5+01:00"], &["12:00", "12:00:00", "24:00:00Z", ""]),
            (
                Format::Uuid,
                &["9e2e1f0c-6f4e-4f47-9a52-6dc29f3a2b1e", "9E2E1F0C-6F4E-4F47-9A52-6DC29F3A2B1E"],
                &["9e2e1f0c6f4e4f479a526dc29f3a2b1e", "9e2e1f0c-6f4e-4f47-9a52-6dc29f3a2b1g", ""],
            ),
            (
                Format::Uri,
                &[
                    "https://example.org/a?b=c#d",
                    "urn:isbn:0451450523",
                    "mailto:ada@example.org",
                    "http://[::1]:80/",
                    "http://a:b@x:8/",
                    "file:///x",
                ],
                &[
                    "/a",
                    "example.org",
                    "http://a b",
                    "http:// x",
                    "a%b:",
                    "http://x/%zz",
                    "http://x/<y>",
                    "http://x:a",
                    "http://[::1]a",
                    "http://[1]/",
                    "",
                ],
            ),
            (Format::Hostname, &["example.org", "a-b", "127"], &["-a", "a-", "a..b", "a_b", "", "ä.org"]),
            (Format::Ipv4, &["127.0.0.1"], &["127.0.0.01", "256.0.0.1", "1.2.3", "::1"]),
            (Format::Ipv6, &["::1", "2001:db8::1"], &["127.0.0.1", "::g", "1::2::3", "::1%eth0"]),
            (Format::Byte, &["", "YQ==", "YWI=", "YWJj"], &["YQ", "Y", "YQ=a", "====", "Y Q="]),
        ];
        for (format, good, bad) in cases {
            good.iter().for_each(|text| assert!(format.matches(text), "{format:?} {text}"));
            bad.iter().for_each(|text| assert!(!format.matches(text), "{format:?} {text}"));
        }
    }

    #[test]
    fn numbers() {
        let rules = NumberRules {
            minimum: Some(0.0),
            exclusive_minimum: true,
            maximum: Some(1.5),
            multiple_of: Some(0.1),
            ..NumberRules::NONE
        };
        let reasons = |number: f64| {
            let mut violations = Violations::default();
            rules.check(number, &Pointer::Body, &mut violations);
            violations.into_vec().into_iter().map(|violation| violation.reason).collect::<Vec<_>>()
        };
        assert!(reasons(0.3).is_empty());
        assert!(reasons(1.5).is_empty());
        assert_eq!(reasons(0.0), ["must be above 0"]);
        assert_eq!(reasons(1.55), ["must be at most 1.5", "must be a multiple of 0.1"]);
    }

    #[test]
    fn the_same_item_twice() {
        let found = |items: serde_json::Value| {
            let mut violations = Violations::default();
            let items = items.as_array().expect("an array").clone();
            ItemsRules { unique: true, ..ItemsRules::NONE }.check_unique(&items, &Pointer::Body, &mut violations);
            violations.into_vec().into_iter().filter_map(|violation| violation.pointer).collect::<Vec<_>>()
        };
        assert!(found(serde_json::json!([1, true, "1", [1], {"a": 1}, 1.5, null, 0, false, ""])).is_empty());
        assert_eq!(found(serde_json::json!([1, 2, 1.0])), ["/2"]);
        assert_eq!(found(serde_json::json!([{"a": 1, "b": [2]}, {"b": [2.0], "a": 1}])), ["/1"]);
    }

    #[test]
    fn every_broken_rule_is_reported_once() {
        static RULES: TextRules = TextRules {
            min_length: Some(4),
            max_length: Some(6),
            pattern: Some(Pattern::new("^[a-z]+$")),
            format: None,
        };
        let reasons = |text: &str| {
            let mut violations = Violations::default();
            RULES.check(text, &Pointer::Body, &mut violations);
            violations.into_vec().into_iter().map(|violation| violation.reason).collect::<Vec<_>>()
        };
        assert!(reasons("abcd").is_empty());
        assert_eq!(reasons("A"), ["must have at least 4 characters", "must match ^[a-z]+$"]);
        assert_eq!(reasons("ABCDEFG"), ["must have at most 6 characters"]);
        assert_eq!(reasons("äöüß"), ["must match ^[a-z]+$"]);
    }
}
