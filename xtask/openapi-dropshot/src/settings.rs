//! What the caller decides about the crate to be generated.

use std::collections::BTreeMap;

/// What the caller decides about the crate to be generated.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The crate's name, such as `store-api`; the trait is called like it, `StoreApi`.
    pub crate_name: String,
    /// One line on the crate.
    pub crate_description: String,
    /// Name of the schema whose Rust type is the runtime's `Problem`: error responses of that schema can be made of any
    /// failure with `?`. None for a document with errors of its own.
    pub problem: Option<String>,
    /// Schemas whose Rust type exists already, by name, and the path of that type.
    pub replaced: BTreeMap<String, String>,
    /// What to put first in every file, without comment signs.
    pub notice: String,
    /// Where the crate takes its dependencies from.
    pub dependencies: Dependencies,
    /// Generate what can be generated, and leave out the operations that are refused.
    pub skip_refused: bool,
}

/// Where a generated crate takes its dependencies from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dependencies {
    /// From the workspace that it is a member of, which has `rest-runtime` and `serde` among its dependencies.
    Workspace,
    /// From registries, but for `rest-runtime`, whose manifest entry is this, such as `path = "../rest-runtime"`. The crate is
    /// a workspace of its own.
    Own(String),
    /// Like `Own`, for a member of a workspace that has no such dependencies to share.
    Member(String),
}

impl Settings {
    /// The settings of a crate that takes its errors from its document.
    pub fn new(crate_name: impl Into<String>, notice: impl Into<String>) -> Self {
        let crate_name = crate_name.into();
        Self {
            crate_description: "A REST interface: types, the trait to fill in, the Dropshot adapter, the typed client"
                .to_owned(),
            crate_name,
            problem: None,
            replaced: BTreeMap::new(),
            notice: notice.into(),
            dependencies: Dependencies::Workspace,
            skip_refused: false,
        }
    }

    /// With an error schema called `Error` that is the runtime's own problem, and `Violation` in it.
    #[must_use]
    pub fn with_runtime_errors(mut self) -> Self {
        self.problem = Some("Error".to_owned());
        self.replaced.insert("Error".to_owned(), "rest_runtime::Problem".to_owned());
        self.replaced.insert("Violation".to_owned(), "rest_runtime::Violation".to_owned());
        self
    }
}
