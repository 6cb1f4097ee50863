//! .
mod tree;
pub use tree::{Drift, Tree};
