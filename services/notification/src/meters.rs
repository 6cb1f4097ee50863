//! What this service counts.

use std::time::Duration;

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

/// Kept, like that of skipped events.
pub(crate) fn in_flight() -> Gauge {
    gauge!("notification_events_in_flight")
}
