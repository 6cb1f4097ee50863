//! Whether a trial has shown anything: that nothing is wrong is worth little where nothing happened.

use crate::history::{Action, History, Outcome, Request};

/// What must have happened at least once, and how often it did.
pub fn shown(history: &History) -> Vec<(&'static str, usize)> {
    let requests = &history.requests;
    let count = |is: &dyn Fn(&Request) -> bool| requests.iter().filter(|request| is(request)).count();
    let done = |is: &dyn Fn(&Action) -> bool| count(&|request| request.outcome.is_done() && is(&request.action));
    let is_place = |action: &Action| matches!(action, Action::Place { .. });
    let refused = |request: &Request| matches!(request.outcome, Outcome::Refused { status: 409, .. });
    let unknown = |request: &Request| request.outcome.is_unknown() && is_place(&request.action);
    let killed = |request: &Request| {
        let is_open = |at: &i64| request.started <= *at && *at < request.ended;
        is_place(&request.action) && history.kills.iter().any(is_open)
    };
    vec![
        ("orders placed", done(&is_place)),
        ("orders refused for want of stock", count(&refused)),
        ("orders with an unknown outcome", count(&unknown)),
        ("orders on their way when a process was killed", count(&killed)),
        ("orders sent several times at once and answered each time", at_once(history)),
        ("orders cancelled", done(&|action| matches!(action, Action::Cancel { .. }))),
        ("orders shown", done(&|action| matches!(action, Action::Show { .. }))),
        ("lists shown", done(&|action| matches!(action, Action::List { .. }))),
        ("accounts shown", done(&|action| matches!(action, Action::ShowAccount { .. }))),
        ("accounts closed", done(&|action| matches!(action, Action::Leave { .. }))),
    ]
}

/// What has not happened, and faults that broke nothing.
pub fn missing(history: &History) -> Vec<String> {
    let never = shown(history).into_iter().filter(|(_, count)| *count == 0).map(|(what, _)| format!("no {what}"));
    never.chain(history.ineffective.iter().cloned()).collect()
}

fn at_once(history: &History) -> usize {
    let mut answered: Vec<Vec<&Request>> = vec![Vec::new(); history.intents.len()];
    for request in &history.requests {
        if let (Action::Place { intent }, true) = (&request.action, request.outcome.is_done()) {
            answered[*intent].push(request);
        }
    }
    // They are in the order in which they ended.
    let overlap = |requests: &[&Request]| {
        requests.iter().enumerate().any(|(index, one)| requests[index + 1..].iter().any(|two| two.started < one.ended))
    };
    answered.iter().filter(|requests| overlap(requests)).count()
}
