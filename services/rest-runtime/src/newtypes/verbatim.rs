//! JSON that is kept as it is, with the rules of a schema that has no Rust type of its own.

/// JSON that a schema of a `Schemas` describes: `verbatim_newtype! { /// Doc. Name, SCHEMAS, "Name" }`.
#[macro_export]
macro_rules! verbatim_newtype {
    ($(#[$meta:meta])* $name:ident, $schemas:path, $schema:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name($crate::Value);

        impl $name {
            /// The value.
            pub fn as_value(&self) -> &$crate::Value {
                &self.0
            }

            /// The value.
            pub fn into_inner(self) -> $crate::Value {
                self.0
            }
        }

        impl TryFrom<$crate::Value> for $name {
            type Error = $crate::Invalid;
            fn try_from(value: $crate::Value) -> Result<Self, Self::Error> {
                let body = $crate::Pointer::Body;
                $crate::checked(value, |value, violations| $schemas.check($schema, value, &body, violations)).map(Self)
            }
        }

        impl $crate::Decode for $name {
            fn decode(value: $crate::Value, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                let before = violations.len();
                $schemas.check($schema, &value, at, violations);
                (violations.len() == before).then_some(Self(value))
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
