//! What is told of the relay: whether this is it, how much waits and for how long, and what became of events.

use std::time::Instant;

use metrics::{Unit, counter, gauge};

/// What the metrics of the relay mean.
pub fn describe_metrics() {
    metrics::describe_gauge!("db_relay_leader", "1 in the DB service that relays order events, 0 in the others");
    metrics::describe_gauge!("db_outbox_depth", "order events that wait to be published; 0 where they are not relayed");
    metrics::describe_gauge!(
        "db_outbox_oldest_seconds",
        Unit::Seconds,
        "how long the oldest of them has waited; 0 where they are not relayed"
    );
    metrics::describe_counter!("db_order_events_published_total", "order events that Kafka has acknowledged");
    metrics::describe_counter!(
        "db_order_events_failed_total",
        "order events that were not published, and are tried again"
    );
    Leading::end();
    counter!("db_order_events_published_total").absolute(0);
    counter!("db_order_events_failed_total").absolute(0);
}

/// This is the relay for as long as this lives.
pub struct Leading;

impl Leading {
    pub fn begin() -> Self {
        gauge!("db_relay_leader").set(1.0);
        Self
    }

    fn end() {
        gauge!("db_relay_leader").set(0.0);
        depth(0.0);
        age(None);
    }
}

impl Drop for Leading {
    fn drop(&mut self) {
        Self::end();
    }
}

pub fn depth(changes: f64) {
    gauge!("db_outbox_depth").set(changes);
}

/// Since when the oldest change waits.
pub fn age(oldest: Option<Instant>) {
    gauge!("db_outbox_oldest_seconds").set(oldest.map_or(0.0, |since| since.elapsed().as_secs_f64()));
}

pub fn published(events: usize) {
    counter!("db_order_events_published_total").increment(events as u64);
}

pub fn failed(events: usize) {
    counter!("db_order_events_failed_total").increment(events as u64);
}
