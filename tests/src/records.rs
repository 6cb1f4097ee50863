//! The log records of a store, as anybody who reads the Kafka topic sees them.

use std::time::{Duration, Instant};

use rdkafka::consumer::{BaseConsumer, Consumer as _};
use rdkafka::{ClientConfig, Message as _, Offset, TopicPartitionList};
use serde_json::Value;
use stack::Stack;

use crate::fresh;

const TOPIC: &str = "api-logs";

/// For a broker to answer.
const ANSWER: Duration = Duration::from_secs(10);

/// For one look into the topic.
const LOOK: Duration = Duration::from_millis(100);

/// A record as it stands in the topic.
#[derive(Debug, Clone)]
pub struct Record {
    /// The message's key
    pub key: String,
    /// The message's value
    pub value: Value,
}

impl Record {
    /// A member that is a string.
    ///
    /// # Panics
    ///
    /// When it is none.
    #[track_caller]
    pub fn text(&self, member: &str) -> &str {
        self.value[member].as_str().unwrap_or_else(|| panic!("{member} is no string in {}", self.value))
    }
}

/// Reads the topic from its beginning, and leaves no trace of having done so.
pub struct Records {
    consumer: BaseConsumer,
    seen: Vec<Record>,
}

impl std::fmt::Debug for Records {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Records").field("seen", &self.seen.len()).finish_non_exhaustive()
    }
}

impl Records {
    /// The records of a store.
    ///
    /// # Panics
    ///
    /// When Kafka does not answer or has no such topic.
    pub fn of(stack: &Stack) -> Self {
        let consumer: BaseConsumer = ClientConfig::new()
            .set("bootstrap.servers", stack.kafka_bootstrap().expect("Kafka is in this store"))
            .set("enable.auto.commit", "false")
            // A name is demanded, although nothing is subscribed to and nothing is committed.
            .set("group.id", fresh("reader"))
            .create()
            .expect("a consumer");
        let metadata = consumer.fetch_metadata(Some(TOPIC), ANSWER).expect("Kafka answers");
        let partitions = metadata.topics().first().expect("the topic is there").partitions();
        assert!(!partitions.is_empty(), "{TOPIC} has no partition");
        let mut assignment = TopicPartitionList::new();
        for partition in partitions {
            assignment.add_partition_offset(TOPIC, partition.id(), Offset::Beginning).expect("a partition");
        }
        consumer.assign(&assignment).expect("assigned");
        Self { consumer, seen: Vec::new() }
    }

    /// Read on until `found` finds in all records so far what it looks for. Blocks.
    ///
    /// # Panics
    ///
    /// When it does not `within` the time, with `what` should be there.
    pub fn until<T>(&mut self, what: &str, within: Duration, found: impl Fn(&[Record]) -> Option<T>) -> T {
        let deadline = Instant::now() + within;
        loop {
            self.look();
            if let Some(found) = found(&self.seen) {
                return found;
            }
            assert!(Instant::now() < deadline, "not within {within:?}, in {} records: {what}", self.seen.len());
        }
    }

    fn look(&mut self) {
        let deadline = Instant::now() + LOOK;
        while let Some(message) = self.consumer.poll(deadline.saturating_duration_since(Instant::now())) {
            let message = message.expect("Kafka delivers");
            let text = |bytes: Option<&[u8]>| String::from_utf8(bytes.expect("there").to_vec()).expect("UTF-8");
            let value = serde_json::from_str(&text(message.payload())).expect("the value is JSON");
            self.seen.push(Record { key: text(message.key()), value });
            if Instant::now() > deadline {
                break;
            }
        }
    }
}
