//! Orders that were answered against orders on record: none lost, none twice, none that nobody asked for; keys; cancelling.

use std::collections::BTreeMap;

use super::keys::{may_have_placed, over};
use super::{Case, Rule};
use crate::history::{Intent, Outcome, Request};
use crate::order::{Order, sorted};

/// Who wants what, in order of product ids.
type Wanted = (i64, Vec<(i64, i32)>);

pub fn check(case: &mut Case<'_>) {
    for intent in 0..case.placing.len() {
        answered(case, intent);
    }
    unanswered(case);
    lines(case);
    cancelled(case);
}

/// What an intent was answered must be one order, on record as answered, and stay the answer.
fn answered(case: &mut Case<'_>, intent: usize) {
    let done: Vec<(usize, &Request)> =
        case.requests_of(intent).filter(|(_, request)| request.outcome.is_done()).collect();
    let Some((first, first_request)) = done.first().copied() else { return };
    let Outcome::Done { location, body, .. } = &first_request.outcome else { return };

    for (number, request) in &done[1..] {
        if !is_same_reply(&request.outcome, &first_request.outcome) {
            case.found(Rule::Replies, [first, *number], "two answers to one order differ");
        }
    }
    let later = case.requests_of(intent).find(|(_, request)| {
        let refused = matches!(request.outcome, Outcome::Refused { status: 404 | 409 | 422, .. });
        refused && done.iter().any(|(_, answered)| answered.ended < request.started)
    });
    if let Some((number, _)) = later {
        case.found(Rule::Forgotten, [first, number], "it was answered, and then refused");
    }

    let Some(order) = Order::of_body(body) else {
        return case.found(Rule::Altered, [first], "the answer is no order");
    };
    if let Some(other) = case.intents.insert(order.id, intent) {
        let requests: Vec<usize> = case.placing[other].iter().chain(&case.placing[intent]).copied().collect();
        case.found(Rule::Shared, requests, format!("order {} answers two", order.id));
    }
    let Some(stored) = case.evidence.stored.get(&order.id) else {
        return case.found(Rule::Lost, case.placing[intent].clone(), format!("order {} is gone", order.id));
    };
    let Intent { user_id, key, .. } = &case.evidence.history.intents[intent];
    let has_its_key = case.evidence.keys.get(&order.id) == key.as_ref();
    let is_its_own = order.user_id == *user_id && has_its_key && *location == Some(format!("/orders/{}", order.id));
    if !order.is_same_as(stored) || order.cancelled || !is_its_own {
        case.found(Rule::Altered, case.placing[intent].clone(), format!("on record is {stored:?}"));
    }
}

fn is_same_reply(one: &Outcome, other: &Outcome) -> bool {
    match (one, other) {
        (Outcome::Done { location, body, .. }, Outcome::Done { location: other_location, body: other_body, .. }) => {
            location == other_location && body == other_body
        }
        _ => false,
    }
}

/// An order that no answer spoke of must be what came of a request with an unknown outcome, and each such request, or all
/// with the same key together, may have placed one. With a key it says itself whose it is.
fn unanswered(case: &mut Case<'_>) {
    let intents = &case.evidence.history.intents;
    let (mut by_key, mut by_wish) = (BTreeMap::new(), BTreeMap::<Wanted, Vec<usize>>::new());
    for intent in (0..case.placing.len()).filter(|intent| is_open(case, *intent)) {
        let meant = &intents[intent];
        match &meant.key {
            Some(key) => drop(by_key.insert((meant.user_id, key.as_str()), intent)),
            None => by_wish.entry((meant.user_id, sorted(&meant.lines))).or_default().push(intent),
        }
    }
    let mut unanswered: Vec<&Order> =
        case.evidence.stored.values().filter(|order| !case.intents.contains_key(&order.id)).collect();
    unanswered.sort_by_key(|order| order.created_at);
    for order in unanswered {
        let intent = match case.evidence.keys.get(&order.id) {
            Some(key) => by_key.remove(&(order.user_id, key.as_str())).filter(|intent| has_begun(case, *intent, order)),
            None => by_wish.get_mut(&(order.user_id, order.wanted())).and_then(|open| take(case, open, order)),
        };
        if let Some(intent) = intent {
            case.intents.insert(order.id, intent);
        } else {
            let requests = alike(case, order);
            case.found(Rule::Unasked, requests, format!("nobody was told of {order:?}"));
        }
    }
}

/// Of those who meant the same the one whose time is over first, and of those whose time is over already none, as long as
/// there is another.
fn take(case: &Case<'_>, open: &mut Vec<usize>, order: &Order) -> Option<usize> {
    let place = |intent: usize| {
        let requests = || case.requests_of(intent).map(|(_, request)| request);
        let is_late = !requests().any(|request| may_have_placed(case, request, order));
        (is_late, requests().map(|request| over(case, request)).max())
    };
    let begun = open.iter().enumerate().filter(|(_, intent)| has_begun(case, **intent, order));
    let (index, _) = begun.min_by_key(|(_, intent)| place(**intent))?;
    Some(open.swap_remove(index))
}

fn has_begun(case: &Case<'_>, intent: usize, order: &Order) -> bool {
    case.requests_of(intent).any(|(_, request)| request.started <= order.created_at)
}

/// Whether an order may be on record for an intent that has no answer.
fn is_open(case: &Case<'_>, intent: usize) -> bool {
    let any = |is: fn(&Outcome) -> bool| case.requests_of(intent).any(|(_, request)| is(&request.outcome));
    any(Outcome::is_unknown) && !any(Outcome::is_done)
}

/// Requests that asked for something like it.
fn alike(case: &Case<'_>, order: &Order) -> Vec<usize> {
    let intents = &case.evidence.history.intents;
    let exact =
        |intent: &usize| intents[*intent].user_id == order.user_id && sorted(&intents[*intent].lines) == order.wanted();
    let at_that_time = |number: &usize| {
        let request = case.request(*number);
        request.started <= order.created_at && order.created_at <= request.ended
    };
    let of_user = |intent: &usize| intents[*intent].user_id == order.user_id;
    let numbers = |wanted: &dyn Fn(&usize) -> bool| -> Vec<usize> {
        (0..intents.len()).filter(wanted).flat_map(|intent| case.placing[intent].clone()).collect()
    };
    let exact = numbers(&exact);
    if exact.is_empty() { numbers(&of_user).into_iter().filter(at_that_time).collect() } else { exact }
}

/// All lines of what was meant, and no others.
fn lines(case: &mut Case<'_>) {
    for (order_id, intent) in case.intents.clone() {
        let Some(stored) = case.evidence.stored.get(&order_id) else { continue };
        if stored.wanted() != sorted(&case.evidence.history.intents[intent].lines) {
            case.found(Rule::Lines, case.placing[intent].clone(), format!("on record is {stored:?}"));
        }
    }
}

fn cancelled(case: &mut Case<'_>) {
    for (id, order) in &case.evidence.stored {
        let requests = case.cancelling.get(id).cloned().unwrap_or_default();
        let outcomes: Vec<&Outcome> = requests.iter().map(|number| &case.request(*number).outcome).collect();
        let asked = |outcome: &&&Outcome| outcome.is_done() || outcome.is_unknown();
        if order.cancelled && outcomes.iter().find(asked).is_none() {
            case.found(Rule::Cancelled, requests, format!("nobody cancelled order {id}"));
            continue;
        }
        for number in requests {
            let Outcome::Done { body, .. } = &case.request(number).outcome else { continue };
            let shown = Order::of_body(body);
            if !order.cancelled || shown.is_none_or(|shown| !shown.cancelled || shown != *order) {
                case.found(Rule::Cancelled, [number], format!("on record is {order:?}"));
            }
        }
    }
}
