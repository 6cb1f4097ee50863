//! Lets requests in, in arrival order and up to two bounds: how many may wait, and how long the oldest of them may have
//! waited. Whoever comes beyond is refused at once, so that those who are let in are answered soon.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use tokio::sync::Notify;

use super::request::Entry;
use crate::failure::Failure;

/// The bounds of the queue and of what is taken from it.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Most requests that wait.
    pub waiting: usize,
    /// Once one has waited for this long, nobody else is let in.
    pub age: Duration,
    /// Most requests in one batch.
    pub batch: usize,
}

/// A handle on the queue; cloning it gives another one.
#[derive(Clone)]
pub struct Queue {
    shared: Arc<Shared>,
}

struct Shared {
    limits: Limits,
    state: Mutex<State>,
    /// Something waits, or nothing will any more.
    changed: Notify,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Entry>,
    closed: bool,
}

impl Queue {
    pub fn new(limits: Limits) -> Self {
        Self { shared: Arc::new(Shared { limits, state: Mutex::default(), changed: Notify::new() }) }
    }

    /// Let a request in, or give it back with the reason why not.
    pub fn push(&self, entry: Entry) -> Option<(Entry, Failure)> {
        let mut state = self.lock();
        if state.closed {
            return Some((entry, Failure::Stopping));
        }
        let Limits { waiting, age, .. } = self.shared.limits;
        let too_old = state.waiting.front().is_some_and(|oldest| oldest.since.elapsed() >= age);
        if too_old || state.waiting.len() >= waiting {
            return Some((entry, Failure::Overloaded));
        }
        state.waiting.push_back(entry);
        let first = state.waiting.len() == 1;
        drop(state);
        if first {
            self.shared.changed.notify_one();
        }
        None
    }

    /// Everything that waits, up to the size of a batch, as soon as something does. Empty once the queue is closed and
    /// nothing waits any more.
    pub async fn take(&self) -> Vec<Entry> {
        loop {
            {
                let mut state = self.lock();
                if !state.waiting.is_empty() || state.closed {
                    let most = state.waiting.len().min(self.shared.limits.batch);
                    return state.waiting.drain(..most).collect();
                }
            }
            self.shared.changed.notified().await;
        }
    }

    /// Let nobody in any more.
    pub fn close(&self) {
        self.lock().closed = true;
        self.shared.changed.notify_one();
    }

    pub fn depth(&self) -> usize {
        self.lock().waiting.len()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        kit::locked(&self.shared.state)
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;
    use tokio::sync::oneshot;

    use super::*;
    use crate::orders::{Cause, Request};

    fn queue(waiting: usize, age: Duration, batch: usize) -> Queue {
        Queue::new(Limits { waiting, age, batch })
    }

    fn entry(order_id: i64) -> Entry {
        Entry::new(Request::Cancel { order_id, owner_id: None }, Cause::default(), None, Box::new(oneshot::channel().0))
    }

    fn push(queue: &Queue, order_id: i64) -> Result<(), Failure> {
        queue.push(entry(order_id)).map_or(Ok(()), |(_, failure)| Err(failure))
    }

    fn take(queue: &Queue) -> Option<Vec<i64>> {
        let id = |entry: Entry| match entry.request {
            Request::Cancel { order_id, .. } => order_id,
            Request::Place(_) => 0,
        };
        queue.take().now_or_never().map(|taken| taken.into_iter().map(id).collect())
    }

    #[test]
    fn a_batch_is_what_waits_in_arrival_order() {
        let queue = queue(10, Duration::MAX, 3);
        assert_eq!(take(&queue), None);
        (1..=5).for_each(|id| push(&queue, id).unwrap());
        assert_eq!((queue.depth(), take(&queue)), (5, Some(vec![1, 2, 3])));
        assert_eq!(take(&queue), Some(vec![4, 5]));
        assert_eq!(take(&queue), None);
    }

    #[test]
    fn a_full_queue_lets_nobody_in_until_something_was_taken() {
        let queue = queue(2, Duration::MAX, 2);
        assert!(push(&queue, 1).is_ok() && push(&queue, 2).is_ok());
        assert!(matches!(push(&queue, 3), Err(Failure::Overloaded)));
        assert_eq!(take(&queue), Some(vec![1, 2]));
        assert!(push(&queue, 4).is_ok());
    }

    #[test]
    fn nobody_is_let_in_behind_one_that_has_waited_too_long() {
        let queue = queue(10, Duration::ZERO, 2);
        assert!(push(&queue, 1).is_ok(), "nobody waits before it");
        assert!(matches!(push(&queue, 2), Err(Failure::Overloaded)));
    }

    #[test]
    fn a_closed_queue_still_gives_what_it_has() {
        let queue = queue(10, Duration::MAX, 2);
        push(&queue, 1).unwrap();
        queue.close();
        assert!(matches!(push(&queue, 2), Err(Failure::Stopping)));
        assert_eq!(take(&queue), Some(vec![1]));
        assert_eq!(take(&queue), Some(vec![]));
    }
}
