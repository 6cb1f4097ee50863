//! Schemas of the source document in Dropshot's description, word for word: what schemars derives from a Rust type loses
//! half of the constraints.

use schemars::r#gen::SchemaGenerator;
use schemars::schema::Schema;

/// The schema that `json` says. `register` names the types that it refers to, by `generator.subschema_for::<T>()`.
///
/// # Panics
///
/// When `json` is no schema; generated code always passes one.
pub fn verbatim(
    generator: &mut SchemaGenerator,
    json: &str,
    register: &[fn(&mut SchemaGenerator) -> Schema],
) -> Schema {
    for reference in register {
        let _registered = reference(generator);
    }
    serde_json::from_str(json).expect("the generator writes schemas only")
}
