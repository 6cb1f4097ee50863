//! Totals, and the prices they are made of.

use super::timeline::in_force;
use super::{Case, Rule};
use crate::history::Micros;

pub fn check(case: &mut Case<'_>) {
    for (id, order) in &case.evidence.stored {
        let intent = case.intents.get(id).copied();
        let requests = intent.map(|intent| case.placing[intent].clone()).unwrap_or_default();
        if order.total != order.sum() {
            case.found(Rule::Total, requests.clone(), format!("the lines of {order:?} come to {}", order.sum()));
        }
        let (from, to) = intent.map_or((order.created_at, order.created_at), |intent| placed_within(case, intent));
        for line in &order.lines {
            let steps = case.steps(line.product_id);
            if !in_force(steps, from, to).any(|step| step.price == line.unit_price) {
                let prices: Vec<_> = in_force(steps, from, to).map(|step| step.price).collect();
                let what =
                    format!("order {id} has product {} for {}, then {prices:?}", line.product_id, line.unit_price);
                case.found(Rule::Price, requests.clone(), what);
            }
        }
    }
}

/// From when an order was first sent until it was first answered, if ever.
fn placed_within(case: &Case<'_>, intent: usize) -> (Micros, Micros) {
    let requests: Vec<_> = case.requests_of(intent).map(|(_, request)| request).collect();
    let from = requests.iter().map(|request| request.started).min().unwrap_or(Micros::MIN);
    let answered = requests.iter().filter(|request| request.outcome.is_done()).map(|request| request.ended);
    (from, answered.min().unwrap_or(Micros::MAX))
}
