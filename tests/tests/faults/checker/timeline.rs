//! What each transaction did to a product, and to orders for it, in the order of the commits.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Evidence, Goods};
use crate::history::Micros;
use crate::witness::{Note, State};

/// A transaction that changed a product, or placed or cancelled orders for it. What it left was in force from some moment
/// after `at` until some moment after that of its successor, and not beyond that of the one after, which had to wait for the
/// successor's commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub note: Note,
    pub before: i64,
    /// What it left.
    pub stock: i64,
    pub price: Decimal,
    pub restocked: i64,
    pub cancelled: i64,
    pub placed: i64,
}

impl Step {
    /// What its orders and restocks should have left.
    pub fn expected(&self) -> i64 {
        self.before + self.restocked + self.cancelled - self.placed
    }
}

/// The steps of each product.
pub fn of(evidence: &Evidence) -> BTreeMap<i64, Vec<Step>> {
    evidence.shelf.iter().map(|goods| (goods.product_id, steps(evidence, goods))).collect()
}

fn steps(evidence: &Evidence, goods: &Goods) -> Vec<Step> {
    let product_id = goods.product_id;
    let states = evidence.states.get(&product_id).map_or(&[][..], Vec::as_slice);
    let states: BTreeMap<i64, &State> = states.iter().map(|state| (state.note.transaction, state)).collect();
    let mut steps: BTreeMap<i64, Step> =
        states.values().map(|state| (state.note.transaction, Step::at(state.note))).collect();
    for turn in &evidence.turns {
        for (_, quantity) in turn.lines.iter().filter(|(of, _)| *of == product_id) {
            let step = steps.entry(turn.note.transaction).or_insert_with(|| Step::at(turn.note));
            let moved = if turn.cancelled { &mut step.cancelled } else { &mut step.placed };
            *moved += i64::from(*quantity);
        }
    }
    for restock in evidence.restocks.values().filter(|restock| restock.product_id == product_id) {
        if let Some(step) = steps.get_mut(&restock.transaction) {
            step.restocked += i64::from(restock.amount);
        }
    }
    let mut steps: Vec<Step> = steps.into_values().collect();
    steps.sort_unstable_by_key(|step| step.note.number);
    let (mut stock, mut price) = (i64::from(goods.stock), Decimal::ZERO);
    for step in &mut steps {
        step.before = stock;
        if let Some(state) = states.get(&step.note.transaction) {
            (stock, price) = (i64::from(state.stock), state.price);
        }
        (step.stock, step.price) = (stock, price);
    }
    steps
}

impl Step {
    fn at(note: Note) -> Self {
        Self { note, before: 0, stock: 0, price: Decimal::ZERO, restocked: 0, cancelled: 0, placed: 0 }
    }
}

/// Those whose result may have been in force at some moment of a time.
pub fn in_force(steps: &[Step], from: Micros, to: Micros) -> impl Iterator<Item = &Step> {
    noted_by(steps, to, from, 2)
}

/// Those that may not have been committed yet at some moment of a time, of which something may have been known at its end.
pub fn under_way(steps: &[Step], from: Micros, to: Micros) -> impl Iterator<Item = &Step> {
    noted_by(steps, to, from, 1)
}

/// Those that were noted by a time, but for those for which one so many further on was noted before another time.
fn noted_by(steps: &[Step], to: Micros, from: Micros, further: usize) -> impl Iterator<Item = &Step> {
    let is_past = move |index: usize| steps.get(index + further).is_some_and(|step| step.note.at < from);
    steps.iter().enumerate().filter(move |(index, step)| step.note.at <= to && !is_past(*index)).map(|(_, step)| step)
}
