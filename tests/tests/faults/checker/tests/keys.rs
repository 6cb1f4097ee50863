//! When orders are placed and refused under one key.

use super::{defect, for_a_moment, found};
use crate::checker::sound::{AMPLE, KEYED, LAST, S, SCARCE, place, refused, sound, span};
use crate::checker::{Evidence, Rule};
use crate::history::{Micros, Outcome};

/// The keyed order's first attempt is all that may have placed it, and its key is refused at some time.
fn refused_at(started: Micros) -> impl Fn(&mut Evidence) {
    move |evidence| {
        for_a_moment(evidence);
        for number in [2, 3, LAST] {
            evidence.outcome(number, Outcome::NotSent);
        }
        evidence.history.calm.pop();
        evidence.also(started, started + S, place(KEYED), refused(409, "out_of_stock"));
    }
}

#[test]
fn a_refusal_that_was_not_the_last_word() {
    // The transaction after that of the order, which had to wait for it, came at 16 s.
    defect(refused_at(15 * S), &[]);
    defect(refused_at(16 * S + 1), &[Rule::Denied]);
    let nobody_came_after = |evidence: &mut Evidence| {
        evidence.states.get_mut(&SCARCE).expect("a product").retain(|state| state.note.at <= 11 * S);
        evidence.states.get_mut(&AMPLE).expect("a product").retain(|state| state.note.at <= 11 * S);
        evidence.turns.truncate(1);
        evidence.restocks.clear();
    };
    let alone = |started: Micros| {
        let rules = |evidence: &Evidence| {
            found(evidence).into_iter().filter(|rule| [Rule::Denied, Rule::Late].contains(rule)).collect::<Vec<_>>()
        };
        let mut evidence = sound();
        nobody_came_after(&mut evidence);
        refused_at(started)(&mut evidence);
        rules(&evidence)
    };
    // It was sent at 10 s, its deadline is three seconds later, and what was begun by then may take five.
    assert_eq!(alone(17 * S), []);
    assert_eq!(alone(18 * S + 1), [Rule::Denied]);
}

#[test]
fn an_order_that_a_refused_request_has_placed() {
    // The next request finds it, so that only the time tells.
    defect(|evidence| evidence.outcome(1, refused(503, "service_unavailable")), &[Rule::Changed]);
}

#[test]
fn an_order_that_appears_after_all_its_requests_were_over() {
    let placed_at = |at: Micros| {
        move |evidence: &mut Evidence| {
            refused_at(13 * S)(evidence);
            evidence.stored(41).created_at = at;
        }
    };
    defect(placed_at(18 * S), &[]);
    defect(placed_at(18 * S + 1), &[Rule::Late]);
    // A second in which a process was stopped does not count.
    let stopped = |at: Micros| {
        move |evidence: &mut Evidence| {
            placed_at(at)(evidence);
            evidence.history.stops = vec![span(12, 13), span(40, 50)];
        }
    };
    defect(stopped(19 * S), &[]);
    defect(stopped(19 * S + 1), &[Rule::Late]);
    let without_a_key = |evidence: &mut Evidence| evidence.stored(42).created_at = 25 * S;
    defect(without_a_key, &[Rule::Late]);
}
