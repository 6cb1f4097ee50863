//! The checker finds what it is there for: a sound history passes, and with one defect in it, of any kind, it does not.

use super::sound::{
    AMPLE, LEAVER, S, SCARCE, SHOPPER, SOLD_OUT, broken, done, money, order, place, product, refused, request, shows,
    sound,
};
use super::{Evidence, Rule, check};
use crate::history::{Action, Intent, Micros, Outcome};
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
        // Before the last one, which is the one that asks after all is over.
        let last = self.history.requests.len() - 1;
        self.history.requests.insert(last, request(started, ended, action, outcome));
    }
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
        evidence.outcome(15, last);
    };
    // Asked when all was over, the store says that there is none.
    defect(|evidence| open(evidence, refused(409, "out_of_stock")), &[Rule::Unasked]);
    // It places another one instead of finding the first.
    let other = order(45, SHOPPER, 90 * S, &[(SCARCE, 2, "2.50"), (AMPLE, 1, "1.25")]);
    let placed_again = |evidence: &mut Evidence| {
        open(evidence, shows(201, &other));
        evidence.stored.insert(45, other);
        evidence.stock = [(SCARCE, 2), (AMPLE, 98)].into();
    };
    defect(placed_again, &[Rule::Unasked]);
    let forgotten = |evidence: &mut Evidence| evidence.outcome(15, refused(409, "out_of_stock"));
    defect(forgotten, &[Rule::Forgotten]);
}

#[test]
fn one_order_for_two_intents() {
    let shared = |evidence: &mut Evidence| {
        let order = evidence.stored(41).clone();
        evidence.stored.remove(&42);
        evidence.outcome(5, shows(201, &order));
        *evidence.stock.get_mut(&SCARCE).expect("a product") += 1;
    };
    defect(shared, &[Rule::Shared, Rule::Lines]);
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
        for number in [2, 3, 15] {
            evidence.outcome(number, answer.clone());
        }
    };
    defect(answered_by_halves, &[Rule::Lines]);
    let unanswered = |evidence: &mut Evidence| {
        half(evidence);
        for number in [2, 3, 15] {
            evidence.outcome(number, broken());
        }
        evidence.history.calm.pop();
    };
    defect(unanswered, &[Rule::Unasked]);
}

#[test]
fn stock_that_is_off_by_one() {
    for (product_id, by) in [(SCARCE, 1), (SCARCE, -1), (AMPLE, 1)] {
        defect(|evidence| *evidence.stock.get_mut(&product_id).expect("a product") += by, &[Rule::Stock]);
    }
}

#[test]
fn stock_that_returned_twice_or_never() {
    for stock in [102, 96] {
        defect(|evidence| *evidence.stock.get_mut(&AMPLE).expect("a product") = stock, &[Rule::Stock]);
    }
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

#[test]
fn reads_of_what_never_was_and_of_what_was_long_ago() {
    defect(|evidence| evidence.outcome(0, product(-1, "2.50")), &[Rule::NegativeRead]);
    defect(|evidence| evidence.outcome(14, product(2, "2.50")), &[Rule::Read]);
    defect(|evidence| evidence.outcome(14, product(4, "1.00")), &[Rule::Read]);
    defect(|evidence| evidence.outcome(0, product(4, "2.50")), &[Rule::Read]);
    defect(|evidence| evidence.outcome(14, product(3, "2.50")), &[Rule::StaleRead]);
    defect(|evidence| evidence.outcome(14, done(200, "{}".to_owned())), &[Rule::Read]);
}

#[test]
fn a_wrong_total() {
    let everywhere = |change: fn(&mut Order)| {
        move |evidence: &mut Evidence| {
            change(evidence.stored(41));
            let answer = shows(201, &evidence.stored(41).clone());
            for number in [2, 3, 15] {
                evidence.outcome(number, answer.clone());
            }
        }
    };
    defect(everywhere(|order| order.total += money("0.01")), &[Rule::Total]);
    // The sum is right, of prices that came later.
    let later = |order: &mut Order| {
        order.lines[1].unit_price = money("1.25");
        order.total = order.sum();
    };
    defect(everywhere(later), &[Rule::Price]);
    // A later price reached an order that had been answered.
    defect(|evidence| later(evidence.stored(41)), &[Rule::Altered, Rule::Price]);
}

#[test]
fn a_closed_account_that_orders() {
    let after = order(46, LEAVER, 24 * S, &[(AMPLE, 1, "1.25")]);
    let placed = |evidence: &mut Evidence| {
        evidence.history.intents.push(Intent { user_id: LEAVER, key: None, lines: vec![(AMPLE, 1)] });
        evidence.also(24 * S, 25 * S, place(4), shows(201, &after));
        evidence.stored.insert(46, after);
        evidence.stock.insert(AMPLE, 98);
    };
    defect(placed, &[Rule::Closed]);
}

#[test]
fn refusals_without_a_reason() {
    for refusal in [refused(401, "unauthorized"), refused(404, "product_not_found"), refused(429, "too_many_requests")]
    {
        defect(|evidence| evidence.also(30 * S, 31 * S, place(SOLD_OUT), refusal), &[Rule::Refusal]);
    }
    let of_plenty = |evidence: &mut Evidence| {
        evidence.history.intents.push(Intent { user_id: SHOPPER, key: None, lines: vec![(AMPLE, 1)] });
        evidence.also(30 * S, 31 * S, place(4), refused(409, "out_of_stock"));
    };
    defect(of_plenty, &[Rule::Refusal]);
    defect(|evidence| evidence.outcome(10, refused(404, "order_not_found")), &[Rule::Refusal]);
    let defective = Outcome::Failed { status: 500, code: "internal_error".to_owned() };
    defect(|evidence| evidence.also(30 * S, 31 * S, place(SOLD_OUT), defective), &[Rule::Refusal]);
}

#[test]
fn failures_while_nothing_is_broken() {
    let failed = Outcome::Failed { status: 504, code: "deadline_exceeded".to_owned() };
    for outcome in [failed, broken(), refused(503, "service_unavailable"), Outcome::NotSent] {
        let read = Action::Read { product_id: SCARCE };
        defect(|evidence| evidence.also(3 * S, 4 * S, read.clone(), outcome.clone()), &[Rule::Calm]);
        defect(|evidence| evidence.also(12 * S, 13 * S, read, outcome), &[]);
    }
    defect(|evidence| evidence.also(3 * S, 4 * S, place(SOLD_OUT), Outcome::Left), &[]);
}

#[test]
fn what_the_staff_did_and_is_not_there() {
    let lost = |evidence: &mut Evidence| {
        evidence.restocks.clear();
        evidence.stock.insert(SCARCE, 0);
    };
    defect(lost, &[Rule::Staff]);
    let never = |evidence: &mut Evidence| {
        evidence.history.requests[7].action = Action::Reprice { product_id: AMPLE, price: money("1.30") }
    };
    defect(never, &[Rule::Staff]);
}
