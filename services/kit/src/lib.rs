//! What every Tuckshop service shares: configuration, telemetry, shutdown, the ops endpoint, and gRPC on both sides.
//! Nothing here knows the shop, and of Kafka and PostgreSQL only how they are reached (features `kafka` and `postgres`); a
//! service depends on this crate and never the other way round.

pub mod call;
pub mod channel;
pub mod config;
pub mod exposition;
pub mod gather;
#[cfg(feature = "kafka")]
pub mod kafka;
pub mod limits;
pub mod logs;
pub mod ops;
pub mod outage;
#[cfg(feature = "postgres")]
pub mod postgres;
pub mod readiness;
pub mod serve;
pub mod service;
pub mod shutdown;
pub mod status;
pub mod telemetry;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Lock what nobody leaves half done: whoever panicked with the lock does not stop the others.
pub fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
