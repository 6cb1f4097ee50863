// Generated from tests/documents/security.yaml. Do not edit.

//! Security 1
//!
//! Every scheme, alone and combined. Each operation answers with whom it takes the caller for.
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
