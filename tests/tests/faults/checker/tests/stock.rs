//! Stock and prices, what readers see of them, and the staff.

use super::defect;
use crate::checker::sound::{AMPLE, LAST, S, SCARCE, done, money, note, product, shows, turn};
use crate::checker::{Evidence, Rule};
use crate::history::Action;
use crate::order::Order;

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
fn stock_and_orders_that_change_apart() {
    // The units of order 42 go five seconds before it, and return two seconds late.
    let early = |evidence: &mut Evidence| {
        let states = evidence.states.get_mut(&SCARCE).expect("a product");
        states[2].note = note(13 * S);
    };
    defect(early, &[Rule::Together]);
    let late = |evidence: &mut Evidence| {
        let states = evidence.states.get_mut(&AMPLE).expect("a product");
        states[4].note = note(24 * S);
    };
    defect(late, &[Rule::Together]);
    let restock = |evidence: &mut Evidence| evidence.restocks.get_mut(&5).expect("a restock").transaction = 16 * S;
    defect(restock, &[Rule::Together]);
    // Another order has it all: what was placed and what returned comes to nothing, and no state is left of it.
    let both = |quantity: i32| {
        move |evidence: &mut Evidence| {
            evidence
                .turns
                .extend([turn(24 * S, 50, false, &[(AMPLE, 2)]), turn(24 * S, 51, true, &[(AMPLE, quantity)])]);
        }
    };
    defect(both(2), &[]);
    defect(both(1), &[Rule::Together]);
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
            for number in [2, 3, LAST] {
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
fn what_the_staff_did_and_is_not_there() {
    let lost = |evidence: &mut Evidence| {
        evidence.restocks.clear();
        evidence.stock.insert(SCARCE, 0);
    };
    defect(lost, &[Rule::Together, Rule::Staff]);
    let never = |evidence: &mut Evidence| {
        evidence.history.requests[7].action = Action::Reprice { product_id: AMPLE, price: money("1.30") }
    };
    defect(never, &[Rule::Staff]);
}
