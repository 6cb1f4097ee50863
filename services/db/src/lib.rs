//! The DB service: CatalogService, UserService and OrderService of `store.v1` on PostgreSQL. It knows neither HTTP nor
//! passwords, and nothing but this crate knows the tables.
//!
//! `grpc` converts and calls, `catalog`, `users` and `orders` decide, `queries` holds the SQL. [`start`] puts them
//! together.

mod catalog;
mod config;
mod database;
mod failure;
mod fault;
mod grpc;
mod keeper;
mod migrations;
mod news;
mod orders;
mod page;
pub mod queries;
mod relay;
mod rules;
mod users;

use std::{
    io,
    net::SocketAddr,
    time::{Duration, Instant},
};

use kit::{
    serve::GrpcServer,
    service::{Foundation, FoundationError},
    shutdown::{Stop, Stopped},
};
use tokio::time::{interval, timeout_at};
use tokio_util::{sync::CancellationToken, task::AbortOnDropHandle};

pub use config::Config;

use crate::{
    database::Database,
    grpc::Inside,
    keeper::Keeper,
    news::Newsroom,
    orders::{Gate, Orders},
    relay::Relay,
};

const METRICS_INTERVAL: Duration = Duration::from_secs(1);

/// Why the service could not start. That PostgreSQL is away is no reason: it is waited for.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// What every service needs could not be had.
    #[error("cannot lay the foundation")]
    Foundation(#[from] FoundationError),
    /// The gRPC address is taken, or not ours.
    #[error("cannot serve gRPC on {address}")]
    Listen {
        /// `DB_LISTEN`.
        address: SocketAddr,
        /// What the operating system said.
        #[source]
        source: io::Error,
    },
}

/// The running service.
pub struct Running {
    foundation: Foundation,
    server: GrpcServer,
    stopping: CancellationToken,
    database: Database,
    orders: Orders,
    relay: Relay,
    keeper: AbortOnDropHandle<()>,
    listener: AbortOnDropHandle<()>,
    metrics: AbortOnDropHandle<()>,
    shutdown_limit: Duration,
}

/// Bind and serve at once. Until PostgreSQL is there and its schema is up to date, the service is not ready and calls
/// are UNAVAILABLE.
///
/// # Errors
///
/// When an address cannot be bound, or the logging endpoint is not one.
pub async fn start(config: Config) -> Result<Running, StartError> {
    let foundation = Foundation::start(&config.common).await?;
    database::describe_metrics();
    orders::describe_metrics();
    relay::describe_metrics();
    let database = Database::new(&config.database, config.pool_size);
    let gate = Gate::default();
    let orders = Orders::start(database.clone(), gate.clone(), config.orders);
    let keeper = Keeper::new(&config.database, database.clone(), foundation.readiness.condition("database"));
    let newsroom = Newsroom::default();
    let (logs, stopping) = (&foundation.logs, CancellationToken::new());
    let inside =
        Inside { database: &database, gate: &gate, orders: &orders, newsroom: &newsroom, logs, stopping: &stopping };
    let server = grpc::services(&inside)
        .start(config.listen, &foundation.readiness, Some(foundation.logs.clone()))
        .await
        .map_err(|source| StartError::Listen { address: config.listen, source })?;
    tracing::info!(address = %server.local_addr(), ops = %foundation.ops_addr(), "serving");
    Ok(Running {
        relay: Relay::start(&config, database.clone()),
        keeper: AbortOnDropHandle::new(tokio::spawn(keeper.run())),
        listener: AbortOnDropHandle::new(tokio::spawn(news::listen(config.database, newsroom))),
        metrics: AbortOnDropHandle::new(tokio::spawn(record(database.clone(), orders.clone()))),
        shutdown_limit: config.common.shutdown_limit,
        foundation,
        server,
        stopping,
        database,
        orders,
    })
}

impl Running {
    /// Where gRPC is served.
    pub fn local_addr(&self) -> SocketAddr {
        self.server.local_addr()
    }

    /// Where operators are served.
    pub fn ops_addr(&self) -> SocketAddr {
        self.foundation.ops_addr()
    }
}

impl Stop for Running {
    /// Answers the calls in flight, finishes orders and changes whose callers have gone, and flushes the log records, all within
    /// the configured limit. Order events that are not published then are published by the next relay.
    async fn stop(self) -> Stopped {
        let deadline = Instant::now() + self.shutdown_limit;
        self.foundation.readiness.set_stopping();
        self.stopping.cancel();
        // Ends the calls that would never end by themselves.
        drop(self.listener);
        let answered = self.server.stop(deadline).await;
        let placed = self.orders.stop(deadline).await;
        self.relay.stop(deadline).await;
        let finished = timeout_at(deadline.into(), self.database.finish_changes()).await.is_ok();
        drop((self.keeper, self.metrics));
        self.database.close();
        self.foundation.stop(deadline).await;
        answered.and(placed).and(Stopped::when(finished))
    }
}

async fn record(database: Database, orders: Orders) {
    let mut ticks = interval(METRICS_INTERVAL);
    loop {
        ticks.tick().await;
        database.record_pool();
        orders.record_depth();
    }
}
