//! The checker itself: what is sound passes, and each defect put into it breaks its rule.

use grpc::events_v1::{Customer, EventItem, OrderCancelled, OrderEvent, OrderPlaced};

use super::*;

fn order(id: i64, cancelled: bool) -> Order {
    Order { id, cancelled, total_price: "1.00".into(), lines: 1, email: (id != 3).then(|| "a@example.org".into()) }
}

fn event(order_id: i64, cancelled: bool) -> Event {
    let id = format!("{order_id}-{cancelled}");
    let email = (order_id != 3).then(|| "a@example.org".to_owned());
    let customer = Some(Customer { email, ..Customer::default() });
    let (items, total_price) = (vec![EventItem::default()], "1.00".to_owned());
    let (kind, change) = if cancelled {
        ("order.cancelled", Change::Cancelled(OrderCancelled { customer, items, total_price }))
    } else {
        ("order.placed", Change::Placed(OrderPlaced { customer, items, total_price }))
    };
    let headers = [("event-id", id.as_str()), ("event-type", kind)];
    Event {
        key: order_id.to_string(),
        headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        value: OrderEvent { event_id: id.clone(), order_id, change: Some(change), ..OrderEvent::default() },
    }
}

/// Three orders, of which the second is cancelled and the third is of somebody without an address.
fn orders() -> Vec<Order> {
    vec![order(1, false), order(2, true), order(3, false)]
}

fn sound() -> Vec<Event> {
    vec![event(1, false), event(2, false), event(1, false), event(2, true), event(2, false), event(3, false)]
}

fn counts(mails: &[(&str, usize)]) -> BTreeMap<String, usize> {
    mails.iter().map(|(id, count)| ((*id).to_owned(), *count)).collect()
}

#[test]
fn what_comes_again_is_sound() {
    assert_eq!(events(&orders(), &sound()), Vec::<String>::new());
    let once = counts(&[("1-false", 1), ("2-false", 1), ("2-true", 1)]);
    assert_eq!(mails(&orders(), &sound(), &once, &BTreeSet::new()), Vec::<String>::new());
}

/// What is done to sound events.
type Defect = fn(&mut Vec<Event>);

#[test]
fn each_defect_of_events_is_told() {
    let defects: [(&str, Defect); 9] = [
        ("has no event", |events| events.truncate(5)),
        ("has no event, cancelled: true", |events| drop(events.remove(3))),
        ("not cancelled", |events| events.push(event(1, true))),
        ("before it was told", |events| events.swap(1, 3)),
        ("two events", |events| {
            let mut other = event(1, false);
            other.value.event_id = "other".into();
            other.headers.insert("event-id".into(), "other".into());
            events.push(other);
        }),
        ("is the id of", |events| events[5].value.event_id = "1-false".into()),
        ("not on record", |events| events.push(event(9, false))),
        ("does not fit", |events| events[0].key = "2".into()),
        ("does not fit", |events| drop(events[3].headers.insert("event-type".into(), "order.placed".into()))),
    ];
    for (expected, defect) in defects {
        let mut events = sound();
        defect(&mut events);
        let told = super::events(&orders(), &events);
        assert!(told.iter().any(|violation| violation.contains(expected)), "{expected}: {told:?}");
    }
}

#[test]
fn each_mail_too_many_or_too_few_is_told() {
    let cases = [
        (&[("1-false", 1), ("2-false", 1)][..], "has 0 mails"),
        (&[("1-false", 2), ("2-false", 1), ("2-true", 1)], "has 2 mails"),
        (&[("1-false", 1), ("2-false", 1), ("2-true", 1), ("3-false", 1)], "has 1 mails, not 0"),
        (&[("1-false", 1), ("2-false", 1), ("2-true", 1), ("9-false", 1)], "no event"),
    ];
    for (found, expected) in cases {
        let told = mails(&orders(), &sound(), &counts(found), &BTreeSet::from(["2-true".to_owned()]));
        assert!(told.len() == 1 && told[0].contains(expected), "{expected}: {told:?}");
    }
}

#[test]
fn dead_letters_are_what_they_should_be() {
    let letter = |reason: &str, value: &str| DeadLetter {
        key: "1".into(),
        headers: BTreeMap::from([("dead-letter-reason".to_owned(), reason.to_owned())]),
        value: value.into(),
    };
    let poison = ["no event: 1".to_owned()];
    let told = |letters: &[DeadLetter]| dead_letters(&poison, letters).len();
    assert_eq!(told(&[letter("undecodable", "no event: 1"), letter("outcome_unknown", "x")]), 0);
    assert_eq!(told(&[letter("undecodable", "no event: 1"), letter("undecodable", "no event: 1")]), 0);
    assert_eq!(told(&[]), 1, "it is nowhere");
    assert_eq!(told(&[letter("undecodable", "no event: 1"), letter("undecodable", "an event")]), 1);
    assert_eq!(told(&[letter("undecodable", "no event: 1"), letter("retries_exhausted", "an event")]), 1);
}
