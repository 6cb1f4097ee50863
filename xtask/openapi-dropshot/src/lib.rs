//! Rust from OpenAPI 3.0: a trait to fill in, a Dropshot server around it, and a typed client.
//!
//! One direction, each stage a module with one type at its door: [`document`] (text to nodes with places) → [`model`] (what
//! the document says, in our own terms) → [`lower`] (names, Rust shapes, and what cannot be done) → [`emit`] (token streams)
//! → [`Tree`] (files). Only `document` knows how OpenAPI is written down, only `emit` knows Dropshot, and only `Tree` touches
//! files.

pub mod document;
pub mod model;
mod problem;
mod tree;

pub use problem::{Problem, Problems};
pub use tree::{Drift, Tree};

mod emit;
mod lower;
mod names;
mod settings;

pub use emit::Defect;
pub use settings::Settings;

/// Why nothing was generated.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The document is at fault, or asks for what is not supported.
    #[error("{0}")]
    Refused(Problems),
    /// This crate is at fault.
    #[error(transparent)]
    Defect(#[from] Defect),
}

/// Generate a crate from the text of an OpenAPI document. `file` is the document's name in problems.
///
/// The same text gives the same bytes, on any machine.
///
/// # Errors
///
/// Every problem of the document at once, each with file, line and column.
pub fn generate(file: &str, text: &str, settings: &Settings) -> Result<Tree, Error> {
    let document = document::Document::parse(file, text).map_err(Error::Refused)?;
    let model = model::Model::read(&document).map_err(Error::Refused)?;
    let plan = lower::lower(&document, &model, settings).map_err(Error::Refused)?;
    Ok(emit::emit(&document, text, &plan, settings)?)
}
