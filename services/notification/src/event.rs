//! An order event as this service reads it: everything that a mail says, checked. How it comes and what is done with it is
//! decided elsewhere.

use chrono::{DateTime, Utc};
use grpc::events_v1::{Customer, EventItem, OrderEvent, order_event::Change};
use prost::Message;
use rust_decimal::Decimal;
use uuid::Uuid;

/// One committed change of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) id: Uuid,
    pub(crate) kind: Kind,
    pub(crate) order_id: i64,
    pub(crate) occurred_at: DateTime<Utc>,
    pub(crate) sid: String,
    /// What the customer is called by: the user name, or the sid where there is none.
    pub(crate) name: String,
    /// Where the mail goes. Nobody has looked at it yet.
    pub(crate) email: Option<String>,
    pub(crate) lines: Vec<Line>,
    pub(crate) total: Decimal,
}

/// What has happened to the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Placed,
    Cancelled,
}

impl Kind {
    /// What its mail is called in logs and metrics.
    pub(crate) fn mail(self) -> &'static str {
        match self {
            Self::Placed => "confirmation",
            Self::Cancelled => "cancellation",
        }
    }
}

/// A line of the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) quantity: i32,
    pub(crate) unit_price: Decimal,
    pub(crate) sum: Decimal,
}

/// Why a message is no order event. It will not become one by trying again.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(crate) enum Undecodable {
    #[error("the message is empty")]
    Empty,
    #[error("not an events.v1.OrderEvent: {0}")]
    Protobuf(String),
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("{0} cannot be used")]
    Unusable(&'static str),
    #[error("the total is not the sum of the lines")]
    Total,
}

impl Event {
    /// Read and check the value of a message.
    pub(crate) fn decode(value: Option<&[u8]>) -> Result<Self, Undecodable> {
        // No bytes at all would decode, too, as an event of nothing but defaults.
        let value = value.filter(|value| !value.is_empty()).ok_or(Undecodable::Empty)?;
        let event = OrderEvent::decode(value).map_err(|error| Undecodable::Protobuf(error.to_string()))?;
        let id = event.event_id.parse().map_err(|_| Undecodable::Unusable("event_id"))?;
        if event.order_id < 1 {
            return Err(Undecodable::Unusable("order_id"));
        }
        let (kind, customer, items, total) = match event.change.ok_or(Undecodable::Missing("change"))? {
            Change::Placed(placed) => (Kind::Placed, placed.customer, placed.items, placed.total_price),
            Change::Cancelled(cancelled) => {
                (Kind::Cancelled, cancelled.customer, cancelled.items, cancelled.total_price)
            }
        };
        let customer = customer.ok_or(Undecodable::Missing("customer"))?;
        let occurred_at = event.occurred_at.ok_or(Undecodable::Missing("occurred_at"))?;
        let nanoseconds = u32::try_from(occurred_at.nanos).map_err(|_| Undecodable::Unusable("occurred_at"))?;
        let occurred_at = DateTime::from_timestamp(occurred_at.seconds, nanoseconds);
        let lines = items.into_iter().map(line).collect::<Result<Vec<_>, _>>()?;
        let total = price(&total).ok_or(Undecodable::Unusable("total_price"))?;
        if sum(&lines).ok_or(Undecodable::Unusable("unit_price"))? != total {
            return Err(Undecodable::Total);
        }
        Ok(Self {
            id,
            kind,
            order_id: event.order_id,
            occurred_at: occurred_at.ok_or(Undecodable::Unusable("occurred_at"))?,
            name: name(&customer),
            sid: customer.sid,
            email: customer.email.filter(|email| !email.trim().is_empty()),
            lines,
            total,
        })
    }
}

fn line(item: EventItem) -> Result<Line, Undecodable> {
    if item.quantity < 1 {
        return Err(Undecodable::Unusable("quantity"));
    }
    let unit_price = price(&item.unit_price).ok_or(Undecodable::Unusable("unit_price"))?;
    let sum = unit_price.checked_mul(item.quantity.into()).ok_or(Undecodable::Unusable("unit_price"))?;
    Ok(Line { name: item.product_name, quantity: item.quantity, unit_price, sum })
}

/// A decimal string with two places, from 0.
fn price(text: &str) -> Option<Decimal> {
    let (whole, cents) = text.split_once('.')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = (1..=12).contains(&whole.len()) && cents.len() == 2 && digits(whole) && digits(cents);
    if plain { text.parse().ok() } else { None }
}

fn sum(lines: &[Line]) -> Option<Decimal> {
    if lines.is_empty() {
        return None;
    }
    lines.iter().try_fold(Decimal::ZERO, |sum, line| sum.checked_add(line.sum))
}

fn name(customer: &Customer) -> String {
    customer.username.clone().filter(|name| !name.trim().is_empty()).unwrap_or_else(|| customer.sid.clone())
}

#[cfg(test)]
mod tests {
    use grpc::events_v1::OrderPlaced;
    use prost_types::Timestamp;

    use super::*;

    fn event(change: impl FnOnce(&mut OrderEvent, &mut OrderPlaced)) -> Result<Event, Undecodable> {
        let item = EventItem { product_id: 3, product_name: "Mug".into(), quantity: 3, unit_price: "9.99".into() };
        let customer = Customer { user_id: 7, sid: "s1234567".into(), username: None, email: None };
        let mut placed = OrderPlaced { customer: Some(customer), items: vec![item], total_price: "29.97".into() };
        let mut event = OrderEvent {
            event_id: "0f8fad5b-d9cb-469f-a165-70867728950e".into(),
            order_id: 42,
            occurred_at: Some(Timestamp { seconds: 1_769_860_800, nanos: 0 }),
            change: None,
        };
        change(&mut event, &mut placed);
        if event.change.is_none() {
            event.change = Some(Change::Placed(placed));
        }
        Event::decode(Some(&event.encode_to_vec()))
    }

    #[test]
    fn what_is_missing_is_filled_in() {
        let plain = event(|_, _| {}).unwrap();
        assert_eq!((plain.name.as_str(), plain.email.as_deref()), ("s1234567", None));
        assert_eq!(plain.lines[0].sum.to_string(), "29.97");
        let named = event(|_, placed| {
            let customer = placed.customer.as_mut().unwrap();
            customer.username = Some("Ada".into());
            customer.email = Some(" ".into());
        });
        let named = named.unwrap();
        assert_eq!((named.name.as_str(), named.email.as_deref()), ("Ada", None));
    }

    #[test]
    fn what_is_no_event_is_refused() {
        assert_eq!(Event::decode(None), Err(Undecodable::Empty));
        assert_eq!(Event::decode(Some(b"")), Err(Undecodable::Empty));
        assert!(matches!(Event::decode(Some(b"\xff\xff")), Err(Undecodable::Protobuf(_))));
        type Spoil = fn(&mut OrderEvent, &mut OrderPlaced);
        let cases: [(Spoil, Undecodable); 9] = [
            (|event, _| event.event_id = "42".into(), Undecodable::Unusable("event_id")),
            (|event, _| event.order_id = 0, Undecodable::Unusable("order_id")),
            (|event, _| event.occurred_at = None, Undecodable::Missing("occurred_at")),
            (
                |event, _| event.occurred_at = Some(Timestamp { seconds: i64::MAX, nanos: 0 }),
                Undecodable::Unusable("occurred_at"),
            ),
            (|_, placed| placed.customer = None, Undecodable::Missing("customer")),
            (|_, placed| placed.items[0].quantity = 0, Undecodable::Unusable("quantity")),
            (|_, placed| placed.items[0].unit_price = "1e3".into(), Undecodable::Unusable("unit_price")),
            (|_, placed| placed.total_price = "29.98".into(), Undecodable::Total),
            (|_, placed| placed.items.clear(), Undecodable::Unusable("unit_price")),
        ];
        for (spoil, expected) in cases {
            assert_eq!(event(spoil), Err(expected));
        }
    }
}
