//! Schemas of the source document in Dropshot's description, word for word: what schemars derives from a Rust type loses
//! half of the constraints.

use schemars::JsonSchema;
use schemars::r#gen::SchemaGenerator;
use schemars::schema::Schema;
use serde::Deserialize;

/// No parameters in this place.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct NoParameters {}

/// The schema that `json` says; without a rule when it says what schemars does not know, such as a type of an older version.
/// `register` names the types that it refers to, by `generator.subschema_for::<T>()`.
pub fn verbatim(
    generator: &mut SchemaGenerator,
    json: &str,
    register: &[fn(&mut SchemaGenerator) -> Schema],
) -> Schema {
    for reference in register {
        let _registered = reference(generator);
    }
    serde_json::from_str(json).unwrap_or(Schema::Bool(true))
}

/// The description of a type, word for word: `declare_schema! { Order, "Order", r#"{…}"#, [OrderItem, …] }`.
#[macro_export]
macro_rules! declare_schema {
    ($type:ident, $name:literal, $json:literal, [$($reference:ty),* $(,)?]) => {
        impl $crate::server::JsonSchema for $type {
            fn schema_name() -> String {
                $name.to_owned()
            }

            fn json_schema(generator: &mut $crate::server::SchemaGenerator) -> $crate::server::Schema {
                $crate::server::verbatim(generator, $json, &[$($crate::server::SchemaGenerator::subschema_for::<$reference>),*])
            }
        }
    };
}

/// The description of an operation's parameters in one place, as an object with a member for each.
#[macro_export]
macro_rules! declare_parameters {
    ($type:ident, $json:literal, [$($reference:ty),* $(,)?]) => {
        #[derive(serde::Deserialize)]
        struct $type {}
        $crate::declare_schema!($type, "Parameters", $json, [$($reference),*]);
    };
}
