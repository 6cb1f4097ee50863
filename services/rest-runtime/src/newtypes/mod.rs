//! The shapes that generated types have, as macros: a generated file states a name and its rules, not the dozen of impls that
//! are the same for each.

mod collection;
mod enumeration;
mod literals;
mod numeric;
mod text;
mod verbatim;

use std::fmt;

use crate::{Decode, Pointer, Violation, Violations};

pub use literals::Literals;

/// Why a value cannot become a constrained type: every rule that it breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid(pub Vec<Violation>);

impl fmt::Display for Invalid {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            let place = violation.pointer.as_deref().filter(|pointer| !pointer.is_empty());
            let place = place.map(|place| format!("{place} ")).unwrap_or_default();
            write!(out, "{separator}{place}{}", violation.reason)?;
        }
        Ok(())
    }
}

impl std::error::Error for Invalid {}

/// Check a value against rules and keep it when it breaks none.
pub fn checked<T>(value: T, check: impl FnOnce(&T, &mut Violations)) -> Result<T, Invalid> {
    let mut violations = Violations::default();
    check(&value, &mut violations);
    if violations.is_empty() { Ok(value) } else { Err(Invalid(violations.into_vec())) }
}

/// Decode, then check; `None` after a violation.
pub fn decode_checked<T: Decode>(
    value: serde_json::Value,
    at: &Pointer<'_>,
    violations: &mut Violations,
    check: impl FnOnce(&T, &mut Violations),
) -> Option<T> {
    let decoded = T::decode(value, at, violations)?;
    let before = violations.len();
    check(&decoded, violations);
    (violations.len() == before).then_some(decoded)
}

/// `Deserialize` through `Decode`: the same rules for servers and clients.
#[macro_export]
macro_rules! deserialize_by_decoding {
    ($name:ident) => {
        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::deserialize(deserializer)
            }
        }
    };
}

#[cfg(test)]
#[allow(dead_code)] // the macros make more than the tests use
mod tests {
    use serde_json::json;

    use crate::{IntegerRules, ItemsRules, Pointer, TextRules, Violations};

    crate::integer_newtype! {
        /// 1 to 3.
        Quantity(i32), IntegerRules { minimum: Some(1), maximum: Some(3), multiple_of: None }
    }
    crate::items_newtype! {
        /// Up to two.
        Quantities(Quantity), ItemsRules { min_items: Some(1), max_items: Some(2), unique: false }
    }
    crate::secret_newtype! {
        /// Hidden.
        Password, TextRules { min_length: Some(8), ..TextRules::NONE }
    }
    crate::enumeration! {
        /// Two.
        Status { Placed = "placed", Cancelled = "cancelled" }
    }
    crate::decimal_newtype! {
        /// Cents.
        Money, TextRules { pattern: Some(crate::Pattern::new(r"^[0-9]+\.[0-9]{2}$")), ..TextRules::NONE }
    }

    fn violations<T: crate::Decode>(value: serde_json::Value) -> Vec<String> {
        let mut violations = Violations::default();
        let decoded = T::decode(value, &Pointer::Body, &mut violations);
        assert_eq!(decoded.is_some(), violations.is_empty());
        violations
            .into_vec()
            .into_iter()
            .map(|one| format!("{} {}", one.pointer.unwrap_or_default(), one.reason))
            .collect()
    }

    #[test]
    fn rules_hold_for_items_and_their_number() {
        assert!(violations::<Quantities>(json!([1, 3])).is_empty());
        assert_eq!(violations::<Quantities>(json!([])), [" must have at least 1 item"]);
        assert_eq!(violations::<Quantities>(json!([0, 4])), ["/0 must be at least 1", "/1 must be at most 3"]);
        assert_eq!(violations::<Quantities>(json!([0, 0, 0])), [" must have at most 2 items"]);
        assert_eq!(violations::<Quantities>(json!({})), [" must be an array, not an object"]);
    }

    #[test]
    fn a_secret_is_never_shown() {
        let password = Password::try_from("correct horse").expect("long enough");
        assert_eq!(format!("{password:?}"), "Password([secret])");
        assert!(!Password::try_from("short").expect_err("too short").to_string().contains("short"));
    }

    #[test]
    fn money_keeps_its_places() {
        let money: Money = "10.00".parse().expect("money");
        assert_eq!(serde_json::to_value(money).expect("serialised"), json!("10.00"));
        assert_eq!(violations::<Money>(json!("10")), [r" must match ^[0-9]+\.[0-9]{2}$"]);
        assert_eq!(violations::<Money>(json!(10.0)), [" must be a string, not a number"]);
        assert!(Money::try_from(crate::Decimal::new(100, 1)).is_err());
    }

    #[test]
    fn enumerations() {
        assert_eq!(violations::<Status>(json!("sold")), [" must be one of `placed` `cancelled`"]);
        assert_eq!(serde_json::from_value::<Status>(json!("placed")).expect("known"), Status::Placed);
        assert_eq!(Quantity::try_from(2).expect("in range").get(), 2);
    }
}
