//! What many threads note in passing, counted many at a time: a counter that all of them write goes from one processor to the
//! other with each step, which costs a fast request more than what is counted.

use std::{
    fmt,
    sync::{Arc, Mutex, Weak},
};

use crossbeam_utils::CachePadded;
use thread_local::ThreadLocal;

use crate::locked;

/// A thread's notes are counted when there are this many, and whenever somebody looks at the metrics.
const MANY: usize = 64;

/// Notes that are to be counted.
pub struct Gather<T: Send> {
    threads: ThreadLocal<CachePadded<Mutex<Vec<T>>>>,
    count: Box<Count<T>>,
}

type Count<T> = dyn Fn(&[T]) + Send + Sync;

/// Something that has notes.
trait Notes: Send + Sync {
    fn count_all(&self);
}

static ALL: Mutex<Vec<Weak<dyn Notes>>> = Mutex::new(Vec::new());

impl<T: Send + 'static> Gather<T> {
    /// `count` adds notes to the process's metrics, so that these are right whenever they are rendered. It must not note
    /// anything itself.
    pub fn new(count: impl Fn(&[T]) + Send + Sync + 'static) -> Arc<Self> {
        let gather = Arc::new(Self { threads: ThreadLocal::new(), count: Box::new(count) });
        let mut all = locked(&ALL);
        all.retain(|notes| notes.strong_count() > 0);
        let notes: Weak<Self> = Arc::downgrade(&gather);
        all.push(notes);
        gather
    }

    /// Note something, of this thread.
    pub fn note(&self, note: T) {
        let mut notes = locked(self.threads.get_or_default());
        notes.push(note);
        if notes.len() >= MANY {
            self.count(&mut notes);
        }
    }
}

impl<T: Send> Gather<T> {
    fn count(&self, notes: &mut Vec<T>) {
        (self.count)(notes);
        notes.clear();
    }
}

impl<T: Send> Notes for Gather<T> {
    fn count_all(&self) {
        for notes in &self.threads {
            self.count(&mut locked(notes));
        }
    }
}

impl<T: Send> Drop for Gather<T> {
    fn drop(&mut self) {
        self.count_all();
    }
}

impl<T: Send> fmt::Debug for Gather<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Gather").finish_non_exhaustive()
    }
}

/// Count what anybody has noted.
pub(crate) fn count_all() {
    // Let go of only after the lock: the last hold on one may be among these.
    let all: Vec<_> = locked(&ALL).iter().filter_map(Weak::upgrade).collect();
    all.iter().for_each(|notes| notes.count_all());
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn each_note_is_counted_once_by_the_time_that_somebody_looks() {
        let sum = Arc::new(AtomicU64::new(0));
        let gather = Gather::new({
            let sum = Arc::clone(&sum);
            move |notes: &[u64]| {
                sum.fetch_add(notes.iter().sum(), Ordering::Relaxed);
            }
        });
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (1..=100).for_each(|note| gather.note(note)));
            }
            // Others look meanwhile.
            (0..100).for_each(|_| count_all());
        });
        count_all();
        assert_eq!(sum.load(Ordering::Relaxed), 4 * 5_050);
        gather.note(1);
        assert_eq!(sum.load(Ordering::Relaxed), 4 * 5_050, "later");
        drop(gather);
        assert_eq!(sum.load(Ordering::Relaxed), 4 * 5_050 + 1, "nothing is lost");
    }

    #[test]
    fn a_thread_counts_many_notes_at_a_time() {
        let most = Arc::new(AtomicU64::new(0));
        let gather = Gather::new({
            let most = Arc::clone(&most);
            move |notes: &[()]| {
                most.fetch_max(notes.len() as u64, Ordering::Relaxed);
            }
        });
        (0..10 * MANY).for_each(|_| gather.note(()));
        assert!(most.load(Ordering::Relaxed) <= MANY as u64, "and no more of them wait");
        assert!(most.load(Ordering::Relaxed) > 1);
    }
}
