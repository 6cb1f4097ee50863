//! How often, and until when, a batch is tried: what is remembered of a batch, or of a piece of one, from try to try.

use std::time::{Duration, Instant};

use super::{request::Entry, transaction::Broken};
use crate::{failure::Failure, fault::Kind};

/// How often a batch that lost against others is tried before its callers hear of it.
const MOST_ATTEMPTS: u32 = 4;
/// Before it is tried again, times the number of attempts.
const PAUSE: Duration = Duration::from_millis(10);
/// How long it is tried to find out whether a batch was committed.
const RESOLVE_LIMIT: Duration = Duration::from_secs(8);
/// Between two tries of that.
const RESOLVE_PAUSE: Duration = Duration::from_millis(100);
/// How often a batch, with all its pieces, waits for locks in vain before what fails at one is not split any more. To find the
/// one request of the largest batch that waits for something takes eleven.
const MOST_LOCK_TIMEOUTS: u32 = 16;

/// Requests that are carried out together: a batch, or what is left of one that was split.
pub struct Piece {
    pub entries: Vec<Entry>,
    attempts: u32,
    /// Since when it is not known whether it was committed.
    unknown_since: Option<Instant>,
}

impl Piece {
    pub fn new(entries: Vec<Entry>) -> Self {
        Self { entries, attempts: 0, unknown_since: None }
    }

    /// Two halves, the first one last. They are tried as often as a new batch, and no longer than this one, if it is not known
    /// whether it was committed.
    pub fn split(mut self) -> [Self; 2] {
        let second = self.entries.split_off(self.entries.len() / 2);
        [second, self.entries].map(|entries| Self { entries, attempts: 0, unknown_since: self.unknown_since })
    }

    /// Whether it has been tried for long enough to find out whether it was committed.
    pub fn is_given_up(&self) -> bool {
        self.unknown_since.is_some_and(|since| since.elapsed() >= RESOLVE_LIMIT)
    }

    /// How long to wait before it is tried again; `None` when it is not.
    ///
    /// A batch of which it is not known whether it was committed is tried again like any other: it finds what it has
    /// written by its ids. The locks see to it that this is the last word: nobody else can still be about to commit it.
    pub fn pause_after(&mut self, broken: &Broken) -> Option<Duration> {
        self.attempts += 1;
        if let Broken::Unknown(fault) = broken {
            tracing::warn!(cause = %fault, "it is not known whether orders were placed, asking");
            self.unknown_since.get_or_insert_with(Instant::now);
        }
        let undone = if let Broken::Undone(fault) = broken { Some(fault.kind()) } else { None };
        if self.unknown_since.is_some() && undone != Some(&Kind::Unfit) {
            return (!self.is_given_up()).then_some(RESOLVE_PAUSE);
        }
        match undone? {
            Kind::Contended | Kind::Taken(_) => (self.attempts < MOST_ATTEMPTS).then_some(PAUSE * self.attempts),
            // A connection that was lost long ago is noticed when it is used, and so is one to a server that was the first.
            Kind::Lost | Kind::CannotWrite => (self.attempts == 1).then_some(PAUSE),
            _ => None,
        }
    }

    /// Whether some of it may do better without the others.
    pub fn may_be_split(&self, failure: &Failure, waits: &Waits) -> bool {
        self.entries.len() > 1
            && match failure {
                Failure::Internal(fault) => *fault.kind() != Kind::Unexpected,
                Failure::Busy(_) => waits.may_go_on(),
                _ => false,
            }
    }
}

/// How often a batch, with all its pieces, has waited for locks in vain.
#[derive(Debug, Default)]
pub struct Waits(u32);

impl Waits {
    pub fn add(&mut self) {
        self.0 += 1;
    }

    pub fn were_in_vain(&self) -> bool {
        self.0 > 0
    }

    pub fn may_go_on(&self) -> bool {
        self.0 < MOST_LOCK_TIMEOUTS
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::oneshot;

    use super::*;
    use crate::{
        fault::Fault,
        orders::{Cause, Request},
    };

    fn piece(requests: i64) -> Piece {
        let entry = |order_id| {
            let request = Request::Cancel { order_id, owner_id: None };
            Entry::new(request, Cause::default(), None, Box::new(oneshot::channel().0))
        };
        Piece::new((0..requests).map(entry).collect())
    }

    fn undone(kind: Kind) -> Broken {
        Broken::Undone(Fault::other("test", kind, "by the test"))
    }

    #[test]
    fn a_piece_is_not_asked_about_for_longer_than_the_batch_it_comes_from() {
        let mut batch = piece(3);
        let unknown = Broken::Unknown(Fault::other("test", Kind::Lost, "by the test"));
        assert_eq!(batch.pause_after(&unknown), Some(RESOLVE_PAUSE));
        assert_eq!(batch.pause_after(&undone(Kind::LockTimeout)), Some(RESOLVE_PAUSE), "its own lock, perhaps");
        assert_eq!(batch.pause_after(&undone(Kind::Unfit)), None, "one of them cannot be written");
        batch.unknown_since = Some(Instant::now().checked_sub(RESOLVE_LIMIT).expect("it is later than that"));
        let [second, first] = batch.split();
        assert_eq!([first.entries.len(), second.entries.len()], [1, 2]);
        assert!(first.is_given_up() && second.is_given_up());
        assert!(!piece(1).is_given_up());
    }

    #[test]
    fn only_what_may_be_the_fault_of_one_is_split_and_locks_are_waited_for_so_many_times() {
        let mut waits = Waits::default();
        let splits = |kind, waits: &Waits| {
            let failure = Fault::other("test", kind, "by the test").into();
            (piece(2).may_be_split(&failure, waits), piece(1).may_be_split(&failure, waits))
        };
        for (kind, expected) in [
            (Kind::Unfit, true),
            (Kind::Taken("another".into()), true),
            (Kind::LockTimeout, true),
            (Kind::Unexpected, false),
            (Kind::CannotWrite, false),
            (Kind::StatementTimeout, false),
            (Kind::Lost, false),
        ] {
            assert_eq!(splits(kind.clone(), &waits), (expected, false), "{kind:?}");
        }
        (0..MOST_LOCK_TIMEOUTS).for_each(|_| waits.add());
        assert_eq!(splits(Kind::LockTimeout, &waits), (false, false));
        assert_eq!(splits(Kind::Unfit, &waits), (true, false));
    }
}
