//! Until when a request may still be carried out, and what follows: nothing is placed after that, and a refusal is the last
//! word on what was asked before it.

use super::{Case, Rule};
use crate::DEADLINE;
use crate::history::{Micros, Outcome, Request};
use crate::order::Order;

/// For what had been begun when its deadline came: it waits for a lock for up to two seconds, and a loaded machine takes its
/// time.
const BEGUN: Micros = 5_000_000;

pub fn check(case: &mut Case<'_>) {
    for (order_id, intent) in case.intents.clone() {
        let Some(order) = case.evidence.stored.get(&order_id) else { continue };
        if !case.requests_of(intent).any(|(_, request)| may_have_placed(case, request, order)) {
            let at_that_time = |request: &Request| (request.started..=request.ended).contains(&order.created_at);
            let refused = |request: &Request| matches!(request.outcome, Outcome::Refused { .. });
            let is_changed = case.requests_of(intent).any(|(_, request)| refused(request) && at_that_time(request));
            let rule = if is_changed { Rule::Changed } else { Rule::Late };
            case.found(rule, case.placing[intent].clone(), format!("on record is {order:?}"));
        }
        if let Some(number) = denied(case, intent, order) {
            let what = format!("{order:?} was there, or could only be");
            case.found(Rule::Denied, [number], what);
        }
    }
}

/// Whether an order may be what came of a request.
pub fn may_have_placed(case: &Case<'_>, request: &Request, order: &Order) -> bool {
    let possible = request.outcome.is_done() || request.outcome.is_unknown();
    possible && request.started <= order.created_at && order.created_at <= over(case, request)
}

/// When a request is certainly not carried out any more.
pub fn over(case: &Case<'_>, request: &Request) -> Micros {
    if !request.outcome.is_unknown() {
        return request.ended;
    }
    let over = case.after(request.started, DEADLINE.as_micros() as Micros + BEGUN);
    // Before the last calm everything was killed.
    match case.evidence.history.calm.last() {
        Some(calm) if request.started < calm.from => over.min(calm.from),
        _ => over,
    }
}

/// A request that was refused although the order had been placed. That is known by the next transaction that had one of its
/// products, or because all requests that can have placed it were over.
fn denied(case: &Case<'_>, intent: usize, order: &Order) -> Option<usize> {
    let denied = |refused: &Request| {
        let before = |request: &Request| request.started < refused.started;
        let mut earlier = case.requests_of(intent).map(|(_, request)| request).filter(|request| before(request));
        let all_over = earlier.all(|request| over(case, request) < refused.started);
        order.created_at < refused.started && (all_over || is_succeeded(case, order, refused.started))
    };
    // When it had been answered before, that is another rule's business.
    let answered =
        |at: Micros| case.requests_of(intent).any(|(_, request)| request.outcome.is_done() && request.ended < at);
    let mut refusals = case.requests_of(intent).filter(|(_, request)| is_last_word(&request.outcome));
    refusals.find(|(_, refused)| !answered(refused.started) && denied(refused)).map(|(number, _)| number)
}

fn is_last_word(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Refused { status: 404 | 409 | 422, .. })
}

/// Whether another transaction had one of the order's products, which it had to wait for, by this time.
fn is_succeeded(case: &Case<'_>, order: &Order, by: Micros) -> bool {
    let Some(placed) = case.placed_in(order.id) else { return false };
    order.lines.iter().any(|line| {
        let mut steps = case.steps(line.product_id).iter();
        steps.any(|step| step.note.transaction == placed) && steps.next().is_some_and(|next| next.note.at < by)
    })
}
