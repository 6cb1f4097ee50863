//! The store of the suite: two DB services, of which one relays, a replica in front of each, and everything behind.

use std::sync::Arc;
use std::time::Duration;

use stack::{Options, Stack};
use system_tests::{Customer, Staff, Visitor, database, fresh, own_store, until};
use tokio::task::spawn_blocking;

use crate::checker::Order;

/// For a part to be ready, or gone.
const SOON: Duration = Duration::from_secs(60);
/// The services, any of which may have been killed.
pub const SERVICES: [&str; 6] = ["db", "db-2", "logging", "notification", "api-1", "api-3"];
/// Customers with an address, and one without.
const CUSTOMERS: usize = 6;

pub struct Store {
    pub stack: Arc<Stack>,
    pub customers: Vec<Customer>,
    pub products: Vec<i64>,
}

impl Store {
    pub async fn open() -> Self {
        let parts = ["postgres", "kafka", "mail", "db", "logging", "notification", "api-1"];
        let options = Options::only(parts)
            .kafka(stack::kafka::Choice::Apache)
            .with("api-1", "REQUEST_DEADLINE", "3s")
            // What was killed in the middle of a mail is judged sooner than by default.
            .with("notification", "SMTP_TIMEOUT", "1s")
            .with("notification", "MAIL_RETRY_DELAY", "200ms");
        let stack = Arc::new(own_store(options));
        let other = Arc::clone(&stack);
        let add = move || {
            let second = other.add("db", "db-2", &[]).expect("it starts");
            let endpoint = format!("http://{second}");
            other.add("api-1", "api-3", &[("DB_ENDPOINT", &endpoint)]).expect("it starts");
        };
        spawn_blocking(add).await.expect("no panic");
        let staff = Staff::of(&stack);
        let mut products = Vec::new();
        for price in ["0.10", "19.99", "1999.00"] {
            products.push(staff.product(price, 100_000_000).await.id);
        }
        let mut customers = Vec::new();
        for number in 0..=CUSTOMERS {
            let visitor = Visitor::at(stack.url(["api-1", "api-3"][number % 2]));
            customers.push(match number {
                0 => Customer::from(visitor).await,
                _ => Customer::with_email(visitor, &format!("{}@example.org", fresh("eater"))).await,
            });
        }
        Self { stack, customers, products }
    }

    /// Do something to the stack, which blocks.
    ///
    /// # Panics
    ///
    /// When it cannot be done: then the store does not mend itself, or the suite is wrong.
    pub async fn with<T: Send + 'static>(&self, work: impl FnOnce(&Stack) -> stack::Result<T> + Send + 'static) -> T {
        let stack = Arc::clone(&self.stack);
        let outcome = spawn_blocking(move || work(&stack)).await.expect("it does not panic");
        outcome.unwrap_or_else(|error| panic!("{error}"))
    }

    /// Wait until every service is.
    pub async fn ready(&self) {
        for part in SERVICES {
            self.with(move |stack| stack.wait_ready(part, SOON)).await;
        }
    }

    /// The DB service that relays, as soon as there is one.
    pub async fn relay(&self) -> String {
        let query = "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
                     WHERE locktype = 'advisory' AND granted AND datname = current_database()
                     AND classid = x'72'::integer::oid AND objid = x'656c6179'::integer::oid";
        let client = database(&self.stack).await;
        let mut relay = None;
        until("there is a relay", SOON, async || {
            relay = client.query_opt(query, &[]).await.expect("PostgreSQL answers").map(|row| row.get(0));
            relay.is_some()
        })
        .await;
        relay.expect("there is one")
    }

    /// How many orders there are.
    pub async fn placed(&self) -> i64 {
        self.number("SELECT count(*) FROM orders").await
    }

    /// How many changes are not told yet.
    pub async fn backlog(&self) -> i64 {
        self.number("SELECT count(*) FROM order_outbox").await
    }

    async fn number(&self, query: &str) -> i64 {
        database(&self.stack).await.query_one(query, &[]).await.expect("PostgreSQL answers").get(0)
    }

    /// All orders on record, in order of their ids.
    pub async fn orders(&self) -> Vec<Order> {
        let query = "SELECT orders.id, status = 'cancelled', total_price::text, cardinality(product_ids), users.email
                     FROM orders JOIN users ON users.id = user_id ORDER BY orders.id";
        let rows = database(&self.stack).await.query(query, &[]).await.expect("PostgreSQL answers");
        let order = |row: &tokio_postgres::Row| Order {
            id: row.get(0),
            cancelled: row.get(1),
            total_price: row.get(2),
            lines: usize::try_from(row.get::<_, i32>(3)).expect("not negative"),
            email: row.get(4),
        };
        rows.iter().map(order).collect()
    }
}

/// Kill a part with all its processes, wait until it is gone, and start it again after a while.
pub async fn kill_and_start(store: &Store, part: String, away: Duration) {
    let name = part.clone();
    store
        .with(move |stack| {
            stack.kill_all(&name, stack::Signal::SIGKILL)?;
            stack.wait_exit(&name, SOON).map(drop)
        })
        .await;
    tokio::time::sleep(away).await;
    store.with(move |stack| stack.start_part(&part)).await;
}
