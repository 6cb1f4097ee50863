//! Orders, and the events of them as the DB service writes them.

use grpc::events_v1::{Customer, EventItem, OrderCancelled, OrderEvent, OrderPlaced, order_event::Change};
use prost_types::Timestamp;
use uuid::Uuid;

/// An order of a customer whom nobody else is.
pub struct Order {
    pub id: i64,
    pub email: String,
    pub username: Option<String>,
    /// Name, quantity, unit price.
    pub items: Vec<(String, i32, String)>,
    pub total: String,
    pub placed_id: Uuid,
    pub cancelled_id: Uuid,
}

impl Order {
    pub fn new() -> Self {
        let id = i64::from(super::number());
        Self {
            id,
            email: format!("customer-{id}@example.org"),
            username: Some("Ada".to_owned()),
            items: vec![("Hoodie".into(), 2, "49.99".into()), ("Mug".into(), 1, "9.99".into())],
            total: "109.97".into(),
            placed_id: Uuid::new_v4(),
            cancelled_id: Uuid::new_v4(),
        }
    }

    /// Of a customer with this address.
    pub fn to(email: &str) -> Self {
        Self { email: email.to_owned(), ..Self::new() }
    }

    pub fn placed(&self) -> OrderEvent {
        let placed =
            OrderPlaced { customer: Some(self.customer()), items: self.items(), total_price: self.total.clone() };
        self.event(self.placed_id, Change::Placed(placed))
    }

    pub fn cancelled(&self) -> OrderEvent {
        let cancelled =
            OrderCancelled { customer: Some(self.customer()), items: self.items(), total_price: self.total.clone() };
        self.event(self.cancelled_id, Change::Cancelled(cancelled))
    }

    fn event(&self, event_id: Uuid, change: Change) -> OrderEvent {
        let occurred_at = Timestamp { seconds: 1_769_860_800, nanos: 123_000_000 };
        let event_id = event_id.to_string();
        OrderEvent { event_id, order_id: self.id, occurred_at: Some(occurred_at), change: Some(change) }
    }

    fn customer(&self) -> Customer {
        Customer {
            user_id: self.id,
            sid: format!("s{:07}", self.id),
            username: self.username.clone(),
            email: Some(self.email.clone()).filter(|email| !email.is_empty()),
        }
    }

    fn items(&self) -> Vec<EventItem> {
        let item = |(number, (name, quantity, price)): (i64, &(String, i32, String))| EventItem {
            product_id: number,
            product_name: name.clone(),
            quantity: *quantity,
            unit_price: price.clone(),
        };
        (1..).zip(&self.items).map(item).collect()
    }
}
