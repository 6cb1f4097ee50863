//! The constraints of OpenAPI 3.0 schemas (JSON Schema Validation, draft wright-00, section 5) as data that generated code
//! states and these functions check. A broken rule is reported with its text, never with the input.

use std::sync::LazyLock;
use std::sync::OnceLock;

use chrono::DateTime;
use rust_decimal::Decimal;
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
    source: &'static str,
    compiled: OnceLock<Option<regress::Regex>>,
}

/// The formats that are enforced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 3339, section 5.6
    DateTime,
    /// A decimal number without an exponent, up to 28 digits
    Decimal,
    /// RFC 5321, section 4.1.2, without quoted local parts and address literals
    Email,
}

/// What an integer must satisfy.
#[derive(Debug, Default)]
pub struct IntegerRules {
    /// `minimum`
    pub minimum: Option<i64>,
    /// `maximum`
    pub maximum: Option<i64>,
}

/// What an array must satisfy.
#[derive(Debug, Default)]
pub struct ItemsRules {
    /// `minItems`
    pub min_items: Option<usize>,
    /// `maxItems`
    pub max_items: Option<usize>,
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
        Self { source, compiled: OnceLock::new() }
    }

    /// Whether the pattern is found in `text`. A pattern that does not compile matches nothing; the generator refuses those.
    pub fn matches(&self, text: &str) -> bool {
        self.compiled
            .get_or_init(|| regress::Regex::with_flags(self.source, "u").ok())
            .as_ref()
            .is_some_and(|regex| regex.find(text).is_some())
    }
}

impl Format {
    /// Whether `text` is of this format.
    pub fn matches(self, text: &str) -> bool {
        match self {
            Format::DateTime => DateTime::parse_from_rfc3339(text).is_ok(),
            Format::Decimal => Decimal::from_str_exact(text).is_ok(),
            Format::Email => is_email(text),
        }
    }

    fn describe(self) -> &'static str {
        match self {
            Format::DateTime => "a date and time (RFC 3339), such as 2026-01-31T12:00:00Z",
            Format::Decimal => "a decimal number, such as 49.99",
            Format::Email => "an e-mail address",
        }
    }
}

impl IntegerRules {
    /// No rule at all.
    pub const NONE: Self = Self { minimum: None, maximum: None };

    /// Report every rule that `number` breaks.
    pub fn check(&self, number: i64, at: &Pointer<'_>, violations: &mut Violations) {
        if let Some(minimum) = self.minimum.filter(|minimum| number < *minimum) {
            violations.push(at, format!("must be at least {minimum}"));
        }
        if let Some(maximum) = self.maximum.filter(|maximum| number > *maximum) {
            violations.push(at, format!("must be at most {maximum}"));
        }
    }
}

impl ItemsRules {
    /// No rule at all.
    pub const NONE: Self = Self { min_items: None, max_items: None };

    /// Report every rule that an array of `count` items breaks.
    pub fn check(&self, count: usize, at: &Pointer<'_>, violations: &mut Violations) {
        if let Some(minimum) = self.min_items.filter(|minimum| count < *minimum) {
            violations.push(at, format!("must have at least {minimum} {}", plural(minimum, "item")));
        }
        if let Some(maximum) = self.max_items.filter(|maximum| count > *maximum) {
            violations.push(at, format!("must have at most {maximum} {}", plural(maximum, "item")));
        }
    }

    /// Whether an array of `count` items is too large for its items to be looked at.
    pub fn exceeded_by(&self, value: &Value) -> bool {
        match (value, self.max_items) {
            (Value::Array(items), Some(maximum)) => items.len() > maximum,
            _ => false,
        }
    }
}

fn plural(count: usize, noun: &str) -> String {
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
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    local.len() <= 64 && domain.len() <= 253 && ATOMS.find(local).is_some() && domain.split('.').all(label)
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
