//! Types for the formats of strings that stand without further rules (OpenAPI Format Registry).

use crate::{Format, TextRules};

/// `date-time` (RFC 3339, section 5.6), as the moment that it is.
pub type DateTime = chrono::DateTime<chrono::Utc>;
/// `date` (RFC 3339, section 5.6: `full-date`).
pub type Date = chrono::NaiveDate;
/// `uuid` (RFC 9562).
pub type Uuid = uuid::Uuid;
/// `ipv4` (RFC 2673, section 3.2).
pub type Ipv4 = std::net::Ipv4Addr;
/// `ipv6` (RFC 4291, section 2.2).
pub type Ipv6 = std::net::Ipv6Addr;

macro_rules! formats {
    ($($newtype:ident! $(#[$meta:meta])* $name:ident, $text:literal, $format:expr;)*) => {$(
        crate::$newtype! { $(#[$meta])* $name, TextRules { format: $format, ..TextRules::NONE } }

        #[cfg(feature = "server")]
        impl crate::server::JsonSchema for $name {
            fn schema_name() -> String {
                stringify!($name).to_owned()
            }

            fn is_referenceable() -> bool {
                false
            }

            fn json_schema(generator: &mut crate::server::SchemaGenerator) -> crate::server::Schema {
                crate::server::verbatim(generator, concat!(r#"{"type":"string","format":""#, $text, r#""}"#), &[])
            }
        }
    )*};
}

formats! {
    text_newtype! /// `time` (RFC 3339, section 5.6: `full-time`).
        Time, "time", Some(Format::Time);
    text_newtype! /// `uri` (RFC 3986): with a scheme.
        Uri, "uri", Some(Format::Uri);
    text_newtype! /// `hostname` (RFC 1123, section 2.1).
        Hostname, "hostname", Some(Format::Hostname);
    text_newtype! /// `email` (RFC 5321, section 4.1.2).
        Email, "email", Some(Format::Email);
    text_newtype! /// `byte`: base64 (RFC 4648, section 4).
        Base64, "byte", Some(Format::Byte);
    decimal_newtype! /// `decimal`: a decimal number, written as a string.
        Decimal, "decimal", Some(Format::Decimal);
    secret_newtype! /// `password`: a string that is never shown.
        Secret, "password", None;
}
