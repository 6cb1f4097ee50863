//! Orders as their owners see them.

use super::defect;
use crate::checker::sound::{
    ACCOUNT, AMPLE, LEAVER, LISTED, S, SHOPPER, SHOWN, account, done, money, order, page, place, refused, shows, sound,
};
use crate::checker::{Evidence, Rule};
use crate::history::{Action, Intent, Outcome, PAGE_SIZE};
use crate::order::Order;

#[test]
fn orders_that_are_shown_as_they_are_not() {
    let kept = |id: i64| sound().stored[&id].clone();
    let placed = Order { cancelled: false, ..kept(43) };
    let others = [
        shows(200, &kept(41)),
        shows(200, &Order { total: money("0.00"), ..placed.clone() }),
        shows(200, &Order { lines: vec![], ..placed.clone() }),
        shows(200, &Order { user_id: SHOPPER, ..placed.clone() }),
        // Nobody had asked to cancel it yet, or it had been cancelled.
        shows(200, &Order { cancelled: true, ..placed.clone() }),
        done(200, "{}".to_owned()),
    ];
    for other in others {
        let early = |evidence: &mut Evidence| {
            evidence.history.requests[SHOWN].ended = 22 * S - 1;
            evidence.outcome(SHOWN, other);
        };
        defect(early, &[Rule::Shown]);
    }
    let again = |order: &Order| {
        let shown = shows(200, order);
        move |evidence: &mut Evidence| {
            evidence.also(24 * S, 25 * S, Action::Show { user_id: LEAVER, order_id: 43 }, shown);
        }
    };
    defect(again(&kept(43)), &[]);
    defect(again(&placed), &[Rule::Shown]);
    defect(|evidence| evidence.outcome(ACCOUNT, account(SHOPPER)), &[Rule::Shown]);
    defect(|evidence| evidence.outcome(SHOWN, refused(404, "order_not_found")), &[Rule::Refusal]);
}

#[test]
fn lists_that_lack_an_order() {
    let kept = |id: i64| sound().stored[&id].clone();
    defect(|evidence| evidence.outcome(LISTED, page(&[], 1)), &[Rule::Listed]);
    defect(|evidence| evidence.outcome(LISTED, page(&[&kept(43)], 2)), &[Rule::Listed]);
    defect(|evidence| evidence.outcome(LISTED, page(&[&kept(41)], 1)), &[Rule::Shown, Rule::Listed]);
    let list = |page: usize, shown: Outcome| {
        move |evidence: &mut Evidence| {
            evidence.also(50 * S, 51 * S, Action::List { user_id: SHOPPER, page }, shown);
        }
    };
    // Of order 42 nobody was told.
    defect(list(1, page(&[&kept(42), &kept(41)], 2)), &[]);
    defect(list(1, page(&[&kept(41)], 1)), &[]);
    defect(list(1, page(&[&kept(41), &kept(42)], 2)), &[Rule::Listed]);
    defect(list(1, page(&[&kept(42)], 1)), &[Rule::Listed]);
    defect(list(1, page(&[&kept(41)], 0)), &[Rule::Listed]);
    defect(list(1, page(&[&kept(41)], 3)), &[Rule::Listed]);
    defect(list(2, page(&[], 2)), &[]);
    // As many as fill a page, numbered from 100 on, of which one is not told on the page where it belongs.
    let many: Vec<Order> =
        (0..=PAGE_SIZE as i64).map(|number| order(100 + number, SHOPPER, 30 * S, &[(AMPLE, 1, "1.25")])).collect();
    let with_many = |left_out: i64, page_number: usize, from: usize, to: usize| {
        let kept = many.iter().rev().filter(|order| order.id != left_out).map(|order| (*order).clone());
        let kept: Vec<Order> = kept.collect();
        let shown = page(&kept[from..to.min(kept.len())].iter().collect::<Vec<_>>(), PAGE_SIZE + 3);
        let many = many.clone();
        move |evidence: &mut Evidence| {
            for order in many {
                evidence.history.intents.push(Intent { user_id: SHOPPER, key: None, lines: vec![(AMPLE, 1)] });
                let intent = evidence.history.intents.len() - 1;
                evidence.also(30 * S, 31 * S, place(intent), shows(201, &order));
                *evidence.stock.get_mut(&AMPLE).expect("a product") -= 1;
                evidence.stored.insert(order.id, order);
            }
            list(page_number, shown)(evidence);
        }
    };
    defect(with_many(0, 1, 0, PAGE_SIZE), &[]);
    defect(with_many(120, 1, 0, PAGE_SIZE), &[Rule::Listed]);
    defect(with_many(100 + PAGE_SIZE as i64, 1, 0, PAGE_SIZE), &[Rule::Listed]);
    defect(with_many(0, 2, PAGE_SIZE, PAGE_SIZE + 1), &[Rule::Listed]);
}
