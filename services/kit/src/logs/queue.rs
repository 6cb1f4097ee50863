//! The queue and its accounts. Every change of a record's state happens here, under one lock, so that
//! emitted = acknowledged + dropped + in flight holds whenever the lock is free.
//!
//! Threads that emit do not meet at that lock with every record: each puts its records at the tail of its own, and many join the
//! line at once. Whoever takes the lock collects what all threads have there, so that nothing waits unseen.

use std::{
    fmt,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering},
    },
    task::Waker,
    time::{Duration, Instant},
};

use crossbeam_utils::CachePadded;
use thread_local::ThreadLocal;
use tokio::sync::Notify;

use super::{
    Record, accounts,
    line::{Line, Tail},
};
use crate::{exposition, locked};

/// The bounds of a queue and of the stream that empties it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Records that may wait to be sent; one more drops the oldest. At least 1.
    pub capacity: usize,
    /// Records that may be sent and not acknowledged; then the stream is closed to be acknowledged. At least 1.
    pub window: usize,
    /// From a stream's first record to its close.
    pub stream_interval: Duration,
    /// For the peer's answer to the close; then the stream is cut and its records are sent again.
    pub answer_limit: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            capacity: 10_000,
            window: 10_000,
            stream_interval: Duration::from_secs(2),
            answer_limit: Duration::from_secs(5),
        }
    }
}

/// Where every record of a queue is: always `emitted == acknowledged + dropped + in_flight`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Given to [`LogQueue::emit`].
    pub emitted: u64,
    /// Accepted by Kafka, as the logging service said.
    pub acknowledged: u64,
    /// Given up: the oldest of a full queue, and records that the logging service refused.
    pub dropped: u64,
    /// Queued, or sent and not acknowledged yet.
    pub in_flight: u64,
}

/// So many records of a thread, or so many bytes of them, join the line.
pub(super) const TAIL: (usize, usize) = (64, 16 * 1_024);

/// Takes log records and never blocks. Those of a thread keep their order; those of several are in order to a few
/// milliseconds. Cloning it is cheap and gives another handle on the same queue.
///
/// Counted as `log_records_emitted_total`, `log_records_acknowledged_total`, `log_records_dropped_total` and
/// `log_records_in_flight`.
#[derive(Clone)]
pub struct LogQueue {
    pub(super) shared: Arc<Shared>,
}

impl Counts {
    pub(super) const NONE: Self = Self { emitted: 0, acknowledged: 0, dropped: 0, in_flight: 0 };

    /// Those of two queues together.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            emitted: self.emitted + other.emitted,
            acknowledged: self.acknowledged + other.acknowledged,
            dropped: self.dropped + other.dropped,
            in_flight: self.in_flight + other.in_flight,
        }
    }
}

impl LogQueue {
    /// An empty queue. Something must empty it: see [`super::start`].
    pub fn new(settings: Settings) -> Self {
        exposition::install();
        let queue = Self::with(settings, false);
        accounts::open(&queue.shared);
        queue
    }

    fn with(settings: Settings, local: bool) -> Self {
        let state = State { window: settings.window, ..State::default() };
        let shared = Shared {
            settings,
            local,
            tails: ThreadLocal::new(),
            idle: AtomicBool::new(false),
            state: Mutex::new(state),
            progress: Notify::new(),
        };
        Self { shared: Arc::new(shared) }
    }

    /// For a process without a logging service: records become debug events on standard error and are not counted.
    pub fn local() -> Self {
        Self::with(Settings::default(), true)
    }

    /// Take a record. Texts beyond their bounds are cut; a full queue drops its oldest record that was not sent yet.
    pub fn emit(&self, record: Record<'_>) {
        if self.shared.local {
            tracing::debug!(
                level = record.level.as_str(),
                path = record.path,
                method = record.method,
                user_sid = record.user_sid,
                request_id = record.request_id,
                status = record.status,
                "{}",
                record.message
            );
            return;
        }
        let Shared { tails, idle, .. } = &*self.shared;
        let known = tails.get();
        let joins = {
            let mut tail = locked(known.unwrap_or_else(|| tails.get_or_default()));
            tail.push(|bytes| record.encode(bytes));
            // A feed that goes idle looks at all tails afterwards, so that either sees the other. It may miss a new tail.
            tail.len() >= TAIL.0 || tail.bytes() >= TAIL.1 || idle.load(Ordering::Relaxed) || known.is_none()
        };
        if joins {
            self.shared.join();
        }
    }

    /// Where the records are now.
    pub fn counts(&self) -> Counts {
        self.shared.counts()
    }
}

impl fmt::Debug for LogQueue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("LogQueue").field("counts", &self.counts()).finish_non_exhaustive()
    }
}

pub(super) struct Shared {
    pub(super) settings: Settings,
    local: bool,
    tails: ThreadLocal<CachePadded<Mutex<Tail>>>,
    /// The feed waits for any record at all.
    idle: AtomicBool,
    state: Mutex<State>,
    /// Wakes the task that holds the stream: a first record was sent, the feed has ended, or it is time to stop.
    pub(super) progress: Notify,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) queued: Line,
    /// Sent in the current stream, in that order.
    pub(super) sent: Line,
    /// Which stream is the current one. Feeds of earlier streams get nothing any more.
    pub(super) stream: u64,
    /// The current stream sends nothing more.
    pub(super) closing: bool,
    pub(super) first_sent: Option<Instant>,
    /// How many records the current stream may send: less than the setting after the peer was too slow.
    pub(super) window: usize,
    pub(super) stopping: bool,
    /// The feed, while it waits, and for how many records.
    pub(super) feed: Option<(usize, Waker)>,
    counts: Counts,
}

impl Shared {
    /// With all records that there are in line.
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        let mut state = self.lock_line();
        self.collect(&mut state);
        state
    }

    /// With those records in line that have joined it before: for who knows that there are some.
    pub(super) fn lock_line(&self) -> MutexGuard<'_, State> {
        locked(&self.state)
    }

    /// Let the records of all threads join the line.
    pub(super) fn collect(&self, state: &mut State) {
        let before = state.queued.len();
        for tail in &self.tails {
            state.queued.append(&mut locked(tail));
        }
        let joined = (state.queued.len() - before) as u64;
        state.counts.emitted += joined;
        state.counts.in_flight += joined;
        self.trim(state);
    }

    /// Wake the feed once there are this many records: when one is enough, at the next one, and otherwise when many have
    /// joined the line.
    pub(super) fn wait_for(&self, records: usize, state: &mut State, waker: &Waker) {
        state.feed = Some((records, waker.clone()));
        self.idle.store(records == 1, Ordering::Relaxed);
    }

    /// Let the records of all threads join the line, and wake the feed when it waits for no more than there are.
    fn join(&self) {
        let mut state = self.lock();
        let queued = state.queued.len();
        let feed = state.feed.take_if(|(records, _)| queued >= *records);
        if state.feed.is_none() {
            self.idle.store(false, Ordering::Relaxed);
        }
        drop(state);
        if let Some((_, waker)) = feed {
            waker.wake();
        }
    }

    pub(super) fn counts(&self) -> Counts {
        self.lock().counts
    }

    /// A stream is over: its first `acknowledged` records are safe, the next one is dropped when it was `refused`, and
    /// the rest waits to be sent again, before everything that was emitted since.
    ///
    /// Returns how many were acknowledged, which is never more than were sent.
    pub(super) fn settle(&self, acknowledged: usize, refused: bool) -> usize {
        let mut state = self.lock();
        state.stream += 1;
        state.closing = false;
        state.first_sent = None;
        state.feed = None;
        let acknowledged = acknowledged.min(state.sent.len());
        state.sent.drop_first(acknowledged);
        let number = acknowledged as u64;
        state.counts.acknowledged += number;
        state.counts.in_flight -= number;
        let state = &mut *state;
        if refused && !state.sent.is_empty() {
            state.sent.drop_first(1);
            state.count_dropped(1);
        }
        state.queued.prepend(&mut state.sent);
        self.trim(state);
        acknowledged
    }

    fn trim(&self, state: &mut State) {
        let excess = state.queued.len().saturating_sub(self.settings.capacity);
        if excess > 0 {
            state.queued.drop_first(excess);
            state.count_dropped(excess);
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        if !self.local {
            accounts::close(self.counts());
        }
    }
}

impl State {
    fn count_dropped(&mut self, number: usize) {
        self.counts.dropped += number as u64;
        self.counts.in_flight -= number as u64;
    }
}
