//! What the database itself says: triggers note every state that a product has had, and when an order was placed and
//! cancelled, each with its transaction, in a schema of the suite's own. So what a reader saw can be compared with what there
//! was, and what a transaction did to a product with what it did to orders. The service knows nothing of it.

use std::collections::BTreeMap;
use std::time::Duration;

use rust_decimal::Decimal;
use stack::Stack;
use tokio::time::timeout;
use tokio_postgres::{Client, Config, NoTls, Row};

use crate::history::Micros;

/// For a connection, and for a statement.
const LIMIT: Duration = Duration::from_secs(5);

/// Whoever changes a product, or an order with it, has the product locked until the commit. So for each product the numbers are
/// in the order of the commits.
const SCHEMA: &str = "
CREATE SCHEMA proof;
CREATE SEQUENCE proof.numbers;
CREATE FUNCTION proof.at() RETURNS bigint LANGUAGE sql VOLATILE AS
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint';
CREATE FUNCTION proof.transaction() RETURNS bigint LANGUAGE sql STABLE AS
    'SELECT pg_current_xact_id()::text::bigint';
CREATE TABLE proof.states (
    number      bigint  DEFAULT nextval('proof.numbers') PRIMARY KEY,
    product_id  bigint  NOT NULL,
    stock       integer NOT NULL,
    price       numeric NOT NULL,
    at          bigint  NOT NULL DEFAULT proof.at(),
    transaction bigint  NOT NULL DEFAULT proof.transaction()
);
CREATE TABLE proof.turns (
    number      bigint    DEFAULT nextval('proof.numbers') PRIMARY KEY,
    order_id    bigint    NOT NULL,
    user_id     bigint    NOT NULL,
    cancelled   boolean   NOT NULL,
    product_ids bigint[]  NOT NULL,
    quantities  integer[] NOT NULL,
    at          bigint    NOT NULL DEFAULT proof.at(),
    transaction bigint    NOT NULL DEFAULT proof.transaction()
);
CREATE TABLE proof.restocks (
    mark        bigint  PRIMARY KEY,
    product_id  bigint  NOT NULL,
    amount      integer NOT NULL,
    transaction bigint  NOT NULL DEFAULT proof.transaction()
);
CREATE FUNCTION proof.note_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO proof.states (product_id, stock, price) VALUES (NEW.id, NEW.stock, NEW.price);
    RETURN NULL;
END $$;
CREATE FUNCTION proof.note_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO proof.turns (order_id, user_id, cancelled, product_ids, quantities)
    VALUES (NEW.id, NEW.user_id, NEW.status = 'cancelled', NEW.product_ids, NEW.quantities);
    RETURN NULL;
END $$;
CREATE TRIGGER proof_state AFTER INSERT OR UPDATE ON products FOR EACH ROW EXECUTE FUNCTION proof.note_state();
CREATE TRIGGER proof_placed AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION proof.note_turn();
CREATE TRIGGER proof_cancelled AFTER UPDATE ON orders FOR EACH ROW WHEN (OLD.status <> NEW.status)
    EXECUTE FUNCTION proof.note_turn();
";

/// The last state that each transaction left, since no other of its states was ever to be seen.
const STATES: &str = "
SELECT product_id, number, at, transaction, stock, price
FROM (
    SELECT DISTINCT ON (product_id, transaction) *
    FROM proof.states
    WHERE product_id = ANY($1)
    ORDER BY product_id, transaction, number DESC
) AS states
ORDER BY product_id, number
";

const TURNS: &str = "
SELECT number, at, transaction, order_id, cancelled, product_ids, quantities
FROM proof.turns
WHERE user_id = ANY($1)
ORDER BY number
";

/// In one statement, so that a restock whose answer is lost can be looked up by its mark.
const RESTOCK: &str = "
WITH marked AS (INSERT INTO proof.restocks VALUES ($1, $2, $3))
UPDATE products SET stock = stock + $3 WHERE id = $2
";

/// When something was noted, in which transaction, and where that stands among others with the same product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    pub number: i64,
    /// Before the commit.
    pub at: Micros,
    pub transaction: i64,
}

/// A product as it was committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    pub note: Note,
    pub stock: i32,
    pub price: Decimal,
}

/// An order that was placed or cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    pub note: Note,
    pub order_id: i64,
    pub cancelled: bool,
    /// Product and quantity.
    pub lines: Vec<(i64, i32)>,
}

/// Units that the staff put on the shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restock {
    pub product_id: i64,
    pub amount: i32,
    pub transaction: i64,
}

/// An order's row, but for its lines.
#[derive(Debug, PartialEq, Eq)]
pub struct Header {
    pub user_id: i64,
    pub cancelled: bool,
    pub total: Decimal,
}

/// A connection past the DB service, or why there is none.
pub async fn connect(stack: &Stack) -> Result<Client, String> {
    let config: Config = stack.database_url().parse().expect("the stack's own URL");
    let connected = timeout(LIMIT, config.connect(NoTls)).await.map_err(|_| "no connection in time")?;
    let (client, connection) = connected.map_err(|error| match error.code() {
        Some(code) => format!("{} {error}", code.code()),
        None => error.to_string(),
    })?;
    tokio::spawn(connection);
    Ok(client)
}

/// A connection while PostgreSQL is there.
pub async fn client(stack: &Stack) -> Client {
    connect(stack).await.expect("PostgreSQL is there")
}

/// Begin to note. The service must have made its schema.
pub async fn install(stack: &Stack) {
    let client = client(stack).await;
    client.batch_execute(SCHEMA).await.expect("a schema of our own");
}

/// Put units on the shelf.
pub async fn restock(stack: &Stack, mark: i64, product_id: i64, amount: i32) -> Result<(), String> {
    let client = connect(stack).await?;
    let done = timeout(LIMIT, client.execute(RESTOCK, &[&mark, &product_id, &amount])).await;
    done.map_err(|_| "no answer in time")?.map(drop).map_err(|error| error.to_string())
}

/// What stands in the database when all is over.
#[derive(Debug)]
pub struct Final {
    pub states: BTreeMap<i64, Vec<State>>,
    pub turns: Vec<Turn>,
    pub stock: BTreeMap<i64, i32>,
    /// By mark.
    pub restocks: BTreeMap<i64, Restock>,
    pub headers: BTreeMap<i64, Header>,
    /// The keys of orders that have one.
    pub keys: BTreeMap<i64, String>,
}

impl Final {
    /// Of these products, and of these users' orders.
    pub async fn of(stack: &Stack, products: &[i64], users: &[i64]) -> Self {
        let client = client(stack).await;
        let query = async |sql: &str, ids: &[i64]| client.query(sql, &[&ids]).await.expect("a statement of our own");
        let mut states: BTreeMap<i64, Vec<State>> = BTreeMap::new();
        for row in query(STATES, products).await {
            let state = State { note: note(&row, 1), stock: row.get(4), price: row.get(5) };
            states.entry(row.get(0)).or_default().push(state);
        }
        let turns = query(TURNS, users).await;
        let stock = query("SELECT id, stock FROM products WHERE id = ANY($1)", products).await;
        let restocks = "SELECT mark, product_id, amount, transaction FROM proof.restocks WHERE product_id = ANY($1)";
        let restocks = query(restocks, products).await;
        let orders = "
            SELECT id, user_id, status = 'cancelled', total_price, idempotency_key FROM orders WHERE user_id = ANY($1)";
        let orders = query(orders, users).await;
        Self {
            states,
            turns: turns.iter().map(turn).collect(),
            stock: stock.iter().map(|row| (row.get(0), row.get(1))).collect(),
            restocks: restocks.iter().map(|row| (row.get(0), restocked(row))).collect(),
            headers: orders.iter().map(|row| (row.get(0), header(row))).collect(),
            keys: orders.iter().filter_map(|row| Some((row.get(0), row.get::<_, Option<String>>(4)?))).collect(),
        }
    }
}

/// From three columns, the first of which is this one.
fn note(row: &Row, first: usize) -> Note {
    Note { number: row.get(first), at: row.get(first + 1), transaction: row.get(first + 2) }
}

fn turn(row: &Row) -> Turn {
    let (product_ids, quantities): (Vec<i64>, Vec<i32>) = (row.get(5), row.get(6));
    Turn {
        note: note(row, 0),
        order_id: row.get(3),
        cancelled: row.get(4),
        lines: product_ids.into_iter().zip(quantities).collect(),
    }
}

fn restocked(row: &Row) -> Restock {
    Restock { product_id: row.get(1), amount: row.get(2), transaction: row.get(3) }
}

fn header(row: &Row) -> Header {
    Header { user_id: row.get(1), cancelled: row.get(2), total: row.get(3) }
}
