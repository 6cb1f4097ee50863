//! The Kafka producer: idempotent, acknowledged by all replicas, bounded in time and memory. Who is told about a
//! delivery, and what the caller of a stream hears, is decided elsewhere.

use std::{
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::{Duration, Instant},
};

use kit::{
    kafka::{Reports, is_there},
    readiness::Condition,
};
use metrics::{Counter, counter, describe_counter};
use rdkafka::{
    ClientConfig, ClientContext,
    config::RDKafkaLogLevel,
    error::{KafkaError, RDKafkaErrorCode},
    producer::{BaseRecord, DeliveryResult, Producer, ProducerContext, ThreadedProducer},
};

use crate::{Config, deliveries::Receipt};

/// Records that wait inside of librdkafka, of all streams together.
const QUEUE_RECORDS: usize = 100_000;
/// Their size, in KiB.
const QUEUE_KBYTES: usize = 128 * 1_024;
/// How long a record waits for others to share its request, which costs the broker as much as dozens of records.
const LINGER: Duration = Duration::from_millis(100);

/// How long nothing is delivered, although the brokers answer, before the producer is taken to be stuck.
const STUCK: Duration = Duration::from_secs(10);

/// Why a record was not even queued.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The queue is full; there is room again when deliveries come in.
    Full,
    /// It can never be queued by this producer.
    Failed(KafkaError),
}

/// The process's producer, which is replaced when it can go no further.
pub(crate) struct Publisher {
    settings: ClientConfig,
    topic: String,
    condition: Condition,
    producer: RwLock<Arc<ThreadedProducer<Deliveries>>>,
}

/// One stream's hold on the producer of the moment.
pub(crate) struct Handle {
    topic: String,
    producer: Arc<ThreadedProducer<Deliveries>>,
}

impl Publisher {
    /// Connects in the background; `condition` says whether the brokers are there.
    pub(crate) fn new(config: &Config, condition: Condition) -> Result<Self, KafkaError> {
        describe_counter!("log_records_published_total", "Log records that Kafka has acknowledged.");
        describe_counter!("log_records_failed_total", "Log records that could not be published in time.");
        let mut settings = config.kafka.producer(&config.common.instance);
        settings
            .set("compression.type", "lz4")
            .set("linger.ms", LINGER.as_millis().to_string())
            .set("message.timeout.ms", config.delivery_timeout.as_millis().to_string())
            .set("queue.buffering.max.messages", QUEUE_RECORDS.to_string())
            .set("queue.buffering.max.kbytes", QUEUE_KBYTES.to_string());
        let producer = create(&settings, &condition)?;
        Ok(Self { settings, topic: config.topic.clone(), condition, producer: RwLock::new(producer) })
    }

    pub(crate) fn handle(&self) -> Handle {
        Handle { topic: self.topic.clone(), producer: self.current() }
    }

    /// Ask the brokers about the topic, and set the condition by their answer. Blocks for up to 2 s.
    pub(crate) fn check(&self) -> bool {
        let producer = self.current();
        let reachable = is_there(producer.client(), &self.topic);
        // An idempotent producer that has lost track of its sequence refuses everything from then on; only another one, with
        // another producer id, can go on.
        if let Some((code, reason)) = producer.client().fatal_error() {
            self.replace(&format!("{code}: {reason}"));
        } else if reachable && producer.client().context().failing.lasts() >= STUCK {
            self.replace("nothing is delivered although the brokers answer");
        }
        self.condition.set(reachable);
        reachable
    }

    /// Wait until nothing is queued, for up to `limit`. Blocks.
    pub(crate) fn flush(&self, limit: Duration) -> bool {
        self.current().flush(limit).is_ok()
    }

    fn replace(&self, why: &str) {
        tracing::error!(why, "the producer cannot go on and is replaced");
        match create(&self.settings, &self.condition) {
            Ok(producer) => *self.producer.write().unwrap_or_else(PoisonError::into_inner) = producer,
            Err(error) => tracing::error!(%error, "no other producer can be made"),
        }
    }

    fn current(&self) -> Arc<ThreadedProducer<Deliveries>> {
        Arc::clone(&self.producer.read().unwrap_or_else(PoisonError::into_inner))
    }
}

fn create(settings: &ClientConfig, condition: &Condition) -> Result<Arc<ThreadedProducer<Deliveries>>, KafkaError> {
    let deliveries = Deliveries {
        published: counter!("log_records_published_total"),
        failed: counter!("log_records_failed_total"),
        condition: condition.clone(),
        failing: Failing::default(),
        reports: Reports::default(),
    };
    settings.create_with_context(deliveries).map(Arc::new)
}

impl Handle {
    /// Queue a record. Never blocks. Its receipt is told what becomes of it, once it is queued.
    pub(crate) fn publish(&self, key: &str, value: &[u8], receipt: Box<Receipt>) -> Result<(), Refusal> {
        let record = BaseRecord::with_opaque_to(&self.topic, receipt).key(key).payload(value);
        match self.producer.send(record) {
            Ok(()) => Ok(()),
            Err((KafkaError::MessageProduction(RDKafkaErrorCode::QueueFull), _)) => Err(Refusal::Full),
            Err((error, _)) => Err(Refusal::Failed(error)),
        }
    }
}

/// Runs on librdkafka's threads: counts every delivery and passes it on.
struct Deliveries {
    published: Counter,
    failed: Counter,
    condition: Condition,
    failing: Failing,
    reports: Reports,
}

/// Since when every delivery has failed.
#[derive(Default)]
struct Failing(Mutex<Option<Instant>>);

impl Failing {
    fn note(&self, failed: bool) {
        let mut since = kit::locked(&self.0);
        *since = if failed { since.or_else(|| Some(Instant::now())) } else { None };
    }

    fn lasts(&self) -> Duration {
        kit::locked(&self.0).map_or(Duration::ZERO, |since| since.elapsed())
    }
}

impl ProducerContext for Deliveries {
    type DeliveryOpaque = Box<Receipt>;

    fn delivery(&self, result: &DeliveryResult<'_>, receipt: Self::DeliveryOpaque) {
        self.failing.note(result.is_err());
        let result = match result {
            Ok(_) => {
                self.published.increment(1);
                Ok(())
            }
            Err((error, _)) => {
                self.failed.increment(1);
                self.condition.set(false);
                Err(error.clone())
            }
        };
        receipt.note(result);
    }
}

impl ClientContext for Deliveries {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, message: &str) {
        self.reports.log(level, facility, message);
    }

    fn error(&self, error: KafkaError, reason: &str) {
        self.reports.error(error, reason);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failing_lasts_from_the_first_failure_to_a_success() {
        let (failing, moment) = (Failing::default(), Duration::from_millis(20));
        assert_eq!(failing.lasts(), Duration::ZERO);
        failing.note(true);
        std::thread::sleep(moment);
        failing.note(true);
        assert!(failing.lasts() >= moment);
        failing.note(false);
        assert_eq!(failing.lasts(), Duration::ZERO);
    }
}
