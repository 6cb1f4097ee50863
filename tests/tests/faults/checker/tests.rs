//! The checker finds what it is there for: a sound history passes, and with one defect in it, of any kind, it does not. Orders
//! that were answered and orders on record here, the other rules beside.

mod keys;
mod refusals;
mod shown;
mod stock;
mod vacuous;

use super::sound::{AMPLE, LAST, S, SCARCE, SHOPPER, broken, money, order, refused, request, shows, sound, turn};
use super::{Evidence, Rule, check};
use crate::history::{Action, Micros, Outcome};
use crate::order::Order;

fn found(evidence: &Evidence) -> Vec<Rule> {
    let mut rules: Vec<Rule> = check(evidence).into_iter().map(|violation| violation.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// That this one defect breaks exactly these rules.
#[track_caller]
fn defect(make: impl FnOnce(&mut Evidence), rules: &[Rule]) {
    let mut evidence = sound();
    make(&mut evidence);
    assert_eq!(found(&evidence), rules);
}

impl Evidence {
    fn stored(&mut self, id: i64) -> &mut Order {
        self.stored.get_mut(&id).expect("it is on record")
    }

    fn outcome(&mut self, number: usize, outcome: Outcome) {
        self.history.requests[number].outcome = outcome;
    }

    fn also(&mut self, started: Micros, ended: Micros, action: Action, outcome: Outcome) {
        self.history.requests.push(request(started, ended, action, outcome));
    }
}

/// In the transaction of the keyed order others have taken the rest for a moment, so that there was a reason to refuse it.
fn for_a_moment(evidence: &mut Evidence) {
    evidence.turns.extend([turn(11 * S, 50, false, &[(SCARCE, 2)]), turn(11 * S, 51, true, &[(SCARCE, 2)])]);
}

#[test]
fn a_sound_history_passes() {
    assert_eq!(found(&sound()), []);
    let nobody_placed_it = |evidence: &mut Evidence| {
        evidence.stored.remove(&42);
        *evidence.stock.get_mut(&SCARCE).expect("a product") += 1;
    };
    defect(nobody_placed_it, &[]);
}

#[test]
fn an_order_that_is_lost() {
    defect(|evidence| drop(evidence.stored.remove(&41)), &[Rule::Stock, Rule::Lost]);
    let with_its_stock = |evidence: &mut Evidence| {
        evidence.stored.remove(&41);
        evidence.stock = [(SCARCE, 6), (AMPLE, 100)].into();
    };
    defect(with_its_stock, &[Rule::Lost]);
}

#[test]
fn an_order_that_was_placed_twice() {
    let twice = |id: i64| {
        move |evidence: &mut Evidence| {
            let order = Order { id: 44, ..evidence.stored(id).clone() };
            for line in &order.lines {
                *evidence.stock.get_mut(&line.product_id).expect("a product") -= line.quantity;
            }
            evidence.stored.insert(44, order);
        }
    };
    defect(twice(41), &[Rule::Unasked]);
    defect(twice(42), &[Rule::Unasked]);
    // Told to two clients who gave the same key.
    let told = |evidence: &mut Evidence| {
        let order = Order { id: 44, ..evidence.stored(41).clone() };
        evidence.outcome(3, shows(201, &order));
        evidence.stored.insert(44, order);
        evidence.stock = [(SCARCE, 2), (AMPLE, 98)].into();
    };
    defect(told, &[Rule::Unasked, Rule::Replies]);
}

#[test]
fn an_order_that_was_refused_and_placed() {
    for refusal in [refused(503, "service_unavailable"), refused(409, "out_of_stock"), Outcome::NotSent] {
        defect(|evidence| evidence.outcome(5, refusal), &[Rule::Unasked]);
    }
}

#[test]
fn an_order_that_was_placed_before_it_was_asked_for() {
    defect(|evidence| evidence.stored(42).created_at = 15 * S - 1, &[Rule::Unasked]);
}

#[test]
fn an_order_that_is_denied_to_its_key() {
    let open = |evidence: &mut Evidence, last: Outcome| {
        for number in [2, 3] {
            evidence.outcome(number, broken());
        }
        evidence.outcome(LAST, last);
    };
    // Asked when all was over, the store says that there is none.
    defect(|evidence| open(evidence, refused(409, "out_of_stock")), &[Rule::Denied, Rule::OutOfStock]);
    // It places another one instead of finding the first.
    let other = order(45, SHOPPER, 90 * S, &[(SCARCE, 2, "2.50"), (AMPLE, 1, "1.25")]);
    let placed_again = |evidence: &mut Evidence| {
        open(evidence, shows(201, &other));
        evidence.stored.insert(45, other);
        evidence.keys.insert(45, "one".to_owned());
        evidence.stock = [(SCARCE, 2), (AMPLE, 98)].into();
    };
    defect(placed_again, &[Rule::Unasked]);
    let forgotten = |evidence: &mut Evidence| evidence.outcome(LAST, refused(409, "out_of_stock"));
    defect(forgotten, &[Rule::Forgotten, Rule::OutOfStock]);
}

#[test]
fn one_order_for_two_intents() {
    let shared = |evidence: &mut Evidence| {
        let order = evidence.stored(41).clone();
        evidence.stored.remove(&42);
        evidence.outcome(5, shows(201, &order));
        *evidence.stock.get_mut(&SCARCE).expect("a product") += 1;
    };
    defect(shared, &[Rule::Altered, Rule::Shared, Rule::Late, Rule::Lines]);
}

#[test]
fn an_order_that_was_placed_without_its_key() {
    defect(|evidence| drop(evidence.keys.remove(&41)), &[Rule::Altered]);
    defect(|evidence| drop(evidence.keys.insert(42, "four".to_owned())), &[Rule::Unasked]);
}

#[test]
fn answers_to_one_key_that_differ() {
    let mut other_bytes = shows(201, &sound().stored[&41]);
    if let Outcome::Done { body, .. } = &mut other_bytes {
        body.push(' ');
    }
    defect(|evidence| evidence.outcome(3, other_bytes), &[Rule::Replies]);
    let mut other_place = shows(201, &sound().stored[&41]);
    if let Outcome::Done { location, .. } = &mut other_place {
        *location = Some("/orders/40".to_owned());
    }
    defect(|evidence| evidence.outcome(3, other_place), &[Rule::Replies]);
}

#[test]
fn another_order_under_a_taken_key() {
    let other = shows(201, &sound().stored[&41]);
    defect(|evidence| evidence.outcome(4, other), &[Rule::KeyReused]);
    defect(|evidence| evidence.outcome(4, refused(409, "out_of_stock")), &[Rule::Refusal]);
}

#[test]
fn half_an_order() {
    let half = |evidence: &mut Evidence| {
        let order = evidence.stored(41);
        order.lines.pop();
        order.total = order.sum();
        evidence.stock.insert(AMPLE, 100);
    };
    defect(half, &[Rule::Altered, Rule::Lines]);
    let answered_by_halves = |evidence: &mut Evidence| {
        half(evidence);
        let answer = shows(201, &evidence.stored(41).clone());
        for number in [2, 3, LAST] {
            evidence.outcome(number, answer.clone());
        }
    };
    defect(answered_by_halves, &[Rule::Lines]);
    let unanswered = |evidence: &mut Evidence| {
        half(evidence);
        for number in [2, 3, LAST] {
            evidence.outcome(number, broken());
        }
        evidence.history.calm.pop();
    };
    defect(unanswered, &[Rule::Lines]);
}

#[test]
fn cancelling_that_nobody_asked_for_or_that_did_not_last() {
    let cancelled = |evidence: &mut Evidence| {
        evidence.stored(42).cancelled = true;
        *evidence.stock.get_mut(&SCARCE).expect("a product") += 1;
    };
    defect(cancelled, &[Rule::Cancelled]);
    let placed_again = |evidence: &mut Evidence| {
        evidence.stored(43).cancelled = false;
        evidence.stock.insert(AMPLE, 96);
    };
    defect(placed_again, &[Rule::Cancelled]);
    let other_lines = Order { total: money("0.00"), ..sound().stored[&43].clone() };
    defect(|evidence| evidence.outcome(9, shows(200, &other_lines)), &[Rule::Cancelled]);
}
