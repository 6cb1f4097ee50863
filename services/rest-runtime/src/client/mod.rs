//! The passage of a call through a generated client: a `Call` is put together, sent over a `Connection`, and what is
//! `Received` is read. Knows no operation. Errors, values and hooks are those of progenitor's clients.

#![allow(clippy::result_large_err)] // the error is progenitor's

mod call;
mod connection;
mod received;

pub use call::{Call, path};
pub use connection::{Connection, Credential};
pub use progenitor_client::{ClientHooks, ClientInfo, Error, OperationInfo, ResponseValue};
pub use received::Received;

pub use crate::Scheme;

// What generated code names.
#[doc(hidden)]
pub use http::Method;
#[doc(hidden)]
pub use reqwest;
