//! Takes everything that waits as one batch, carries it out, answers, and takes what has gathered meanwhile. There is no
//! timer: while the database is idle an order goes at once, and alone.
//!
//! A batch that fails is tried again when it lost against others, and split in halves when a request in it may be at
//! fault, so that nobody fails for another's sake.

use std::{
    mem,
    time::{Duration, Instant},
};

use kit::shutdown::Stopped;
use tokio::{
    sync::oneshot,
    time::{sleep, timeout_at},
};
use tokio_util::task::TaskTracker;

use super::{
    Cause, Gate, Limits, Request, meters,
    queue::Queue,
    request::{Answer, Entry},
    transaction::{self, Broken, Outcome},
};
use crate::{
    database::Database,
    failure::Failure,
    fault::{Fault, Kind, column},
    queries::{self, Parameters},
};

/// How often a batch that lost against others is tried before its callers hear of it.
const MOST_ATTEMPTS: u32 = 4;
/// Before it is tried again, times the number of attempts.
const PAUSE: Duration = Duration::from_millis(10);
/// How long it is tried to find out whether a batch was committed.
const RESOLVE_LIMIT: Duration = Duration::from_secs(8);
/// Between two tries of that.
const RESOLVE_PAUSE: Duration = Duration::from_millis(100);

/// A handle on the executor; cloning it gives another one.
#[derive(Clone)]
pub struct Executor {
    queue: Queue,
    gate: Gate,
    running: TaskTracker,
}

impl Executor {
    pub fn start(database: Database, gate: Gate, limits: Limits) -> Self {
        let executor = Self { queue: Queue::new(limits), gate, running: TaskTracker::new() };
        let worker = Worker { database, queue: executor.queue.clone(), gate: executor.gate.clone() };
        executor.running.spawn(supervise(worker));
        executor.running.close();
        executor
    }

    /// Have a request carried out.
    pub async fn ask(&self, request: Request, cause: Cause, deadline: Option<Instant>) -> Answer {
        let (reply, answer) = oneshot::channel();
        self.submit(Entry::new(request, cause, deadline, Box::new(reply)));
        answer.await.unwrap_or_else(|_| Err(Failure::abandoned()))
    }

    /// Have a request carried out that is answered elsewhere.
    pub fn submit(&self, entry: Entry) {
        let refused = match entry.new_order() {
            // With a key it may have been placed before, whatever is in stock now.
            Some(new) if new.idempotency_key.is_none() => self.gate.refuses(new),
            _ => None,
        };
        match refused {
            Some(failure) => meters::answer(entry, Err(failure)),
            None => {
                if let Some((entry, failure)) = self.queue.push(entry) {
                    meters::answer(entry, Err(failure));
                }
            }
        }
    }

    /// Let nobody in any more, and finish what was let in, until `deadline`.
    pub async fn stop(&self, deadline: Instant) -> Stopped {
        self.queue.close();
        Stopped::when(timeout_at(deadline.into(), self.running.wait()).await.is_ok())
    }

    pub fn record_depth(&self) {
        meters::depth(self.queue.depth());
    }
}

/// A panic is a defect, and costs the batch in which it happens and no more.
async fn supervise(worker: Worker) {
    while let Err(error) = tokio::spawn(worker.clone().run()).await {
        tracing::error!(%error, "the order executor begins anew");
    }
}

#[derive(Clone)]
struct Worker {
    database: Database,
    queue: Queue,
    gate: Gate,
}

impl Worker {
    /// Until the queue is closed and empty.
    async fn run(self) {
        loop {
            let taken = self.queue.take().await;
            if taken.is_empty() {
                return;
            }
            let began = Instant::now();
            meters::taken(&taken, began);
            let entries = without_late(taken, began);
            let (gated, others): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| self.is_gated(entry));
            if !gated.is_empty() {
                self.look_up(gated).await;
            }
            self.carry_out(others).await;
            meters::busy(began.elapsed());
        }
    }

    fn is_gated(&self, entry: &Entry) -> bool {
        entry.new_order().is_some_and(|new| self.gate.refuses(new).is_some())
    }

    /// Orders that the gate refuses, but for those whose keys were used before.
    async fn look_up(&self, entries: Vec<Entry>) {
        let found = async {
            let session = self.database.session().await?;
            Ok(transaction::find_first_answers(&session, &entries).await?)
        };
        match found.await {
            Err(failure) => fail(entries, &failure),
            Ok(answers) => {
                let mut open = Vec::new();
                for (entry, answer) in entries.into_iter().zip(answers) {
                    let refused = || entry.new_order().and_then(|new| self.gate.refuses(new)).map(Err);
                    match answer.or_else(refused) {
                        Some(answer) => meters::answer(entry, answer),
                        // It was restocked meanwhile.
                        None => open.push(entry),
                    }
                }
                self.carry_out(open).await;
            }
        }
    }

    async fn carry_out(&self, entries: Vec<Entry>) {
        let mut pieces = vec![entries];
        while let Some(mut piece) = pieces.pop() {
            if piece.is_empty() {
                continue;
            }
            match self.try_all(&mut piece).await {
                Ok(answers) => piece.into_iter().zip(answers).for_each(|(entry, answer)| meters::answer(entry, answer)),
                Err(failure) if piece.len() > 1 && may_be_ones_fault(&failure) => {
                    tracing::debug!(orders = piece.len(), %failure, "splitting a batch");
                    meters::split();
                    let second = piece.split_off(piece.len() / 2);
                    pieces.extend([second, piece]);
                }
                Err(failure) => fail(piece, &failure),
            }
        }
    }

    /// One transaction for all, tried again as long as that makes sense. Entries that need not wait for that are
    /// answered and leave.
    async fn try_all(&self, entries: &mut Vec<Entry>) -> Result<Vec<Answer>, Failure> {
        let mut attempts = Attempts::default();
        loop {
            let broken = match self.try_once(entries).await {
                Ok(answers) => return Ok(answers),
                Err(broken) => broken,
            };
            let locked = match &broken {
                Broken::Undone(fault) if *fault.kind() == Kind::LockTimeout => self.refuse_locked(entries).await,
                _ => false,
            };
            let pause = attempts.pause_after(&broken);
            let failure = match broken {
                Broken::NotBegun(failure) => failure,
                Broken::Undone(fault) => fault.into(),
                Broken::Unknown(fault) => Failure::OutcomeUnknown(fault),
            };
            match pause {
                Some(pause) => sleep(pause).await,
                None if locked => {}
                None => return Err(failure),
            }
            tracing::debug!(orders = entries.len(), %failure, "trying a batch again");
            meters::again();
            *entries = without_late(mem::take(entries), Instant::now());
            if entries.is_empty() {
                return Ok(vec![]);
            }
        }
    }

    async fn try_once(&self, entries: &mut [Entry]) -> Result<Vec<Answer>, Broken> {
        let moment = self.gate.moment();
        let mut session = self.database.session().await.map_err(Broken::NotBegun)?;
        match transaction::run(&mut session, entries).await {
            Ok(Outcome { answers, products }) => {
                self.gate.saw(moment, products.into_iter());
                meters::committed(entries.len());
                Ok(answers)
            }
            Err(Broken::Undone(fault)) if !fault.is_loss() => {
                // Failing at it closes the connection, which has the same effect.
                let _closed = transaction::within("rollback", session.roll_back()).await;
                Err(Broken::Undone(fault))
            }
            Err(broken) => Err(broken),
        }
    }

    /// A lock was not granted in time: answer those whose products are locked still, so that nobody else waits for those.
    /// False when there are none.
    async fn refuse_locked(&self, entries: &mut Vec<Entry>) -> bool {
        let locked = match self.find_locked(entries).await {
            Ok(locked) => locked,
            Err(failure) => {
                fail(mem::take(entries), &failure);
                return true;
            }
        };
        self.gate.locked(&locked);
        let waits = |entry: &mut Entry| {
            // It may be the lock of its own earlier transaction.
            if entry.earlier_id.is_some() {
                return false;
            }
            let mut lines = entry.new_order().map(|new| new.lines.iter()).unwrap_or_default();
            lines.any(|line| locked.contains(&line.product_id))
        };
        let refused: Vec<_> = entries.extract_if(.., waits).collect();
        let found = !refused.is_empty();
        fail(refused, &Failure::Busy(Fault::other("lock_products", Kind::LockTimeout, "a product is locked")));
        found
    }

    async fn find_locked(&self, entries: &[Entry]) -> Result<Vec<i64>, Failure> {
        let lines = entries.iter().filter_map(Entry::new_order).flat_map(|new| &new.lines);
        let product_ids: Vec<_> = lines.map(|line| line.product_id).collect();
        let session = self.database.session().await?;
        let (query, parameters): (_, Parameters<'_>) = (&queries::FIND_LOCKED_PRODUCTS, &[&product_ids]);
        let rows = transaction::within(query.name, query.rows(session.client(), parameters)).await?;
        Ok(rows.iter().map(|row| column(row, "id")).collect::<Result<_, _>>()?)
    }
}

/// How often a batch was tried, and since when it is not known whether it was committed.
#[derive(Default)]
struct Attempts {
    number: u32,
    unknown_since: Option<Instant>,
}

impl Attempts {
    /// How long to wait before it is tried again; `None` when it is not.
    ///
    /// A batch of which it is not known whether it was committed is tried again like any other: it finds what it has
    /// placed by its ids. The locks see to it that this is the last word: nobody else can still be about to commit it.
    fn pause_after(&mut self, broken: &Broken) -> Option<Duration> {
        self.number += 1;
        if let Broken::Unknown(fault) = broken {
            tracing::warn!(cause = %fault, "it is not known whether orders were placed, asking");
            self.unknown_since.get_or_insert_with(Instant::now);
        }
        if let Some(since) = self.unknown_since {
            return (since.elapsed() < RESOLVE_LIMIT).then_some(RESOLVE_PAUSE);
        }
        let Broken::Undone(fault) = broken else { return None };
        match fault.kind() {
            Kind::Contended | Kind::Taken(_) => (self.number < MOST_ATTEMPTS).then_some(PAUSE * self.number),
            // A connection that was lost long ago is noticed when it is used.
            Kind::Lost => (self.number == 1).then_some(PAUSE),
            _ => None,
        }
    }
}

/// Whether a batch may do better without one of its requests.
fn may_be_ones_fault(failure: &Failure) -> bool {
    matches!(failure, Failure::Internal(_) | Failure::Busy(_))
}

/// Those that somebody still waits for.
fn without_late(entries: Vec<Entry>, now: Instant) -> Vec<Entry> {
    let (late, rest) = entries.into_iter().partition(|entry| entry.is_late(now));
    fail(late, &Failure::Expired);
    rest
}

fn fail(entries: Vec<Entry>, failure: &Failure) {
    for entry in entries {
        let failure = entry.failure(failure);
        meters::answer(entry, Err(failure));
    }
}
