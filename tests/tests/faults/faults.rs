//! What is broken, how, and how it is mended. Parts are ended and stopped by their process ids; those that were killed are
//! started again here, since nobody else would.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures::future::join_all;
use rand::RngExt as _;
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom as _, SliceRandom as _};
use stack::{Signal, Stack};
use tokio::task::spawn_blocking;
use tokio::time::sleep;
use tokio_postgres::Client;

use crate::ground::Ground;
use crate::witness::connect;

/// The parts that a trial has, each after those that it needs.
pub const SERVICES: [&str; 5] = ["db", "db-2", "api-1", "api-2", "api-3"];

/// For a part to end, or to be ready again.
const SOON: Duration = Duration::from_secs(60);
/// How long orders wait before something is broken.
const PILE_UP: Duration = Duration::from_millis(300);
/// More connections than PostgreSQL gives out.
const MOST_CONNECTIONS: usize = 250;

/// Ends every session of the DB service, whichever replica's.
const TERMINATE: &str = "
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name IN ('db', 'db-2')
";

/// One way to break something, and for how long.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    /// SIGKILL, and some time until it is started again.
    Kill(&'static str, Duration),
    /// SIGSTOP, and some time until SIGCONT.
    Stop(&'static str, Duration),
    /// PostgreSQL is shut down in immediate mode, and some time later started again.
    StopPostgres(Duration),
    /// All sessions of the DB service are ended, again and again.
    Terminate(Duration),
    /// Products are locked, until every connection of the pool waits for them.
    LockProducts(Duration),
    /// All sessions of the DB service are ended, and PostgreSQL has no connection left for new ones.
    TakeConnections(Duration),
    /// Every client that waits for an answer goes away, again and again.
    ClientsLeave(Duration),
}

/// A fault, and how long after orders that had to wait all went on at once.
#[derive(Debug, Clone, Copy)]
pub struct Planned {
    pub fault: Fault,
    pub after: Duration,
}

/// Each fault once, in an order of its own, on parts of its own.
pub fn plan(rng: &mut StdRng) -> Vec<Planned> {
    let db = *["db", "db-2"].choose(rng).expect("not empty");
    let replica = *["api-1", "api-2", "api-3"].choose(rng).expect("not empty");
    let mut milliseconds = |range: std::ops::Range<u64>| Duration::from_millis(rng.random_range(range));
    let mut plan = vec![
        Fault::Kill(db, milliseconds(0..1000)),
        Fault::Stop(db, milliseconds(500..4000)),
        Fault::Kill(replica, milliseconds(0..1000)),
        Fault::Stop(replica, milliseconds(500..4000)),
        Fault::Kill("nginx", milliseconds(0..500)),
        Fault::Stop("nginx", milliseconds(500..2000)),
        Fault::StopPostgres(milliseconds(0..1000)),
        Fault::Terminate(milliseconds(500..1500)),
        Fault::LockProducts(milliseconds(1000..4000)),
        Fault::TakeConnections(milliseconds(500..1500)),
        Fault::ClientsLeave(milliseconds(500..1500)),
    ];
    plan.shuffle(rng);
    let mut planned = |fault| Planned { fault, after: Duration::from_micros(rng.random_range(0..30_000)) };
    plan.into_iter().map(&mut planned).collect()
}

impl Planned {
    /// Let orders pile up, so that many are about to be committed, then break something and mend it.
    pub async fn happen(self, ground: &Ground) {
        lock_products(ground, PILE_UP).await;
        sleep(self.after).await;
        self.fault.happen(ground).await;
    }
}

impl Fault {
    /// Break it, mend it, and wait until every part is ready again.
    async fn happen(self, ground: &Ground) {
        let stack = &ground.stack;
        match self {
            Self::Kill(part, away) => {
                kill(stack, part).await;
                sleep(away).await;
                with(stack, move |stack| stack.start_part(part)).await;
            }
            Self::Stop(part, time) => {
                with(stack, move |stack| stack.kill_all(part, Signal::SIGSTOP)).await;
                sleep(time).await;
                with(stack, move |stack| stack.kill_all(part, Signal::SIGCONT)).await;
            }
            Self::StopPostgres(away) => {
                stop_postgres(stack).await;
                sleep(away).await;
                with(stack, |stack| stack.start_part("postgres")).await;
            }
            Self::Terminate(time) => {
                let client = client(stack).await;
                let terminate = async || {
                    client.execute(TERMINATE, &[]).await.expect("they are ours");
                };
                repeat(time, terminate).await;
            }
            Self::LockProducts(time) => lock_products(ground, time).await,
            Self::TakeConnections(time) => take_connections(stack, time).await,
            Self::ClientsLeave(time) => repeat(time, async || ground.doors.all_leave()).await,
        }
        for part in SERVICES {
            with(stack, move |stack| stack.wait_ready(part, SOON)).await;
        }
    }
}

/// Kill a part and wait until it is gone.
pub async fn kill(stack: &Arc<Stack>, part: &'static str) {
    with(stack, move |stack| {
        stack.kill_all(part, Signal::SIGKILL)?;
        stack.wait_exit(part, SOON).map(drop)
    })
    .await;
}

/// "Immediate shutdown": every session ends at once, and nothing is written that was not yet.
pub async fn stop_postgres(stack: &Arc<Stack>) {
    with(stack, |stack| {
        stack.kill("postgres", Signal::SIGQUIT)?;
        stack.wait_exit("postgres", SOON).map(drop)
    })
    .await;
}

/// Do something to the stack, which blocks.
///
/// # Panics
///
/// When it cannot be done: then the store does not mend itself, or the trial is wrong.
pub async fn with<T: Send + 'static>(
    stack: &Arc<Stack>,
    work: impl FnOnce(&Stack) -> stack::Result<T> + Send + 'static,
) -> T {
    let stack = Arc::clone(stack);
    let outcome = spawn_blocking(move || work(&stack)).await.expect("it does not panic");
    outcome.unwrap_or_else(|error| panic!("{error}"))
}

async fn client(stack: &Stack) -> Client {
    connect(stack).await.expect("PostgreSQL is there")
}

async fn repeat(time: Duration, mut work: impl AsyncFnMut()) {
    let end = tokio::time::Instant::now() + time;
    while tokio::time::Instant::now() < end {
        work().await;
        sleep(Duration::from_millis(50)).await;
    }
}

async fn lock_products(ground: &Ground, time: Duration) {
    let mut client = client(&ground.stack).await;
    let transaction = client.transaction().await.expect("a transaction");
    let lock = "SELECT FROM products WHERE id = ANY($1) ORDER BY id FOR UPDATE";
    transaction.execute(lock, &[&*ground.goods]).await.expect("a lock");
    sleep(time).await;
    transaction.rollback().await.expect("they are free again");
}

async fn take_connections(stack: &Stack, time: Duration) {
    let ours = client(stack).await;
    let take = async || {
        let taken = join_all((0..MOST_CONNECTIONS).map(|_| connect(stack))).await;
        taken.into_iter().flatten().collect::<Vec<_>>()
    };
    let free = take().await;
    ours.execute(TERMINATE, &[]).await.expect("they are ours");
    let freed = take().await;
    sleep(time).await;
    drop((free, freed));
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kill(part, away) => write!(out, "{part} killed, started again after {away:?}"),
            Self::Stop(part, time) => write!(out, "{part} stopped for {time:?}"),
            Self::StopPostgres(away) => write!(out, "PostgreSQL stopped at once, started again after {away:?}"),
            Self::Terminate(time) => write!(out, "the DB service's sessions ended for {time:?}"),
            Self::LockProducts(time) => write!(out, "every product locked for {time:?}"),
            Self::TakeConnections(time) => write!(out, "every connection to PostgreSQL taken for {time:?}"),
            Self::ClientsLeave(time) => write!(out, "clients go away for {time:?}"),
        }
    }
}
