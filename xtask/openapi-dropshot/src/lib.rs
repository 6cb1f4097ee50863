//! Rust from OpenAPI 3.0: a trait to fill in, a Dropshot server around it, and a typed client.
//!
//! One direction, each stage a module with one type at its door: [`document`] (text to nodes with places) → [`model`] (what
//! the document says, in our own terms) → `lower` (names, Rust shapes, routes, and the verdict on each operation) → `emit`
//! (token streams) → [`Tree`] (files). Only `document` knows how OpenAPI is written down, only `emit` knows Dropshot, and only
//! `Tree` writes files.

pub mod document;
pub mod model;
mod problem;
mod tree;
pub mod witness;

pub use problem::{Problem, Problems};
pub use tree::{Drift, Tree};

mod contract;
mod emit;
mod ledger;
mod lower;
mod names;
mod settings;

pub use emit::Defect;
pub use ledger::{Ledger, LedgerConstruct, LedgerOperation, Verdict};
pub use settings::{Dependencies, Settings};

/// Why nothing was generated.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The document is at fault, or asks for what cannot be done. With the ledger, when it is an OpenAPI 3.0 document at all.
    #[error("{0}")]
    Refused(Problems, Option<Box<Ledger>>),
    /// This crate is at fault.
    #[error(transparent)]
    Defect(#[from] Defect),
}

/// What was generated.
#[derive(Debug)]
pub struct Generated {
    /// The crate.
    pub tree: Tree,
    /// A first implementation of the trait, whose every method answers 501: the text of a file in a crate that depends on the
    /// generated one and on `rest-runtime`.
    pub scaffold: String,
    /// What became of each operation.
    pub ledger: Ledger,
    /// What was left out, when that was asked for.
    pub left_out: Problems,
    /// What the document says without any effect.
    pub notes: Problems,
    /// What the crate does, as an OpenAPI document: for [`witness::contract_differences`].
    pub contract: serde_json::Value,
}

/// Generate a crate from an OpenAPI document that refers to nothing outside. `file` is the document's name in problems.
///
/// The same text gives the same bytes, on any machine.
///
/// # Errors
///
/// Every problem of the document at once, each with file, line and column.
pub fn generate(file: &str, text: &str, settings: &Settings) -> Result<Generated, Error> {
    let document = document::Document::parse(file, text).map_err(|problems| Error::Refused(problems, None))?;
    generate_document(&document, text, settings)
}

/// Generate a crate from a document that has been read, with the files that it refers to. `text` is that of the document
/// itself.
///
/// # Errors
///
/// Every problem of the document at once, each with file, line and column.
pub fn generate_document(document: &document::Document, text: &str, settings: &Settings) -> Result<Generated, Error> {
    let problems = |problems| Problems::new(document.names(), problems);
    let model = model::Model::read(document).map_err(|found| Error::Refused(problems(found), None))?;
    let plan = lower::lower(document, &model, settings);
    let ledger = Ledger::new(document, &plan);
    let refused = plan.left_out.iter().flat_map(|operation| operation.problems.iter().cloned());
    let left_out = problems(refused.chain(model.problems.iter().cloned()).collect());
    if !settings.skip_refused && !left_out.is_empty() {
        return Err(Error::Refused(left_out, Some(Box::new(ledger))));
    }
    let tree = emit::emit(document, text, &plan, settings)?;
    let scaffold = emit::scaffold(&plan, settings)?;
    let schemas = document.root().get("components").and_then(|components| components.get("schemas"));
    let schemas: Vec<String> = match schemas.map(|schemas| &schemas.value) {
        Some(document::Value::Object(entries)) => entries.iter().map(|entry| entry.key.clone()).collect(),
        _ => Vec::new(),
    };
    let contract = contract::contract(&plan, &schemas, settings.problem.as_deref());
    Ok(Generated { tree, scaffold, ledger, left_out, notes: problems(plan.notes), contract })
}
