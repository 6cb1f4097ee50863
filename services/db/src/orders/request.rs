//! What the executor is asked for, and how it answers.

use std::time::Instant;

use tokio::sync::oneshot;

use super::Order;
use crate::{
    failure::Failure,
    fault::{Fault, Kind},
};

/// What becomes of a request.
pub type Answer = Result<Order, Failure>;

/// A change that moves stock.
#[derive(Debug, Clone)]
pub enum Request {
    Place(NewOrder),
    Cancel { order_id: i64, owner_id: Option<i64> },
}

/// An order that somebody wants to place.
#[derive(Debug, Clone)]
pub struct NewOrder {
    pub user_id: i64,
    /// In order of product ids, each product once.
    pub lines: Vec<Line>,
    pub idempotency_key: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub product_id: i64,
    pub quantity: i32,
}

impl NewOrder {
    /// The lines may be in any order; no product may stand in two of them.
    pub fn new(user_id: i64, mut lines: Vec<Line>, idempotency_key: Option<String>) -> Self {
        lines.sort_unstable_by_key(|line| line.product_id);
        Self { user_id, lines, idempotency_key }
    }

    /// Whether an order is what this one asks for. That decides whether a key is repeated or used for something else.
    pub fn asks_for(&self, order: &Order) -> bool {
        let lines = order.items.iter().map(|item| Line { product_id: item.product_id, quantity: item.quantity });
        lines.eq(self.lines.iter().copied())
    }
}

/// The request that asked for it, as the event of the change tells it; nothing where nothing is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cause {
    /// 1 to 128 characters of visible ASCII.
    pub request_id: Option<Box<str>>,
    /// W3C Trace Context, section 3.2.
    pub traceparent: Option<Box<str>>,
}

/// Where an answer goes.
pub trait Reply: Send + Sync {
    fn answer(self: Box<Self>, answer: Answer);

    /// Nobody waits for it any more.
    fn is_abandoned(&self) -> bool;
}

impl Reply for oneshot::Sender<Answer> {
    fn answer(self: Box<Self>, answer: Answer) {
        let _gone = self.send(answer);
    }

    fn is_abandoned(&self) -> bool {
        self.is_closed()
    }
}

/// A request on its way through the executor.
pub struct Entry {
    pub request: Request,
    /// When its caller stops to wait.
    pub deadline: Option<Instant>,
    pub since: Instant,
    pub cause: Cause,
    /// Of the order that a transaction whose outcome is not known has placed, or cancelled, for it. While it has one, that
    /// may have happened.
    pub earlier_id: Option<i64>,
    reply: Box<dyn Reply>,
}

impl Entry {
    pub fn new(request: Request, cause: Cause, deadline: Option<Instant>, reply: Box<dyn Reply>) -> Self {
        Self { request, deadline, since: Instant::now(), cause, earlier_id: None, reply }
    }

    /// Answer it. That nobody listens any more is no failure.
    pub fn answer(self, answer: Answer) {
        self.reply.answer(answer);
    }

    /// What a failure of the transaction that it was in is to it.
    pub fn failure(&self, failure: &Failure) -> Failure {
        match failure {
            Failure::OutcomeUnknown(_) if self.earlier_id.is_some() => failure.clone(),
            // Whatever was committed, nothing of it was this one's.
            Failure::OutcomeUnknown(fault) => Failure::DatabaseUnavailable(fault.clone()),
            _ if self.earlier_id.is_some() => {
                Failure::OutcomeUnknown(Fault::other("commit", Kind::Lost, failure.to_string()))
            }
            _ => failure.clone(),
        }
    }

    /// Whether its caller has gone, or will have gone at `now`.
    pub fn is_late(&self, now: Instant) -> bool {
        self.reply.is_abandoned() || self.deadline.is_some_and(|deadline| deadline <= now)
    }

    pub fn new_order(&self) -> Option<&NewOrder> {
        match &self.request {
            Request::Place(new) => Some(new),
            Request::Cancel { .. } => None,
        }
    }
}
