//! The two topics as anybody may read them, from their beginnings, and what the suite publishes itself: values that are no
//! events, and replays as an operator makes them.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use grpc::events_v1::OrderEvent;
use prost::Message as _;
use rand::RngExt as _;
use rand::rngs::StdRng;
use rdkafka::consumer::{BaseConsumer, Consumer as _};
use rdkafka::message::{BorrowedMessage, Header, Headers as _, OwnedHeaders};
use rdkafka::producer::{BaseProducer, BaseRecord, Producer as _};
use rdkafka::{ClientConfig, Message as _, Offset, TopicPartitionList};
use stack::kafka::{DEAD_LETTER_TOPIC, ORDER_TOPIC};
use system_tests::fresh;

/// For a broker to answer, also one that has just been started.
const ANSWER: Duration = Duration::from_secs(60);
/// Without a message, for a topic to be at its end.
const SILENCE: Duration = Duration::from_millis(300);

/// A message of `order-events` that is an event.
#[derive(Debug, Clone)]
pub struct Event {
    pub key: String,
    pub headers: BTreeMap<String, String>,
    pub value: OrderEvent,
}

/// `order-events`.
pub struct Events {
    topic: Topic,
    producer: BaseProducer,
    seen: Vec<Event>,
    /// Partitions that have had a value that is no event.
    poisoned: BTreeSet<i32>,
    behind: usize,
}

impl Events {
    pub fn read(bootstrap: &str) -> Self {
        let mut settings = ClientConfig::new();
        settings.set("bootstrap.servers", bootstrap).set("acks", "all").set("enable.idempotence", "true");
        let producer = settings.create().expect("a producer");
        let topic = Topic::read(bootstrap, ORDER_TOPIC);
        Self { topic, producer, seen: Vec::new(), poisoned: BTreeSet::new(), behind: 0 }
    }

    /// All events so far, in the order of each partition; those that came again, too.
    pub fn seen(&self) -> &[Event] {
        &self.seen
    }

    /// How many of them stand behind a value that is no event.
    pub fn behind_poison(&self) -> usize {
        self.behind
    }

    pub fn look(&mut self) {
        let (seen, poisoned, behind) = (&mut self.seen, &mut self.poisoned, &mut self.behind);
        self.topic.look(|message| {
            let value = message.payload().unwrap_or_default();
            if value.starts_with(b"no event") {
                poisoned.insert(message.partition());
                return;
            }
            if poisoned.contains(&message.partition()) {
                *behind += 1;
            }
            let value = OrderEvent::decode(value).expect("an event");
            seen.push(Event { key: text(message.key()), headers: headers(message), value });
        });
    }

    /// Publish a value that no notification service can read.
    pub fn publish_poison(&self, value: &str, rng: &mut StdRng) {
        let key = rng.random_range(1..1_000_000_i64).to_string();
        self.publish(&key, value.as_bytes(), OwnedHeaders::new());
    }

    /// Publish an event again that has become a dead letter, as it was, for its mail to be tried once more.
    pub fn replay(&self, letter: &DeadLetter) {
        let replay = uuid::Uuid::new_v4().to_string();
        let original = letter.headers.iter().filter(|(name, _)| !name.starts_with("dead-letter-"));
        let known =
            original.map(|(name, value)| (name.as_str(), value.as_str())).chain([("replay-id", replay.as_str())]);
        let headers =
            known.fold(OwnedHeaders::new(), |headers, (key, value)| headers.insert(Header { key, value: Some(value) }));
        self.publish(&letter.key, &letter.value, headers);
    }

    fn publish(&self, key: &str, value: &[u8], headers: OwnedHeaders) {
        let record = BaseRecord::to(ORDER_TOPIC).key(key).payload(value).headers(headers);
        self.producer.send(record).map_err(|(error, _)| error).expect("it is queued");
        self.producer.flush(ANSWER).expect("Kafka takes it");
    }
}

/// A message of `order-events.dead-letter`.
#[derive(Debug, Clone)]
pub struct DeadLetter {
    pub key: String,
    pub headers: BTreeMap<String, String>,
    pub value: Vec<u8>,
}

impl DeadLetter {
    pub fn reason(&self) -> &str {
        self.headers.get("dead-letter-reason").map_or("", String::as_str)
    }

    pub fn event_id(&self) -> &str {
        self.headers.get("event-id").map_or("", String::as_str)
    }
}

/// `order-events.dead-letter`.
pub struct DeadLetters {
    topic: Topic,
    seen: Vec<DeadLetter>,
    replayed: BTreeSet<String>,
}

impl DeadLetters {
    pub fn read(bootstrap: &str) -> Self {
        let topic = Topic::read(bootstrap, DEAD_LETTER_TOPIC);
        Self { topic, seen: Vec::new(), replayed: BTreeSet::new() }
    }

    pub fn seen(&self) -> &[DeadLetter] {
        &self.seen
    }

    pub fn look(&mut self) {
        let seen = &mut self.seen;
        self.topic.look(|message| {
            let value = message.payload().unwrap_or_default().to_vec();
            seen.push(DeadLetter { key: text(message.key()), headers: headers(message), value });
        });
    }

    /// The events of which nobody knows whether their mails were sent.
    pub fn unknown(&self) -> BTreeSet<String> {
        let unknown = self.seen.iter().filter(|letter| letter.reason() == "outcome_unknown");
        unknown.map(|letter| letter.event_id().to_owned()).collect()
    }

    /// Those of them that have no mail, each once.
    pub fn next_to_replay(&mut self, mails: &BTreeMap<String, usize>) -> Vec<DeadLetter> {
        let mut letters = Vec::new();
        for letter in &self.seen {
            let wanted = letter.reason() == "outcome_unknown" && !mails.contains_key(letter.event_id());
            if wanted && self.replayed.insert(letter.event_id().to_owned()) {
                letters.push(letter.clone());
            }
        }
        letters
    }

    pub fn replayed(&self) -> usize {
        self.replayed.len()
    }
}

/// A topic from its beginning.
struct Topic {
    consumer: BaseConsumer,
    /// The offset after the last message of each partition.
    next: BTreeMap<i32, i64>,
}

impl Topic {
    fn read(bootstrap: &str, topic: &str) -> Self {
        let consumer: BaseConsumer = ClientConfig::new()
            .set("bootstrap.servers", bootstrap)
            .set("enable.auto.commit", "false")
            .set("reconnect.backoff.max.ms", "1000")
            // A reader that has lost its place, as it may when a broker was away, would go on at the end otherwise, past what
            // nobody has seen.
            .set("auto.offset.reset", "earliest")
            // A name is demanded, although nothing is subscribed to and nothing is committed.
            .set("group.id", fresh("reader"))
            .create()
            .expect("a consumer");
        let metadata = consumer.fetch_metadata(Some(topic), ANSWER).expect("Kafka answers");
        let mut assignment = TopicPartitionList::new();
        for partition in metadata.topics().first().expect("the topic is there").partitions() {
            assignment.add_partition_offset(topic, partition.id(), Offset::Beginning).expect("a partition");
        }
        consumer.assign(&assignment).expect("assigned");
        Self { consumer, next: BTreeMap::new() }
    }

    /// Read on until nothing has come for a moment, each message once. A broker that was away is reported once it is back,
    /// which does not matter.
    fn look(&mut self, mut take: impl FnMut(&BorrowedMessage<'_>)) {
        let mut last = Instant::now();
        while last.elapsed() < SILENCE {
            if let Some(Ok(message)) = self.consumer.poll(SILENCE / 3) {
                let next = self.next.entry(message.partition()).or_default();
                if message.offset() >= *next {
                    *next = message.offset() + 1;
                    take(&message);
                }
                last = Instant::now();
            }
        }
    }
}

fn headers(message: &BorrowedMessage<'_>) -> BTreeMap<String, String> {
    let headers = message.headers().into_iter().flat_map(|headers| headers.iter());
    headers.map(|header| (header.key.to_owned(), text(header.value))).collect()
}

fn text(bytes: Option<&[u8]>) -> String {
    String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned()
}
