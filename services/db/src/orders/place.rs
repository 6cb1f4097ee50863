//! Placing an order: one transaction that claims the idempotency key, locks the products in id order, lets `verdict`
//! decide, and writes stock, order and items. Locks are taken in the order user, key, products, by everybody.

use std::sync::Arc;

use deadpool_postgres::{Client, Transaction};
use futures::{
    FutureExt,
    future::{join, try_join},
};
use rust_decimal::Decimal;
use tokio_postgres::types::ToSql;

use super::{
    Line, NewOrder, Order, OrderStatus, Orders, attempts,
    idempotency::{Claim, claim, first_answer},
    verdict::{Accepted, LockedProduct, judge},
};
use crate::{
    failure::Failure,
    fault::{Fault, Kind, column},
    queries,
};

impl Orders {
    /// All lines or none. The same key with the same lines gives the first answer again.
    pub async fn place(&self, new: NewOrder) -> Result<Order, Failure> {
        let new = Arc::new(new);
        let attempt = || {
            let new = Arc::clone(&new);
            self.database.change(|client| async move { place(client, &new).await }.boxed())
        };
        attempts(|failure| may_ask_again(failure, &new), attempt).await
    }
}

/// With a key, asking again tells whether an order was placed whose outcome is not known, and places it if it was not.
fn may_ask_again(failure: &Failure, new: &NewOrder) -> bool {
    match failure {
        Failure::OutcomeUnknown(fault) if new.idempotency_key.is_some() => {
            tracing::warn!(cause = %fault, "the outcome of an order is not known, asking by its key");
            true
        }
        failure => failure.is_contended(),
    }
}

async fn place(client: &mut Client, new: &NewOrder) -> Result<Order, Failure> {
    let transaction = client.transaction().await.map_err(|error| Fault::new("begin", &error))?;
    // Both at once; without the user the claim means nothing, not even its failure.
    let lock_user = queries::LOCK_ACTIVE_USER.prepare(&transaction).await?;
    let (user, claimed) = join(lock_user.optional_row(&transaction, &[&new.user_id]), claim(&transaction, new)).await;
    user?.ok_or(Failure::UserNotFound)?;
    let reserved_id = match claimed? {
        Claim::Ours(reserved_id) => reserved_id,
        Claim::Taken => return first_answer(&transaction, new).await,
    };
    let accepted = judge(&new.lines, &lock_products(&transaction, &new.lines).await?)?;
    let order = write(&transaction, new.user_id, reserved_id, accepted).await?;
    transaction.commit().await.map_err(|error| Failure::of_change(Fault::new("commit", &error)))?;
    Ok(order)
}

async fn lock_products(transaction: &Transaction<'_>, lines: &[Line]) -> Result<Vec<LockedProduct>, Fault> {
    let ids: Vec<_> = lines.iter().map(|line| line.product_id).collect();
    let rows = queries::LOCK_PRODUCTS.rows(transaction, &[&ids]).await?;
    let product =
        |row| Ok(LockedProduct { id: column(row, "id")?, price: column(row, "price")?, stock: column(row, "stock")? });
    rows.iter().map(product).collect()
}

async fn write(
    transaction: &Transaction<'_>,
    user_id: i64,
    reserved_id: Option<i64>,
    Accepted { items, total_price }: Accepted,
) -> Result<Order, Fault> {
    let product_ids: Vec<i64> = items.iter().map(|item| item.product_id).collect();
    let quantities: Vec<i32> = items.iter().map(|item| item.quantity).collect();
    let unit_prices: Vec<Decimal> = items.iter().map(|item| item.unit_price).collect();
    let take_stock = queries::TAKE_STOCK.prepare(transaction).await?;
    let insert_order = queries::INSERT_ORDER.prepare(transaction).await?;
    let order: &[&(dyn ToSql + Sync)] =
        &[&reserved_id, &user_id, &total_price, &product_ids, &quantities, &unit_prices];
    let (taken, placed) =
        try_join(take_stock.execute(transaction, &[&product_ids, &quantities]), insert_order.row(transaction, order))
            .await?;
    if usize::try_from(taken) != Ok(items.len()) {
        let what = "stock that was locked and counted could not be taken";
        return Err(Fault::other(queries::TAKE_STOCK.name, Kind::Unexpected, what));
    }
    let (id, created_at) = (column(&placed, "id")?, column(&placed, "created_at")?);
    Ok(Order { id, user_id, status: OrderStatus::Placed, items, total_price, created_at })
}
