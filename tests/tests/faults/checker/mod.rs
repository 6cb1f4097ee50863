//! Whether everything that was asked and answered can be true of a store that loses nothing and doubles nothing. Knows
//! neither HTTP nor SQL: it is given a history and what was in the database in the end, and names what contradicts.

mod answers;
mod keys;
mod orders;
mod prices;
mod refusals;
mod shown;
#[cfg(test)]
mod sound;
mod stock;
#[cfg(test)]
mod tests;
mod timeline;
pub mod vacuity;

use std::collections::BTreeMap;
use std::fmt;

use crate::history::{Action, History, Micros, Request};
use crate::order::Order;
use crate::witness::{Restock, State, Turn};
use timeline::Step;

/// A product as it was put on the shelf.
#[derive(Debug, Clone, Copy)]
pub struct Goods {
    pub product_id: i64,
    pub stock: i32,
}

/// Everything that is known when all is over.
#[derive(Debug, Clone)]
pub struct Evidence {
    pub history: History,
    pub shelf: Vec<Goods>,
    /// Orders on record, by id.
    pub stored: BTreeMap<i64, Order>,
    /// The keys under which they were placed, by order.
    pub keys: BTreeMap<i64, String>,
    /// Units left, by product.
    pub stock: BTreeMap<i64, i32>,
    /// The restocks on record, by mark.
    pub restocks: BTreeMap<i64, Restock>,
    /// What each product was, in the order in which it was committed.
    pub states: BTreeMap<i64, Vec<State>>,
    /// Orders that were placed and cancelled.
    pub turns: Vec<Turn>,
}

/// What must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    Stock,
    Together,
    NegativeRead,
    Read,
    StaleRead,
    Lost,
    Altered,
    Unasked,
    Shared,
    Replies,
    Forgotten,
    Denied,
    Changed,
    Late,
    KeyReused,
    Lines,
    Total,
    Price,
    Cancelled,
    Closed,
    Shown,
    Listed,
    Refusal,
    OutOfStock,
    Calm,
    Staff,
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Stock => "initial stock + restocks + cancelled - placed = stock",
            Self::Together => "stock changes in the transaction of the order, and by what the order says",
            Self::NegativeRead => "stock is never negative",
            Self::Read => "a reader sees only what was once committed",
            Self::StaleRead => "a reader sees nothing older than the stated bound",
            Self::Lost => "an order that was answered with 201 is on record",
            Self::Altered => "an order on record is the one that was answered",
            Self::Unasked => "each order on record was asked for, and is the only one that was placed for it",
            Self::Shared => "an order answers one intent",
            Self::Replies => "repeated requests with one key get the same answer, byte for byte",
            Self::Forgotten => "a key that was answered is answered again",
            Self::Denied => "a refusal is the last word on what was asked before it and is over",
            Self::Changed => "a request that is refused has changed nothing",
            Self::Late => "an order is placed while one of its requests may still be carried out",
            Self::KeyReused => "a key is good for one order",
            Self::Lines => "all lines of an order or none",
            Self::Total => "the total is the sum of quantity times price",
            Self::Price => "a price is one that was in force while the order was placed",
            Self::Cancelled => "an order is cancelled when that was asked for, and stays so",
            Self::Closed => "a closed account places nothing",
            Self::Shown => "an order is shown to its owner as it is on record",
            Self::Listed => "a list has every order that was answered before it was asked for",
            Self::Refusal => "a refusal has a reason",
            Self::OutOfStock => "an order is refused for want of stock only while there is too little",
            Self::Calm => "nothing fails while nothing is broken",
            Self::Staff => "what the staff changed is on record",
        })
    }
}

/// Something that contradicts a rule, with the requests that show it, by their numbers.
#[derive(Debug, Clone)]
pub struct Violation {
    pub rule: Rule,
    pub what: String,
    pub requests: Vec<usize>,
}

/// Go through everything.
pub fn check(evidence: &Evidence) -> Vec<Violation> {
    let timelines = timeline::of(evidence);
    let mut case = Case::open(evidence, &timelines);
    answers::check(&mut case);
    orders::check(&mut case);
    keys::check(&mut case);
    refusals::check(&mut case);
    shown::check(&mut case);
    prices::check(&mut case);
    stock::check(&mut case);
    case.violations
}

/// The evidence, sorted, and what was found in it so far.
struct Case<'a> {
    evidence: &'a Evidence,
    /// What became of each product.
    timelines: &'a BTreeMap<i64, Vec<Step>>,
    /// The transactions in which orders were placed.
    placed_in: BTreeMap<i64, i64>,
    /// The numbers of the requests to place each intent, in the order in which they ended.
    placing: Vec<Vec<usize>>,
    /// The numbers of the requests to cancel each order.
    cancelling: BTreeMap<i64, Vec<usize>>,
    /// The intent behind each order on record, as far as one is known.
    intents: BTreeMap<i64, usize>,
    violations: Vec<Violation>,
}

impl<'a> Case<'a> {
    fn open(evidence: &'a Evidence, timelines: &'a BTreeMap<i64, Vec<Step>>) -> Self {
        let mut placing = vec![Vec::new(); evidence.history.intents.len()];
        let mut cancelling: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (number, request) in evidence.history.requests.iter().enumerate() {
            match request.action {
                Action::Place { intent } => placing[intent].push(number),
                Action::Cancel { order_id, .. } => cancelling.entry(order_id).or_default().push(number),
                _ => {}
            }
        }
        let placed = evidence.turns.iter().filter(|turn| !turn.cancelled);
        let placed_in = placed.map(|turn| (turn.order_id, turn.note.transaction)).collect();
        let (intents, violations) = (BTreeMap::new(), Vec::new());
        Self { evidence, timelines, placed_in, placing, cancelling, intents, violations }
    }

    fn request(&self, number: usize) -> &'a Request {
        &self.evidence.history.requests[number]
    }

    /// The requests to place an intent.
    fn requests_of(&self, intent: usize) -> impl Iterator<Item = (usize, &'a Request)> + use<'a, '_> {
        self.placing[intent].iter().map(|number| (*number, self.request(*number)))
    }

    /// What became of a product.
    fn steps(&self, product_id: i64) -> &'a [Step] {
        self.timelines.get(&product_id).map_or(&[], Vec::as_slice)
    }

    /// The transaction in which an order was placed.
    fn placed_in(&self, order_id: i64) -> Option<i64> {
        self.placed_in.get(&order_id).copied()
    }

    /// The time that is so much later than another, when it does not count while a process is stopped.
    fn after(&self, at: Micros, time: Micros) -> Micros {
        let stops = self.evidence.history.stops.iter().filter(|stop| at < stop.to);
        stops.fold(at + time, |end, stop| if stop.from < end { end + stop.to - stop.from.max(at) } else { end })
    }

    /// The time that is so much earlier, likewise.
    fn before(&self, at: Micros, time: Micros) -> Micros {
        let stops = self.evidence.history.stops.iter().rev().filter(|stop| stop.from < at);
        stops.fold(at - time, |from, stop| if from < stop.to { from - (stop.to.min(at) - stop.from) } else { from })
    }

    fn found(&mut self, rule: Rule, requests: impl Into<Vec<usize>>, what: impl Into<String>) {
        self.violations.push(Violation { rule, what: what.into(), requests: requests.into() });
    }
}
