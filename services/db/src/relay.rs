//! Tells Kafka what has become of orders: reads the outbox, publishes, and deletes what Kafka has acknowledged. One relay
//! works among all DB services, whichever holds the lock. Nothing waits for it: without Kafka orders go on, and the outbox
//! grows.
//!
//! `outbox` is its connection, `event` what is told, `publisher` the way to Kafka, `leader` the work itself. Two relays at
//! once, for the moment in which one does not know yet that its connection is lost, tell the same events twice.

mod event;
mod leader;
mod meters;
mod outbox;
mod publisher;

use std::time::{Duration, Instant};

use rdkafka::ClientConfig;
use tokio::time::{sleep, timeout_at};
use tokio_util::{sync::CancellationToken, task::AbortOnDropHandle};

use crate::{Config, database::Database, fault::Fault};

use leader::Leader;
pub use meters::describe_metrics;
use outbox::Outbox;

/// Between two tries to become the relay.
const ELECTION_PAUSE: Duration = Duration::from_secs(1);
/// Before connecting again: at first, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));
/// For what is on its way to Kafka when the service stops. What is not acknowledged then is told by the next relay.
const STOP_LIMIT: Duration = Duration::from_secs(3);

/// The relay of this process.
pub struct Relay {
    stopping: Stopping,
    running: AbortOnDropHandle<()>,
}

/// What a relay is told by its service: to stop soon, and to stop now.
#[derive(Clone, Default)]
struct Stopping {
    finish: CancellationToken,
    abandon: CancellationToken,
}

/// Where events go.
#[derive(Clone)]
struct Destination {
    settings: ClientConfig,
    topic: String,
}

impl Relay {
    /// Works, or waits for its turn, until it is stopped. Must be called inside of a Tokio runtime.
    pub fn start(config: &Config, database: Database) -> Self {
        let stopping = Stopping::default();
        let worker = Worker {
            server: outbox::session(&config.database),
            database,
            destination: Destination {
                settings: publisher::settings(&config.kafka, &config.common.instance),
                topic: config.order_topic.clone(),
            },
            stopping: stopping.clone(),
        };
        Self { stopping, running: AbortOnDropHandle::new(tokio::spawn(supervise(worker))) }
    }

    /// Let it finish what is on its way to Kafka, until `deadline` and for 3 s at most. Nothing is lost otherwise.
    pub async fn stop(mut self, deadline: Instant) {
        self.stopping.finish.cancel();
        let limit = deadline.min(Instant::now() + STOP_LIMIT);
        if timeout_at(limit.into(), &mut self.running).await.is_err() {
            tracing::info!("events that Kafka has not acknowledged are left to the next relay");
        }
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.stopping.finish.cancel();
        self.stopping.abandon.cancel();
    }
}

/// A panic is a defect, and costs what was on its way and no more.
async fn supervise(worker: Worker) {
    while let Err(error) = tokio::spawn(worker.clone().run()).await {
        tracing::error!(%error, "the relay begins anew");
        sleep(PAUSES.1).await;
    }
}

#[derive(Clone)]
struct Worker {
    server: tokio_postgres::Config,
    database: Database,
    destination: Destination,
    stopping: Stopping,
}

impl Worker {
    /// Connect, and connect again, until it is to finish.
    async fn run(self) {
        let mut pause = PAUSES.0;
        let finish = self.stopping.finish.clone();
        while !finish.is_cancelled() {
            let began = Instant::now();
            // Before that there may be no outbox.
            if self.database.is_open()
                && let Err(fault) = self.session().await
            {
                // An outage is the keeper's to tell of.
                tracing::debug!(cause = %fault, "the relay has lost its connection, trying again");
            }
            if began.elapsed() > PAUSES.1 {
                pause = PAUSES.0;
            }
            let _finish = finish.run_until_cancelled(sleep(pause)).await;
            pause = (pause * 2).min(PAUSES.1);
        }
    }

    /// One connection, until it is lost or the relay is to finish.
    async fn session(&self) -> Result<(), Fault> {
        let outbox = Outbox::open(&self.server).await?;
        while !outbox.lead().await? {
            if self.stopping.finish.run_until_cancelled(sleep(ELECTION_PAUSE)).await.is_none() {
                return Ok(());
            }
        }
        tracing::info!("this instance relays order events");
        let worked = Leader::new(outbox, self.destination.clone(), self.stopping.clone()).work().await;
        tracing::info!("this instance relays order events no longer");
        worked
    }
}
