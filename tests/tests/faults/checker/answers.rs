//! Each answer by itself: whether what it says could have been said at all.

use std::collections::BTreeMap;

use super::{Case, Rule};
use crate::history::{Action, Micros, Outcome, Request};

pub fn check(case: &mut Case<'_>) {
    let leaving = leaving(case);
    for (number, request) in case.evidence.history.requests.iter().enumerate() {
        if is_in_calm(case, request) && fails(&request.outcome) {
            case.found(Rule::Calm, [number], "a request failed");
        }
        match &request.outcome {
            Outcome::Done { status, .. } => {
                if matches!(request.action, Action::Misuse { .. }) {
                    case.found(Rule::KeyReused, [number], "another order was placed under a key that was taken");
                } else if *status != status_of(&request.action) {
                    case.found(Rule::Refusal, [number], "this is no status of success of this operation");
                }
            }
            Outcome::Refused { status, code } if !may_refuse(case, &leaving, request, *status, code) => {
                case.found(Rule::Refusal, [number], format!("there was no reason for {status} {code}"));
            }
            Outcome::Failed { status: 500, .. } => case.found(Rule::Refusal, [number], "a defect"),
            _ => {}
        }
    }
    closed(case, &leaving);
}

/// When each user first asked to close the account, and when that was first known to be done.
#[derive(Debug, Clone, Copy)]
struct Leaving {
    asked: Micros,
    done: Option<Micros>,
}

fn leaving(case: &Case<'_>) -> BTreeMap<i64, Leaving> {
    let mut leaving: BTreeMap<i64, Leaving> = BTreeMap::new();
    for request in &case.evidence.history.requests {
        let Action::Leave { user_id } = request.action else { continue };
        let entry = leaving.entry(user_id).or_insert(Leaving { asked: request.started, done: None });
        entry.asked = entry.asked.min(request.started);
        if request.outcome.is_done() {
            entry.done = Some(entry.done.map_or(request.ended, |done| done.min(request.ended)));
        }
    }
    leaving
}

fn status_of(action: &Action) -> u16 {
    match action {
        Action::Place { .. } => 201,
        Action::Leave { .. } => 204,
        _ => 200,
    }
}

/// A client that goes away does not fail, it leaves.
fn fails(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Refused { status, .. } => *status >= 500,
        Outcome::Failed { .. } | Outcome::Broken { .. } | Outcome::NotSent => true,
        Outcome::Done { .. } | Outcome::Left => false,
    }
}

fn is_in_calm(case: &Case<'_>, request: &Request) -> bool {
    case.evidence.history.calm.iter().any(|span| span.from <= request.started && request.ended <= span.to)
}

fn may_refuse(case: &Case<'_>, leaving: &BTreeMap<i64, Leaving>, request: &Request, status: u16, code: &str) -> bool {
    let intents = &case.evidence.history.intents;
    let has_left = |user_id: i64| leaving.get(&user_id).is_some_and(|leaving| leaving.asked <= request.ended);
    match (&request.action, status, code) {
        // The parts say so about themselves; whether they may is a matter of when.
        (_, 503, _) => true,
        (Action::Place { intent } | Action::Misuse { intent }, 401, _) => has_left(intents[*intent].user_id),
        (Action::Cancel { user_id, .. }, 401, _) => has_left(*user_id),
        // Only a second attempt can find the account closed.
        (Action::Leave { user_id }, 401, _) => {
            leaving.get(user_id).is_some_and(|leaving| leaving.asked < request.started)
        }
        (Action::Misuse { .. }, 422, "idempotency_key_reused") => true,
        // Whether there was too little is a matter of its own.
        (Action::Place { .. }, 409, "out_of_stock") => true,
        _ => false,
    }
}

/// An order that was begun after the account was closed is refused, unless it repeats one from before.
fn closed(case: &mut Case<'_>, leaving: &BTreeMap<i64, Leaving>) {
    for intent in 0..case.placing.len() {
        let user_id = case.evidence.history.intents[intent].user_id;
        let Some(done) = leaving.get(&user_id).and_then(|leaving| leaving.done) else { continue };
        let requests: Vec<_> = case.requests_of(intent).collect();
        let all_after = requests.iter().all(|(_, request)| request.started > done);
        if let Some((number, _)) = requests.iter().find(|(_, request)| all_after && request.outcome.is_done()) {
            case.found(Rule::Closed, [*number], format!("user {user_id} had closed the account"));
        }
    }
}
