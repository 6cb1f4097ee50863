//! Keys that make placing an order repeatable for 24 hours: claimed in the order's own transaction, so that an order
//! that fails leaves no key, and forgotten in the background. The 24 hours stand in the statements.

use deadpool_postgres::Transaction;

use super::{Line, NewOrder, Order, OrderStatus, order};
use crate::{
    failure::Failure,
    fault::{Fault, Kind, column},
    queries,
};

/// Keys forgotten per statement, so that none of them holds many locks for long.
const BATCH: i64 = 1000;

/// What became of claiming a key.
#[derive(Debug)]
pub enum Claim {
    /// There is no key, or it is free and now taken by the order with this reserved id.
    Ours(Option<i64>),
    /// The key is taken.
    Taken,
}

/// Take the order's key, if it has one. Waits for another transaction that is taking it.
pub async fn claim(transaction: &Transaction<'_>, new: &NewOrder) -> Result<Claim, Failure> {
    let Some(key) = &new.idempotency_key else { return Ok(Claim::Ours(None)) };
    let fingerprint = fingerprint(&new.lines);
    let row = queries::CLAIM_IDEMPOTENCY_KEY.optional_row(transaction, &[&new.user_id, key, &fingerprint]).await?;
    match row {
        Some(row) => Ok(Claim::Ours(Some(column(&row, "order_id")?))),
        None => Ok(Claim::Taken),
    }
}

/// The answer that the order got under its taken key, as it was then: what was cancelled since had been placed.
pub async fn first_answer(transaction: &Transaction<'_>, new: &NewOrder) -> Result<Order, Failure> {
    let query = &queries::GET_ORDER_BY_IDEMPOTENCY_KEY;
    let row = query.optional_row(transaction, &[&new.user_id, &new.idempotency_key]).await?;
    let row = row.ok_or_else(|| Fault::other(query.name, Kind::Unexpected, "a taken key has no order"))?;
    if column::<Vec<u8>>(&row, "fingerprint")? != fingerprint(&new.lines) {
        return Err(Failure::IdempotencyKeyReused);
    }
    Ok(Order { status: OrderStatus::Placed, ..order(&row)? })
}

/// Forget one batch of keys older than 24 hours; true when there may be more.
pub async fn forget_old_keys(client: &tokio_postgres::Client) -> Result<bool, Fault> {
    let query = &queries::FORGET_IDEMPOTENCY_KEYS;
    let forgotten = client.execute(query.sql, &[&BATCH]).await.map_err(query.fault())?;
    Ok(i64::try_from(forgotten) == Ok(BATCH))
}

/// Lines in order of product ids, twelve bytes each: two orders have the same one exactly when they ask for the same.
fn fingerprint(lines: &[Line]) -> Vec<u8> {
    let bytes = |line: &Line| line.product_id.to_be_bytes().into_iter().chain(line.quantity.to_be_bytes());
    lines.iter().flat_map(bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint_of(lines: &[(i64, i32)]) -> Vec<u8> {
        let lines = lines.iter().map(|&(product_id, quantity)| Line { product_id, quantity }).collect();
        fingerprint(&NewOrder::new(1, lines, None).lines)
    }

    #[test]
    fn the_order_of_lines_does_not_matter_and_everything_else_does() {
        assert_eq!(fingerprint_of(&[(2, 1), (1, 3)]), fingerprint_of(&[(1, 3), (2, 1)]));
        for other in [&[(1, 3)][..], &[(1, 1), (2, 3)], &[(1, 3), (2, 2)], &[(1, 3), (3, 1)]] {
            assert_ne!(fingerprint_of(&[(1, 3), (2, 1)]), fingerprint_of(other), "{other:?}");
        }
    }
}
