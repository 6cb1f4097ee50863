//! One batch, one transaction, two round trips: the first locks and reads all that is needed, the second writes and
//! commits. Locks are taken in the same order by everybody: orders, then products, each in id order.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use deadpool_postgres::Client;
use futures::try_join;
use rust_decimal::Decimal;
use tokio_postgres::Row;

use super::{
    Cause, Order, OrderStatus,
    asking::{Asked, read_claims, within},
    order,
    request::{Answer, Entry},
    verdict::{Decided, Known, LockedOrder, LockedProduct, Standing, Verdict, decide},
};
use crate::{
    database::Session,
    failure::Failure,
    fault::{Fault, column},
    queries::{self, Parameters, Prepared, Query},
};

/// How long a batch waits for locks.
#[derive(Debug, Clone, Copy)]
pub enum Patience {
    /// As long as its session does.
    Usual,
    /// When others have waited with it already, in vain.
    Brief,
}

impl Patience {
    fn begin(self) -> &'static str {
        match self {
            Self::Usual => "BEGIN",
            Self::Brief => "BEGIN; SET LOCAL lock_timeout = '200ms'",
        }
    }
}

/// What a batch came to.
pub struct Outcome {
    /// One for each request.
    pub answers: Vec<Answer>,
    /// Units left of those of which somebody wanted more than there were.
    pub products: Vec<(i64, Option<i32>)>,
}

/// Why a batch came to nothing, as far as is known.
pub enum Broken {
    /// There is no connection.
    NotBegun(Failure),
    /// Nothing was changed.
    Undone(Fault),
    /// The connection broke when it may have been committed. The entries know under which ids.
    Unknown(Fault),
}

impl From<Fault> for Broken {
    fn from(fault: Fault) -> Self {
        Self::Undone(fault)
    }
}

/// Carry a batch out.
pub async fn run(session: &mut Session, entries: &mut [Entry], patience: Patience) -> Result<Outcome, Broken> {
    session.begin();
    let known = within("lock", lock(session, entries, patience)).await?;
    let decided = decide(entries, known);
    if !decided.changes_anything() {
        // Not COMMIT: the locks alone would make PostgreSQL wait for its disk.
        within("rollback", session.roll_back()).await?;
        return Ok(outcome(decided, DateTime::UNIX_EPOCH));
    }
    let statements = within("prepare", Statements::prepare(session)).await?;
    note_ids(entries, &decided, true);
    let writing = Writing::new(entries, &decided);
    let written = within("commit", writing.commit(session, &statements, &decided)).await;
    match written {
        Ok(written_at) => {
            session.ended();
            Ok(outcome(decided, written_at))
        }
        Err(fault) if fault.is_loss() => Err(Broken::Unknown(fault)),
        Err(fault) => {
            note_ids(entries, &decided, false);
            Err(Broken::Undone(fault))
        }
    }
}

/// Only orders that are about to be written: what an earlier transaction has written stays known by its id.
fn note_ids(entries: &mut [Entry], decided: &Decided, may_be_written: bool) {
    for (entry, verdict) in entries.iter_mut().zip(&decided.verdicts) {
        let written = match verdict {
            Verdict::Repeats(index) => &decided.verdicts[*index],
            other => other,
        };
        if let Verdict::Placed { id, .. } | Verdict::Cancelled(Order { id, .. }) = written {
            entry.earlier_id = may_be_written.then_some(*id);
        }
    }
}

/// Begin the transaction, lock, and read everything there is to know, at once.
async fn lock(session: &Session, entries: &[Entry], patience: Patience) -> Result<Known, Fault> {
    let asked = Asked::of(entries);
    let client = session.client();
    let lock_products = queries::LOCK_PRODUCTS.prepare(client).await?;
    let lock_orders = prepare_if(&queries::LOCK_ORDERS, !asked.orders.is_empty(), client).await?;
    let find_claims = prepare_if(&queries::FIND_CLAIMS, !asked.users.is_empty(), client).await?;
    let reserve_ids = prepare_if(&queries::RESERVE_ORDER_IDS, !asked.users.is_empty(), client).await?;
    let find_orders = prepare_if(&queries::FIND_ORDERS, !asked.earlier.is_empty(), client).await?;
    let new_orders = i32::try_from(asked.users.len()).unwrap_or(i32::MAX);
    let parameters: [Parameters<'_>; 5] = [
        &[&asked.orders],
        &[&asked.products, &asked.orders],
        &[&asked.users, &asked.keys],
        &[&new_orders],
        &[&asked.earlier],
    ];
    // They reach PostgreSQL in the order in which they stand here.
    let ((), orders, products, claims, ids, earlier) = try_join!(
        session.run(patience.begin()),
        rows_if(lock_orders.as_ref(), client, parameters[0]),
        lock_products.rows(client, parameters[1]),
        rows_if(find_claims.as_ref(), client, parameters[2]),
        rows_if(reserve_ids.as_ref(), client, parameters[3]),
        rows_if(find_orders.as_ref(), client, parameters[4]),
    )?;
    let mut known = Known {
        products: products.iter().map(locked_product).collect::<Result<_, _>>()?,
        orders: orders.iter().map(locked_order).collect::<Result<_, _>>()?,
        standings: entries.iter().map(|_| Standing::Free).collect(),
        ids: ids.first().map(|row| column(row, "ids")).transpose()?.unwrap_or_default(),
    };
    read_claims(&claims, &asked, &mut known.standings)?;
    let mut placed: HashMap<_, _> = HashMap::new();
    for row in &earlier {
        let order = order(row)?;
        placed.insert(order.id, order);
    }
    for (entry, standing) in entries.iter().zip(&mut known.standings) {
        // Several that have the same key may have been one order.
        if let Some(order) = entry.earlier_id.and_then(|id| placed.get(&id)) {
            *standing = Standing::Placed(order.clone());
        }
    }
    Ok(known)
}

async fn prepare_if(query: &'static Query, wanted: bool, client: &Client) -> Result<Option<Prepared>, Fault> {
    if wanted { query.prepare(client).await.map(Some) } else { Ok(None) }
}

async fn rows_if(statement: Option<&Prepared>, client: &Client, parameters: Parameters<'_>) -> Result<Vec<Row>, Fault> {
    match statement {
        Some(statement) => statement.rows(client, parameters).await,
        None => Ok(vec![]),
    }
}

fn locked_product(row: &Row) -> Result<(i64, LockedProduct), Fault> {
    let product = LockedProduct {
        price: column(row, "price")?,
        stock: column(row, "stock")?,
        on_sale: column(row, "on_sale")?,
        change: 0,
        ran_out: false,
    };
    Ok((column(row, "id")?, product))
}

fn locked_order(row: &Row) -> Result<(i64, LockedOrder), Fault> {
    let order = order(row)?;
    Ok((order.id, LockedOrder { order, owner_active: column(row, "owner_active")?, cancelled: false }))
}

struct Statements {
    free_keys: Prepared,
    write: Prepared,
}

impl Statements {
    async fn prepare(session: &Session) -> Result<Self, Fault> {
        let free_keys = queries::FREE_IDEMPOTENCY_KEYS.prepare(session.client()).await?;
        Ok(Self { free_keys, write: queries::WRITE_ORDERS.prepare(session.client()).await? })
    }
}

/// The columns of what is written, one element for each order, and for each line.
#[derive(Default)]
struct Writing<'a> {
    ids: Vec<i64>,
    users: Vec<i64>,
    totals: Vec<Decimal>,
    keys: Vec<Option<&'a str>>,
    first_lines: Vec<i32>,
    last_lines: Vec<i32>,
    product_ids: Vec<i64>,
    quantities: Vec<i32>,
    unit_prices: Vec<Decimal>,
    cancelled: Vec<i64>,
    outbox: Outbox<'a>,
}

/// What is to be told of the orders that are placed and those that are cancelled.
#[derive(Default)]
struct Outbox<'a> {
    orders: Vec<i64>,
    cancelled: Vec<bool>,
    request_ids: Vec<Option<&'a str>>,
    traceparents: Vec<Option<&'a str>>,
}

impl<'a> Outbox<'a> {
    fn push(&mut self, order_id: i64, cancelled: bool, Cause { request_id, traceparent }: &'a Cause) {
        self.orders.push(order_id);
        self.cancelled.push(cancelled);
        self.request_ids.push(request_id.as_deref());
        self.traceparents.push(traceparent.as_deref());
    }
}

impl<'a> Writing<'a> {
    /// In order of users and keys, so that several services that write the same keys cannot wait for each other in a ring.
    fn new(entries: &'a [Entry], decided: &'a Decided) -> Self {
        let key = |entry: &'a Entry| entry.new_order().and_then(|new| new.idempotency_key.as_deref());
        let mut placed: Vec<_> = entries
            .iter()
            .zip(&decided.verdicts)
            .filter_map(|(entry, verdict)| match verdict {
                Verdict::Placed { id, user_id, items, total_price } => {
                    Some((*user_id, key(entry), *id, items, *total_price, &entry.cause))
                }
                _ => None,
            })
            .collect();
        placed.sort_unstable_by_key(|&(user_id, key, id, ..)| (user_id, key, id));
        let mut writing = Self::default();
        let mut lines = 0;
        for (user_id, key, id, items, total_price, cause) in placed {
            writing.ids.push(id);
            writing.users.push(user_id);
            writing.totals.push(total_price);
            writing.keys.push(key);
            writing.first_lines.push(lines + 1);
            for item in items {
                lines += 1;
                writing.product_ids.push(item.product_id);
                writing.quantities.push(item.quantity);
                writing.unit_prices.push(item.unit_price);
            }
            writing.last_lines.push(lines);
            writing.outbox.push(id, false, cause);
        }
        for &(id, index) in &decided.cancelled {
            writing.cancelled.push(id);
            writing.outbox.push(id, true, &entries[index].cause);
        }
        writing
    }

    /// Write everything and commit, at once. Returns when the orders were placed.
    async fn commit(
        &self,
        session: &Session,
        statements: &Statements,
        decided: &Decided,
    ) -> Result<DateTime<Utc>, Fault> {
        let changed = decided.products.iter().filter(|(_, product)| product.change != 0);
        let (products, changes): (Vec<i64>, Vec<i32>) = changed.map(|(id, product)| (*id, product.change)).unzip();
        let parameters: Parameters<'_> = &[
            &self.ids,
            &self.users,
            &self.totals,
            &self.keys,
            &self.first_lines,
            &self.last_lines,
            &self.product_ids,
            &self.quantities,
            &self.unit_prices,
            &self.cancelled,
            &products,
            &changes,
            &self.outbox.orders,
            &self.outbox.cancelled,
            &self.outbox.request_ids,
            &self.outbox.traceparents,
        ];
        let freed: Parameters<'_> = &[&decided.freed];
        let client = session.client();
        let free_keys = if decided.freed.is_empty() { None } else { Some(&statements.free_keys) };
        let (_, row, ()) = try_join!(
            rows_if(free_keys, client, freed),
            statements.write.row(client, parameters),
            session.run("COMMIT"),
        )?;
        column(&row, "written_at")
    }
}

fn outcome(decided: Decided, written_at: DateTime<Utc>) -> Outcome {
    let mut answers: Vec<Answer> = Vec::with_capacity(decided.verdicts.len());
    for verdict in decided.verdicts {
        let answer = match verdict {
            Verdict::Settled(answer) => answer,
            Verdict::Cancelled(order) => Ok(order),
            Verdict::Placed { id, user_id, items, total_price } => {
                Ok(Order { id, user_id, status: OrderStatus::Placed, items, total_price, created_at: written_at })
            }
            // It repeats one before it.
            Verdict::Repeats(index) => answers[index].clone(),
        };
        answers.push(answer);
    }
    let left = |(id, product): (i64, LockedProduct)| (id, product.ran_out.then_some(product.stock));
    Outcome { answers, products: decided.products.into_iter().map(left).collect() }
}
