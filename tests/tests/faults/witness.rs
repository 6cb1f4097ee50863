//! What the database itself says: a trigger on the products notes every state that one has had, in a schema of the suite's
//! own, so that what a reader saw can be compared with what there was. The service knows nothing of it.

use std::collections::BTreeMap;
use std::time::Duration;

use rust_decimal::Decimal;
use stack::Stack;
use tokio::time::timeout;
use tokio_postgres::{Client, Config, NoTls};

use crate::history::Micros;

/// For a connection, and for a statement.
const LIMIT: Duration = Duration::from_secs(5);

const SCHEMA: &str = "
CREATE SCHEMA proof;
CREATE TABLE proof.states (
    number      bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id  bigint  NOT NULL,
    stock       integer NOT NULL,
    price       numeric NOT NULL,
    at          bigint  NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint,
    transaction text    NOT NULL DEFAULT pg_current_xact_id()::text
);
CREATE TABLE proof.restocks (mark bigint PRIMARY KEY, product_id bigint NOT NULL, amount integer NOT NULL);
CREATE FUNCTION proof.note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO proof.states (product_id, stock, price) VALUES (NEW.id, NEW.stock, NEW.price);
    RETURN NULL;
END $$;
CREATE TRIGGER proof_note AFTER INSERT OR UPDATE ON products FOR EACH ROW EXECUTE FUNCTION proof.note();
";

/// The last state that each transaction left, since no other of its states was ever to be seen.
const STATES: &str = "
SELECT product_id, stock, price, at
FROM (
    SELECT DISTINCT ON (product_id, transaction) number, product_id, stock, price, at
    FROM proof.states
    WHERE product_id = ANY($1)
    ORDER BY product_id, transaction, number DESC
) AS states
ORDER BY product_id, number
";

/// In one statement, so that a restock whose answer is lost can be looked up by its mark.
const RESTOCK: &str = "
WITH marked AS (INSERT INTO proof.restocks VALUES ($1, $2, $3))
UPDATE products SET stock = stock + $3 WHERE id = $2
";

/// A product as it was committed. It was in force from some moment after `at` until some moment after that of its
/// successor, and not beyond that of the one after, which had to wait for the successor's commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    pub at: Micros,
    pub stock: i32,
    pub price: Decimal,
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
    let (client, connection) = connected.map_err(|error| error.to_string())?;
    tokio::spawn(connection);
    Ok(client)
}

/// Begin to note. The service must have made its schema.
pub async fn install(stack: &Stack) {
    let client = connect(stack).await.expect("PostgreSQL is there");
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
    pub stock: BTreeMap<i64, i32>,
    /// Product and amount by mark.
    pub restocks: BTreeMap<i64, (i64, i32)>,
    pub headers: BTreeMap<i64, Header>,
}

impl Final {
    /// Of these products, and of these users' orders.
    pub async fn of(stack: &Stack, products: &[i64], users: &[i64]) -> Self {
        let client = connect(stack).await.expect("PostgreSQL is there");
        let query = async |sql: &str, ids: &[i64]| client.query(sql, &[&ids]).await.expect("a statement of our own");
        let mut states: BTreeMap<i64, Vec<State>> = BTreeMap::new();
        for row in query(STATES, products).await {
            states.entry(row.get(0)).or_default().push(State { stock: row.get(1), price: row.get(2), at: row.get(3) });
        }
        let stock = query("SELECT id, stock FROM products WHERE id = ANY($1)", products).await;
        let restocks =
            query("SELECT mark, product_id, amount FROM proof.restocks WHERE product_id = ANY($1)", products).await;
        let headers =
            query("SELECT id, user_id, status = 'cancelled', total_price FROM orders WHERE user_id = ANY($1)", users)
                .await;
        let header =
            |row: &tokio_postgres::Row| Header { user_id: row.get(1), cancelled: row.get(2), total: row.get(3) };
        Self {
            states,
            stock: stock.iter().map(|row| (row.get(0), row.get(1))).collect(),
            restocks: restocks.iter().map(|row| (row.get(0), (row.get(1), row.get(2)))).collect(),
            headers: headers.iter().map(|row| (row.get(0), header(row))).collect(),
        }
    }
}
