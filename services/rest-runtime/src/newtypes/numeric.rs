//! Integers and numbers.

/// An integer with rules: `integer_newtype! { /// Doc. Name(i64), IntegerRules { … } }`.
#[macro_export]
macro_rules! integer_newtype {
    ($(#[$meta:meta])* $name:ident($integer:ty), $rules:expr) => {
        $crate::numeric_newtype! {
            $(#[$meta])*
            #[derive(Eq, Ord, Hash)]
            $name($integer as i128), $crate::IntegerRules, $rules
        }
    };
}

/// A number with rules: `number_newtype! { /// Doc. Name(f64), NumberRules { … } }`.
#[macro_export]
macro_rules! number_newtype {
    ($(#[$meta:meta])* $name:ident($number:ty), $rules:expr) => {
        $crate::numeric_newtype! { $(#[$meta])* $name($number as f64), $crate::NumberRules, $rules }
    };
}

/// What integers and numbers share: kept as one type, checked as a wider one.
#[doc(hidden)]
#[macro_export]
macro_rules! numeric_newtype {
    ($(#[$meta:meta])* $name:ident($number:ty as $wide:ty), $rules_type:ty, $rules:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
        pub struct $name($number);

        impl $name {
            const RULES: $rules_type = $rules;

            /// The number.
            pub const fn get(self) -> $number {
                self.0
            }
        }

        impl TryFrom<$number> for $name {
            type Error = $crate::Invalid;
            fn try_from(number: $number) -> Result<Self, Self::Error> {
                let body = $crate::Pointer::Body;
                $crate::checked(number, |number, violations| Self::RULES.check(<$wide>::from(*number), &body, violations)).map(Self)
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
                    Self::RULES.check(<$wide>::from(*number), at, violations);
                })
                .map(Self)
            }
        }

        impl $crate::DecodeText for $name {
            fn decode_text(text: &str, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                let number = <$number as $crate::DecodeText>::decode_text(text, at, violations)?;
                let before = violations.len();
                Self::RULES.check(<$wide>::from(number), at, violations);
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
