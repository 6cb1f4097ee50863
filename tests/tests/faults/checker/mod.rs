//! Whether everything that was asked and answered can be true of a store that loses nothing and doubles nothing. Knows
//! neither HTTP nor SQL: it is given a history and what was in the database in the end, and names what contradicts.

mod answers;
mod orders;
mod prices;
#[cfg(test)]
mod sound;
mod stock;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use crate::history::{Action, History, Micros, Request};
use crate::order::Order;
use crate::witness::State;

/// A product as it was put on the shelf.
#[derive(Debug, Clone, Copy)]
pub struct Goods {
    pub product_id: i64,
    pub stock: i32,
    /// There are more units than could ever be sold.
    pub ample: bool,
}

/// Everything that is known when all is over.
#[derive(Debug, Clone)]
pub struct Evidence {
    pub history: History,
    pub shelf: Vec<Goods>,
    /// Orders on record, by id.
    pub stored: BTreeMap<i64, Order>,
    /// Units left, by product.
    pub stock: BTreeMap<i64, i32>,
    /// Product and amount of the restocks on record, by mark.
    pub restocks: BTreeMap<i64, (i64, i32)>,
    /// What each product was, in the order in which it was committed.
    pub states: BTreeMap<i64, Vec<State>>,
}

/// What must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    Stock,
    NegativeRead,
    Read,
    StaleRead,
    Lost,
    Altered,
    Unasked,
    Shared,
    Replies,
    Forgotten,
    KeyReused,
    Lines,
    Total,
    Price,
    Cancelled,
    Closed,
    Refusal,
    Calm,
    Staff,
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Stock => "initial stock + restocks + cancelled - placed = stock",
            Self::NegativeRead => "stock is never negative",
            Self::Read => "a reader sees only what was once committed",
            Self::StaleRead => "a reader sees nothing older than the stated bound",
            Self::Lost => "an order that was answered with 201 is on record",
            Self::Altered => "an order on record is the one that was answered",
            Self::Unasked => "each order on record was asked for, and is the only one that was placed for it",
            Self::Shared => "an order answers one intent",
            Self::Replies => "repeated requests with one key get the same answer, byte for byte",
            Self::Forgotten => "a key that was answered is answered again",
            Self::KeyReused => "a key is good for one order",
            Self::Lines => "all lines of an order or none",
            Self::Total => "the total is the sum of quantity times price",
            Self::Price => "a price is one that was in force while the order was placed",
            Self::Cancelled => "an order is cancelled when that was asked for, and stays so",
            Self::Closed => "a closed account places nothing",
            Self::Refusal => "a refusal has a reason",
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
    let mut case = Case::open(evidence);
    answers::check(&mut case);
    orders::check(&mut case);
    prices::check(&mut case);
    stock::check(&mut case);
    case.violations
}

/// The evidence, sorted, and what was found in it so far.
struct Case<'a> {
    evidence: &'a Evidence,
    /// The numbers of the requests to place each intent, in the order in which they ended.
    placing: Vec<Vec<usize>>,
    /// The numbers of the requests to cancel each order.
    cancelling: BTreeMap<i64, Vec<usize>>,
    /// The intent behind each order on record, as far as one is known.
    intents: BTreeMap<i64, usize>,
    violations: Vec<Violation>,
}

impl<'a> Case<'a> {
    fn open(evidence: &'a Evidence) -> Self {
        let mut placing = vec![Vec::new(); evidence.history.intents.len()];
        let mut cancelling: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (number, request) in evidence.history.requests.iter().enumerate() {
            match request.action {
                Action::Place { intent } => placing[intent].push(number),
                Action::Cancel { order_id, .. } => cancelling.entry(order_id).or_default().push(number),
                _ => {}
            }
        }
        Self { evidence, placing, cancelling, intents: BTreeMap::new(), violations: Vec::new() }
    }

    fn request(&self, number: usize) -> &'a Request {
        &self.evidence.history.requests[number]
    }

    /// The requests to place an intent.
    fn requests_of(&self, intent: usize) -> impl Iterator<Item = (usize, &'a Request)> + use<'a, '_> {
        self.placing[intent].iter().map(|number| (*number, self.request(*number)))
    }

    fn found(&mut self, rule: Rule, requests: impl Into<Vec<usize>>, what: impl Into<String>) {
        self.violations.push(Violation { rule, what: what.into(), requests: requests.into() });
    }
}

/// The states of a product that may have been in force at some moment of a time.
fn in_force(states: &[State], from: Micros, to: Micros) -> impl Iterator<Item = &State> {
    let possible = move |index: &usize| {
        let gone = states.get(index + 2).is_some_and(|state| state.at < from);
        states[*index].at <= to && !gone
    };
    (0..states.len()).filter(possible).map(|index| &states[index])
}
