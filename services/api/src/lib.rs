//! The REST interface of the store: fills in the generated `StoreApi` over the DB service's gRPC interface, and does what
//! belongs to the edge: tokens, passwords, rate limits, and what becomes of failures.
//!
//! It has no rule of the shop in it and no SQL: those are the DB service's.

mod access;
mod attempts;
mod backend;
mod cache;
mod config;
mod convert;
mod failure;
mod observer;
mod order_stream;
mod passwords;
mod server;
mod store;
mod tokens;
mod watch;
#[cfg(test)]
mod witness;

pub use config::Config;
pub use server::{Running, StartError, start};
