//! The harness of the system tests: a store of real processes, people at its door, its staff, and what its operators can
//! see. It does not know what the tests expect, and it starts nothing before a test asks for it.

mod answers;
mod mails;
mod metrics;
mod people;
mod records;
mod sockets;
mod staff;
mod until;

use std::sync::OnceLock;

use stack::{Options, Stack};

pub use answers::{Answer, Reply, places, refused};
pub use mails::mailbox;
pub use metrics::{Metrics, metrics, ops};
pub use people::{Customer, Visitor, fresh};
pub use records::{Record, Records};
pub use sockets::connections;
pub use staff::{Staff, database};
pub use until::{promised, until};

/// The whole store, for every test that breaks nothing. It is started by the first that asks, and its processes end with
/// the test program: the kernel sees to that, because the test harness says nobody when it is done.
///
/// # Panics
///
/// When the store does not start; for each test that asks, with the same reason.
pub fn store() -> &'static Stack {
    static STORE: OnceLock<Result<Stack, String>> = OnceLock::new();
    // A disk that stands still for a moment is no reason to refuse anybody.
    let options = Options::all().with("db", "DB_ORDER_WAIT", "30s");
    let started = STORE.get_or_init(|| Stack::start(options).map_err(|error| error.to_string()));
    started.as_ref().unwrap_or_else(|error| panic!("the store did not start: {error}"))
}

/// A store of one's own, for a test that breaks things.
///
/// # Panics
///
/// When it does not start.
pub fn own_store(options: Options) -> Stack {
    Stack::start(options).unwrap_or_else(|error| panic!("the store did not start: {error}"))
}
