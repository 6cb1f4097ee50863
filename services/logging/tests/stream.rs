//! Streams of records against a broker: what arrives on the topic, what the caller hears, and what happens while Kafka
//! is away.

mod broker;

use std::time::{Duration, Instant};

use broker::{
    BROKER, DELIVERY_TIMEOUT, SOON, Topic, broker, client, eventually, impatient, record, service, wait_for_health,
};
use futures::StreamExt;
use grpc::logging_v1::LogMessage;
use kit::{
    logs::{ACKNOWLEDGED, Level, LogQueue, Record, Settings},
    shutdown::{Stop, Stopped},
    status,
};
use rdkafka::types::{RDKafkaApiKey, RDKafkaRespErr};
use tokio::sync::mpsc;
use tokio_stream::wrappers::UnboundedReceiverStream;
use tonic::Code;

/// The code, the reason and the number of safe records of a failed stream.
fn failure(status: &tonic::Status) -> (Code, String, usize) {
    let acknowledged = status::metadata(status, ACKNOWLEDGED).unwrap().parse().unwrap();
    (status.code(), status::reason(status).unwrap(), acknowledged)
}

#[tokio::test(flavor = "multi_thread")]
async fn records_arrive_under_their_service_as_json() {
    let broker = broker();
    let running = service(&broker.bootstrap_servers()).await;
    let odd =
        LogMessage { level: "WARN".to_owned(), message: "ü \"q\" \\ \n\0 💶".to_owned(), ..record("api-2", "") };
    let sparse = LogMessage { service_name: "db".to_owned(), level: "ERROR".to_owned(), ..LogMessage::default() };
    let records = [record("api-1", "order 1 placed"), odd, sparse];
    let summary = client(&running).stream_logs(futures::stream::iter(records)).await.unwrap().into_inner();
    assert_eq!(summary.count, 3);
    let mut arrived = Topic::of(&broker).take(3);
    arrived.sort();
    let expected = [
        (
            "api-1",
            r#"{"service_name":"api-1","level":"INFO","path":"/orders","method":"POST","user_sid":"s1234567","message":"order 1 placed","timestamp_ms":1769860800123,"request_id":"r-1","status":201}"#,
        ),
        (
            "api-2",
            r#"{"service_name":"api-2","level":"WARN","path":"/orders","method":"POST","user_sid":"s1234567","message":"ü \"q\" \\ \n\u0000 💶","timestamp_ms":1769860800123,"request_id":"r-1","status":201}"#,
        ),
        (
            "db",
            r#"{"service_name":"db","level":"ERROR","path":"","method":"","user_sid":"","message":"","timestamp_ms":0,"request_id":"","status":0}"#,
        ),
    ];
    assert_eq!(arrived, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
    assert_eq!(running.stop().await, Stopped::Complete);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_records_arrive_in_the_order_of_their_stream() {
    let broker = broker();
    let running = service(&broker.bootstrap_servers()).await;
    let numbers = || 0..20_000_u32;
    let started = Instant::now();
    let records = futures::stream::iter(numbers().map(|number| record("api-1", number.to_string())));
    let summary = client(&running).stream_logs(records).await.unwrap().into_inner();
    eprintln!("20,000 records in {:?}", started.elapsed());
    assert_eq!(summary.count, 20_000);
    let arrived = Topic::of(&broker).take_messages(20_000);
    assert_eq!(arrived, numbers().map(|number| number.to_string()).collect::<Vec<_>>());
    let empty = client(&running).stream_logs(futures::stream::empty()).await.unwrap().into_inner();
    assert_eq!(empty.count, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_breaks_a_bound_ends_the_stream_after_those_before_it() {
    let broker = broker();
    let running = service(&broker.bootstrap_servers()).await;
    let bad = LogMessage { level: "LOUD".to_owned(), status: -1, ..record("", "bad") };
    let records = [record("api-1", "first"), record("api-1", "second"), bad, record("api-1", "after")];
    let status = client(&running).stream_logs(futures::stream::iter(records)).await.unwrap_err();
    assert_eq!(failure(&status), (Code::InvalidArgument, "INVALID_ARGUMENT".to_owned(), 2));
    let fields: Vec<_> = status::violations(&status).into_iter().map(|violation| violation.field).collect();
    assert_eq!(fields, ["service_name", "level", "status"]);

    let huge = record("api-1", "x".repeat(40_000));
    let status = client(&running).stream_logs(futures::stream::iter([record("api-1", "third"), huge])).await;
    assert_eq!(failure(&status.unwrap_err()), (Code::OutOfRange, "STREAM_BROKEN".to_owned(), 1));

    let last = client(&running).stream_logs(futures::stream::iter([record("api-1", "last")])).await;
    assert_eq!(last.unwrap().into_inner().count, 1);
    assert_eq!(Topic::of(&broker).take_messages(4), ["first", "second", "third", "last"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_goes_away_ends_the_stream_with_what_is_safe() {
    let broker = broker();
    let running = impatient(&broker.bootstrap_servers(), DELIVERY_TIMEOUT).await;
    wait_for_health(&running, true).await;
    let topic = Topic::of(&broker);
    let (sender, receiver) = mpsc::unbounded_channel();
    let mut client = client(&running);
    let mut another = client.clone();
    let call = tokio::spawn(async move { client.stream_logs(UnboundedReceiverStream::new(receiver)).await });
    for number in 0..7 {
        sender.send(record("api-1", number.to_string())).unwrap();
    }
    assert_eq!(topic.take_messages(7), ["0", "1", "2", "3", "4", "5", "6"]);
    // Who has been told that a later one is safe has been told of these.
    let later = another.stream_logs(futures::stream::iter([record("api-1", "later")])).await;
    assert_eq!(later.unwrap().into_inner().count, 1);
    assert_eq!(topic.take_messages(1), ["later"]);
    broker.broker_down(BROKER).unwrap();
    let lost = Instant::now();
    for number in 7..10 {
        sender.send(record("api-1", number.to_string())).unwrap();
    }
    // The caller's side stays open: the service does not wait for it.
    let status = tokio::time::timeout(SOON, call).await.unwrap().unwrap().unwrap_err();
    assert_eq!(failure(&status), (Code::Unavailable, "KAFKA_UNAVAILABLE".to_owned(), 7));
    assert!(lost.elapsed() < DELIVERY_TIMEOUT + SOON / 2, "{:?}", lost.elapsed());
    wait_for_health(&running, false).await;

    broker.broker_up(BROKER).unwrap();
    wait_for_health(&running, true).await;
    let resent = futures::stream::iter((7..10).map(|number| record("api-1", number.to_string())));
    assert_eq!(another.stream_logs(resent).await.unwrap().into_inner().count, 3);
    assert_eq!(topic.take_messages(3), ["7", "8", "9"]);
    assert_eq!(running.stop().await, Stopped::Complete);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_without_a_broker_starts_and_says_so() {
    let closed = stack::ports::reserve().unwrap();
    let running = impatient(&format!("127.0.0.1:{}", closed.port()), DELIVERY_TIMEOUT).await;
    wait_for_health(&running, false).await;
    let started = Instant::now();
    let status = client(&running).stream_logs(futures::stream::iter([record("api-1", "alone")])).await.unwrap_err();
    assert_eq!(failure(&status), (Code::Unavailable, "KAFKA_UNAVAILABLE".to_owned(), 0));
    assert!(started.elapsed() < DELIVERY_TIMEOUT + SOON / 2, "{:?}", started.elapsed());
    assert_eq!(running.stop().await, Stopped::Complete);
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_waits_for_kafka() {
    let broker = broker();
    // Time enough to take all that can be taken.
    let running = impatient(&broker.bootstrap_servers(), 5 * DELIVERY_TIMEOUT).await;
    wait_for_health(&running, true).await;
    broker.broker_down(BROKER).unwrap();
    let (asked, mut asking) = (std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0)), client(&running));
    let counter = std::sync::Arc::clone(&asked);
    let endless = futures::stream::repeat_with(move || {
        counter.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        record("api-1", "x".repeat(8_000))
    });
    let status = asking.stream_logs(endless.take(100_000)).await.unwrap_err();
    assert_eq!(failure(&status).0, Code::Unavailable);
    // Two thousand are pending at most; the rest is a chunk and what the transport's windows hold.
    let asked = asked.load(std::sync::atomic::Ordering::Relaxed);
    assert!((2_000..3_200).contains(&asked), "{asked} records were taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn stopping_gives_every_open_stream_its_summary() {
    let broker = broker();
    let running = service(&broker.bootstrap_servers()).await;
    let topic = Topic::of(&broker);
    let mut senders = Vec::new();
    let mut calls = Vec::new();
    for number in 0..3 {
        let (sender, receiver) = mpsc::unbounded_channel();
        let mut client = client(&running);
        calls.push(tokio::spawn(async move { client.stream_logs(UnboundedReceiverStream::new(receiver)).await }));
        for _ in 0..=number {
            sender.send(record("api-1", number.to_string())).unwrap();
        }
        senders.push(sender);
    }
    topic.take(6);
    assert_eq!(running.stop().await, Stopped::Complete);
    for (number, call) in calls.into_iter().enumerate() {
        let summary = tokio::time::timeout(SOON, call).await.unwrap().unwrap().unwrap().into_inner();
        assert_eq!(summary.count, i64::try_from(number).unwrap() + 1);
    }
    drop(senders);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_producer_that_cannot_go_on_is_replaced() {
    let broker = broker();
    let running = impatient(&broker.bootstrap_servers(), 5 * DELIVERY_TIMEOUT).await;
    wait_for_health(&running, true).await;
    let mut client = client(&running);
    let mut send = async |message: &str| client.stream_logs(futures::stream::iter([record("api-1", message)])).await;
    assert_eq!(send("before").await.unwrap().into_inner().count, 1);
    // For the oldest record in flight this means that producer and broker disagree beyond repair.
    let disagreement = RDKafkaRespErr::RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER;
    broker.request_errors(RDKafkaApiKey::Produce, &[disagreement]);
    let status = send("fatal").await.unwrap_err();
    assert_eq!(failure(&status).0, Code::Unavailable);
    let deadline = Instant::now() + SOON;
    while send("after").await.is_err() {
        assert!(Instant::now() < deadline, "the producer was not replaced");
    }
    let arrived = Topic::of(&broker).take_messages(2);
    assert_eq!(arrived, ["before", "after"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_queue_loses_nothing_while_kafka_is_away() {
    let broker = broker();
    let running = impatient(&broker.bootstrap_servers(), DELIVERY_TIMEOUT).await;
    wait_for_health(&running, true).await;
    let channel = kit::channel::channel(&format!("http://{}", running.local_addr())).unwrap();
    let settings = Settings { stream_interval: Duration::from_millis(100), ..Settings::default() };
    let queue = LogQueue::new(settings);
    let shipping = kit::logs::start(&queue, channel, "api-1");
    let emit = |numbers: std::ops::Range<u32>| {
        for number in numbers {
            queue.emit(Record::new(Level::Info, &number.to_string()));
        }
    };
    emit(0..500);
    eventually("the first acknowledgement", || queue.counts().acknowledged == 500).await;
    broker.broker_down(BROKER).unwrap();
    emit(500..1_000);
    wait_for_health(&running, false).await;
    assert_eq!((queue.counts().acknowledged, queue.counts().dropped), (500, 0));
    broker.broker_up(BROKER).unwrap();
    emit(1_000..1_500);
    eventually("the last acknowledgement", || queue.counts().acknowledged == 1_500).await;
    assert_eq!(shipping.stop(Instant::now() + SOON).await, Stopped::Complete);
    assert_eq!((queue.counts().dropped, queue.counts().in_flight), (0, 0));
    let mut arrived: Vec<u32> = Vec::new();
    let topic = Topic::of(&broker);
    while arrived.last() != Some(&1_499) {
        arrived.push(topic.take_messages(1)[0].parse().unwrap());
    }
    // At least once, and in order apart from what was sent again.
    let mut first_seen = Vec::new();
    for number in arrived {
        if !first_seen.contains(&number) {
            first_seen.push(number);
        }
    }
    assert_eq!(first_seen, (0..1_500).collect::<Vec<_>>());
    assert_eq!(running.stop().await, Stopped::Complete);
}
