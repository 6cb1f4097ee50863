//! Orders, lists of them and accounts as their owners see them, against the record and what they had been told.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Case, Rule};
use crate::history::{Action, Micros, Outcome, PAGE_SIZE, Request};
use crate::order::{Order, Page};

pub fn check(case: &mut Case<'_>) {
    let answered = answered(case);
    for (number, request) in case.evidence.history.requests.iter().enumerate() {
        let Outcome::Done { body, .. } = &request.outcome else { continue };
        let wrong = match &request.action {
            Action::Show { user_id, order_id } => match Order::of_body(body) {
                Some(order) if order.id == *order_id => one(case, request, *user_id, &order),
                _ => Some("it is not the order that was asked for".to_owned()),
            },
            Action::List { user_id, page } => {
                let known = answered.get(user_id).map_or(&[][..], Vec::as_slice);
                let known = known.iter().filter(|(_, told)| *told < request.started).map(|(id, _)| *id).collect();
                match Page::of_body(body) {
                    Some(shown) => {
                        if let Some(what) = missing(case, *user_id, *page, &shown, &known) {
                            case.found(Rule::Listed, [number], what);
                        }
                        shown.orders.iter().find_map(|order| one(case, request, *user_id, order))
                    }
                    None => Some("it is no page of orders".to_owned()),
                }
            }
            Action::ShowAccount { user_id } => {
                let shown: Value = serde_json::from_str(body).unwrap_or_default();
                (shown["id"].as_i64() != Some(*user_id)).then(|| "it is another account".to_owned())
            }
            _ => None,
        };
        if let Some(what) = wrong {
            case.found(Rule::Shown, [number], what);
        }
    }
}

/// The orders of each user that were answered, and when that was first.
fn answered(case: &Case<'_>) -> BTreeMap<i64, Vec<(i64, Micros)>> {
    let mut answered: BTreeMap<i64, Vec<(i64, Micros)>> = BTreeMap::new();
    for (order_id, intent) in &case.intents {
        let done = case.requests_of(*intent).filter(|(_, request)| request.outcome.is_done());
        if let Some(told) = done.map(|(_, request)| request.ended).min() {
            let user_id = case.evidence.history.intents[*intent].user_id;
            answered.entry(user_id).or_default().push((*order_id, told));
        }
    }
    answered
}

/// What is wrong with an order that was shown.
fn one(case: &Case<'_>, request: &Request, user_id: i64, order: &Order) -> Option<String> {
    let stored = case.evidence.stored.get(&order.id);
    if order.user_id != user_id || !stored.is_some_and(|stored| order.is_same_as(stored)) {
        return Some(format!("it shows {order:?}, on record is {stored:?}"));
    }
    let cancelling = case.cancelling.get(&order.id).map_or(&[][..], Vec::as_slice);
    let mut cancelling = cancelling.iter().map(|number| case.request(*number));
    if order.cancelled {
        let may_be = |cancel: &Request| {
            let possible = cancel.outcome.is_done() || cancel.outcome.is_unknown();
            possible && cancel.started <= request.ended
        };
        let is_so = stored.is_some_and(|stored| stored.cancelled) && cancelling.any(may_be);
        (!is_so).then(|| format!("order {} is shown as cancelled, and was not", order.id))
    } else {
        let was = cancelling.any(|cancel| cancel.outcome.is_done() && cancel.ended < request.started);
        was.then(|| format!("order {} is shown as placed, and had been cancelled", order.id))
    }
}

/// What is missing on a page of somebody who knows of these orders. They come newest first, so that a page has all between its
/// first and its last one, the first page all down to its last one, and a page with room all from its first one on.
fn missing(case: &Case<'_>, user_id: i64, page: usize, shown: &Page, known: &BTreeSet<i64>) -> Option<String> {
    let ids: Vec<i64> = shown.orders.iter().map(|order| order.id).collect();
    if ids.len() > PAGE_SIZE || !ids.is_sorted_by(|newer, older| newer > older) {
        return Some(format!("{ids:?} are not up to {PAGE_SIZE}, newest first"));
    }
    let all = case.evidence.stored.values().filter(|order| order.user_id == user_id).count();
    if shown.total < known.len() || shown.total > all {
        return Some(format!("it counts {}, {} were answered and {all} are on record", shown.total, known.len()));
    }
    let above = (page - 1) * PAGE_SIZE;
    let newest = ids.first().copied().filter(|_| page > 1);
    let oldest = ids.last().copied().filter(|_| ids.len() == PAGE_SIZE);
    let is_newer = |id: &i64| newest.is_some_and(|newest| *id > newest) || (ids.is_empty() && page > 1);
    if known.iter().filter(|id| is_newer(id)).count() > above {
        return Some(format!("there are more than {above} on the pages before"));
    }
    let belongs = |id: &&i64| !is_newer(id) && oldest.is_none_or(|oldest| **id >= oldest);
    let missing: Vec<&i64> = known.iter().filter(belongs).filter(|id| !ids.contains(id)).collect();
    (!missing.is_empty()).then(|| format!("{missing:?} are missing among {ids:?}"))
}
