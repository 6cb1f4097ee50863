// Generated from tests/documents/witness.yaml. Do not edit.

//! Observatory 2.1.0
//!
//! What `tests/witness.rs` changes, bit by bit, to see whether it is noticed.
#![allow(
    rustdoc::bare_urls,
    rustdoc::broken_intra_doc_links,
    rustdoc::invalid_html_tags,
    rustdoc::invalid_rust_codeblocks,
    rustdoc::invalid_codeblock_attributes,
    clippy::doc_lazy_continuation,
    clippy::doc_markdown,
    clippy::too_many_arguments,
    clippy::large_enum_variant,
    clippy::enum_variant_names,
    clippy::type_complexity,
    clippy::doc_overindented_list_items,
    clippy::upper_case_acronyms,
    clippy::empty_docs,
    clippy::tabs_in_doc_comments
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
