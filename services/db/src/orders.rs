//! The orders of the shop: reading them. Placing and cancelling, which move stock, have files of their own.

mod cancel;
mod idempotency;
mod place;
mod verdict;

use std::time::Duration;

use chrono::{DateTime, Utc};
use deadpool_postgres::Client;
use rust_decimal::Decimal;
use tokio_postgres::Row;

use crate::{
    database::Database,
    failure::Failure,
    fault::{Fault, Kind, column},
    page::{Page, PageRequest},
    queries,
};

pub use idempotency::forget_old_keys;

/// How often a transaction that lost against others is tried before the caller hears of it.
const MOST_ATTEMPTS: u32 = 3;
/// Before it is tried again, times the number of attempts.
const PAUSE: Duration = Duration::from_millis(10);

#[derive(Clone)]
pub struct Orders {
    database: Database,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    pub id: i64,
    pub user_id: i64,
    pub status: OrderStatus,
    /// In order of product ids.
    pub items: Vec<OrderItem>,
    pub total_price: Decimal,
    pub created_at: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderStatus {
    Placed,
    Cancelled,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderItem {
    pub product_id: i64,
    pub quantity: i32,
    /// The price when the order was placed.
    pub unit_price: Decimal,
}

/// An order that somebody wants to place.
#[derive(Debug, Clone)]
pub struct NewOrder {
    user_id: i64,
    /// In order of product ids, each product once.
    lines: Vec<Line>,
    idempotency_key: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub product_id: i64,
    pub quantity: i32,
}

impl NewOrder {
    /// The lines may be in any order; no product may stand in two of them.
    pub fn new(user_id: i64, mut lines: Vec<Line>, idempotency_key: Option<String>) -> Self {
        lines.sort_by_key(|line| line.product_id);
        Self { user_id, lines, idempotency_key }
    }
}

impl Orders {
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    /// One order; [`Failure::NotYourOrder`] when it is not the owner's, where one is given.
    pub async fn get(&self, order_id: i64, owner_id: Option<i64>) -> Result<Order, Failure> {
        let get = async |client: &Client| {
            let row = queries::GET_ORDER.optional_row(client, &[&order_id]).await?.ok_or(Failure::OrderNotFound)?;
            let order = order(&row)?;
            match owner_id {
                Some(owner_id) if owner_id != order.user_id => Err(Failure::NotYourOrder),
                _ => Ok(order),
            }
        };
        self.database.read(get).await
    }

    /// All users' orders, newest first.
    pub async fn list(&self, PageRequest { limit, offset }: PageRequest) -> Result<Page<Order>, Failure> {
        let list = async |client: &Client| {
            let rows = queries::LIST_ORDERS.rows(client, &[&limit, &offset]).await?;
            Ok(Page::from_rows(&rows, order)?)
        };
        self.database.read(list).await
    }

    /// An active user's orders, newest first.
    pub async fn list_by_user(&self, user_id: i64, page: PageRequest) -> Result<Page<Order>, Failure> {
        let list = async |client: &Client| {
            let rows = queries::LIST_ORDERS_BY_USER.rows(client, &[&page.limit, &page.offset, &user_id]).await?;
            if rows.is_empty() {
                return Err(Failure::UserNotFound);
            }
            Ok(Page::from_rows(&rows, order)?)
        };
        self.database.read(list).await
    }
}

/// Try a transaction again while its failure allows it, a few times. A failure that allows it has left nothing behind.
async fn attempts<T, F>(allows: impl Fn(&Failure) -> bool, mut attempt: impl FnMut() -> F) -> Result<T, Failure>
where
    F: Future<Output = Result<T, Failure>>,
{
    for number in 1..MOST_ATTEMPTS {
        match attempt().await {
            Err(failure) if allows(&failure) => tokio::time::sleep(PAUSE * number).await,
            outcome => return outcome,
        }
    }
    attempt().await
}

fn order(row: &Row) -> Result<Order, Fault> {
    let product_ids: Vec<i64> = column(row, "product_ids")?;
    let quantities: Vec<i32> = column(row, "quantities")?;
    let unit_prices: Vec<Decimal> = column(row, "unit_prices")?;
    let items = product_ids.into_iter().zip(quantities).zip(unit_prices);
    Ok(Order {
        id: column(row, "id")?,
        user_id: column(row, "user_id")?,
        status: status(column(row, "status")?)?,
        items: items
            .map(|((product_id, quantity), unit_price)| OrderItem { product_id, quantity, unit_price })
            .collect(),
        total_price: column(row, "total_price")?,
        created_at: column(row, "created_at")?,
    })
}

fn status(text: &str) -> Result<OrderStatus, Fault> {
    match text {
        "placed" => Ok(OrderStatus::Placed),
        "cancelled" => Ok(OrderStatus::Cancelled),
        _ => Err(Fault::other("row", Kind::Unexpected, "an order has an unknown status")),
    }
}
