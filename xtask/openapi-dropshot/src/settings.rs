//! What the caller decides about the crate to be generated.

use std::collections::BTreeMap;

/// What the caller decides about the crate to be generated.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The crate's name, such as `store-api`; the trait is called like it, `StoreApi`.
    pub crate_name: String,
    /// One line on the crate.
    pub crate_description: String,
    /// Name of the schema that every error response has: the one which the runtime's own answers follow.
    pub problem: String,
    /// Schemas whose Rust type exists already, by name, and the path of that type.
    pub replaced: BTreeMap<String, String>,
    /// What to put first in every file, without comment signs.
    pub notice: String,
}

impl Settings {
    /// The settings of a crate whose error schema is called `Error`, with violations called `Violation`: both the runtime's
    /// own.
    pub fn new(crate_name: impl Into<String>, crate_description: impl Into<String>, notice: impl Into<String>) -> Self {
        let replaced = [("Error", "rest_runtime::Problem"), ("Violation", "rest_runtime::Violation")];
        Self {
            crate_name: crate_name.into(),
            crate_description: crate_description.into(),
            problem: "Error".to_owned(),
            replaced: replaced.into_iter().map(|(name, path)| (name.to_owned(), path.to_owned())).collect(),
            notice: notice.into(),
        }
    }
}
