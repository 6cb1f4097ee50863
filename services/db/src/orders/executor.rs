//! Takes everything that waits as one batch, carries it out, answers, and takes what has gathered meanwhile. There is no
//! timer: while the database is idle an order goes at once, and alone.
//!
//! A batch that fails is tried again when it lost against others, and split in halves when a request in it may be at
//! fault, so that nobody fails for another's sake.

use std::time::Instant;

use kit::shutdown::Stopped;
use tokio::{
    sync::oneshot,
    time::{sleep, timeout_at},
};
use tokio_util::task::TaskTracker;

use super::{
    Cause, Gate, Limits, Request, asking,
    attempts::{Piece, Waits},
    meters,
    queue::Queue,
    request::{Answer, Entry},
    transaction::{self, Broken, Outcome, Patience},
};
use crate::{
    database::Database,
    failure::Failure,
    fault::{Fault, Kind},
};

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
            let mut taken = self.queue.take().await;
            if taken.is_empty() {
                return;
            }
            let began = Instant::now();
            meters::taken(&taken, began);
            fail_late(&mut taken);
            let (gated, mut entries): (Vec<_>, Vec<_>) = taken.into_iter().partition(|entry| self.is_gated(entry));
            if !gated.is_empty() {
                entries.extend(self.look_up(gated).await);
                // In arrival order, as they were.
                entries.sort_by_key(|entry| entry.since);
            }
            self.carry_out(entries).await;
            meters::busy(began.elapsed());
        }
    }

    fn is_gated(&self, entry: &Entry) -> bool {
        match &entry.request {
            Request::Place(new) => self.gate.refuses(new).is_some(),
            // Which products it has is not known here.
            Request::Cancel { .. } => self.gate.knows_locked(),
        }
    }

    /// Answers what the gate refuses, but for orders whose keys were used before, and gives back the others.
    async fn look_up(&self, entries: Vec<Entry>) -> Vec<Entry> {
        let found = async {
            let session = self.database.session().await?;
            let answers = asking::find_first_answers(&session, &entries).await?;
            Ok((answers, asking::find_products(&session, &entries).await?))
        };
        let (answers, products) = match found.await {
            Ok(found) => found,
            Err(failure) => {
                fail(entries, &failure);
                return vec![];
            }
        };
        let mut open = Vec::new();
        for (entry, answer) in entries.into_iter().zip(answers) {
            let refused = || match &entry.request {
                Request::Place(new) => self.gate.refuses(new),
                Request::Cancel { order_id, .. } => {
                    self.gate.refuses_to_cancel(*order_id, products.get(order_id).map_or(&[], Vec::as_slice))
                }
            };
            match answer.or_else(|| refused().map(Err)) {
                Some(answer) => meters::answer(entry, answer),
                // It was restocked meanwhile, or is not locked.
                None => open.push(entry),
            }
        }
        open
    }

    async fn carry_out(&self, entries: Vec<Entry>) {
        let mut waits = Waits::default();
        let mut pieces = vec![Piece::new(entries)];
        while let Some(mut piece) = pieces.pop() {
            fail_late(&mut piece.entries);
            if piece.is_given_up() {
                let late = Fault::other("commit", Kind::Lost, "whether it was done could not be found out in time");
                fail(piece.entries, &Failure::OutcomeUnknown(late));
                continue;
            }
            if piece.entries.is_empty() {
                continue;
            }
            match self.try_all(&mut piece, &mut waits).await {
                Ok(answers) => {
                    piece.entries.into_iter().zip(answers).for_each(|(entry, answer)| meters::answer(entry, answer));
                }
                Err(failure) if piece.may_be_split(&failure, &waits) => {
                    tracing::debug!(orders = piece.entries.len(), %failure, "splitting a batch");
                    meters::split();
                    pieces.extend(piece.split());
                }
                Err(failure) => fail(piece.entries, &failure),
            }
        }
    }

    /// One transaction for all, tried again as long as that makes sense. Entries that need not wait for that are
    /// answered and leave.
    async fn try_all(&self, piece: &mut Piece, waits: &mut Waits) -> Result<Vec<Answer>, Failure> {
        loop {
            let patience = if waits.were_in_vain() { Patience::Brief } else { Patience::Usual };
            let broken = match self.try_once(&mut piece.entries, patience).await {
                Ok(answers) => return Ok(answers),
                Err(broken) => broken,
            };
            let mut locked = false;
            if let Broken::Undone(fault) = &broken
                && *fault.kind() == Kind::LockTimeout
            {
                waits.add();
                locked = self.refuse_locked(&mut piece.entries).await;
            }
            let pause = piece.pause_after(&broken);
            let failure = match broken {
                Broken::NotBegun(failure) => failure,
                Broken::Undone(fault) => fault.into(),
                Broken::Unknown(fault) => Failure::OutcomeUnknown(fault),
            };
            match pause {
                Some(pause) => sleep(pause).await,
                None if locked && waits.may_go_on() => {}
                None => return Err(failure),
            }
            tracing::debug!(orders = piece.entries.len(), %failure, "trying a batch again");
            meters::again();
            fail_late(&mut piece.entries);
            if piece.entries.is_empty() {
                return Ok(vec![]);
            }
        }
    }

    async fn try_once(&self, entries: &mut [Entry], patience: Patience) -> Result<Vec<Answer>, Broken> {
        let moment = self.gate.moment();
        let mut session = self.database.session().await.map_err(Broken::NotBegun)?;
        match transaction::run(&mut session, entries, patience).await {
            Ok(Outcome { answers, products }) => {
                self.gate.saw(moment, products.into_iter());
                meters::committed(entries.len());
                Ok(answers)
            }
            Err(Broken::Undone(fault)) if !fault.spoils_session() => {
                // Failing at it closes the connection, which has the same effect.
                let _closed = asking::within("rollback", session.roll_back()).await;
                Err(Broken::Undone(fault))
            }
            Err(broken) => Err(broken),
        }
    }

    /// A lock was not granted in time: answer those for which it is locked still, so that nobody else waits for that.
    /// False when there are none.
    async fn refuse_locked(&self, entries: &mut Vec<Entry>) -> bool {
        let held = async { Ok(asking::find_held(&self.database.session().await?, entries).await?) };
        let (held, failure) = match held.await {
            Ok(held) => {
                self.gate.locked(&held.products, &held.orders);
                let locked = Fault::other("lock_products", Kind::LockTimeout, "a product or an order is locked");
                (Some(held), Failure::Busy(locked))
            }
            Err(failure) => (None, failure),
        };
        let waits = |entry: &mut Entry| {
            // It may be the lock of its own earlier transaction.
            entry.earlier_id.is_none()
                && held.as_ref().is_none_or(|held| match &entry.request {
                    Request::Place(new) => new.lines.iter().any(|line| held.products.contains(&line.product_id)),
                    Request::Cancel { order_id, .. } => held.orders.contains(order_id),
                })
        };
        let refused: Vec<_> = entries.extract_if(.., waits).collect();
        let found = !refused.is_empty();
        fail(refused, &failure);
        found
    }
}

/// Those for which nobody waits any more.
fn fail_late(entries: &mut Vec<Entry>) {
    let now = Instant::now();
    fail(entries.extract_if(.., |entry| entry.is_late(now)).collect(), &Failure::Expired);
}

fn fail(entries: Vec<Entry>, failure: &Failure) {
    for entry in entries {
        let failure = entry.failure(failure);
        meters::answer(entry, Err(failure));
    }
}
