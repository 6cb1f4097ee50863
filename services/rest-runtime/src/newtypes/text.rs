//! Strings, secrets, and numbers that are written as strings.

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
