//! The commands, as an operator runs them, against a real broker.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use rdkafka::consumer::{BaseConsumer, Consumer as _};
use rdkafka::message::{Header, Headers as _, OwnedHeaders};
use rdkafka::producer::{BaseProducer, BaseRecord, Producer as _};
use rdkafka::{ClientConfig, Message as _, Offset, TopicPartitionList};
use serde_json::{Value, json};
use stack::kafka::{DEAD_LETTER_TOPIC, LOG_TOPIC, ORDER_TOPIC};
use stack::{Options, Stack};

const SOON: Duration = Duration::from_secs(30);

struct Kafka {
    bootstrap: String,
    producer: BaseProducer,
    _stack: Stack,
}

impl Kafka {
    fn start() -> Self {
        let stack = Stack::start(Options::only(["kafka"])).expect("it starts");
        let bootstrap = stack.kafka_bootstrap().expect("it runs");
        let producer = ClientConfig::new().set("bootstrap.servers", &bootstrap).create().expect("a producer");
        Self { bootstrap, producer, _stack: stack }
    }

    fn send(&self, topic: &str, key: &str, value: &[u8], headers: &[(&str, &str)]) {
        let headers = headers
            .iter()
            .fold(OwnedHeaders::new(), |headers, (key, value)| headers.insert(Header { key, value: Some(*value) }));
        self.producer.send(BaseRecord::to(topic).key(key).payload(value).headers(headers)).expect("queued");
        self.producer.flush(SOON).expect("delivered");
    }

    fn log(&self, service: &str, level: &str, seconds: i64, request_id: &str, message: &str) {
        let record = json!({
            "service_name": service, "level": level, "path": "/orders", "method": "POST", "user_sid": "", "message": message,
            "timestamp_ms": (1_769_860_800 + seconds) * 1_000, "request_id": request_id, "status": 201,
        });
        self.send(LOG_TOPIC, service, record.to_string().as_bytes(), &[]);
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kafka-tools"));
        command.args(arguments).args(["--bootstrap", &self.bootstrap]).env_remove("KAFKA_BOOTSTRAP_SERVERS");
        command
    }

    /// What a command says, when it ends with this exit code.
    #[track_caller]
    fn run(&self, arguments: &[&str], code: i32) -> String {
        let Output { status, stdout, stderr } = self.command(arguments).output().expect("it runs");
        let (said, complained) = (String::from_utf8(stdout).expect("UTF-8"), String::from_utf8_lossy(&stderr));
        assert_eq!(status.code(), Some(code), "{arguments:?}: {said}{complained}");
        said
    }

    /// The last word of each line.
    fn messages(&self, arguments: &[&str]) -> Vec<String> {
        let arguments = [&["logs", "--no-follow"], arguments].concat();
        let lines = self.run(&arguments, 0);
        lines.lines().map(|line| line.split(": ").last().expect("a message").replace("  [", " [")).collect()
    }

    /// Everything on a topic: key, value and headers.
    fn read(&self, topic: &str, partitions: i32, number: usize) -> Vec<Event> {
        let consumer: BaseConsumer = ClientConfig::new()
            .set("bootstrap.servers", &self.bootstrap)
            .set("group.id", "test")
            .set("enable.auto.commit", "false")
            .create()
            .expect("a consumer");
        let mut assignment = TopicPartitionList::new();
        for partition in 0..partitions {
            assignment.add_partition_offset(topic, partition, Offset::Beginning).expect("a partition");
        }
        consumer.assign(&assignment).expect("assigned");
        let deadline = Instant::now() + SOON;
        let mut events = Vec::new();
        while events.len() < number {
            assert!(Instant::now() < deadline, "{} of {number} events came", events.len());
            let Some(Ok(message)) = consumer.poll(Duration::from_millis(100)) else { continue };
            let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
            let headers = message.headers().expect("headers").iter();
            events.push(Event {
                key: text(message.key().expect("a key")),
                value: text(message.payload().expect("a value")),
                headers: headers.map(|header| (header.key.to_owned(), text(header.value.expect("a value")))).collect(),
            });
        }
        events
    }
}

#[derive(Debug, Clone, PartialEq)]
struct Event {
    key: String,
    value: String,
    headers: BTreeMap<String, String>,
}

#[test]
fn logs_are_shown_in_order_of_time_and_filtered() {
    let kafka = Kafka::start();
    kafka.log("db", "INFO", 3, "r-1", "c");
    kafka.log("api-2", "WARN", 1, "r-2", "a");
    kafka.log("api-1", "ERROR", 2, "r-1", "b");
    kafka.log("notification", "DEBUG", 4, "", "d\n\u{1b}[2J");
    let all = ["a [r-2]", "b [r-1]", "c [r-1]", r"d\n\u{1b}[2J"];
    assert_eq!(kafka.messages(&[]), all);
    assert_eq!(kafka.messages(&["--service", "api"]), all[..2]);
    assert_eq!(kafka.messages(&["--service", "api-1", "--service", "db"]), all[1..3]);
    assert_eq!(kafka.messages(&["--level", "warn"]), all[..2]);
    assert_eq!(kafka.messages(&["--level", "INFO"]), all[..3]);
    assert_eq!(kafka.messages(&["--request-id", "r-1"]), all[1..3]);
    assert_eq!(kafka.messages(&["--since", "2026-01-31T12:00:03Z"]), all[2..]);
    assert_eq!(kafka.messages(&["--from-beginning", "--level", "error"]), all[1..2]);
    let lines = kafka.run(&["logs", "--no-follow", "--json", "--request-id", "r-2"], 0);
    let record: Value = serde_json::from_str(&lines).expect("one object");
    assert_eq!((&record["service_name"], &record["status"]), (&json!("api-2"), &json!(201)));
    kafka.run(&["logs", "--since", "yesterday"], 2);
}

#[test]
fn logs_are_followed_from_now_on() {
    let kafka = Kafka::start();
    kafka.log("db", "INFO", 0, "", "before");
    let following = kafka.command(&["logs", "--level", "info"]).stdout(Stdio::piped()).spawn();
    let mut following = Following(following.expect("it starts"));
    let lines = BufReader::new(following.0.stdout.take().expect("piped")).lines();
    let (sender, shown) = channel();
    thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| sender.send(line)));
    // It says nothing when it has begun to listen, so it is told until it has heard.
    let deadline = Instant::now() + SOON;
    let first = loop {
        kafka.log("db", "INFO", 1, "", "now");
        if let Ok(line) = shown.recv_timeout(Duration::from_millis(200)) {
            break line;
        }
        assert!(Instant::now() < deadline, "nothing is shown");
    };
    assert!(first.ends_with(": now"), "{first}");
    kafka.log("db", "DEBUG", 2, "", "too fine");
    kafka.log("api-1", "INFO", 3, "", "later");
    let next = loop {
        let line = shown.recv_timeout(SOON).expect("more is shown");
        if !line.ends_with(": now") {
            break line;
        }
    };
    assert!(next.ends_with(": later"), "{next}");
}

/// Ends with its test.
struct Following(Child);

impl Drop for Following {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn dead_letters_are_listed_and_replayed_once() {
    let kafka = Kafka::start();
    assert_eq!(kafka.run(&["dead-letters", "list"], 0), "0 dead letters\n");
    assert_eq!(kafka.run(&["dead-letters", "replay", "--all"], 0), "0 replayed, 0 before, 0 failed\n");
    let letter = |order: &str, event: &str, reason: &str, more: &[(&str, &str)]| {
        let headers = [
            ("event-id", event),
            ("event-type", "order.placed"),
            ("dead-letter-reason", reason),
            ("dead-letter-error", "550 no\nsuch mailbox"),
            ("dead-letter-partition", "3"),
            ("dead-letter-offset", "17"),
            ("dead-letter-time", "2026-11-21T12:00:00Z"),
        ];
        kafka.send(DEAD_LETTER_TOPIC, order, format!("event of {order}").as_bytes(), &[&headers, more].concat());
    };
    let topic = ("dead-letter-topic", ORDER_TOPIC);
    letter("1", "event-1", "smtp_permanent", &[topic, ("traceparent", "00-aa-bb-01")]);
    letter("2", "event-2", "retries_exhausted", &[topic]);
    letter("3", "event-3", "smtp_permanent", &[topic, ("replay-id", "an earlier one")]);
    letter("4", "event-4", "undecodable", &[]);

    let list = kafka.run(&["dead-letters", "list"], 0);
    let lines: Vec<Vec<&str>> = list.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0], ["TIME", "OFFSET", "REASON", "TYPE", "ORDER", "EVENT", "ERROR"]);
    let first =
        ["2026-11-21T12:00:00Z", "0", "smtp_permanent", "order.placed", "1", "event-1", "550", r"no\nsuch", "mailbox"];
    assert_eq!(lines[1], first);
    assert_eq!(lines.last().expect("a count"), &["4", "dead", "letters"]);
    assert_eq!(kafka.run(&["dead-letters", "list", "--reason", "undecodable"], 0).lines().count(), 3);

    let dry = kafka.run(&["dead-letters", "replay", "--reason", "smtp_permanent", "--dry-run"], 0);
    assert!(dry.ends_with("2 would be replayed\n"), "{dry}");
    let one = kafka.run(&["dead-letters", "replay", "--event", "event-1"], 0);
    assert_eq!(one, "replayed: order.placed of order 1, event event-1, offset 0\n1 replayed, 0 before, 0 failed\n");
    let events = kafka.read(ORDER_TOPIC, 6, 1);
    let replayed = |event: &Event, id: &str| {
        let replay = event.headers.get("replay-id").expect("an identity").clone();
        let headers = [("event-id", id), ("event-type", "order.placed"), ("replay-id", &replay)];
        (headers.map(|(name, value)| (name.to_owned(), value.to_owned())), replay)
    };
    let (mut headers, first_replay) = replayed(&events[0], "event-1");
    let mut expected = BTreeMap::from(headers);
    expected.insert("traceparent".to_owned(), "00-aa-bb-01".to_owned());
    assert_eq!(events[0], Event { key: "1".to_owned(), value: "event of 1".to_owned(), headers: expected });

    // All that is left, but for the one that does not say where it comes from.
    let rest = kafka.run(&["dead-letters", "replay", "--all"], 1);
    assert!(rest.ends_with("2 replayed, 1 before, 1 failed\n"), "{rest}");
    let mut events = kafka.read(ORDER_TOPIC, 6, 3);
    events.sort_by(|one, other| one.key.cmp(&other.key));
    let keys: Vec<&str> = events.iter().map(|event| event.key.as_str()).collect();
    assert_eq!(keys, ["1", "2", "3"]);
    headers = replayed(&events[2], "event-3").0;
    assert_eq!(events[2].headers, BTreeMap::from(headers), "a new identity in place of the earlier one");
    let again = kafka.run(&["dead-letters", "replay", "--all"], 1);
    assert_eq!(again, "0 replayed, 3 before, 1 failed\n");
    let list = kafka.run(&["dead-letters", "list"], 0);
    assert!(list.ends_with("1 dead letter, and 3 that were replayed (--replayed shows them)\n"), "{list}");

    let told = kafka.run(&["dead-letters", "replay", "--event", "event-1", "--event", "event-9"], 1);
    assert!(told.contains("was replayed at 20") && told.contains("no letter with the event event-9"), "{told}");
    kafka.run(&["dead-letters", "replay", "--event", "event-1", "--again"], 0);
    let events = kafka.read(ORDER_TOPIC, 6, 4);
    let identities: Vec<&String> =
        events.iter().filter(|event| event.key == "1").map(|event| &event.headers["replay-id"]).collect();
    assert!(identities.contains(&&first_replay) && identities[0] != identities[1], "{identities:?}");
    kafka.run(&["dead-letters", "replay"], 2);
    kafka.run(&["dead-letters", "replay", "--all", "--reason", "undecodable"], 2);
}

#[test]
fn what_is_missing_is_said() {
    let free = stack::ports::reserve().expect("a port");
    let tool = |bootstrap: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kafka-tools"));
        let output = command.args(["logs", "--bootstrap", bootstrap]).output().expect("it runs");
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let away = tool(&format!("127.0.0.1:{}", free.port()));
    assert!(away.contains("error: Kafka does not answer"), "{away}");
    let nonsense = tool("nonsense");
    assert!(nonsense.contains("KAFKA_BOOTSTRAP_SERVERS cannot be used"), "{nonsense}");
}
