//! What is broken, how, and how it is mended. Parts are ended and stopped by their process ids; those that were killed are
//! started again here, since nobody else would. A fault that broke nothing is put on record: it shows nothing.

use std::collections::BTreeSet;
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
use tokio_postgres::error::SqlState;

use crate::ground::{DB_SERVICES, Ground, REPLICAS};
use crate::history::now;
use crate::pool;
use crate::witness::{client, connect};

/// For a part to end, or to be ready again.
const SOON: Duration = Duration::from_secs(60);
/// How long orders wait before something is broken.
const PILE_UP: Duration = Duration::from_millis(300);
/// More connections than PostgreSQL gives out.
const MOST_CONNECTIONS: usize = 250;

/// Ends every session of the DB services, and says whose.
const TERMINATE: &str = "
SELECT DISTINCT application_name
FROM (SELECT application_name, pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE application_name = ANY($1))
    AS sessions
WHERE ended
";

/// Which DB services have a session that waits for a lock.
const WAITING: &str = "
SELECT DISTINCT application_name FROM pg_stat_activity WHERE application_name = ANY($1) AND wait_event_type = 'Lock'
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
    /// All sessions of the DB services are ended, again and again.
    Terminate(Duration),
    /// Products are locked, so that every order waits for them, longer than a session waits for a lock or not as long.
    LockProducts(Duration),
    /// Orders can neither be read nor placed, some longer than their deadline, and not before that has used up every connection
    /// of the pools.
    UseUpPools(Duration),
    /// All sessions of the DB services are ended, and PostgreSQL has no connection left for new ones.
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

/// Each fault once, in an order of its own, each on a part of its own.
pub fn plan(rng: &mut StdRng) -> Vec<Planned> {
    let mut one_of = |parts: &[&'static str]| *parts.choose(rng).expect("not empty");
    let (killed_db, stopped_db) = (one_of(&DB_SERVICES), one_of(&DB_SERVICES));
    let (killed_replica, stopped_replica) = (one_of(&REPLICAS), one_of(&REPLICAS));
    let mut milliseconds = |range: std::ops::Range<u64>| Duration::from_millis(rng.random_range(range));
    let mut plan = vec![
        Fault::Kill(killed_db, milliseconds(0..1000)),
        Fault::Stop(stopped_db, milliseconds(500..4000)),
        Fault::Kill(killed_replica, milliseconds(0..1000)),
        Fault::Stop(stopped_replica, milliseconds(500..4000)),
        Fault::Kill("nginx", milliseconds(0..500)),
        Fault::Stop("nginx", milliseconds(500..2000)),
        Fault::StopPostgres(milliseconds(0..1000)),
        Fault::Terminate(milliseconds(500..1500)),
        Fault::LockProducts(milliseconds(1000..4000)),
        Fault::UseUpPools(milliseconds(2000..16_000)),
        Fault::TakeConnections(milliseconds(500..1500)),
        Fault::ClientsLeave(milliseconds(500..1500)),
    ];
    plan.shuffle(rng);
    let mut planned = |fault| Planned { fault, after: Duration::from_micros(rng.random_range(0..30_000)) };
    plan.into_iter().map(&mut planned).collect()
}

impl Planned {
    /// Let orders pile up, so that many are about to be committed, then break something, mend it, and wait until every part is
    /// ready again. Returns how many clients waited for an answer when it happened.
    pub async fn happen(self, ground: &Ground) -> usize {
        let Self { fault, after } = self;
        with_products_locked(ground, async || sleep(PILE_UP).await).await;
        sleep(after).await;
        let waiting = ground.doors.waiting();
        if let Err(why) = fault.happen(ground).await {
            ground.record.ineffective(format!("{fault}: {why}"));
        }
        for part in DB_SERVICES.into_iter().chain(REPLICAS) {
            with(&ground.stack, move |stack| stack.wait_ready(part, SOON)).await;
        }
        waiting
    }
}

impl Fault {
    /// Break it and mend it. Fails when that did not break anything.
    async fn happen(self, ground: &Ground) -> Result<(), String> {
        let (stack, record) = (&ground.stack, &ground.record);
        match self {
            Self::Kill(part, away) => {
                record.kill();
                kill(stack, part).await;
                sleep(away).await;
                with(stack, move |stack| stack.start_part(part)).await;
                Ok(())
            }
            Self::Stop(part, time) => {
                let from = now();
                with(stack, move |stack| stack.kill_all(part, Signal::SIGSTOP)).await;
                sleep(time).await;
                let stopped = with(stack, move |stack| Ok(stack.pids(part).into_iter().all(is_stopped))).await;
                with(stack, move |stack| stack.kill_all(part, Signal::SIGCONT)).await;
                record.stop(from, part);
                stopped.then_some(()).ok_or_else(|| "it was not stopped".to_owned())
            }
            Self::StopPostgres(away) => {
                record.kill();
                stop_postgres(stack).await;
                sleep(away).await;
                with(stack, |stack| stack.start_part("postgres")).await;
                Ok(())
            }
            Self::Terminate(time) => {
                let client = client(stack).await;
                let mut ended = BTreeSet::new();
                repeat(time, async || ended.extend(services(&client, TERMINATE).await)).await;
                all_of(&ended, "had no session to be ended")
            }
            Self::LockProducts(time) => {
                let client = client(stack).await;
                let mut waited = BTreeSet::new();
                let wait = async || repeat(time, async || waited.extend(services(&client, WAITING).await)).await;
                with_products_locked(ground, wait).await;
                all_of(&waited, "did not wait for a lock")
            }
            Self::UseUpPools(time) => pool::use_up(ground, time).await,
            Self::TakeConnections(time) => take_connections(stack, time).await,
            Self::ClientsLeave(time) => {
                let mut left = 0;
                repeat(time, async || left += ground.doors.all_leave()).await;
                (left > 0).then_some(()).ok_or_else(|| "nobody waited for anything".to_owned())
            }
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

async fn repeat(time: Duration, mut work: impl AsyncFnMut()) {
    let end = tokio::time::Instant::now() + time;
    while tokio::time::Instant::now() < end {
        work().await;
        sleep(Duration::from_millis(50)).await;
    }
}

/// The DB services that a statement names.
async fn services(client: &Client, statement: &str) -> Vec<String> {
    let rows = client.query(statement, &[&&DB_SERVICES[..]]).await.expect("a statement of our own");
    rows.iter().map(|row| row.get(0)).collect()
}

fn all_of(found: &BTreeSet<String>, otherwise: &str) -> Result<(), String> {
    match DB_SERVICES.into_iter().find(|service| !found.contains(*service)) {
        None => Ok(()),
        Some(service) => Err(format!("{service} {otherwise}")),
    }
}

async fn with_products_locked(ground: &Ground, work: impl AsyncFnOnce()) {
    let mut client = client(&ground.stack).await;
    let transaction = client.transaction().await.expect("a transaction");
    let lock = "SELECT FROM products WHERE id = ANY($1) ORDER BY id FOR UPDATE";
    transaction.execute(lock, &[&*ground.goods]).await.expect("a lock");
    work().await;
    transaction.rollback().await.expect("they are free again");
}

async fn take_connections(stack: &Stack, time: Duration) -> Result<(), String> {
    let ours = client(stack).await;
    let take = async || {
        let taken = join_all((0..MOST_CONNECTIONS).map(|_| connect(stack))).await;
        taken.into_iter().flatten().collect::<Vec<_>>()
    };
    let mut taken = take().await;
    let ended = services(&ours, TERMINATE).await;
    taken.extend(take().await);
    let mut refused = false;
    let knock = async || match connect(stack).await {
        Ok(one_more) => taken.push(one_more),
        Err(why) => refused |= why.contains(SqlState::TOO_MANY_CONNECTIONS.code()),
    };
    repeat(time, knock).await;
    all_of(&ended.into_iter().collect(), "had no session to be ended")?;
    refused.then_some(()).ok_or_else(|| "PostgreSQL had connections left".to_owned())
}

/// Whether a process does not run on until it is told to (`proc_pid_stat(5)`: the field after the name in brackets).
fn is_stopped(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, fields)| fields.starts_with('T'))
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kill(part, away) => write!(out, "{part} killed, started again after {away:?}"),
            Self::Stop(part, time) => write!(out, "{part} stopped for {time:?}"),
            Self::StopPostgres(away) => write!(out, "PostgreSQL stopped at once, started again after {away:?}"),
            Self::Terminate(time) => write!(out, "the DB services' sessions ended for {time:?}"),
            Self::LockProducts(time) => write!(out, "every product locked for {time:?}"),
            Self::UseUpPools(time) => write!(out, "orders locked and the pools used up for {time:?}"),
            Self::TakeConnections(time) => write!(out, "every connection to PostgreSQL taken for {time:?}"),
            Self::ClientsLeave(time) => write!(out, "clients go away for {time:?}"),
        }
    }
}
