//! One of several JSON values of any type: an `enum` that is not of strings alone.

use std::fmt;
use std::sync::OnceLock;

use serde_json::Value;

use crate::decode::{Pointer, Violations};
use crate::rules::canonical;

/// The values that an enumeration has, as JSON text, parsed on first use. Equal is what JSON Schema calls equal: 1 and 1.0,
/// and objects with the same members in any order.
#[doc(hidden)]
#[derive(Debug)]
pub struct Literals {
    texts: &'static [&'static str],
    parsed: OnceLock<Vec<Literal>>,
}

#[derive(Debug)]
struct Literal {
    value: Value,
    canonical: String,
}

impl Literals {
    /// Not parsed yet.
    pub const fn new(texts: &'static [&'static str]) -> Self {
        Self { texts, parsed: OnceLock::new() }
    }

    /// What stands at `index`; null for a text that is not JSON, which generated code does not have.
    pub fn value(&self, index: usize) -> Value {
        self.literals().get(index).map(|literal| literal.value.clone()).unwrap_or_default()
    }

    /// Where a value equal to `value` stands. `None` after a violation.
    pub fn find(&self, value: &Value, at: &Pointer<'_>, violations: &mut Violations) -> Option<usize> {
        let text = canonical_text(value);
        found(self.literals().iter().position(|literal| literal.canonical == text), at, violations)
    }

    /// Where the value stands that `text` is in a parameter: a string as it is, a number by its value, true or false. `None`
    /// after a violation.
    pub fn find_text(&self, text: &str, at: &Pointer<'_>, violations: &mut Violations) -> Option<usize> {
        let plain = serde_json::from_str::<Value>(text).ok().filter(|value| value.is_number() || value.is_boolean());
        let plain = plain.map(|value| canonical_text(&value));
        let literals = self.literals();
        let string = literals.iter().position(|literal| literal.value.as_str() == Some(text));
        let index = string.or_else(|| literals.iter().position(|literal| Some(&literal.canonical) == plain.as_ref()));
        found(index, at, violations)
    }

    /// A string as it is, any other value as JSON.
    pub fn show(&self, index: usize, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.literals().get(index).map(|literal| &literal.value) {
            Some(Value::String(text)) => out.write_str(text),
            Some(other) => write!(out, "{other}"),
            None => Ok(()),
        }
    }

    fn literals(&self) -> &[Literal] {
        self.parsed.get_or_init(|| {
            let parse = |text: &&str| serde_json::from_str(text).unwrap_or_default();
            let literal = |value: Value| Literal { canonical: canonical_text(&value), value };
            self.texts.iter().map(parse).map(literal).collect()
        })
    }
}

fn canonical_text(value: &Value) -> String {
    let mut text = String::new();
    canonical(value, &mut text);
    text
}

fn found(index: Option<usize>, at: &Pointer<'_>, violations: &mut Violations) -> Option<usize> {
    if index.is_none() {
        violations.push(at, "must be one of the allowed values");
    }
    index
}

/// One of several JSON values: `literals! { /// Doc. Name { One = "1", Text = r#""a""#, Nothing = "null" } }`.
#[macro_export]
macro_rules! literals {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $json:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", $json, "`")] $variant,)+
        }

        impl $name {
            const VARIANTS: &'static [Self] = &[$(Self::$variant),+];

            fn literals() -> &'static $crate::Literals {
                static LITERALS: $crate::Literals = $crate::Literals::new(&[$($json),+]);
                &LITERALS
            }

            /// The JSON value that stands for it.
            pub fn as_value(self) -> $crate::Value {
                Self::literals().value(self as usize)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                Self::literals().show(*self as usize, out)
            }
        }

        impl $crate::DecodeText for $name {
            fn decode_text(text: &str, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                Self::VARIANTS.get(Self::literals().find_text(text, at, violations)?).copied()
            }
        }

        impl $crate::Decode for $name {
            fn decode(value: $crate::Value, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                Self::VARIANTS.get(Self::literals().find(&value, at, violations)?).copied()
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::serde::Serialize::serialize(&self.as_value(), serializer)
            }
        }

        $crate::deserialize_by_decoding!($name);
    };
}

#[cfg(test)]
#[allow(dead_code)] // the macro makes more than the tests use
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Decode, DecodeText};

    crate::literals! {
        /// Of every type.
        Mixed { One = "1", Text = r#""a""#, Digit = r#""7""#, Seven = "7", Yes = "true", Nothing = "null", Object = r#"{"a": 1, "b": [0]}"# }
    }

    #[test]
    fn values_are_found_by_json_equality() {
        let decode = |value: Value| {
            let mut violations = Violations::default();
            let decoded = Mixed::decode(value, &Pointer::Body, &mut violations);
            assert_eq!(decoded.is_some(), violations.is_empty());
            decoded
        };
        assert_eq!(decode(json!(1.0)), Some(Mixed::One));
        assert_eq!(decode(json!("a")), Some(Mixed::Text));
        assert_eq!(decode(json!({"b": [-0.0], "a": 1.0})), Some(Mixed::Object));
        assert_eq!(decode(json!(null)), Some(Mixed::Nothing));
        for other in [json!("1"), json!(false), json!({"a": 1}), json!([]), json!(1.5)] {
            assert_eq!(decode(other), None);
        }
    }

    #[test]
    fn texts_are_strings_numbers_and_booleans() {
        let decode = |text: &str| Mixed::decode_text(text, &Pointer::Parameter("kind"), &mut Violations::default());
        assert_eq!(decode("1.0"), Some(Mixed::One));
        assert_eq!(decode("a"), Some(Mixed::Text));
        assert_eq!(decode("7"), Some(Mixed::Digit));
        assert_eq!(decode("7.0"), Some(Mixed::Seven));
        assert_eq!(decode("true"), Some(Mixed::Yes));
        for other in ["", "null", "\"a\"", "b", "+1", r#"{"a": 1, "b": [0]}"#] {
            assert_eq!(decode(other), None, "{other}");
        }
    }

    #[test]
    fn they_are_written_as_they_stand() {
        assert_eq!(Mixed::Text.to_string(), "a");
        assert_eq!(Mixed::One.to_string(), "1");
        assert_eq!(serde_json::to_value(Mixed::Object).expect("serialised"), json!({"a": 1, "b": [0]}));
        assert_eq!(serde_json::from_value::<Mixed>(json!(7.0)).expect("known"), Mixed::Seven);
    }
}
