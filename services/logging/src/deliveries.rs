//! What becomes of the records of one stream. Kafka's answers come one by one, on librdkafka's thread; the stream's task is
//! woken only for what it waits for.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard},
};

use rdkafka::error::KafkaError;
use tokio::sync::Notify;

/// The deliveries of one stream.
pub(crate) struct Deliveries {
    state: Mutex<State>,
    changed: Notify,
}

struct State {
    /// The first so many records are delivered.
    safe: u64,
    /// Records that were delivered before others that came first: those of several keys go their own ways.
    ahead: BTreeSet<u64>,
    /// The first record that was given up, by its number.
    failed: Option<(u64, KafkaError)>,
    /// The task is to be woken when so many are safe.
    awaited: u64,
}

/// Goes with a record through librdkafka, and comes back with what became of it.
pub(crate) struct Receipt {
    deliveries: Arc<Deliveries>,
    /// How many records of the stream came before this one.
    number: u64,
}

impl Deliveries {
    pub(crate) fn new() -> Arc<Self> {
        let state = State { safe: 0, ahead: BTreeSet::new(), failed: None, awaited: u64::MAX };
        Arc::new(Self { state: Mutex::new(state), changed: Notify::new() })
    }

    /// For the record that comes after so many others.
    pub(crate) fn receipt(self: &Arc<Self>, number: u64) -> Box<Receipt> {
        Box::new(Receipt { deliveries: Arc::clone(self), number })
    }

    /// How many of the first records are delivered, without a gap.
    pub(crate) fn safe(&self) -> u64 {
        self.lock().safe
    }

    /// Wait until so many are safe, or until one was given up and everything before it is safe.
    pub(crate) async fn until(&self, number: u64) -> Result<(), KafkaError> {
        loop {
            {
                let mut state = self.lock();
                if let Some((_, error)) = state.failed.as_ref().filter(|(failed, _)| *failed == state.safe) {
                    return Err(error.clone());
                }
                if state.safe >= number {
                    return Ok(());
                }
                state.awaited = number;
            }
            // Whoever notes something meanwhile leaves a permit.
            self.changed.notified().await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        kit::locked(&self.state)
    }
}

impl Receipt {
    /// What became of the record.
    pub(crate) fn note(&self, outcome: Result<(), KafkaError>) {
        let mut state = self.deliveries.lock();
        match outcome {
            Ok(()) if self.number == state.safe => {
                state.safe += 1;
                while !state.ahead.is_empty() && state.ahead.first() == Some(&state.safe) {
                    state.ahead.pop_first();
                    state.safe += 1;
                }
            }
            Ok(()) => {
                state.ahead.insert(self.number);
            }
            Err(error) => {
                if state.failed.as_ref().is_none_or(|(failed, _)| self.number < *failed) {
                    state.failed = Some((self.number, error));
                }
            }
        }
        let over = state.failed.as_ref().is_some_and(|(failed, _)| *failed == state.safe);
        if over || state.safe >= state.awaited {
            state.awaited = u64::MAX;
            drop(state);
            self.deliveries.changed.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;
    use rdkafka::error::RDKafkaErrorCode;

    use super::*;

    fn failure() -> Result<(), KafkaError> {
        Err(KafkaError::MessageProduction(RDKafkaErrorCode::MessageTimedOut))
    }

    #[test]
    fn only_what_has_no_gap_before_it_is_safe() {
        let deliveries = Deliveries::new();
        let done = |number: u64| deliveries.until(number).now_or_never().map(|outcome| outcome.is_ok());
        assert_eq!((done(0), done(1)), (Some(true), None));
        for (number, safe) in [(2, 0), (1, 0), (4, 0), (0, 3), (3, 5)] {
            deliveries.receipt(number).note(Ok(()));
            assert_eq!(deliveries.safe(), safe, "after {number}");
        }
        assert_eq!((done(5), done(6)), (Some(true), None));
    }

    #[test]
    fn a_failure_is_told_once_everything_before_it_is_settled() {
        let deliveries = Deliveries::new();
        let done = |number: u64| deliveries.until(number).now_or_never().map(|outcome| outcome.is_ok());
        deliveries.receipt(2).note(failure());
        deliveries.receipt(3).note(failure());
        assert_eq!((done(4), deliveries.safe()), (None, 0));
        deliveries.receipt(0).note(Ok(()));
        assert_eq!(done(4), None);
        deliveries.receipt(1).note(Ok(()));
        assert_eq!((done(4), deliveries.safe()), (Some(false), 2));
        deliveries.receipt(1).note(failure());
        assert_eq!(deliveries.safe(), 2);
    }

    #[tokio::test]
    async fn who_waits_is_woken() {
        let deliveries = Deliveries::new();
        let waiting = tokio::spawn({
            let deliveries = Arc::clone(&deliveries);
            async move { (deliveries.until(2).await.is_ok(), deliveries.until(u64::MAX).await.is_ok()) }
        });
        for number in 0..3 {
            tokio::task::yield_now().await;
            deliveries.receipt(number).note(Ok(()));
        }
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        deliveries.receipt(3).note(failure());
        assert_eq!(waiting.await.unwrap(), (true, false));
    }
}
