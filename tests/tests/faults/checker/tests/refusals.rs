//! Refusals, for want of stock and others, and failures.

use super::{defect, for_a_moment};
use crate::checker::sound::{
    AMPLE, LEAVER, S, SCARCE, SHOPPER, SOLD_OUT, broken, money, note, order, place, refused, shows, turn,
};
use crate::checker::{Evidence, Rule};
use crate::history::{Action, Intent, Micros, Outcome};
use crate::witness::State;

#[test]
fn refusals_for_want_of_stock_that_there_was() {
    let refused_at = |started: Micros| {
        move |evidence: &mut Evidence| {
            evidence.history.intents.push(Intent { user_id: SHOPPER, key: None, lines: vec![(SCARCE, 2), (AMPLE, 1)] });
            evidence.also(started, started + S, place(4), refused(409, "out_of_stock"));
        }
    };
    // Three until 11 s, then one, none from 16 s, four from 26 s.
    defect(refused_at(2 * S), &[Rule::OutOfStock]);
    defect(refused_at(10 * S), &[]);
    // The restock was noted before it was committed; when that was is only known when another change follows.
    defect(refused_at(27 * S), &[]);
    let succeeded = |at: Micros| {
        move |evidence: &mut Evidence| {
            let states = evidence.states.get_mut(&SCARCE).expect("a product");
            states.push(State { note: note(28 * S), stock: 4, price: money("9.99") });
            refused_at(at)(evidence);
        }
    };
    defect(succeeded(29 * S + S / 2), &[]);
    defect(succeeded(29 * S + S / 2 + 1), &[Rule::OutOfStock]);
    // Others of the same transaction had it all, and gave it back.
    let taken_and_returned = |evidence: &mut Evidence| {
        evidence.turns.extend([turn(60 * S, 50, false, &[(SCARCE, 3)]), turn(60 * S, 51, true, &[(SCARCE, 3)])]);
        succeeded(61 * S)(evidence);
    };
    defect(taken_and_returned, &[]);
    defect(succeeded(61 * S), &[Rule::OutOfStock]);
}

#[test]
fn one_key_that_is_answered_and_refused_at_once() {
    // There were three when it was placed and one after that: who asked then is told of the order.
    let refusal = refused(409, "out_of_stock");
    defect(|evidence| evidence.outcome(3, refusal.clone()), &[Rule::OutOfStock]);
    let others_first = |evidence: &mut Evidence| {
        for_a_moment(evidence);
        evidence.outcome(3, refusal);
    };
    defect(others_first, &[]);
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
    defect(of_plenty, &[Rule::OutOfStock]);
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
