//! The shapes that generated types have, as macros: a generated file states a name and its rules, not the dozen of impls that
//! are the same for each.

use std::fmt;

use crate::{Decode, Pointer, Violation, Violations};

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

/// A string with rules: `text_newtype! { /// Doc. Name, TextRules { … } }`.
#[macro_export]
macro_rules! text_newtype {
    ($(#[$meta:meta])* $name:ident, $rules:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);
        $crate::text_newtype!(@shared $name, $rules);

        impl ::std::fmt::Display for $name {
            fn fmt(&self, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
    (@shared $name:ident, $rules:expr) => {
        impl $name {
            const fn rules() -> &'static $crate::TextRules {
                static RULES: $crate::TextRules = $rules;
                &RULES
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text.
            pub fn into_inner(self) -> String {
                self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::Invalid;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                let body = $crate::Pointer::Body;
                $crate::checked(text, |text, violations| Self::rules().check(text, &body, violations)).map(Self)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::Invalid;
            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.to_owned().try_into()
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::Invalid;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.try_into()
            }
        }

        impl $crate::Decode for $name {
            fn decode(value: $crate::Value, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                $crate::decode_checked(value, at, violations, |text: &String, violations| {
                    Self::rules().check(text, at, violations);
                })
                .map(Self)
            }
        }

        impl $crate::DecodeText for $name {
            fn decode_text(text: &str, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                let before = violations.len();
                Self::rules().check(text, at, violations);
                (violations.len() == before).then(|| Self(text.to_owned()))
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        $crate::deserialize_by_decoding!($name);
    };
}

/// A string with rules that must not be seen: neither `Debug` nor `Display` shows it.
#[macro_export]
macro_rules! secret_newtype {
    ($(#[$meta:meta])* $name:ident, $rules:expr) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);
        $crate::text_newtype!(@shared $name, $rules);

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                out.write_str(concat!(stringify!($name), "([secret])"))
            }
        }
    };
}

/// A decimal number, written as a string, with rules on how it is written.
#[macro_export]
macro_rules! decimal_newtype {
    ($(#[$meta:meta])* $name:ident, $rules:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($crate::Decimal);

        impl $name {
            const fn rules() -> &'static $crate::TextRules {
                static RULES: $crate::TextRules = $rules;
                &RULES
            }

            /// The number.
            pub fn get(self) -> $crate::Decimal {
                self.0
            }
        }

        impl TryFrom<$crate::Decimal> for $name {
            type Error = $crate::Invalid;
            fn try_from(number: $crate::Decimal) -> Result<Self, Self::Error> {
                let body = $crate::Pointer::Body;
                $crate::checked(number, |number, violations| Self::rules().check(&number.to_string(), &body, violations)).map(Self)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::Invalid;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let mut violations = $crate::Violations::default();
                <Self as $crate::DecodeText>::decode_text(text, &$crate::Pointer::Body, &mut violations)
                    .ok_or_else(|| $crate::Invalid(violations.into_vec()))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(out)
            }
        }

        impl $crate::Decode for $name {
            fn decode(value: $crate::Value, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                let text = <String as $crate::Decode>::decode(value, at, violations)?;
                <Self as $crate::DecodeText>::decode_text(&text, at, violations)
            }
        }

        impl $crate::DecodeText for $name {
            fn decode_text(text: &str, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                let before = violations.len();
                Self::rules().check(text, at, violations);
                if violations.len() > before {
                    return None;
                }
                <$crate::Decimal as $crate::DecodeText>::decode_text(text, at, violations).map(Self)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        $crate::deserialize_by_decoding!($name);
    };
}

/// An integer with rules: `integer_newtype! { /// Doc. Name(i64), IntegerRules { … } }`.
#[macro_export]
macro_rules! integer_newtype {
    ($(#[$meta:meta])* $name:ident($integer:ty), $rules:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($integer);

        impl $name {
            const RULES: $crate::IntegerRules = $rules;

            /// The number.
            pub const fn get(self) -> $integer {
                self.0
            }
        }

        impl TryFrom<$integer> for $name {
            type Error = $crate::Invalid;
            fn try_from(number: $integer) -> Result<Self, Self::Error> {
                let body = $crate::Pointer::Body;
                $crate::checked(number, |number, violations| Self::RULES.check(i64::from(*number), &body, violations)).map(Self)
            }
        }

        impl From<$name> for $integer {
            fn from(number: $name) -> Self {
                number.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(out)
            }
        }

        impl $crate::Decode for $name {
            fn decode(value: $crate::Value, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                $crate::decode_checked(value, at, violations, |number: &$integer, violations| {
                    Self::RULES.check(i64::from(*number), at, violations);
                })
                .map(Self)
            }
        }

        impl $crate::DecodeText for $name {
            fn decode_text(text: &str, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                let number = <$integer as $crate::DecodeText>::decode_text(text, at, violations)?;
                let before = violations.len();
                Self::RULES.check(i64::from(number), at, violations);
                (violations.len() == before).then_some(Self(number))
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        $crate::deserialize_by_decoding!($name);
    };
}

/// A number with rules: `number_newtype! { /// Doc. Name(f64), NumberRules { … } }`.
#[macro_export]
macro_rules! number_newtype {
    ($(#[$meta:meta])* $name:ident($number:ty), $rules:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
        pub struct $name($number);

        impl $name {
            const RULES: $crate::NumberRules = $rules;

            /// The number.
            pub const fn get(self) -> $number {
                self.0
            }
        }

        impl TryFrom<$number> for $name {
            type Error = $crate::Invalid;
            fn try_from(number: $number) -> Result<Self, Self::Error> {
                let body = $crate::Pointer::Body;
                $crate::checked(number, |number, violations| Self::RULES.check(f64::from(*number), &body, violations)).map(Self)
            }
        }

        impl From<$name> for $number {
            fn from(number: $name) -> Self {
                number.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(out)
            }
        }

        impl $crate::Decode for $name {
            fn decode(value: $crate::Value, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                $crate::decode_checked(value, at, violations, |number: &$number, violations| {
                    Self::RULES.check(f64::from(*number), at, violations);
                })
                .map(Self)
            }
        }

        impl $crate::DecodeText for $name {
            fn decode_text(text: &str, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                let number = <$number as $crate::DecodeText>::decode_text(text, at, violations)?;
                let before = violations.len();
                Self::RULES.check(f64::from(number), at, violations);
                (violations.len() == before).then_some(Self(number))
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        $crate::deserialize_by_decoding!($name);
    };
}

/// A map with rules: `map_newtype! { /// Doc. Name(Value), MembersRules { … } }`.
#[macro_export]
macro_rules! map_newtype {
    ($(#[$meta:meta])* $name:ident($value:ty), $rules:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name(::std::collections::BTreeMap<String, $value>);

        impl $name {
            const RULES: $crate::MembersRules = $rules;

            /// The members.
            pub fn as_map(&self) -> &::std::collections::BTreeMap<String, $value> {
                &self.0
            }

            /// The members.
            pub fn into_inner(self) -> ::std::collections::BTreeMap<String, $value> {
                self.0
            }
        }

        impl TryFrom<::std::collections::BTreeMap<String, $value>> for $name {
            type Error = $crate::Invalid;
            fn try_from(members: ::std::collections::BTreeMap<String, $value>) -> Result<Self, Self::Error> {
                let body = $crate::Pointer::Body;
                $crate::checked(members, |members, violations| Self::RULES.check(members.len(), &body, violations)).map(Self)
            }
        }

        impl $crate::Decode for $name {
            fn decode(value: $crate::Value, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                let before = violations.len();
                if let $crate::Value::Object(members) = &value {
                    Self::RULES.check(members.len(), at, violations);
                }
                let members = $crate::Decode::decode(value, at, violations)?;
                (violations.len() == before).then_some(Self(members))
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        $crate::deserialize_by_decoding!($name);
    };
}

/// An array with rules: `items_newtype! { /// Doc. Name(Item), ItemsRules { … } }`.
#[macro_export]
macro_rules! items_newtype {
    ($(#[$meta:meta])* $name:ident($item:ty), $rules:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name(Vec<$item>);

        impl $name {
            const RULES: $crate::ItemsRules = $rules;

            /// The items.
            pub fn as_slice(&self) -> &[$item] {
                &self.0
            }

            /// The items.
            pub fn into_inner(self) -> Vec<$item> {
                self.0
            }
        }

        impl TryFrom<Vec<$item>> for $name {
            type Error = $crate::Invalid;
            fn try_from(items: Vec<$item>) -> Result<Self, Self::Error> {
                let body = $crate::Pointer::Body;
                $crate::checked(items, |items, violations| {
                    Self::RULES.check(items.len(), &body, violations);
                    Self::RULES.check_unique_items(items, &body, violations);
                })
                .map(Self)
            }
        }

        impl IntoIterator for $name {
            type Item = $item;
            type IntoIter = ::std::vec::IntoIter<$item>;
            fn into_iter(self) -> Self::IntoIter {
                self.0.into_iter()
            }
        }

        impl $crate::Decode for $name {
            fn decode(value: $crate::Value, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                let before = violations.len();
                if let $crate::Value::Array(items) = &value {
                    Self::RULES.check(items.len(), at, violations);
                }
                if Self::RULES.exceeded_by(&value) {
                    return None;
                }
                if let $crate::Value::Array(items) = &value {
                    Self::RULES.check_unique(items, at, violations);
                }
                let items = <Vec<$item> as $crate::Decode>::decode(value, at, violations)?;
                (violations.len() == before).then_some(Self(items))
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        $crate::deserialize_by_decoding!($name);
    };
}

/// One of several strings: `enumeration! { /// Doc. Name { Placed = "placed", … } }`.
#[macro_export]
macro_rules! enumeration {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", $text, "`")] $variant,)+
        }

        impl $name {
            /// The string that stands for it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                out.write_str(self.as_str())
            }
        }

        impl $crate::DecodeText for $name {
            fn decode_text(text: &str, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                match text {
                    $($text => Some(Self::$variant),)+
                    _ => {
                        violations.push(at, concat!("must be one of" $(, " `", $text, "`")+));
                        None
                    }
                }
            }
        }

        impl $crate::Decode for $name {
            fn decode(value: $crate::Value, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                let text = <String as $crate::Decode>::decode(value, at, violations)?;
                <Self as $crate::DecodeText>::decode_text(&text, at, violations)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        $crate::deserialize_by_decoding!($name);
    };
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

    integer_newtype! {
        /// 1 to 3.
        Quantity(i32), IntegerRules { minimum: Some(1), maximum: Some(3), multiple_of: None }
    }
    items_newtype! {
        /// Up to two.
        Quantities(Quantity), ItemsRules { min_items: Some(1), max_items: Some(2), unique: false }
    }
    secret_newtype! {
        /// Hidden.
        Password, TextRules { min_length: Some(8), ..TextRules::NONE }
    }
    enumeration! {
        /// Two.
        Status { Placed = "placed", Cancelled = "cancelled" }
    }
    decimal_newtype! {
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
