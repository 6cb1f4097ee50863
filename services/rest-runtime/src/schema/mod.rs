//! Schemas that are interpreted rather than turned into Rust types: JSON Schema draft 4 as OpenAPI 3.0 has it (OpenAPI 3.0.3,
//! section 4.7.24). What they say is compiled once; broken rules have the same words as those of generated types.

mod check;
mod compile;
mod tree;

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::Value;

use crate::decode::{Pointer, Violations};
use tree::Node;

/// The rules of schemas that have no Rust type of their own, as generated code states them:
/// `static SCHEMAS: Schemas = Schemas::new(&[("Name", r#"{"type": "string"}"#)])`. Compiled on first use.
///
/// What is wrong in a schema is no rule here; the generator refuses it with `SchemaSet::compile`.
#[derive(Debug)]
pub struct Schemas {
    sources: &'static [(&'static str, &'static str)],
    compiled: OnceLock<SchemaSet>,
}

/// Schemas that refer to each other by `#/components/schemas/{name}`, compiled.
///
/// - Beside `$ref` nothing counts. `nullable` allows null whatever else the schema says.
/// - An integer has no fraction and no exponent: 1.0 is none. Integers are compared exactly up to 64 bits, all other numbers as 64-bit floating point.
/// - Properties that are `readOnly` or `writeOnly` are looked at, and required, in their direction only.
/// - A schema that comes back to itself without looking into a part of the value says nothing more of it.
/// - A `discriminator` beside `oneOf` or `anyOf` decides among the references there.
#[derive(Debug)]
pub struct SchemaSet {
    indices: HashMap<String, usize>,
    nodes: Vec<Node>,
}

impl Schemas {
    /// Names and the JSON texts of their schemas, not compiled yet.
    pub const fn new(sources: &'static [(&'static str, &'static str)]) -> Self {
        Self { sources, compiled: OnceLock::new() }
    }

    /// Report every rule of the schema `name` that `value` breaks. A name that is not there has no rules.
    pub fn check(&self, name: &str, value: &Value, at: &Pointer<'_>, violations: &mut Violations) {
        let set = self.compiled.get_or_init(|| {
            let parsed = self
                .sources
                .iter()
                .filter_map(|(name, source)| Some(((*name).to_owned(), serde_json::from_str(source).ok()?)));
            SchemaSet::lenient(parsed)
        });
        set.check(name, value, at, violations);
    }
}

impl SchemaSet {
    /// Compile schemas, given by name. An error names everything that cannot be a rule, each on a line with its place:
    /// keywords of the wrong form, patterns that are not of ECMA 262, and references to schemas that are not there.
    pub fn compile(schemas: impl IntoIterator<Item = (String, Value)>) -> Result<Self, String> {
        let (set, errors) = Self::build(schemas);
        if errors.is_empty() { Ok(set) } else { Err(errors.join("\n")) }
    }

    /// The same, where what cannot be a rule is none.
    pub fn lenient(schemas: impl IntoIterator<Item = (String, Value)>) -> Self {
        Self::build(schemas).0
    }
}

#[cfg(test)]
mod tests;
