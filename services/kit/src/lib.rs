//! What every Tuckshop service shares: configuration, telemetry, shutdown, the ops endpoint, and gRPC on both sides.
//! Nothing here knows the shop, PostgreSQL or Kafka; a service depends on this crate and never the other way round.

pub mod call;
pub mod channel;
pub mod config;
pub mod exposition;
pub mod limits;
pub mod logs;
pub mod ops;
pub mod readiness;
pub mod serve;
pub mod service;
pub mod shutdown;
pub mod status;
pub mod telemetry;
