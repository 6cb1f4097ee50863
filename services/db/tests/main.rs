//! The DB service over gRPC, on a real PostgreSQL: one service and one database per test, all in one process.

mod events;
mod harness;
mod proxy;

mod batches;
mod catalog;
mod contention;
mod documentation;
mod executor;
mod idempotency;
mod lifecycle;
mod migrations;
mod orders;
mod outage;
mod outbox;
mod outcomes;
mod queries;
mod relay;
mod round_trips;
mod stream;
mod users;
mod watch;
