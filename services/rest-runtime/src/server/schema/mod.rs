//! Schemas of the source document in Dropshot's description: what schemars derives from a Rust type loses half of the
//! constraints.

mod carry;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use schemars::r#gen::SchemaGenerator;
use schemars::schema::{InstanceType, Schema, SchemaObject, SingleOrVec};
use serde::Deserialize;
use serde_json::{Value, json};

use carry::{ORIGINAL, carry};

/// Longest chain of references that is followed.
const CHAIN: usize = 32;

/// No parameters in this place.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct NoParameters {}

/// A type that a schema refers to: its name there, and what enters it into a description.
pub type Reference = (fn() -> String, fn(&mut SchemaGenerator) -> Schema);

/// The OpenAPI 3.0 schema that `json` says, for Dropshot to describe: word for word where Dropshot can, but for members that
/// say no more than the default, such as `nullable: false`. A schema that it cannot describe, at whatever depth, becomes one
/// that allows any value (of the same scalar type), with the original as the extension `x-openapi-schema`.
///
/// `references` are the types that the schema refers to.
pub fn verbatim(generator: &mut SchemaGenerator, json: &str, references: &[Reference]) -> Schema {
    let names = registered(generator, references);
    match serde_json::from_str(json) {
        Ok(source) => schema(&source, &names),
        Err(_nested_too_deep) => permissive(&json.into()),
    }
}

/// The same for the parameters of one place: an object with a member for each. A parameter that Dropshot does not take for a
/// scalar, which it wants of all, becomes a string, with the original as an extension.
pub fn verbatim_parameters(generator: &mut SchemaGenerator, json: &str, references: &[Reference]) -> Schema {
    let names = registered(generator, references);
    let mut source: Value = serde_json::from_str(json).unwrap_or_default();
    let members = source.get_mut("properties").and_then(Value::as_object_mut);
    for member in members.into_iter().flat_map(|members| members.values_mut()) {
        if !is_scalar(generator, &schema(member, &names), 0) {
            let description = member.get("description").cloned();
            let original = member.take();
            *member = json!({ "type": "string", ORIGINAL: original });
            if let Some(description) = description {
                member["description"] = description;
            }
        }
    }
    schema(&source, &names)
}

/// What the references to the types are in this description, by their names in the document: another type of the same
/// name may have come before.
fn registered(generator: &mut SchemaGenerator, references: &[Reference]) -> BTreeMap<String, String> {
    let named = references.iter().filter_map(|(name, register)| match register(generator) {
        Schema::Object(SchemaObject { reference: Some(reference), .. }) => Some((name(), reference)),
        _ => None,
    });
    named.collect()
}

fn schema(source: &Value, names: &BTreeMap<String, String>) -> Schema {
    serde_json::from_value(carry(source, names)).unwrap_or_else(|_| permissive(source))
}

fn permissive(original: &Value) -> Schema {
    let extensions = [(ORIGINAL.to_owned(), original.clone())].into();
    SchemaObject { extensions, ..SchemaObject::default() }.into()
}

/// Whether Dropshot takes a schema for a scalar (`type_is_scalar` in its `type_util.rs`).
fn is_scalar(generator: &SchemaGenerator, schema: &Schema, followed: usize) -> bool {
    let Schema::Object(object) = schema else { return false };
    if object.reference.is_some() {
        let target = generator.dereference(schema).filter(|_| followed < CHAIN);
        return target.is_some_and(|target| is_scalar(generator, target, followed + 1));
    }
    let SchemaObject { instance_type, subschemas, array, object: members, .. } = object;
    if array.is_some() || members.is_some() {
        return false;
    }
    match (instance_type, subschemas.as_deref()) {
        (Some(SingleOrVec::Single(one)), None) => {
            matches!(**one, InstanceType::Boolean | InstanceType::Number | InstanceType::String | InstanceType::Integer)
        }
        // Nothing stands beside these, or they would not have been carried.
        (None, Some(all)) => match (&all.all_of, &all.any_of, &all.one_of, &all.not) {
            (Some(only), None, None, None) | (None, Some(only), None, None) => {
                matches!(only.as_slice(), [only] if is_scalar(generator, only, followed + 1))
            }
            (None, None, Some(each), None) => each.iter().all(|one| is_scalar(generator, one, followed + 1)),
            _ => false,
        },
        _ => false,
    }
}

/// The description of a type as the document has it: `declare_schema! { Order, "Order", r#"{…}"#, [OrderItem, …] }`.
#[macro_export]
macro_rules! declare_schema {
    ($type:ident, $name:literal, $json:literal, [$($reference:ty),* $(,)?]) => {
        $crate::declare_schema!($type, $name, $json, [$($reference),*], verbatim);
    };
    ($type:ident, $name:literal, $json:literal, [$($reference:ty),*], $how:ident) => {
        impl $crate::server::JsonSchema for $type {
            fn schema_name() -> String {
                $name.to_owned()
            }

            fn json_schema(generator: &mut $crate::server::SchemaGenerator) -> $crate::server::Schema {
                $crate::server::$how(
                    generator,
                    $json,
                    &[$((
                        <$reference as $crate::server::JsonSchema>::schema_name,
                        $crate::server::SchemaGenerator::subschema_for::<$reference>,
                    )),*],
                )
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
        $crate::declare_schema!($type, "Parameters", $json, [$($reference),*], verbatim_parameters);
    };
}
