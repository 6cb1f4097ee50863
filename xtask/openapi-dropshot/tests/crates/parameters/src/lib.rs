// Generated from tests/documents/parameters.yaml. Do not edit.

//! Parameters 1
//!
//! Every place, style and structure of parameters. Each operation answers with the values that it was given, in the order in which they are declared.
#![allow(
    clippy::all,
    rustdoc::bare_urls,
    rustdoc::broken_intra_doc_links,
    rustdoc::invalid_html_tags,
    rustdoc::invalid_rust_codeblocks,
    rustdoc::invalid_codeblock_attributes
)]
#[cfg(feature = "server")]
mod api;
#[cfg(feature = "client")]
pub mod client;
#[cfg(any(feature = "server", feature = "client"))]
pub mod messages;
#[cfg(any(feature = "server", feature = "client"))]
mod parameters;
#[cfg(feature = "server")]
pub mod server;
pub mod types;
#[cfg(feature = "server")]
pub use api::*;
#[cfg(any(feature = "server", feature = "client"))]
pub use messages::*;
