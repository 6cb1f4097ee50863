//! What must be true in the end, of everything that was seen. Knows neither Kafka nor files; every rule that is broken is told.

use std::collections::{BTreeMap, BTreeSet};

use grpc::events_v1::order_event::Change;

use crate::topic::{DeadLetter, Event};

/// An order as it is on record.
#[derive(Debug, Clone)]
pub struct Order {
    pub id: i64,
    pub cancelled: bool,
    pub total_price: String,
    pub lines: usize,
    /// The customer's address.
    pub email: Option<String>,
}

/// A change of an order, and whether it is the cancellation.
type What = (i64, bool);

/// Every order on record has exactly one event for each change, after those with the same id are taken for one, each says what
/// is on record, and placing comes before cancelling.
pub fn events(orders: &[Order], events: &[Event]) -> Vec<String> {
    let mut violations = Vec::new();
    let mut ids: BTreeMap<&str, What> = BTreeMap::new();
    let mut told: BTreeMap<What, &str> = BTreeMap::new();
    let records: BTreeMap<i64, &Order> = orders.iter().map(|order| (order.id, order)).collect();
    for event in events {
        let (id, what) = (event.value.event_id.as_str(), what(event));
        violations.extend(misfit(event, records.get(&what.0).copied()));
        match ids.insert(id, what) {
            Some(before) if before != what => violations.push(format!("{id} is the id of {before:?} and of {what:?}")),
            Some(_) => continue,
            None => {}
        }
        if let Some(other) = told.insert(what, id) {
            violations.push(format!("{what:?} has two events, {other} and {id}"));
        }
        if what.1 && !told.contains_key(&(what.0, false)) {
            violations.push(format!("order {} was told to be cancelled before it was told to be placed", what.0));
        }
    }
    for order in orders {
        for cancelled in [false, true] {
            match (told.contains_key(&(order.id, cancelled)), order.cancelled || !cancelled) {
                (false, true) => violations.push(format!("order {} has no event, cancelled: {cancelled}", order.id)),
                (true, false) => violations.push(format!("order {} was not cancelled, its event says so", order.id)),
                _ => {}
            }
        }
    }
    violations
}

/// Every event of a customer with an address has exactly one mail, and no other has any. One whose outcome nobody knows has at
/// most one, and after its replay exactly one.
pub fn mails(
    orders: &[Order],
    events: &[Event],
    mails: &BTreeMap<String, usize>,
    unknown: &BTreeSet<String>,
) -> Vec<String> {
    let without: BTreeSet<i64> = orders.iter().filter(|order| order.email.is_none()).map(|order| order.id).collect();
    let ids: BTreeMap<&str, i64> =
        events.iter().map(|event| (event.value.event_id.as_str(), event.value.order_id)).collect();
    let wrong = ids.iter().filter_map(|(id, order)| {
        let expected = usize::from(!without.contains(order));
        let found = mails.get(*id).copied().unwrap_or_default();
        let unknown = if unknown.contains(*id) { ", whose outcome was unknown" } else { "" };
        (found != expected).then(|| format!("event {id} of order {order} has {found} mails, not {expected}{unknown}"))
    });
    let strangers = mails.keys().filter(|id| !ids.contains_key(id.as_str()));
    wrong.chain(strangers.map(|id| format!("there is a mail of {id}, which is no event"))).collect()
}

/// Every value that is no event is a dead letter, and nothing else is, but what nobody knows the outcome of.
pub fn dead_letters(poison: &[String], letters: &[DeadLetter]) -> Vec<String> {
    let mut violations = Vec::new();
    let mut dead = BTreeSet::new();
    for letter in letters {
        let value = String::from_utf8_lossy(&letter.value).into_owned();
        match letter.reason() {
            "undecodable" if poison.contains(&value) => drop(dead.insert(value)),
            "outcome_unknown" => {}
            reason => violations.push(format!("a dead letter without need: {reason}, {:?}", letter.headers)),
        }
    }
    violations
        .extend(poison.iter().filter(|value| !dead.contains(*value)).map(|value| format!("{value:?} is nowhere")));
    violations
}

/// How many events there are.
pub fn different(events: &[Event]) -> usize {
    events.iter().map(|event| event.value.event_id.as_str()).collect::<BTreeSet<_>>().len()
}

fn what(event: &Event) -> What {
    (event.value.order_id, matches!(event.value.change, Some(Change::Cancelled(_))))
}

/// Where an event does not say what is on record, or not everywhere the same.
fn misfit(event: &Event, order: Option<&Order>) -> Option<String> {
    let Some(order) = order else {
        return Some(format!("order {} is told of and not on record", event.value.order_id));
    };
    let (kind, items, total_price, customer) = match event.value.change.as_ref()? {
        Change::Placed(placed) => ("order.placed", &placed.items, &placed.total_price, &placed.customer),
        Change::Cancelled(gone) => ("order.cancelled", &gone.items, &gone.total_price, &gone.customer),
    };
    let header = |name: &str| event.headers.get(name).map_or("", String::as_str);
    let email = customer.as_ref().and_then(|customer| customer.email.as_ref());
    let fits = event.key == order.id.to_string()
        && header("event-id") == event.value.event_id
        && header("event-type") == kind
        && (items.len(), total_price, email) == (order.lines, &order.total_price, order.email.as_ref());
    (!fits).then(|| format!("{event:?} does not fit {order:?}"))
}

#[cfg(test)]
mod tests;
