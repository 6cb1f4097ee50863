//! What changes among the products, whoever changes it: one connection of its own listens to PostgreSQL's notifications, and
//! watchers are told. Notifications come in the order of commits, and only once what they tell of can be read.
//!
//! News are gathered for a moment, so that a product that sells many times a second is told of a few times only. They are
//! told after the server has answered a question: what was committed before the question came before the answer. So each
//! telling says that nothing is missing, and without changes that is news enough to be told ten times a second.

use std::{
    collections::BTreeSet,
    convert::Infallible,
    future::poll_fn,
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, Instant, SystemTime},
};

use tokio::{
    sync::{Notify, broadcast},
    time::{sleep, timeout},
};
use tokio_postgres::{AsyncMessage, Client, Connection, Socket, tls::NoTlsStream};
use tokio_util::task::AbortOnDropHandle;

use crate::{
    failure::Failure,
    fault::{Fault, Kind},
    keeper, queries,
};

/// From one telling to the next: when there are changes, and when there are none.
const GATHERING: (Duration, Duration) = (Duration::from_millis(50), Duration::from_millis(100));
/// News whose question is longer ago say too little about now. `Watch` promises this.
const FRESH: Duration = Duration::from_millis(250);
/// The connection is of no use beyond this.
const ANSWER_LIMIT: Duration = Duration::from_secs(2);
/// Before connecting again: at first, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));
/// News that wait for a watcher; one that is further behind is told to start afresh.
const WAITING: usize = 64;
/// Products that are told of one by one.
const MOST_PRODUCTS: usize = 1000;

const SESSION: &str = "-c statement_timeout=2s";

/// What may have changed since the news before.
#[derive(Debug, Clone)]
pub struct News {
    pub changes: Changes,
    /// What was committed before that has been told.
    pub told_until: SystemTime,
    /// The same moment.
    asked: Instant,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// Not necessarily any.
    Products(Arc<[i64]>),
    Everything,
}

impl News {
    /// Whether they can be passed on as news.
    pub fn are_fresh(&self) -> bool {
        self.asked.elapsed() <= FRESH
    }
}

/// Where to hear of news. Cloning it gives another handle.
#[derive(Clone, Default)]
pub struct Newsroom {
    /// None while nothing can be heard.
    sender: Arc<Mutex<Option<broadcast::Sender<News>>>>,
}

impl Newsroom {
    /// All news from now on, until the receiver's end: then some may be missing.
    pub fn subscribe(&self) -> Result<broadcast::Receiver<News>, Failure> {
        match self.lock().as_ref() {
            Some(sender) => Ok(sender.subscribe()),
            None => Err(Self::closed()),
        }
    }

    /// Why nothing can be heard.
    pub fn closed() -> Failure {
        Failure::DatabaseUnavailable(lost("changes of products cannot be heard of"))
    }

    /// Open until what is returned is dropped.
    fn open(&self) -> (broadcast::Sender<News>, Opening<'_>) {
        let (sender, _) = broadcast::channel(WAITING);
        *self.lock() = Some(sender.clone());
        (sender, Opening(self))
    }

    fn lock(&self) -> MutexGuard<'_, Option<broadcast::Sender<News>>> {
        kit::locked(&self.sender)
    }
}

struct Opening<'a>(&'a Newsroom);

impl Drop for Opening<'_> {
    fn drop(&mut self) {
        *self.0.lock() = None;
    }
}

/// Listens for as long as it runs. May be dropped at any time, which ends every subscription.
pub async fn listen(server: tokio_postgres::Config, newsroom: Newsroom) {
    let server = kit::postgres::with_options(&server, SESSION);
    let mut pause = PAUSES.0;
    loop {
        let began = Instant::now();
        let Err(fault) = session(&server, &newsroom).await;
        // An outage is the keeper's to tell of.
        tracing::debug!(cause = %fault, "changes of products cannot be heard of, trying again");
        if began.elapsed() > ANSWER_LIMIT {
            pause = PAUSES.0;
        }
        sleep(pause).await;
        pause = (pause * 2).min(PAUSES.1);
    }
}

/// One connection, until it is lost.
async fn session(server: &tokio_postgres::Config, newsroom: &Newsroom) -> Result<Infallible, Fault> {
    let (client, connection) = keeper::connect(server).await?;
    let gathered = Arc::new(Gathered::default());
    let mut connection = AbortOnDropHandle::new(tokio::spawn(hear(connection, Arc::clone(&gathered))));
    ask(&client, &queries::LISTEN_PRODUCTS).await?;
    let (sender, _open) = newsroom.open();
    tokio::select! {
        ended = &mut connection => Err(ended.unwrap_or_else(|_panicked| lost("the listener failed"))),
        unanswered = tell(&client, &gathered, &sender) => unanswered,
    }
}

/// Gather what the server tells. Has to run for the connection to do anything at all.
async fn hear(mut connection: Connection<Socket, NoTlsStream>, gathered: Arc<Gathered>) -> Fault {
    loop {
        match poll_fn(|context| connection.poll_message(context)).await {
            Some(Ok(AsyncMessage::Notification(notification))) => gathered.add(notification.payload()),
            Some(Ok(_notice)) => {}
            Some(Err(error)) => return Fault::new("connection", &error),
            None => return lost("closed"),
        }
    }
}

/// Ask, and tell what was gathered before the answer, until there is none. The first change after a pause is told at once.
async fn tell(client: &Client, gathered: &Gathered, sender: &broadcast::Sender<News>) -> Result<Infallible, Fault> {
    let (busy, idle) = GATHERING;
    loop {
        let (told_until, asked) = (SystemTime::now(), Instant::now());
        ask(client, &queries::PROBE).await?;
        // A late answer is no news; what was gathered then waits for the next one.
        if asked.elapsed() <= FRESH {
            let _nobody_listens = sender.send(News { changes: gathered.take(), told_until, asked });
        }
        sleep(busy).await;
        let _changed_or_not = timeout(idle - busy, gathered.wait()).await;
    }
}

async fn ask(client: &Client, query: &queries::Query) -> Result<(), Fault> {
    let answered = timeout(ANSWER_LIMIT, client.simple_query(query.sql)).await;
    let answered = answered.map_err(|_| Fault::no_answer_within(query.name, ANSWER_LIMIT))?;
    answered.map(drop).map_err(query.fault())
}

fn lost(what: &str) -> Fault {
    Fault::other("listen", Kind::Lost, what)
}

/// News that nobody has been told yet.
#[derive(Default)]
struct Gathered {
    products: Mutex<Products>,
    some: Notify,
}

#[derive(Debug, PartialEq, Eq)]
enum Products {
    These(BTreeSet<i64>),
    All,
}

impl Default for Products {
    fn default() -> Self {
        Self::These(BTreeSet::new())
    }
}

impl Gathered {
    /// Ids separated by commas. Whatever else it is, it stands for every product.
    fn add(&self, payload: &str) {
        let mut products = self.lock();
        if let Products::These(ids) = &mut *products {
            let told: Result<Vec<i64>, _> = payload.split(',').map(str::parse).collect();
            match told {
                Ok(told) if ids.len() + told.len() <= MOST_PRODUCTS => ids.extend(told),
                _ => *products = Products::All,
            }
        }
        drop(products);
        self.some.notify_one();
    }

    /// Until there may be some.
    async fn wait(&self) {
        self.some.notified().await;
    }

    fn take(&self) -> Changes {
        match std::mem::take(&mut *self.lock()) {
            Products::These(ids) => Changes::Products(ids.into_iter().collect()),
            Products::All => Changes::Everything,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Products> {
        kit::locked(&self.products)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(payloads: &[&str]) -> Changes {
        let gathered = Gathered::default();
        payloads.iter().for_each(|payload| gathered.add(payload));
        gathered.take()
    }

    #[test]
    fn what_is_gathered_is_told_once() {
        let gathered = Gathered::default();
        for payload in ["7,3", "7", "9"] {
            gathered.add(payload);
        }
        assert_eq!(gathered.take(), Changes::Products([3, 7, 9].into()));
        assert_eq!(gathered.take(), Changes::Products([].into()));
    }

    #[test]
    fn what_is_not_understood_or_too_much_stands_for_everything() {
        for payloads in [&[""][..], &["1", "x"], &["1,"], &["", "1"], &["99999999999999999999"]] {
            assert_eq!(told(payloads), Changes::Everything, "{payloads:?}");
        }
        let many: Vec<String> = (0..=MOST_PRODUCTS).map(|id| id.to_string()).collect();
        let refs: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(told(&refs), Changes::Everything);
        assert_ne!(told(&refs[1..]), Changes::Everything);
    }
}
