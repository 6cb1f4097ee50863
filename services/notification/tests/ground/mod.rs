//! What a test stands on: topics, a database and a mail server of its own, on one Kafka and one PostgreSQL for all.

mod events;
mod topics;

use std::{
    collections::HashMap,
    future::Future,
    net::SocketAddr,
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use mail_catcher::{Catcher, Mail, Settings};
use rdkafka::producer::FutureProducer;
use stack::{
    Options, Stack,
    ports::{Reservation, reserve},
};
use tempfile::TempDir;
use tokio_postgres::NoTls;

pub use events::Order;

use crate::process::Process;

/// For anything that should happen soon; a test that waits this long fails.
pub const SOON: Duration = Duration::from_secs(60);

pub const SENDER: &str = "Tuckshop <shop@tuckshop.example>";

/// Variables over the usual ones.
pub type Variables<'a> = &'a [(&'a str, &'a str)];

pub struct Ground {
    /// Absent while the mail server is away.
    pub mails: Option<Catcher>,
    settings: Settings,
    kafka: String,
    producer: FutureProducer,
    pub database: String,
    name: String,
    directory: TempDir,
    /// The mail server's, which nobody else gets while it is away.
    _port: Reservation,
}

impl Ground {
    pub async fn new() -> Self {
        Self::with_mail_server(|_| {}).await
    }

    pub async fn with_mail_server(change: impl FnOnce(&mut Settings)) -> Self {
        let ground = Self::without_topics(change).await;
        ground.create_topics().await;
        ground
    }

    pub async fn without_topics(change: impl FnOnce(&mut Settings)) -> Self {
        let name = format!("notification_{}_{}", std::process::id(), number());
        let directory = tempfile::tempdir().unwrap();
        let port = reserve().unwrap();
        let mut settings = Settings::new(directory.path().join("mails"));
        settings.listen.set_port(port.port());
        change(&mut settings);
        let mails = Catcher::start(settings.clone()).await.unwrap();
        let database = name.clone();
        let made = tokio::task::spawn_blocking(move || {
            let stack = stack();
            (stack.kafka_bootstrap().unwrap(), stack.create_database(&database).unwrap())
        });
        let (kafka, database) = made.await.unwrap();
        let (mails, producer) = (Some(mails), topics::producer(&kafka));
        Self { mails, settings, producer, kafka, database, name, directory, _port: port }
    }

    /// The service, ready.
    pub async fn service(&self, variables: Variables<'_>) -> Process {
        self.launch(variables).ready().await
    }

    /// The service, about to start.
    pub fn launch(&self, variables: Variables<'_>) -> Process {
        let smtp = format!("smtp://{}", self.mail_address());
        let logging = stack().url("logging");
        let (order_topic, dead_letter_topic) = (self.order_topic(), self.dead_letter_topic());
        let usual = [
            ("DATABASE_URL", self.database.as_str()),
            ("KAFKA_BOOTSTRAP_SERVERS", &self.kafka),
            ("KAFKA_ORDER_TOPIC", &order_topic),
            ("KAFKA_DEAD_LETTER_TOPIC", &dead_letter_topic),
            ("KAFKA_GROUP", &self.name),
            ("LOGGING_ENDPOINT", &logging),
            ("MAIL_FROM", SENDER),
            ("MAIL_RETRY_DELAY", "100ms"),
            ("OPS_LISTEN", "127.0.0.1:0"),
            // Nothing that merely takes its time may pass for a server that does not answer.
            ("SMTP_TIMEOUT", "10s"),
            ("SMTP_URL", &smtp),
        ];
        let environment: HashMap<String, String> =
            usual.iter().chain(variables).map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        Process::start(&environment, &self.directory.path().join(format!("service-{}.log", number())))
    }

    pub fn mail_address(&self) -> SocketAddr {
        self.settings.listen
    }

    pub fn catcher(&self) -> &Catcher {
        self.mails.as_ref().expect("the mail server is there")
    }

    /// The mail server goes away; new connections are refused.
    pub async fn take_mail_server(&mut self) {
        self.mails.take().expect("it was there").stop().await;
    }

    /// The mail server comes back, with the mails it had.
    pub async fn give_mail_server(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.settings.clone();
        change(&mut settings);
        self.mails = Some(Catcher::start(settings).await.unwrap());
    }

    /// The first `count` mails to a customer, as soon as they are there.
    pub async fn mails_to(&self, order: &Order, count: usize) -> Vec<Mail> {
        self.catcher().mailbox().wait_for(&order.email, count, SOON).await.unwrap()
    }

    /// How many mails a customer has.
    pub fn count_mails(&self, order: &Order) -> usize {
        self.catcher().mailbox().mails_for(&order.email).unwrap().len()
    }

    /// Write a file, and say where it is.
    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.directory.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The states of all mails on record, in alphabetical order.
    pub async fn states(&self) -> Vec<String> {
        let (client, connection) = tokio_postgres::connect(&self.database, NoTls).await.unwrap();
        tokio::spawn(connection);
        let rows = client.query("SELECT state FROM notification.mails ORDER BY state", &[]).await.unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    }
}

/// Ask again and again until it is so.
#[track_caller]
pub fn eventually<F: AsyncFnMut() -> bool>(what: &str, mut is_so: F) -> impl Future<Output = ()> {
    let (deadline, caller) = (Instant::now() + SOON, std::panic::Location::caller());
    async move {
        while !is_so().await {
            assert!(Instant::now() < deadline, "{caller}: not in time: {what}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// Kafka, PostgreSQL and the logging service. The first call starts them.
fn stack() -> &'static Stack {
    static STACK: OnceLock<Stack> = OnceLock::new();
    STACK.get_or_init(|| Stack::start(Options::only(["postgres", "kafka", "logging"])).unwrap())
}

/// A number that no other caller of this process gets.
pub fn number() -> u32 {
    static LAST: AtomicU32 = AtomicU32::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}
