//! The orders of the shop: reading them here, and placing and cancelling them, which move stock, through the executor:
//! `queue` lets orders in, `executor` takes them in batches, `transaction` carries a batch to PostgreSQL and back,
//! `verdict` decides, `attempts` knows when to try again, `asking` finds what stands in the way, `gate` remembers what need
//! not be asked.

mod asking;
mod attempts;
mod executor;
mod gate;
mod meters;
mod queue;
mod request;
mod transaction;
mod verdict;

use std::time::Instant;

use chrono::{DateTime, Utc};
use deadpool_postgres::Client;
use kit::shutdown::Stopped;
use rust_decimal::Decimal;
use tokio_postgres::Row;

use crate::{
    database::Database,
    failure::Failure,
    fault::{Fault, Kind, column},
    page::{Page, PageRequest},
    queries,
};

use executor::Executor;
pub use gate::Gate;
pub use meters::describe_metrics;
pub use queue::Limits;
pub use request::{Answer, Cause, Line, NewOrder, Reply};
use request::{Entry, Request};

#[derive(Clone)]
pub struct Orders {
    database: Database,
    executor: Executor,
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

impl Orders {
    /// With an executor of its own, which runs until [`Orders::stop`]. Must be called inside of a Tokio runtime.
    pub fn start(database: Database, gate: Gate, limits: Limits) -> Self {
        Self { executor: Executor::start(database.clone(), gate, limits), database }
    }

    /// Take no more orders, and finish those that were taken until `deadline`.
    pub async fn stop(&self, deadline: Instant) -> Stopped {
        self.executor.stop(deadline).await
    }

    /// Publish how many wait.
    pub fn record_depth(&self) {
        self.executor.record_depth();
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

    /// Place an order: all lines or none. The same key with the same lines gives the first answer again.
    ///
    /// It is not begun after `deadline`. Once it has begun it is finished, even when its caller has gone.
    pub async fn place(&self, new: NewOrder, cause: Cause, deadline: Option<Instant>) -> Answer {
        self.executor.ask(Request::Place(new), cause, deadline).await
    }

    /// Like [`Orders::place`], without waiting for the answer, which goes to `reply`.
    pub fn submit(&self, new: NewOrder, cause: Cause, deadline: Option<Instant>, reply: Box<dyn Reply>) {
        self.executor.submit(Entry::new(Request::Place(new), cause, deadline, reply));
    }

    /// Cancel an order; [`Failure::NotYourOrder`] when it is not the owner's, where one is given. Its stock returns with
    /// the change of state, exactly once however often and by however many it is asked.
    pub async fn cancel(
        &self,
        order_id: i64,
        owner_id: Option<i64>,
        cause: Cause,
        deadline: Option<Instant>,
    ) -> Answer {
        self.executor.ask(Request::Cancel { order_id, owner_id }, cause, deadline).await
    }

    /// Move an order to another status. Nothing changes when it has that status already.
    pub async fn update(&self, order_id: i64, to: OrderStatus, cause: Cause, deadline: Option<Instant>) -> Answer {
        match to {
            OrderStatus::Cancelled => self.cancel(order_id, None, cause, deadline).await,
            OrderStatus::Placed => match self.get(order_id, None).await? {
                Order { status: OrderStatus::Cancelled, .. } => Err(Failure::OrderCancelled),
                placed => Ok(placed),
            },
        }
    }
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
        _ => Err(Fault::other("row", Kind::Unfit, "an order has an unknown status")),
    }
}
