//! Reading a topic as nobody in particular: no group, nothing committed, every partition.

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use kit::kafka::{Kafka, Reports};
use rdkafka::consumer::{BaseConsumer, Consumer as _};
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use rdkafka::message::OwnedMessage;
use rdkafka::{Message as _, Offset, TopicPartitionList};

/// For Kafka to answer.
const ANSWER: Duration = Duration::from_secs(10);

/// Where to begin.
#[derive(Clone, Copy, Debug)]
pub enum From {
    /// With the oldest message.
    Beginning,
    /// With what comes from now on.
    Now,
    /// With what was written at this time or later, in milliseconds since 1970.
    Time(i64),
}

/// A topic being read.
pub struct Topic {
    consumer: BaseConsumer<Reports>,
    /// Partitions that were not read yet to the end that they had, and that end.
    behind: BTreeMap<i32, i64>,
}

impl Topic {
    /// Begin to read.
    pub fn open(kafka: &Kafka, name: &str, from: From) -> anyhow::Result<Self> {
        let mut settings = kafka.client("cargo-xtask");
        settings
            // A name is demanded, although nothing is subscribed to and nothing is committed.
            .set("group.id", "cargo-xtask")
            .set("enable.auto.commit", "false")
            .set("enable.partition.eof", "true")
            .set("auto.offset.reset", "earliest");
        let consumer: BaseConsumer<Reports> = settings.create_with_context(Reports::default())?;
        let metadata = consumer.fetch_metadata(Some(name), ANSWER).inspect_err(|_| {
            // Lets the client say what it knows about the reason.
            consumer.poll(Duration::from_millis(100));
        });
        let metadata = metadata.context("Kafka does not answer")?;
        let topic = metadata.topics().first().context("Kafka does not answer for the topic")?;
        if let Some(error) = topic.error() {
            bail!("the topic {name} cannot be read: {}", KafkaError::MetadataFetch(error.into()));
        }
        if topic.partitions().is_empty() {
            bail!("there is no topic {name}; is this the right cluster?");
        }
        let mut ends = BTreeMap::new();
        for partition in topic.partitions() {
            ends.insert(partition.id(), marks(&consumer, name, partition.id())?);
        }
        let begin = begin(&consumer, name, &ends, from)?;
        consumer.assign(&begin)?;
        let is_behind =
            |id: i32, oldest: i64, end: i64| match begin.find_partition(name, id).map(|found| found.offset()) {
                Some(Offset::Offset(offset)) => offset.max(oldest) < end,
                _ => false,
            };
        let behind = ends.into_iter().filter(|(id, (oldest, end))| is_behind(*id, *oldest, *end));
        Ok(Self { behind: behind.map(|(id, (_, end))| (id, end)).collect(), consumer })
    }

    /// Whether there is more of what was on the topic when it was opened.
    pub fn is_behind(&self) -> bool {
        !self.behind.is_empty()
    }

    /// Look for a message for up to `limit`.
    pub fn next(&mut self, limit: Duration) -> anyhow::Result<Option<OwnedMessage>> {
        match self.consumer.poll(limit) {
            None => Ok(None),
            Some(Ok(message)) => {
                if self.behind.get(&message.partition()).is_some_and(|end| message.offset() + 1 >= *end) {
                    self.behind.remove(&message.partition());
                }
                Ok(Some(message.detach()))
            }
            // The last offsets of a partition need not be messages.
            Some(Err(KafkaError::PartitionEOF(partition))) => {
                self.behind.remove(&partition);
                Ok(None)
            }
            Some(Err(error)) if passes(&error) => Ok(None),
            Some(Err(error)) => Err(error).context("the topic cannot be read on"),
        }
    }

    /// Every message up to the end that the topic had when it was opened.
    pub fn read_out(mut self) -> anyhow::Result<Vec<OwnedMessage>> {
        let mut messages = Vec::new();
        let mut heard = Instant::now();
        while self.is_behind() {
            if let Some(message) = self.next(Duration::from_millis(200))? {
                messages.push(message);
                heard = Instant::now();
            } else if heard.elapsed() > ANSWER {
                bail!("Kafka does not answer any more");
            }
        }
        Ok(messages)
    }
}

/// The oldest offset of a partition and the next one. A partition whose leader is being elected is waited for.
fn marks(consumer: &BaseConsumer<Reports>, name: &str, id: i32) -> anyhow::Result<(i64, i64)> {
    let deadline = Instant::now() + ANSWER;
    loop {
        match consumer.fetch_watermarks(name, id, ANSWER) {
            Err(error) if passes(&error) && Instant::now() < deadline => thread::sleep(Duration::from_millis(100)),
            marks => return marks.context("Kafka does not say how much is on the topic"),
        }
    }
}

/// The offset to begin with in each partition, of which the oldest and the next are known.
fn begin(
    consumer: &BaseConsumer<Reports>,
    name: &str,
    ends: &BTreeMap<i32, (i64, i64)>,
    from: From,
) -> anyhow::Result<TopicPartitionList> {
    let mut partitions = TopicPartitionList::new();
    for (id, (oldest, end)) in ends {
        let offset = match from {
            From::Beginning => *oldest,
            From::Now => *end,
            From::Time(milliseconds) => milliseconds,
        };
        partitions.add_partition_offset(name, *id, Offset::Offset(offset))?;
    }
    if let From::Time(_) = from {
        partitions = consumer.offsets_for_times(partitions, ANSWER).context("Kafka does not find the time")?;
    }
    Ok(partitions)
}

/// A broker that is away for a while is waited for; what is not allowed, or gone, is not.
fn passes(error: &KafkaError) -> bool {
    use RDKafkaErrorCode::{
        AllBrokersDown, BrokerTransportFailure, LeaderNotAvailable, NotLeaderForPartition, OperationTimedOut, Resolve,
        UnknownTopicOrPartition,
    };
    error.rdkafka_error_code().is_some_and(|code| {
        matches!(
            code,
            AllBrokersDown
                | BrokerTransportFailure
                | LeaderNotAvailable
                | NotLeaderForPartition
                | OperationTimedOut
                | Resolve
                | UnknownTopicOrPartition
        )
    })
}
