//! What a batch asks about, and what is asked without a transaction: what stands in the way of requests that cannot be
//! carried out at the moment.

use std::{collections::HashMap, time::Duration};

use tokio::time::timeout;
use tokio_postgres::Row;

use super::{
    NewOrder, Request, order,
    request::{Answer, Entry},
    verdict::{Standing, first_answer},
};
use crate::{
    database::Session,
    failure::Failure,
    fault::{Fault, column},
    queries::{self, Parameters, Query},
};

/// For one round trip. PostgreSQL's own limits come first, unless it does not answer at all.
const LIMIT: Duration = Duration::from_secs(8);

/// What a batch asks about.
#[derive(Default)]
pub struct Asked<'a> {
    pub products: Vec<i64>,
    /// Orders to cancel.
    pub orders: Vec<i64>,
    /// Of each new order: its index, its user, its key.
    pub indices: Vec<usize>,
    pub users: Vec<i64>,
    pub keys: Vec<Option<&'a str>>,
    /// Ids under which orders may have been placed.
    pub earlier: Vec<i64>,
}

impl<'a> Asked<'a> {
    pub fn of(entries: &'a [Entry]) -> Self {
        let mut asked = Self::default();
        for (index, entry) in entries.iter().enumerate() {
            match &entry.request {
                Request::Cancel { order_id, .. } => asked.orders.push(*order_id),
                Request::Place(NewOrder { user_id, lines, idempotency_key }) => {
                    asked.products.extend(lines.iter().map(|line| line.product_id));
                    asked.indices.push(index);
                    asked.users.push(*user_id);
                    asked.keys.push(idempotency_key.as_deref());
                    asked.earlier.extend(entry.earlier_id);
                }
            }
        }
        asked.products.sort_unstable();
        asked.products.dedup();
        asked
    }
}

/// What becomes of new orders of which nothing but their keys can be asked: those that the gate refuses. `None` for keys
/// that no order of the last 24 hours has.
pub async fn find_first_answers(session: &Session, entries: &[Entry]) -> Result<Vec<Option<Answer>>, Fault> {
    let asked = Asked::of(entries);
    let rows = rows(session, &queries::FIND_CLAIMS, &[&asked.users, &asked.keys]).await?;
    let mut standings: Vec<_> = entries.iter().map(|_| Standing::Free).collect();
    read_claims(&rows, &asked, &mut standings)?;
    let answer = |(entry, standing): (&Entry, _)| match (entry.new_order(), standing) {
        (Some(_), Standing::UserInactive) => Some(Err(Failure::UserNotFound)),
        (Some(new), Standing::KeyTaken(order) | Standing::Placed(order)) => Some(first_answer(new, order)),
        _ => None,
    };
    Ok(entries.iter().zip(standings).map(answer).collect())
}

/// The products of the orders that are to be cancelled.
pub async fn find_products(session: &Session, entries: &[Entry]) -> Result<HashMap<i64, Vec<i64>>, Fault> {
    let asked = Asked::of(entries);
    if asked.orders.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = rows(session, &queries::FIND_ORDERS, &[&asked.orders]).await?;
    rows.iter().map(|row| Ok((column(row, "id")?, column(row, "product_ids")?))).collect()
}

/// What somebody holds, by ids.
#[derive(Debug, Default)]
pub struct Held {
    pub products: Vec<i64>,
    /// Those that cannot be cancelled, for their own sake or for their products'.
    pub orders: Vec<i64>,
}

/// What somebody else has locked of all that a batch needs.
pub async fn find_held(session: &Session, entries: &[Entry]) -> Result<Held, Fault> {
    let asked = Asked::of(entries);
    let ids = |rows: Vec<Row>| rows.iter().map(|row| column(row, "id")).collect::<Result<Vec<i64>, _>>();
    let products = ids(rows(session, &queries::FIND_LOCKED_PRODUCTS, &[&asked.products, &asked.orders]).await?)?;
    if asked.orders.is_empty() {
        return Ok(Held { products, orders: vec![] });
    }
    let orders = ids(rows(session, &queries::FIND_LOCKED_ORDERS, &[&asked.orders, &products]).await?)?;
    Ok(Held { products, orders })
}

async fn rows(session: &Session, query: &'static Query, parameters: Parameters<'_>) -> Result<Vec<Row>, Fault> {
    within(query.name, query.rows(session.client(), parameters)).await
}

/// What was found of the keys and users that were asked about.
pub fn read_claims(rows: &[Row], asked: &Asked<'_>, standings: &mut [Standing]) -> Result<(), Fault> {
    for row in rows {
        let number: i64 = column(row, "number")?;
        let index = usize::try_from(number - 1).ok().and_then(|at| asked.indices.get(at));
        let Some(standing) = index.and_then(|index| standings.get_mut(*index)) else { continue };
        *standing = if !column::<bool>(row, "user_active")? {
            Standing::UserInactive
        } else if column(row, "expired")? {
            Standing::KeyExpired(column(row, "id")?)
        } else {
            Standing::KeyTaken(order(row)?)
        };
    }
    Ok(())
}

/// No more than one round trip's time.
pub async fn within<T>(what: &'static str, work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    timeout(LIMIT, work).await.map_err(|_| Fault::no_answer_within(what, LIMIT)).flatten()
}
