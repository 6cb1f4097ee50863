//! The logging service: takes the log records of every process over `logging.v1.LoggingService` and publishes them to
//! Kafka. The only service that knows that topic; it keeps none of them and asks nobody who they are from.

mod config;
mod deliveries;
mod entry;
mod publisher;
mod rules;
mod stream;

use std::{
    io,
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use grpc::logging_v1::logging_service_server::LoggingServiceServer;
use kit::{
    logs::{Level, LogQueue, Record},
    serve::{Builder, GrpcServer},
    service::{Foundation, FoundationError},
    shutdown::{Stop, Stopped},
};
use rdkafka::error::KafkaError;
use tokio::{
    sync::watch,
    task::{JoinHandle, spawn_blocking},
    time::sleep,
};

pub use config::Config;
pub use entry::json;
use publisher::Publisher;
use stream::Streams;

/// Between two questions to the brokers while they are there.
const CHECK_INTERVAL: Duration = Duration::from_secs(2);
/// Between two questions while they are not.
const CHECK_AGAIN: Duration = Duration::from_millis(500);

/// Why the service could not start. Kafka being away is not among it: the service waits for Kafka, and says so in its
/// readiness.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The ops endpoint could not be served.
    #[error(transparent)]
    Foundation(#[from] FoundationError),
    /// The Kafka client refuses its configuration.
    #[error("the Kafka producer cannot be made")]
    Kafka(#[source] KafkaError),
    /// The address is taken, or not ours.
    #[error("cannot listen on {address}")]
    Listen {
        /// `LOGGING_LISTEN`.
        address: SocketAddr,
        /// What the operating system said.
        #[source]
        source: io::Error,
    },
}

/// Serve, and look for Kafka in the background. The readiness condition "kafka" says whether it is there.
///
/// # Errors
///
/// When an address cannot be bound, or the Kafka client refuses its configuration.
pub async fn start(config: Config) -> Result<Running, StartError> {
    let foundation = Foundation::start(&config.common).await?;
    let condition = foundation.readiness.condition("kafka");
    let publisher = Arc::new(Publisher::new(&config, condition).map_err(StartError::Kafka)?);
    let stopping = watch::Sender::new(false);
    let logs = foundation.logs.clone();
    let streams = Streams::new(Arc::clone(&publisher), config.delivery_timeout, stopping.subscribe(), logs.clone());
    let service = LoggingServiceServer::new(streams).max_decoding_message_size(rules::MAX_ENCODED);
    let server = Builder::new()
        .add_service(service)
        .start(config.listen, &foundation.readiness, None)
        .await
        .map_err(|source| StartError::Listen { address: config.listen, source })?;
    let checks = tokio::spawn(check(Arc::clone(&publisher), logs));
    tracing::info!(address = %server.local_addr(), ops = %foundation.ops_addr(), "serving");
    Ok(Running { server, foundation, publisher, stopping, checks, limit: config.common.shutdown_limit })
}

/// The changes are on record, too, once there is somewhere to put them.
async fn check(publisher: Arc<Publisher>, logs: LogQueue) {
    let mut before = None;
    loop {
        let publisher = Arc::clone(&publisher);
        let reachable = spawn_blocking(move || publisher.check()).await.unwrap_or(false);
        if before.replace(reachable) != Some(reachable) {
            let (level, message) = match reachable {
                true => (Level::Info, "Kafka is there"),
                false => (Level::Error, "Kafka cannot be reached"),
            };
            logs.emit(Record::new(level, message));
        }
        sleep(if reachable { CHECK_INTERVAL } else { CHECK_AGAIN }).await;
    }
}

/// A running logging service.
pub struct Running {
    server: GrpcServer,
    foundation: Foundation,
    publisher: Arc<Publisher>,
    stopping: watch::Sender<bool>,
    checks: JoinHandle<()>,
    limit: Duration,
}

impl Running {
    /// Where gRPC is served.
    pub fn local_addr(&self) -> SocketAddr {
        self.server.local_addr()
    }

    /// Where health, readiness and metrics are served.
    pub fn ops_addr(&self) -> SocketAddr {
        self.foundation.ops_addr()
    }
}

impl Stop for Running {
    /// Stop reading from every stream, let each have its summary of what Kafka has acknowledged, and end.
    async fn stop(mut self) -> Stopped {
        let deadline = Instant::now() + self.limit;
        self.foundation.readiness.set_stopping();
        self.foundation.flush(deadline).await;
        self.stopping.send_replace(true);
        let streams = self.server.stop(deadline).await;
        self.checks.abort();
        let publisher = self.publisher;
        // Streams that were cut off by their callers may have left records behind.
        let flush = move || publisher.flush(deadline.saturating_duration_since(Instant::now()));
        let flushed = spawn_blocking(flush).await.unwrap_or(false);
        self.foundation.stop(deadline).await;
        streams.and(Stopped::when(flushed))
    }
}
