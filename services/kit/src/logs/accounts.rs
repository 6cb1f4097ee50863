//! The accounts of a process's log queues as metrics. They are set when somebody looks, from the accounts as they are at one
//! moment, so that emitted = acknowledged + dropped + in flight holds in whatever is seen; counting where it happens would
//! show some of a record's changes without the others.

use std::sync::{Arc, Mutex, Weak};

use metrics::{counter, gauge};

use super::queue::{Counts, Shared};
use crate::locked;

static ACCOUNTS: Mutex<Accounts> = Mutex::new(Accounts { queues: Vec::new(), closed: Counts::NONE });

struct Accounts {
    queues: Vec<Weak<Shared>>,
    /// Of queues that are no more.
    closed: Counts,
}

/// A queue that counts from now on.
pub(super) fn open(queue: &Arc<Shared>) {
    locked(&ACCOUNTS).queues.push(Arc::downgrade(queue));
}

/// A queue is no more; what it has counted stays.
pub(super) fn close(counts: Counts) {
    let mut accounts = locked(&ACCOUNTS);
    accounts.queues.retain(|queue| queue.strong_count() > 0);
    accounts.closed = accounts.closed.and(counts);
}

/// Set the metrics. Whoever renders them sees to it that nobody else does this meanwhile.
pub(crate) fn tell() {
    let (queues, closed) = {
        let accounts = locked(&ACCOUNTS);
        // Let go of only after the lock: the last hold on a queue closes its account.
        (accounts.queues.iter().filter_map(Weak::upgrade).collect::<Vec<_>>(), accounts.closed)
    };
    let counts = queues.iter().fold(closed, |counts, queue| counts.and(queue.counts()));
    counter!("log_records_emitted_total").absolute(counts.emitted);
    counter!("log_records_acknowledged_total").absolute(counts.acknowledged);
    counter!("log_records_dropped_total").absolute(counts.dropped);
    gauge!("log_records_in_flight").set(counts.in_flight as f64);
}
