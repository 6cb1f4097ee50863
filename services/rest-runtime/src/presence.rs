//! A member that may be absent, null or there, with the difference kept.

use serde::{Serialize, Serializer};

/// A member of an object that is neither required nor non-null: absent and null mean different things (RFC 7396 gives
/// them the meanings "leave" and "remove").
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Presence<T> {
    /// The member is not in the object.
    #[default]
    Absent,
    /// The member is there and `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Presence<T> {
    /// Whether the member is not in the object.
    pub fn is_absent(&self) -> bool {
        matches!(self, Presence::Absent)
    }

    /// `None` when absent, `Some(None)` when null.
    pub fn into_option(self) -> Option<Option<T>> {
        match self {
            Presence::Absent => None,
            Presence::Null => Some(None),
            Presence::Value(value) => Some(Some(value)),
        }
    }
}

impl<T> From<T> for Presence<T> {
    fn from(value: T) -> Self {
        Presence::Value(value)
    }
}

/// Absent serialises as null; generated structs leave absent members out with `skip_serializing_if`.
impl<T: Serialize> Serialize for Presence<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Presence::Absent | Presence::Null => serializer.serialize_none(),
            Presence::Value(value) => value.serialize(serializer),
        }
    }
}
