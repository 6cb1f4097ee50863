//! Maps and arrays.

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
