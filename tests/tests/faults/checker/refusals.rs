//! Refusals for want of stock, against the stock that there was: one of the products must have been lacking at some moment at
//! which the order could be decided, and, when the order was placed after all, before that.

use std::collections::BTreeMap;

use super::timeline::{in_force, under_way};
use super::{Case, Rule};
use crate::history::{Action, Micros, Outcome};

/// How long a product that was seen sold out is taken to be so, 500 ms, and a second for a machine that has other things to do.
const REMEMBERED: Micros = 1_500_000;

pub fn check(case: &mut Case<'_>) {
    let orders: BTreeMap<usize, i64> = case.intents.iter().map(|(order_id, intent)| (*intent, *order_id)).collect();
    for (number, request) in case.evidence.history.requests.iter().enumerate() {
        let Action::Place { intent } = request.action else { continue };
        if !matches!(&request.outcome, Outcome::Refused { status: 409, code } if code == "out_of_stock") {
            continue;
        }
        let placed_in = orders.get(&intent).and_then(|order_id| case.placed_in(*order_id));
        let from = case.before(request.started, REMEMBERED);
        let is_lacking = |(product_id, quantity): &(i64, i32)| {
            lacked(case, *product_id, i64::from(*quantity), (from, request.ended), placed_in)
        };
        let lines = &case.evidence.history.intents[intent].lines;
        if !lines.iter().any(is_lacking) {
            let placed = if placed_in.is_some() { " until the order was placed" } else { "" };
            let what = format!("there was enough of everything all the time{placed}");
            case.found(Rule::OutOfStock, [number], what);
        }
    }
}

/// Whether there may have been too few units of a product at some moment, when not beyond the transaction that placed the
/// order: whoever came after that found the order by its key.
fn lacked(case: &Case<'_>, product_id: i64, wanted: i64, (from, to): (Micros, Micros), placed_in: Option<i64>) -> bool {
    let steps = case.steps(product_id);
    let placed = placed_in.and_then(|placed_in| steps.iter().find(|step| step.note.transaction == placed_in));
    let last = placed.map_or(i64::MAX, |step| step.note.number);
    let committed = in_force(steps, from, to).filter(|step| step.note.number < last);
    // Who is refused in a transaction may come after all others of it have taken theirs, and before anything returns.
    let decided = under_way(steps, from, to).filter(|step| step.note.number <= last).map(|step| {
        let own = if step.note.number == last { wanted } else { 0 };
        step.before - (step.placed - own)
    });
    committed.map(|step| step.stock).chain(decided).any(|left| left < wanted)
}
