//! The notification service: tells customers by mail what has happened to their orders. It reads events from Kafka, sends
//! mails over SMTP, and remembers in PostgreSQL what it has sent, in a schema of its own. It knows no other service's tables,
//! and nobody calls it.
//!
//! `consumer` reads, `delivery` decides, `smtp` and `claims` do; [`start`] puts them together. What is promised about mails
//! stands in docs/notification.md.

mod claims;
mod config;
mod consumer;
mod dead_letters;
mod delays;
mod delivery;
mod event;
mod incoming;
mod keeper;
mod mail;
mod meters;
mod partitions;
mod post_office;
pub mod queries;
mod smtp;

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use kit::{
    service::{Foundation, FoundationError},
    shutdown::{Stop, Stopped},
};
use rdkafka::error::KafkaError;
use tokio::{task::JoinHandle, time::timeout_at};
use tokio_util::{sync::CancellationToken, task::AbortOnDropHandle};

pub use config::{Config, Smtp, Tls};

use crate::{
    claims::Claims, consumer::Consumer, dead_letters::DeadLetters, delivery::Delivery, post_office::PostOffice,
    smtp::Server,
};

/// Why the service could not start. That Kafka, PostgreSQL or the mail server is away is no reason: they are waited for.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// What every service needs could not be had.
    #[error("cannot lay the foundation")]
    Foundation(#[from] FoundationError),
    /// TLS cannot be spoken as configured.
    #[error("the mail server cannot be spoken to over TLS")]
    Tls(#[source] lettre::transport::smtp::Error),
    /// The Kafka client refuses its configuration.
    #[error("the Kafka consumer cannot be made")]
    Kafka(#[source] KafkaError),
}

/// The running service.
pub struct Running {
    foundation: Foundation,
    stopping: CancellationToken,
    consumer: JoinHandle<bool>,
    claims: Claims,
    watches: [AbortOnDropHandle<()>; 3],
    shutdown_limit: Duration,
}

/// Serve operators at once, and read events in the background. Until Kafka, PostgreSQL and the mail server are there the
/// service is not ready, and waits.
///
/// # Errors
///
/// When an address cannot be bound, the logging endpoint is not one, or a client refuses its configuration.
pub async fn start(config: Config) -> Result<Running, StartError> {
    let foundation = Foundation::start(&config.common).await?;
    meters::describe();
    let [kafka, database, mail_server] = ["kafka", "database", "smtp"].map(|name| foundation.readiness.condition(name));
    let claims = Claims::new(&config.database, lease(config.smtp.step_limit));
    let server = Server::new(&config.smtp).map_err(StartError::Tls)?;
    let post_office = Arc::new(PostOffice::new(server, config.workers, mail_server));
    let delivery = Delivery {
        claims: claims.clone(),
        post_office: Arc::clone(&post_office),
        dead_letters: DeadLetters::new(&config),
        logs: foundation.logs.clone(),
        from: config.smtp.from.clone(),
        retry_delay: config.retry_delay,
        retry_limit: config.retry_limit,
        in_flight: meters::InFlight::none(),
    };
    let consumer = Consumer::new(&config, Arc::new(delivery)).map_err(StartError::Kafka)?;
    let stopping = CancellationToken::new();
    tracing::info!(ops = %foundation.ops_addr(), "serving");
    let keeper = keeper::keep(config.database, claims.clone(), config.duplicate_window, database);
    Ok(Running {
        watches: [
            AbortOnDropHandle::new(tokio::spawn(keeper)),
            AbortOnDropHandle::new(tokio::spawn(post_office.watch())),
            AbortOnDropHandle::new(tokio::spawn(consumer.check(kafka))),
        ],
        consumer: tokio::spawn(consumer.run(stopping.clone(), config.common.shutdown_limit)),
        shutdown_limit: config.common.shutdown_limit,
        foundation,
        stopping,
        claims,
    })
}

/// Longer than handing over a mail can take, with as much again for machines that stand still for a while.
fn lease(step: Duration) -> Duration {
    Server::text_limit(step) * 2
}

impl Running {
    /// Where operators are served.
    pub fn ops_addr(&self) -> SocketAddr {
        self.foundation.ops_addr()
    }
}

impl Stop for Running {
    /// Reads no more, finishes the mails that are being handed over, and flushes the log records, all within the configured
    /// limit; to commit and to leave the group may take two seconds more. Events that wait, for their next attempt or for the
    /// mail server, are left to whoever reads them next.
    async fn stop(self) -> Stopped {
        let deadline = Instant::now() + self.shutdown_limit;
        self.foundation.readiness.set_stopping();
        let Self { foundation, stopping, consumer, claims, watches, .. } = self;
        // The check holds on to the consumer, whose end is what leaves the group.
        drop(watches);
        stopping.cancel();
        let finished = match timeout_at((deadline + Duration::from_secs(3)).into(), consumer).await {
            Ok(finished) => finished.unwrap_or(false),
            Err(_) => false,
        };
        claims.close();
        foundation.stop(deadline).await;
        Stopped::when(finished)
    }
}
