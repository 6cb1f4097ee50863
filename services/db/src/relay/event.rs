//! A change of an order, and the event that tells of it (`events.v1.OrderEvent`).

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use grpc::events_v1::{Customer, EventItem, OrderCancelled, OrderEvent, OrderPlaced, order_event};
use prost_types::Timestamp;
use rdkafka::message::{Header, OwnedHeaders};
use rust_decimal::Decimal;
use tokio_postgres::Row;
use uuid::Uuid;

use super::outbox::Names;
use crate::fault::{Fault, column};

/// A row of the outbox with what its event says.
#[derive(Debug)]
pub struct Change {
    pub order_id: i64,
    /// Otherwise it was placed.
    pub cancelled: bool,
    /// In parallel with the next two.
    pub product_ids: Vec<i64>,
    quantities: Vec<i32>,
    unit_prices: Vec<Decimal>,
    total_price: Decimal,
    occurred_at: DateTime<Utc>,
    customer: Customer,
    request_id: Option<String>,
    traceparent: Option<String>,
}

impl Change {
    pub fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            order_id: column(row, "order_id")?,
            cancelled: column(row, "cancelled")?,
            product_ids: column(row, "product_ids")?,
            quantities: column(row, "quantities")?,
            unit_prices: column(row, "unit_prices")?,
            total_price: column(row, "total_price")?,
            occurred_at: column(row, "occurred_at")?,
            customer: Customer {
                user_id: column(row, "user_id")?,
                sid: column(row, "sid")?,
                username: column(row, "username")?,
                email: column(row, "email")?,
            },
            request_id: column(row, "request_id")?,
            traceparent: column(row, "traceparent")?,
        })
    }

    /// When it happened, on the clock that only goes forward; now, should this machine's clock be behind PostgreSQL's.
    pub fn since(&self) -> Instant {
        let age = (Utc::now() - self.occurred_at).to_std().unwrap_or(Duration::ZERO);
        let now = Instant::now();
        now.checked_sub(age).unwrap_or(now)
    }

    /// The same whoever tells of this change, and however often: a UUID of version 8 (RFC 9562, section 5.8) out of the
    /// microseconds since 1970 (60 bits), the order's id (61 bits) and what happened to it. The time keeps it apart from an
    /// order that has the same id after the database was set back.
    pub fn event_id(&self) -> Uuid {
        let time = u128::from(self.occurred_at.timestamp_micros().unsigned_abs());
        let what = u128::from(self.order_id.unsigned_abs()) << 1 | u128::from(self.cancelled);
        // The version and the variant are put over the six bits between.
        let (high, low) = (time >> 12, time & 0xfff);
        Uuid::new_v8((high << 80 | low << 64 | what).to_be_bytes())
    }

    /// The headers of the message. Those that nothing is known for are left out.
    pub fn headers(&self, event_id: &str) -> OwnedHeaders {
        let kind = if self.cancelled { "order.cancelled" } else { "order.placed" };
        let known = [("event-id", Some(event_id)), ("event-type", Some(kind))];
        let rest = [("traceparent", self.traceparent.as_deref()), ("request-id", self.request_id.as_deref())];
        let headers = OwnedHeaders::new_with_capacity(4);
        known
            .into_iter()
            .chain(rest)
            .filter(|(_, value)| value.is_some())
            .fold(headers, |headers, (key, value)| headers.insert(Header { key, value }))
    }

    /// The value of the message.
    pub fn message(&self, event_id: &str, names: &Names) -> OrderEvent {
        let lines = self.product_ids.iter().zip(&self.quantities).zip(&self.unit_prices);
        let items = lines.map(|((&product_id, &quantity), unit_price)| EventItem {
            product_id,
            product_name: names.get(&product_id).cloned().unwrap_or_default(),
            quantity,
            unit_price: money(*unit_price),
        });
        let (customer, items, total_price) = (Some(self.customer.clone()), items.collect(), money(self.total_price));
        let change = if self.cancelled {
            order_event::Change::Cancelled(OrderCancelled { customer, items, total_price })
        } else {
            order_event::Change::Placed(OrderPlaced { customer, items, total_price })
        };
        let nanos = i32::try_from(self.occurred_at.timestamp_subsec_nanos()).unwrap_or_default();
        OrderEvent {
            event_id: event_id.to_owned(),
            order_id: self.order_id,
            occurred_at: Some(Timestamp { seconds: self.occurred_at.timestamp(), nanos }),
            change: Some(change),
        }
    }
}

/// A decimal string with two places.
fn money(amount: Decimal) -> String {
    format!("{amount:.2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(order_id: i64, cancelled: bool, micros: i64) -> Change {
        Change {
            order_id,
            cancelled,
            product_ids: vec![1, 2],
            quantities: vec![3, 1],
            unit_prices: vec![Decimal::new(10, 2), Decimal::new(5, 0)],
            total_price: Decimal::new(53, 1),
            occurred_at: DateTime::from_timestamp_micros(micros).unwrap(),
            customer: Customer::default(),
            request_id: None,
            traceparent: None,
        }
    }

    #[test]
    fn an_event_id_is_that_of_its_change_and_of_no_other() {
        let id = change(7, false, 1_769_860_800_123_456).event_id();
        assert_eq!(id, change(7, false, 1_769_860_800_123_456).event_id());
        assert_eq!((id.get_version_num(), id.get_variant()), (8, uuid::Variant::RFC4122));
        assert_eq!(id.to_string(), "00649add-44b1-8240-8000-00000000000e");
        let others = [(7, true, 0), (8, false, 0), (i64::MAX / 4, true, 0), (7, false, 1), (7, false, 4096)];
        for (order_id, cancelled, later) in others {
            assert_ne!(change(order_id, cancelled, 1_769_860_800_123_456 + later).event_id(), id);
        }
    }

    #[test]
    fn it_says_what_happened_and_leaves_out_what_is_not_known() {
        let names = Names::from([(1, "Pen".to_owned()), (2, "Mug".to_owned())]);
        let event = change(7, true, 1_500_000).message("id", &names);
        assert_eq!(event.occurred_at, Some(Timestamp { seconds: 1, nanos: 500_000_000 }));
        let Some(order_event::Change::Cancelled(cancelled)) = event.change else { panic!("it was cancelled") };
        let told = |item: &EventItem| format!("{} {} {}", item.quantity, item.product_name, item.unit_price);
        assert_eq!(cancelled.items.iter().map(told).collect::<Vec<_>>(), ["3 Pen 0.10", "1 Mug 5.00"]);
        assert_eq!(cancelled.total_price, "5.30");

        use rdkafka::message::Headers;
        let known = Change { traceparent: Some("00-t".into()), ..change(7, false, 0) };
        let keys =
            |change: &Change| change.headers("id").iter().map(|header| header.key.to_owned()).collect::<Vec<_>>();
        assert_eq!(keys(&change(7, false, 0)), ["event-id", "event-type"]);
        assert_eq!(keys(&known), ["event-id", "event-type", "traceparent"]);
    }
}
