//! Units: where they went, what readers saw of them, and what the staff did.

use rust_decimal::Decimal;
use serde_json::Value;

use super::timeline::{Step, in_force};
use super::{Case, Rule};
use crate::history::{Action, Micros, Outcome, Request};

/// What a replica may be behind: the stated second, and another one for a machine that has other things to do.
const BEHIND: Micros = 2_000_000;

pub fn check(case: &mut Case<'_>) {
    conservation(case);
    together(case);
    for (number, request) in case.evidence.history.requests.iter().enumerate() {
        match (&request.action, &request.outcome) {
            (Action::Read { product_id }, Outcome::Done { body, .. }) => read(case, number, *product_id, body),
            (Action::Restock { mark, product_id, amount }, Outcome::Done { .. })
                if !case
                    .evidence
                    .restocks
                    .get(mark)
                    .is_some_and(|restock| restock.product_id == *product_id && restock.amount == *amount) =>
            {
                case.found(Rule::Staff, [number], "it is not on record");
            }
            (Action::Reprice { product_id, price }, Outcome::Done { .. })
                if !was_repriced(case, request, *product_id, *price) =>
            {
                case.found(Rule::Staff, [number], "it never cost that");
            }
            _ => {}
        }
    }
}

fn conservation(case: &mut Case<'_>) {
    for goods in &case.evidence.shelf {
        let product_id = goods.product_id;
        let of_it = |found: i64| found == product_id;
        let restocks = case.evidence.restocks.values().filter(|restock| of_it(restock.product_id));
        let restocked: i64 = restocks.map(|restock| i64::from(restock.amount)).sum();
        let lines = |cancelled: bool| -> i64 {
            let orders = case.evidence.stored.values().filter(|order| order.cancelled == cancelled);
            let lines = orders.flat_map(|order| &order.lines).filter(|line| of_it(line.product_id));
            lines.map(|line| i64::from(line.quantity)).sum()
        };
        let (cancelled, kept) = (lines(true), lines(false));
        let (initial, placed) = (i64::from(goods.stock), cancelled + kept);
        let expected = initial + restocked + cancelled - placed;
        let found = case.evidence.stock.get(&product_id).copied().map(i64::from);
        if found != Some(expected) {
            let what = format!(
                "product {product_id}: {initial} + {restocked} + {cancelled} - {placed} = {expected}, but there are {found:?}"
            );
            case.found(Rule::Stock, [], what);
        }
    }
}

/// The same after each transaction, so that a reader sees no moment between an order and its stock.
fn together(case: &mut Case<'_>) {
    for goods in &case.evidence.shelf {
        for step in case.steps(goods.product_id).iter().filter(|step| step.stock != step.expected()) {
            let Step { note, before, stock, restocked, cancelled, placed, .. } = step;
            let at = (note.at - case.evidence.history.began) as f64 / 1e6;
            let what = format!(
                "product {} at {at:.3} s: {before} + {restocked} + {cancelled} - {placed} became {stock}",
                goods.product_id
            );
            case.found(Rule::Together, [], what);
        }
    }
}

fn read(case: &mut Case<'_>, number: usize, product_id: i64, body: &str) {
    let request = case.request(number);
    let Some((stock, price)) = seen(body) else {
        return case.found(Rule::Read, [number], "the answer is no product");
    };
    if stock < 0 {
        return case.found(Rule::NegativeRead, [number], format!("{stock} units of product {product_id}"));
    }
    let steps = case.steps(product_id);
    let is_it = |step: &&Step| step.stock == stock && step.price == price;
    if in_force(steps, Micros::MIN, request.ended).find(is_it).is_none() {
        case.found(Rule::Read, [number], format!("there were never {stock} units of product {product_id} at {price}"));
    } else if in_force(steps, request.started - BEHIND, request.ended).find(is_it).is_none() {
        let latest = steps.iter().filter(is_it).map(|step| step.note.at).max().unwrap_or_default();
        let at = (latest - case.evidence.history.began) as f64 / 1e6;
        case.found(Rule::StaleRead, [number], format!("product {product_id} was that at {at:.3} s for the last time"));
    }
}

fn seen(body: &str) -> Option<(i64, Decimal)> {
    let value: Value = serde_json::from_str(body).ok()?;
    Some((value["stock"].as_i64()?, value["price"].as_str()?.parse().ok()?))
}

fn was_repriced(case: &Case<'_>, request: &Request, product_id: i64, price: Decimal) -> bool {
    let mut steps = case.steps(product_id).iter();
    steps.any(|step| (request.started..=request.ended).contains(&step.note.at) && step.price == price)
}
