//! A test's own topics: publishing events, reading dead letters, and how far the group has come.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use grpc::events_v1::{OrderEvent, order_event::Change};
use prost::Message as _;
use rdkafka::{
    ClientConfig, Message as _, Offset, TopicPartitionList,
    admin::{AdminClient, AdminOptions, NewTopic, TopicReplication},
    client::DefaultClientContext,
    consumer::{BaseConsumer, Consumer as _},
    message::{Header, Headers as _, OwnedHeaders},
    producer::{FutureProducer, FutureRecord},
};

use super::{Ground, SOON, eventually};

const PARTITIONS: i32 = 3;

/// A message of the topic of dead letters.
#[derive(Debug)]
pub struct DeadLetter {
    pub key: Option<Vec<u8>>,
    pub value: Option<Vec<u8>>,
    pub headers: BTreeMap<String, String>,
}

impl Ground {
    pub fn order_topic(&self) -> String {
        format!("{}.events", self.name)
    }

    pub fn dead_letter_topic(&self) -> String {
        format!("{}.dead-letter", self.name)
    }

    pub(super) async fn create_topics(&self) {
        let admin: AdminClient<DefaultClientContext> = self.client().create().unwrap();
        let (orders, dead_letters) = (self.order_topic(), self.dead_letter_topic());
        let topics = [
            NewTopic::new(&orders, PARTITIONS, TopicReplication::Fixed(1)),
            NewTopic::new(&dead_letters, 1, TopicReplication::Fixed(1)),
        ];
        let options = AdminOptions::new().operation_timeout(Some(SOON));
        for created in admin.create_topics(&topics, &options).await.unwrap() {
            created.unwrap();
        }
    }

    /// Publish events, in this order.
    pub async fn publish(&self, events: &[OrderEvent]) {
        for event in events {
            self.publish_with(event, &[]).await;
        }
    }

    pub async fn publish_with(&self, event: &OrderEvent, headers: &[(&str, &str)]) {
        let kind = if matches!(event.change, Some(Change::Placed(_))) { "order.placed" } else { "order.cancelled" };
        let request = format!("request-{}", event.order_id);
        let usual = [("event-id", event.event_id.as_str()), ("event-type", kind), ("request-id", &request)];
        let headers: Vec<_> = usual.iter().chain(headers).copied().collect();
        self.publish_raw(&event.order_id.to_string(), &event.encode_to_vec(), &headers).await;
    }

    pub async fn publish_raw(&self, key: &str, value: &[u8], headers: &[(&str, &str)]) {
        let headers = headers
            .iter()
            .fold(OwnedHeaders::new(), |headers, &(key, value)| headers.insert(Header { key, value: Some(value) }));
        let topic = self.order_topic();
        let record = FutureRecord::to(&topic).key(key).payload(value).headers(headers);
        self.producer.send(record, SOON).await.unwrap();
    }

    /// Exactly so many dead letters, as soon as the group has dealt with everything that was published.
    pub async fn dead_letters(&self, number: usize) -> Vec<DeadLetter> {
        let letters = self.dead_letters_so_far().await;
        assert_eq!(letters.len(), number, "{letters:?}");
        letters
    }

    /// The dead letters, as soon as the group has dealt with everything that was published.
    pub async fn dead_letters_so_far(&self) -> Vec<DeadLetter> {
        self.caught_up().await;
        let consumer: BaseConsumer = self.client().set("group.id", "nobody").create().unwrap();
        let topic = self.dead_letter_topic();
        let mut partitions = TopicPartitionList::new();
        partitions.add_partition_offset(&topic, 0, Offset::Beginning).unwrap();
        consumer.assign(&partitions).unwrap();
        let (_, end) = consumer.fetch_watermarks(&topic, 0, SOON).unwrap();
        let number = usize::try_from(end).unwrap();
        let deadline = Instant::now() + SOON;
        let mut letters = Vec::new();
        while letters.len() < number {
            assert!(Instant::now() < deadline, "{} of {number} dead letters", letters.len());
            let Some(Ok(message)) = consumer.poll(Duration::from_millis(100)) else { continue };
            let text = |value: &[u8]| String::from_utf8(value.to_vec()).unwrap();
            let headers = message.headers().unwrap().iter();
            letters.push(DeadLetter {
                key: message.key().map(<[u8]>::to_vec),
                value: message.payload().map(<[u8]>::to_vec),
                headers: headers.map(|header| (header.key.to_owned(), text(header.value.unwrap()))).collect(),
            });
        }
        letters
    }

    /// Wait until the offsets of everything that was published are committed.
    pub async fn caught_up(&self) {
        let consumer: BaseConsumer = self.client().set("group.id", &self.name).create().unwrap();
        let topic = self.order_topic();
        let mut partitions = TopicPartitionList::new();
        for partition in 0..PARTITIONS {
            partitions.add_partition(&topic, partition);
        }
        eventually("everything is dealt with", async || {
            let committed = consumer.committed_offsets(partitions.clone(), SOON).unwrap();
            (0..PARTITIONS).all(|partition| {
                let (_, end) = consumer.fetch_watermarks(&topic, partition, SOON).unwrap();
                let offset = committed.find_partition(&topic, partition).unwrap().offset();
                end == 0 || offset == Offset::Offset(end)
            })
        })
        .await;
    }

    fn client(&self) -> ClientConfig {
        let mut client = ClientConfig::new();
        client.set("bootstrap.servers", &self.kafka);
        client
    }
}

pub(super) fn producer(kafka: &str) -> FutureProducer {
    let mut client = ClientConfig::new();
    client.set("bootstrap.servers", kafka).set("partitioner", "murmur2_random").set("message.max.bytes", "1048588");
    client.create().unwrap()
}
