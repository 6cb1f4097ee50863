//! An order as the checker sees it, whether it comes from an answer's body or from the database.

use chrono::DateTime;
use grpc::store_v1;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::history::Micros;

/// An order on record, or as an answer shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    pub id: i64,
    pub user_id: i64,
    pub cancelled: bool,
    /// In order of product ids.
    pub lines: Vec<Line>,
    pub total: Decimal,
    pub created_at: Micros,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub product_id: i64,
    pub quantity: i32,
    pub unit_price: Decimal,
}

impl Order {
    /// From the body of an answer; none when it is not an order.
    pub fn of_body(body: &str) -> Option<Self> {
        Self::of_value(&serde_json::from_str(body).ok()?)
    }

    /// From a part of such a body.
    pub fn of_value(value: &Value) -> Option<Self> {
        let line = |item: &Value| {
            Some(Line {
                product_id: item["product_id"].as_i64()?,
                quantity: i32::try_from(item["quantity"].as_i64()?).ok()?,
                unit_price: item["unit_price"].as_str()?.parse().ok()?,
            })
        };
        Some(Self {
            id: value["id"].as_i64()?,
            user_id: value["user_id"].as_i64()?,
            cancelled: match value["status"].as_str()? {
                "placed" => false,
                "cancelled" => true,
                _ => return None,
            },
            lines: value["items"].as_array()?.iter().map(line).collect::<Option<_>>()?,
            total: value["total_price"].as_str()?.parse().ok()?,
            created_at: DateTime::parse_from_rfc3339(value["created_at"].as_str()?).ok()?.timestamp_micros(),
        })
    }

    /// From the DB service; none when what it says makes no sense.
    pub fn of_row(row: &store_v1::Order) -> Option<Self> {
        let line = |item: &store_v1::OrderItem| {
            let unit_price = item.unit_price.parse().ok()?;
            Some(Line { product_id: item.product_id, quantity: item.quantity, unit_price })
        };
        let created_at = row.created_at?;
        Some(Self {
            id: row.id,
            user_id: row.user_id,
            cancelled: match row.status() {
                store_v1::OrderStatus::Placed => false,
                store_v1::OrderStatus::Cancelled => true,
                store_v1::OrderStatus::Unspecified => return None,
            },
            lines: row.items.iter().map(line).collect::<Option<_>>()?,
            total: row.total_price.parse().ok()?,
            created_at: created_at.seconds * 1_000_000 + i64::from(created_at.nanos) / 1_000,
        })
    }

    /// What it asks for, in order of product ids.
    pub fn wanted(&self) -> Vec<(i64, i32)> {
        self.lines.iter().map(|line| (line.product_id, line.quantity)).collect()
    }

    /// The sum of quantity times price.
    pub fn sum(&self) -> Decimal {
        self.lines.iter().map(|line| line.unit_price * Decimal::from(line.quantity)).sum()
    }

    /// Whether both are the same but for having been cancelled.
    pub fn is_same_as(&self, other: &Self) -> bool {
        *self == Self { cancelled: self.cancelled, ..other.clone() }
    }
}

/// A page of somebody's orders, newest first.
#[derive(Debug)]
pub struct Page {
    pub orders: Vec<Order>,
    /// How many there are on all pages.
    pub total: usize,
}

impl Page {
    /// From the body of an answer; none when it is not a page of orders.
    pub fn of_body(body: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(body).ok()?;
        Some(Self {
            orders: value["items"].as_array()?.iter().map(Order::of_value).collect::<Option<_>>()?,
            total: usize::try_from(value["total_count"].as_u64()?).ok()?,
        })
    }
}

/// Lines in order of product ids, as every order has them in the end.
pub fn sorted(lines: &[(i64, i32)]) -> Vec<(i64, i32)> {
    let mut lines = lines.to_vec();
    lines.sort_unstable();
    lines
}

/// `2 of product 7, 1 of product 9`
pub fn shown(lines: &[(i64, i32)]) -> String {
    let line = |(product_id, quantity): &(i64, i32)| format!("{quantity} of product {product_id}");
    lines.iter().map(line).collect::<Vec<_>>().join(", ")
}
