//! Cancelling an order: the order's row is locked first, then its products in id order, and the stock returns with the
//! change of state, exactly once however often and by however many it is asked.

use deadpool_postgres::Client;
use futures::{FutureExt, future::try_join3};

use super::{Order, OrderStatus, Orders, attempts, order, status};
use crate::{
    failure::Failure,
    fault::{Fault, Kind, column},
    queries,
};

impl Orders {
    /// Cancel an order; [`Failure::NotYourOrder`] when it is not the owner's, where one is given.
    pub async fn cancel(&self, order_id: i64, owner_id: Option<i64>) -> Result<Order, Failure> {
        let attempt = || self.database.change(move |client| cancel(client, order_id, owner_id).boxed());
        attempts(Failure::is_contended, attempt).await
    }

    /// Move an order to another status. Nothing changes when it has that status already.
    pub async fn update(&self, order_id: i64, to: OrderStatus) -> Result<Order, Failure> {
        match to {
            OrderStatus::Cancelled => self.cancel(order_id, None).await,
            OrderStatus::Placed => match self.get(order_id, None).await? {
                Order { status: OrderStatus::Cancelled, .. } => Err(Failure::OrderCancelled),
                placed => Ok(placed),
            },
        }
    }
}

async fn cancel(client: &mut Client, order_id: i64, owner_id: Option<i64>) -> Result<Order, Failure> {
    let transaction = client.transaction().await.map_err(|error| Fault::new("begin", &error))?;
    let row = queries::LOCK_ORDER.optional_row(&transaction, &[&order_id]).await?.ok_or(Failure::OrderNotFound)?;
    if let Some(owner_id) = owner_id {
        if column::<i64>(&row, "user_id")? != owner_id {
            return Err(Failure::NotYourOrder);
        }
        if !column::<bool>(&row, "owner_active")? {
            return Err(Failure::UserNotFound);
        }
    }
    if status(column(&row, "status")?)? == OrderStatus::Placed {
        let lock_products = queries::LOCK_PRODUCTS_OF_ORDER.prepare(&transaction).await?;
        let return_stock = queries::RETURN_STOCK.prepare(&transaction).await?;
        let cancel = queries::CANCEL_ORDER.prepare(&transaction).await?;
        let (_, _, cancelled) = try_join3(
            lock_products.rows(&transaction, &[&order_id]),
            return_stock.execute(&transaction, &[&order_id]),
            cancel.execute(&transaction, &[&order_id]),
        )
        .await?;
        if cancelled != 1 {
            let what = "an order that was locked could not be cancelled";
            return Err(Fault::other(queries::CANCEL_ORDER.name, Kind::Unexpected, what).into());
        }
    }
    let row = queries::GET_ORDER.row(&transaction, &[&order_id]).await?;
    // Repeating it is safe, so an unknown outcome is no other than a failure.
    transaction.commit().await.map_err(|error| Fault::new("commit", &error))?;
    Ok(order(&row)?)
}
