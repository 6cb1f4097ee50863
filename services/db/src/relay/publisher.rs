//! The way to Kafka: one batch at a time, from its first message to its last acknowledgement, all on the caller's thread.
//! While nothing is published nothing runs here.

use std::{
    fmt::Write,
    mem,
    sync::{Mutex, MutexGuard},
    thread,
    time::{Duration, Instant},
};

use kit::kafka::{Kafka, Reports};
use prost::Message;
use rdkafka::{
    ClientConfig, ClientContext,
    config::RDKafkaLogLevel,
    error::KafkaError,
    producer::{BaseProducer, BaseRecord, DeliveryResult, Producer, ProducerContext},
};
use tokio_util::sync::CancellationToken;

use super::{Destination, event::Change, outbox::Names};

/// From queueing a message to giving it up.
const DELIVERY_LIMIT: Duration = Duration::from_secs(10);
/// For every message of a batch to have been delivered or given up. A producer that needs longer is of no use any more.
const LIMIT: Duration = Duration::from_secs(15);
/// Between two looks at what has come, and whether it is to be abandoned. Polling with a limit would not do: it lasts until the
/// limit whatever comes, and spends the last millisecond of it asking without a pause.
const LOOK: Duration = Duration::from_millis(2);
/// Things that are heard at a time; one poll takes one.
const HEARD: usize = 32;

/// How messages are produced. A batch and its overhead fit into the queue; nothing else is ever in it.
pub fn settings(kafka: &Kafka, client_id: &str) -> ClientConfig {
    let mut settings = kafka.producer(client_id);
    settings
        .set("message.timeout.ms", DELIVERY_LIMIT.as_millis().to_string())
        .set("queue.buffering.max.messages", "1000")
        .set("queue.buffering.max.kbytes", "16384")
        // A batch is queued within a few milliseconds, and each partition's share of it goes as one.
        .set("linger.ms", "5")
        .set("compression.type", "lz4");
    settings
}

pub struct Publisher {
    destination: Destination,
    /// None before the first batch, and after it has failed for good.
    producer: Option<BaseProducer<Deliveries>>,
    key: String,
    value: Vec<u8>,
}

/// What became of a batch.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Indices of those that Kafka has.
    pub acknowledged: Vec<usize>,
    /// How many were not sent because another of the same order was.
    pub repeated: usize,
    /// Why Kafka does not have the others.
    pub trouble: Option<KafkaError>,
}

impl Publisher {
    /// Connects to nothing yet.
    pub fn new(destination: Destination) -> Self {
        Self { destination, producer: None, key: String::new(), value: Vec::new() }
    }

    /// Publish changes, of each order the first one only. They are in order of orders. Returns when everything is
    /// acknowledged or given up, within 15 s; at once when it is abandoned.
    pub fn publish(&mut self, changes: &[Change], names: &Names, abandoned: &CancellationToken) -> Outcome {
        let mut repeated = 0;
        let mut sent = 0;
        let mut before = None;
        for (index, change) in changes.iter().enumerate() {
            if before.replace(change.order_id) == Some(change.order_id) {
                repeated += 1;
                continue;
            }
            match self.send(index, change, names) {
                Ok(()) => sent += 1,
                Err(error) => return self.give_up(repeated, error),
            }
        }
        let Some(producer) = &self.producer else { return Outcome::default() };
        let deadline = Instant::now() + LIMIT;
        let mut settled = 0;
        while settled < sent && Instant::now() < deadline && !abandoned.is_cancelled() {
            // Takes one thing of what has come, such as the acknowledgements of one request; there may be more behind it.
            producer.poll(Duration::ZERO);
            let now = producer.context().settled();
            if now == settled {
                thread::sleep(LOOK);
            }
            settled = now;
        }
        let settled = mem::take(&mut *producer.context().lock());
        let late = settled.count < sent;
        let fatal = producer.client().fatal_error();
        if let Some((code, reason)) = &fatal {
            tracing::error!(%code, reason, "the producer of order events cannot go on and is replaced");
        }
        if late || fatal.is_some() {
            self.producer = None;
        }
        let not_in_time = || KafkaError::MessageProduction(rdkafka::error::RDKafkaErrorCode::MessageTimedOut);
        let trouble = settled.trouble.or_else(|| late.then(not_in_time));
        Outcome { acknowledged: settled.acknowledged, repeated, trouble }
    }

    /// Let the Kafka client say what it has to say while nothing is published: every attempt to reach a broker that is away may
    /// leave something, and it is kept until it is taken.
    pub fn hear(&self) {
        if let Some(producer) = &self.producer {
            (0..HEARD).for_each(|_| producer.poll(Duration::ZERO));
        }
    }

    fn send(&mut self, index: usize, change: &Change, names: &Names) -> Result<(), KafkaError> {
        let producer = match &mut self.producer {
            Some(producer) => producer,
            none => none.insert(self.destination.settings.create_with_context(Deliveries::default())?),
        };
        let event_id = change.event_id().to_string();
        self.key.clear();
        let _never_fails = write!(self.key, "{}", change.order_id);
        self.value.clear();
        change.message(&event_id, names).encode(&mut self.value).expect("a vector has room");
        let record = BaseRecord::with_opaque_to(&self.destination.topic, index)
            .key(&self.key)
            .payload(&self.value)
            .headers(change.headers(&event_id));
        producer.send(record).map_err(|(error, _)| error)
    }

    /// What was sent of the batch is sent again with the next one.
    fn give_up(&mut self, repeated: usize, error: KafkaError) -> Outcome {
        self.producer = None;
        Outcome { acknowledged: Vec::new(), repeated, trouble: Some(error) }
    }
}

/// What has become of the messages of a batch.
#[derive(Default)]
struct Settled {
    count: usize,
    acknowledged: Vec<usize>,
    trouble: Option<KafkaError>,
}

/// Called while the producer is polled.
#[derive(Default)]
struct Deliveries {
    settled: Mutex<Settled>,
    reports: Reports,
}

impl Deliveries {
    fn settled(&self) -> usize {
        self.lock().count
    }

    fn lock(&self) -> MutexGuard<'_, Settled> {
        kit::locked(&self.settled)
    }
}

impl ProducerContext for Deliveries {
    type DeliveryOpaque = usize;

    fn delivery(&self, result: &DeliveryResult<'_>, index: usize) {
        let mut settled = self.lock();
        settled.count += 1;
        match result {
            Ok(_) => settled.acknowledged.push(index),
            Err((error, _)) => settled.trouble = Some(error.clone()),
        }
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
