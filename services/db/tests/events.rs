//! The events of orders, as anybody who reads a topic of a real Kafka sees them.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use grpc::events_v1::{OrderEvent, order_event::Change};
use prost::Message as _;
use rdkafka::{
    ClientConfig, Message as _, Offset, TopicPartitionList,
    admin::{AdminClient, AdminOptions, NewTopic, TopicReplication},
    client::DefaultClientContext,
    consumer::{BaseConsumer, Consumer as _},
    message::Headers as _,
};
use stack::{Options, Stack};

use crate::harness::number;

/// For anything that takes Kafka some time.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A broker of one's own.
pub fn own_kafka() -> Stack {
    Stack::start(Options::only(["kafka"]).kafka(stack::kafka::Choice::Apache)).unwrap()
}

/// A topic of one's own, and everything in it so far.
pub struct Topic {
    name: String,
    bootstrap: String,
    consumer: BaseConsumer,
    events: Vec<Event>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub partition: i32,
    pub key: String,
    pub headers: BTreeMap<String, String>,
    pub value: OrderEvent,
}

impl Event {
    /// `7 placed`.
    pub fn told(&self) -> String {
        let change = match self.value.change.as_ref().unwrap() {
            Change::Placed(_) => "placed",
            Change::Cancelled(_) => "cancelled",
        };
        format!("{} {change}", self.key)
    }
}

impl Topic {
    pub async fn of(kafka: &Stack) -> Self {
        let name = format!("events-{}", number());
        let bootstrap = kafka.kafka_bootstrap().unwrap();
        let mut settings = ClientConfig::new();
        settings.set("bootstrap.servers", &bootstrap);
        let admin: AdminClient<DefaultClientContext> = settings.create().unwrap();
        let topic = NewTopic::new(&name, 3, TopicReplication::Fixed(1));
        admin.create_topics([&topic], &AdminOptions::new()).await.unwrap().remove(0).unwrap();
        Self::at(bootstrap, name)
    }

    /// One that is there already.
    pub fn at(bootstrap: String, name: String) -> Self {
        let mut settings = ClientConfig::new();
        settings.set("bootstrap.servers", &bootstrap).set("group.id", &name).set("enable.auto.commit", "false");
        let consumer: BaseConsumer = settings.create().unwrap();
        let mut partitions = TopicPartitionList::new();
        for partition in 0..3 {
            partitions.add_partition_offset(&name, partition, Offset::Beginning).unwrap();
        }
        consumer.assign(&partitions).unwrap();
        Self { name, bootstrap, consumer, events: Vec::new() }
    }

    /// What a DB service is told about it.
    pub fn variables(&self) -> [(&str, &str); 2] {
        [("KAFKA_BOOTSTRAP_SERVERS", &self.bootstrap), ("KAFKA_ORDER_TOPIC", &self.name)]
    }

    /// Read until there are as many different events, and on for a moment.
    pub fn events(&mut self, different: usize) -> &[Event] {
        let deadline = Instant::now() + PATIENCE;
        let ids = |events: &[Event]| {
            events.iter().map(|event| event.headers["event-id"].clone()).collect::<BTreeSet<_>>().len()
        };
        let mut quiet = 0;
        while ids(&self.events) < different || quiet < 5 {
            assert!(Instant::now() < deadline, "{} of {different} events came", ids(&self.events));
            quiet += 1;
            // A broker that was away is reported once it is back.
            while let Some(polled) = self.consumer.poll(Duration::from_millis(100)) {
                let Ok(message) = polled else { continue };
                quiet = 0;
                let text = |bytes: Option<&[u8]>| String::from_utf8(bytes.unwrap().to_vec()).unwrap();
                let headers = message.headers().unwrap().iter();
                self.events.push(Event {
                    partition: message.partition(),
                    key: text(message.key()),
                    headers: headers.map(|header| (header.key.to_owned(), text(header.value))).collect(),
                    value: OrderEvent::decode(message.payload().unwrap()).unwrap(),
                });
            }
        }
        &self.events
    }

    /// Without those that came again, in order of their keys and of each key as they came.
    pub fn once(&mut self, different: usize) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut first: Vec<_> =
            self.events(different).iter().filter(|event| seen.insert(event.headers["event-id"].clone())).collect();
        first.sort_by_key(|event| event.key.parse::<i64>().unwrap());
        first.into_iter().map(Event::told).collect()
    }
}

/// What must have been told of orders that are all placed, and cancelled where they should be.
pub fn story(orders: &[i64], is_cancelled: impl Fn(i64) -> bool) -> Vec<String> {
    let mut orders = orders.to_vec();
    orders.sort_unstable();
    let tell = |id: i64| [Some(format!("{id} placed")), is_cancelled(id).then(|| format!("{id} cancelled"))];
    orders.into_iter().flat_map(tell).flatten().collect()
}
