//! What this service counts.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use metrics::{Counter, Gauge, Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};

use crate::{dead_letters::Why, event::Kind};

pub(crate) fn describe() {
    describe_counter!("notification_mails_sent_total", "Mails that the mail server has taken, by kind.");
    describe_counter!("notification_events_skipped_total", "Events of customers without an address.");
    describe_counter!(
        "notification_duplicates_total",
        "Events whose mail was dealt with before, and that were dropped."
    );
    describe_counter!("notification_mails_retried_total", "Mails that were refused for now and will be tried again.");
    describe_counter!("notification_dead_letters_total", "Events put on the dead letter topic, by reason.");
    describe_gauge!(
        "notification_events_in_flight",
        "Events that were read and are not finished, but for those that wait for their next attempt or turn."
    );
    describe_histogram!(
        "notification_mail_age_seconds",
        Unit::Seconds,
        "From the change of an order to its mail being taken."
    );
}

pub(crate) fn sent(kind: Kind, age: Duration) {
    counter!("notification_mails_sent_total", "kind" => kind.mail()).increment(1);
    histogram!("notification_mail_age_seconds").record(age);
}

/// Kept by whoever counts: there may be thousands in a second.
pub(crate) fn skipped() -> Counter {
    counter!("notification_events_skipped_total")
}

pub(crate) fn duplicate() {
    counter!("notification_duplicates_total").increment(1);
}

pub(crate) fn retried() {
    counter!("notification_mails_retried_total").increment(1);
}

pub(crate) fn dead_letter(why: Why) {
    counter!("notification_dead_letters_total", "reason" => why.as_str()).increment(1);
}

/// Events that were read and are not finished, but for those that wait without being in anybody's way.
pub(crate) struct InFlight {
    count: AtomicUsize,
    gauge: Gauge,
}

impl InFlight {
    pub(crate) fn none() -> Self {
        Self { count: AtomicUsize::new(0), gauge: gauge!("notification_events_in_flight") }
    }

    pub(crate) fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    pub(crate) fn enter(&self) {
        self.count.fetch_add(1, Ordering::Relaxed);
        self.gauge.increment(1);
    }

    pub(crate) fn leave(&self) {
        self.count.fetch_sub(1, Ordering::Relaxed);
        self.gauge.decrement(1);
    }

    /// Wait for the next attempt, or for the event before this one of the same order.
    pub(crate) async fn aside<T>(&self, waiting: impl Future<Output = T>) -> T {
        self.leave();
        let waited = waiting.await;
        self.enter();
        waited
    }
}
