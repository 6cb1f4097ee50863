//! What is counted of orders: how long they wait, in which batches they go, what becomes of them.

use std::{
    sync::OnceLock,
    time::{Duration, Instant},
};

use metrics::{Counter, Histogram, Unit, counter, gauge, histogram};

use super::{
    OrderStatus, Request,
    request::{Answer, Entry},
};
use crate::failure::Failure;

/// What the metrics of orders mean.
pub fn describe_metrics() {
    metrics::describe_gauge!("db_order_queue_depth", "orders and cancellations that wait for the executor");
    metrics::describe_histogram!("db_order_queue_seconds", Unit::Seconds, "time that they waited there");
    metrics::describe_histogram!("db_order_batch_size", "how many were carried out by one transaction");
    metrics::describe_histogram!("db_order_batch_seconds", Unit::Seconds, "time that the executor took for a batch");
    metrics::describe_counter!("db_order_batches_again_total", "batches that were tried again");
    metrics::describe_counter!("db_order_batches_split_total", "batches that failed and were split in halves");
    metrics::describe_counter!("db_orders_total", "orders and cancellations, by what became of them");
}

pub fn depth(depth: usize) {
    gauge!("db_order_queue_depth").set(depth as f64);
}

pub fn taken(entries: &[Entry], now: Instant) {
    static WAITED: OnceLock<Histogram> = OnceLock::new();
    let waited = WAITED.get_or_init(|| histogram!("db_order_queue_seconds"));
    for entry in entries {
        waited.record(now.duration_since(entry.since));
    }
}

pub fn committed(size: usize) {
    static SIZE: OnceLock<Histogram> = OnceLock::new();
    SIZE.get_or_init(|| histogram!("db_order_batch_size")).record(size as f64);
}

pub fn busy(time: Duration) {
    histogram!("db_order_batch_seconds").record(time);
}

pub fn again() {
    counter!("db_order_batches_again_total").increment(1);
}

pub fn split() {
    counter!("db_order_batches_split_total").increment(1);
}

/// Answer a request, and count what became of it.
pub fn answer(entry: Entry, answer: Answer) {
    static PLACED: OnceLock<Counter> = OnceLock::new();
    match (&entry.request, &answer) {
        (Request::Place(_), Ok(_)) => {
            PLACED.get_or_init(|| counter!("db_orders_total", "outcome" => "placed")).increment(1);
        }
        (_, answer) => counter!("db_orders_total", "outcome" => outcome(answer)).increment(1),
    }
    entry.answer(answer);
}

fn outcome(answer: &Answer) -> &'static str {
    match answer {
        Ok(order) if order.status == OrderStatus::Cancelled => "cancelled",
        Ok(_) => "placed",
        Err(Failure::OutOfStock { .. }) => "out_of_stock",
        Err(Failure::Overloaded) => "overloaded",
        Err(Failure::Expired) => "expired",
        Err(Failure::OutcomeUnknown(_)) => "unknown",
        Err(
            Failure::Stopping
            | Failure::DatabaseUnavailable(_)
            | Failure::PoolExhausted
            | Failure::Busy(_)
            | Failure::TooSlow(_)
            | Failure::Internal(_),
        ) => "failed",
        Err(_) => "refused",
    }
}
