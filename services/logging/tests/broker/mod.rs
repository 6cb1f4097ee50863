//! A broker that speaks the Kafka protocol over TCP (librdkafka's own), a logging service in front of it, and a consumer
//! behind it.

#![allow(dead_code, reason = "every test file uses a part of it")]

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use grpc::logging_v1::{LogMessage, logging_service_client::LoggingServiceClient};
use kit::config::Reader;
use logging::{Config, Running};
use rdkafka::{
    ClientConfig, Message, Offset, TopicPartitionList,
    consumer::{BaseConsumer, Consumer},
    mocking::MockCluster,
    producer::DefaultProducerContext,
};
use tonic::transport::Channel;

/// For anything that should happen soon; a test that waits this long fails.
pub const SOON: Duration = Duration::from_secs(60);

pub const TOPIC: &str = "api-logs";

/// The one broker of a [`Broker`].
pub const BROKER: i32 = 1;

/// How long a service tries to deliver a record whose broker goes away. Others try for a minute: they are to deliver it,
/// however long that takes.
pub const DELIVERY_TIMEOUT: Duration = Duration::from_secs(2);

pub type Broker = MockCluster<'static, DefaultProducerContext>;

pub fn broker() -> Broker {
    let broker = MockCluster::new(1).unwrap();
    broker.create_topic(TOPIC, 3, 1).unwrap();
    broker
}

pub fn environment(bootstrap_servers: &str) -> HashMap<String, String> {
    let values = [
        ("KAFKA_BOOTSTRAP_SERVERS", bootstrap_servers),
        ("KAFKA_DELIVERY_TIMEOUT", "60s"),
        ("LOGGING_LISTEN", "127.0.0.1:0"),
        ("OPS_LISTEN", "127.0.0.1:0"),
    ];
    values.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

pub async fn service(bootstrap_servers: &str) -> Running {
    start(environment(bootstrap_servers)).await
}

/// One that gives records up after a while.
pub async fn impatient(bootstrap_servers: &str, delivery_timeout: Duration) -> Running {
    let mut environment = environment(bootstrap_servers);
    environment.insert("KAFKA_DELIVERY_TIMEOUT".to_owned(), format!("{}s", delivery_timeout.as_secs()));
    start(environment).await
}

async fn start(environment: HashMap<String, String>) -> Running {
    let config = Config::from_reader(Reader::from_map(environment)).unwrap();
    logging::start(config).await.unwrap()
}

pub fn client(running: &Running) -> LoggingServiceClient<Channel> {
    LoggingServiceClient::new(kit::channel::channel(&format!("http://{}", running.local_addr())).unwrap())
}

pub fn record(service_name: &str, message: impl Into<String>) -> LogMessage {
    LogMessage {
        service_name: service_name.to_owned(),
        level: "INFO".to_owned(),
        path: "/orders".to_owned(),
        method: "POST".to_owned(),
        user_sid: "s1234567".to_owned(),
        message: message.into(),
        timestamp_ms: 1_769_860_800_123,
        request_id: "r-1".to_owned(),
        status: 201,
    }
}

/// Reads the whole topic, from its beginning.
pub struct Topic {
    consumer: BaseConsumer,
}

impl Topic {
    pub fn of(broker: &Broker) -> Self {
        Self::at(&broker.bootstrap_servers())
    }

    pub fn at(bootstrap_servers: &str) -> Self {
        let consumer: BaseConsumer = ClientConfig::new()
            .set("bootstrap.servers", bootstrap_servers)
            .set("group.id", "test")
            .set("enable.auto.commit", "false")
            .create()
            .unwrap();
        let mut partitions = TopicPartitionList::new();
        for partition in 0..3 {
            partitions.add_partition_offset(TOPIC, partition, Offset::Beginning).unwrap();
        }
        consumer.assign(&partitions).unwrap();
        Self { consumer }
    }

    /// The next `number` records, as key and value, in the order of each key.
    pub fn take(&self, number: usize) -> Vec<(String, String)> {
        let deadline = Instant::now() + SOON;
        let mut taken = Vec::new();
        while taken.len() < number {
            assert!(Instant::now() < deadline, "{} of {number} records came", taken.len());
            // A broker that was away is reported once it is back; the records come all the same.
            let Some(Ok(message)) = self.consumer.poll(Duration::from_millis(100)) else { continue };
            let text = |bytes: Option<&[u8]>| String::from_utf8(bytes.unwrap().to_vec()).unwrap();
            taken.push((text(message.key()), text(message.payload())));
        }
        taken
    }

    /// The `message` of each of the next `number` records.
    pub fn take_messages(&self, number: usize) -> Vec<String> {
        let values = self.take(number).into_iter().map(|(_, value)| message_of(&value));
        values.collect()
    }
}

pub fn message_of(value: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(value).unwrap();
    value["message"].as_str().unwrap().to_owned()
}

/// Wait until `condition` holds.
#[track_caller]
pub fn eventually(what: &str, mut condition: impl FnMut() -> bool) -> impl Future<Output = ()> {
    let caller = std::panic::Location::caller();
    async move {
        let deadline = Instant::now() + SOON;
        while !condition() {
            assert!(Instant::now() < deadline, "{what} did not happen, {caller}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

/// Wait until the service says over gRPC that it is ready, or is not.
pub async fn wait_for_health(running: &Running, serving: bool) {
    use tonic_health::pb::{HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient};
    let channel = kit::channel::channel(&format!("http://{}", running.local_addr())).unwrap();
    let service = "logging.v1.LoggingService".to_owned();
    let watch = HealthClient::new(channel).watch(HealthCheckRequest { service }).await;
    let mut watch = watch.unwrap().into_inner();
    let wanted = if serving { ServingStatus::Serving } else { ServingStatus::NotServing };
    while tokio::time::timeout(SOON, watch.message()).await.unwrap().unwrap().unwrap().status() != wanted {}
}
