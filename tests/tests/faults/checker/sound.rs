//! A history in which nothing is wrong, and what others are made of.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{Evidence, Goods};
use crate::history::{Action, History, Intent, Micros, Outcome, Request, Span};
use crate::order::{Line, Order};
use crate::witness::{Note, Restock, State, Turn};

pub const SHOPPER: i64 = 7;
pub const LEAVER: i64 = 8;
pub const SCARCE: i64 = 1;
pub const AMPLE: i64 = 2;

/// The numbers of the intents of [`sound`].
pub const KEYED: usize = 0;
pub const KEYLESS: usize = 1;
pub const SOLD_OUT: usize = 2;
pub const LEFT: usize = 3;

/// The numbers of some of its requests.
pub const SHOWN: usize = 15;
pub const LISTED: usize = 16;
pub const ACCOUNT: usize = 17;
/// Asked when all is over.
pub const LAST: usize = 18;

pub fn money(text: &str) -> Decimal {
    text.parse().expect("an amount")
}

pub fn order(id: i64, user_id: i64, created_at: Micros, lines: &[(i64, i32, &str)]) -> Order {
    let line =
        |&(product_id, quantity, price): &(i64, i32, &str)| Line { product_id, quantity, unit_price: money(price) };
    let lines: Vec<Line> = lines.iter().map(line).collect();
    let mut order = Order { id, user_id, cancelled: false, lines, total: Decimal::ZERO, created_at };
    order.total = order.sum();
    order
}

pub fn done(status: u16, body: String) -> Outcome {
    Outcome::Done { status, location: None, body }
}

pub fn shows(status: u16, order: &Order) -> Outcome {
    let location = (status == 201).then(|| format!("/orders/{}", order.id));
    Outcome::Done { status, location, body: shown(order).to_string() }
}

fn shown(order: &Order) -> Value {
    let at = chrono::DateTime::from_timestamp_micros(order.created_at).expect("a time");
    let items: Vec<_> = order
        .lines
        .iter()
        .map(|line| json!({ "product_id": line.product_id, "quantity": line.quantity, "unit_price": line.unit_price.to_string() }))
        .collect();
    json!({
        "id": order.id, "user_id": order.user_id, "status": if order.cancelled { "cancelled" } else { "placed" },
        "items": items, "total_price": order.total.to_string(), "created_at": at.to_rfc3339(),
    })
}

pub fn product(stock: i64, price: &str) -> Outcome {
    done(200, json!({ "stock": stock, "price": price }).to_string())
}

pub fn broken() -> Outcome {
    Outcome::Broken { why: "the connection was lost".to_owned() }
}

pub fn refused(status: u16, code: &str) -> Outcome {
    Outcome::Refused { status, code: code.to_owned() }
}

pub fn request(started: Micros, ended: Micros, action: Action, outcome: Outcome) -> Request {
    Request { door: "nginx", action, started, ended, outcome }
}

pub fn place(intent: usize) -> Action {
    Action::Place { intent }
}

/// Everything at one moment is one transaction.
pub fn note(at: Micros) -> Note {
    Note { number: at, at, transaction: at }
}

pub fn states(states: &[(Micros, i32, &str)]) -> Vec<State> {
    states.iter().map(|&(at, stock, price)| State { note: note(at), stock, price: money(price) }).collect()
}

pub fn turn(at: Micros, order_id: i64, cancelled: bool, lines: &[(i64, i32)]) -> Turn {
    Turn { note: note(at), order_id, cancelled, lines: lines.to_vec() }
}

pub fn account(user_id: i64) -> Outcome {
    done(200, json!({ "id": user_id }).to_string())
}

pub fn page(orders: &[&Order], total: usize) -> Outcome {
    let items: Vec<_> = orders.iter().map(|order| shown(order)).collect();
    done(200, json!({ "items": items, "total_count": total }).to_string())
}

/// Seconds, so that moments are easy to read.
pub const S: Micros = 1_000_000;

/// A history with a bit of everything in which nothing is wrong.
pub fn sound() -> Evidence {
    let keyed = order(41, SHOPPER, 11 * S, &[(SCARCE, 2, "2.50"), (AMPLE, 1, "1.00")]);
    let keyless = order(42, SHOPPER, 16 * S, &[(SCARCE, 1, "2.50")]);
    let left = order(43, LEAVER, 20 * S, &[(AMPLE, 3, "1.25")]);
    let left_and_cancelled = Order { cancelled: true, ..left.clone() };
    let cancel = Action::Cancel { user_id: LEAVER, order_id: 43 };
    let intent = |user_id: i64, key: Option<&str>, lines: &[(i64, i32)]| Intent {
        user_id,
        key: key.map(str::to_owned),
        lines: lines.to_vec(),
    };
    let history = History {
        began: 0,
        intents: vec![
            intent(SHOPPER, Some("one"), &[(AMPLE, 1), (SCARCE, 2)]),
            intent(SHOPPER, None, &[(SCARCE, 1)]),
            intent(SHOPPER, Some("two"), &[(SCARCE, 3)]),
            intent(LEAVER, Some("three"), &[(AMPLE, 3)]),
        ],
        requests: vec![
            request(S, 2 * S, Action::Read { product_id: SCARCE }, product(3, "2.50")),
            request(10 * S, 12 * S, place(KEYED), broken()),
            request(13 * S, 14 * S, place(KEYED), shows(201, &keyed)),
            request(13 * S, 14 * S, place(KEYED), shows(201, &keyed)),
            request(14 * S, 15 * S, Action::Misuse { intent: KEYED }, refused(422, "idempotency_key_reused")),
            request(15 * S, 17 * S, place(KEYLESS), Outcome::Left),
            request(17 * S, 18 * S, place(SOLD_OUT), refused(409, "out_of_stock")),
            request(
                18 * S,
                19 * S,
                Action::Reprice { product_id: AMPLE, price: money("1.25") },
                done(200, String::new()),
            ),
            request(20 * S, 21 * S, place(LEFT), shows(201, &left)),
            request(22 * S, 23 * S, cancel.clone(), shows(200, &left_and_cancelled)),
            request(22 * S, 23 * S, cancel, Outcome::NotSent),
            request(22 * S, 23 * S, Action::Leave { user_id: LEAVER }, done(204, String::new())),
            request(24 * S, 25 * S, place(LEFT), refused(401, "unauthorized")),
            request(
                26 * S,
                27 * S,
                Action::Restock { mark: 5, product_id: SCARCE, amount: 4 },
                done(200, String::new()),
            ),
            request(28 * S, 29 * S, Action::Read { product_id: SCARCE }, product(4, "2.50")),
            request(21 * S + 1, 22 * S, Action::Show { user_id: LEAVER, order_id: 43 }, shows(200, &left)),
            request(21 * S + 1, 22 * S, Action::List { user_id: LEAVER, page: 1 }, page(&[&left], 1)),
            request(21 * S + 1, 22 * S, Action::ShowAccount { user_id: LEAVER }, account(LEAVER)),
            request(90 * S, 91 * S, place(KEYED), shows(201, &keyed)),
        ],
        calm: vec![span(0, 9), span(80, 100)],
        faults: vec![span(9, 30)],
        kills: vec![11 * S],
        stops: vec![],
        ineffective: vec![],
    };
    let scarce = [(0, 3, "2.50"), (11 * S, 1, "2.50"), (16 * S, 0, "2.50"), (26 * S, 4, "2.50")];
    let ample =
        [(0, 100, "1.00"), (11 * S, 99, "1.00"), (18 * S + 1, 99, "1.25"), (20 * S, 96, "1.25"), (22 * S, 99, "1.25")];
    Evidence {
        history,
        shelf: vec![Goods { product_id: SCARCE, stock: 3 }, Goods { product_id: AMPLE, stock: 100 }],
        stored: [keyed, keyless, left_and_cancelled].map(|order| (order.id, order)).into(),
        keys: [(41, "one".to_owned()), (43, "three".to_owned())].into(),
        stock: [(SCARCE, 4), (AMPLE, 99)].into(),
        restocks: [(5, Restock { product_id: SCARCE, amount: 4, transaction: 26 * S })].into(),
        states: [(SCARCE, states(&scarce)), (AMPLE, states(&ample))].into(),
        turns: vec![
            turn(11 * S, 41, false, &[(SCARCE, 2), (AMPLE, 1)]),
            turn(16 * S, 42, false, &[(SCARCE, 1)]),
            turn(20 * S, 43, false, &[(AMPLE, 3)]),
            turn(22 * S, 43, true, &[(AMPLE, 3)]),
        ],
    }
}

pub fn span(from: Micros, to: Micros) -> Span {
    Span { from: from * S, to: to * S, what: String::new() }
}
