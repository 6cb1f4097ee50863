//! The store that is measured: a private one of release builds, with products that never sell out and users with tokens.

use std::cell::Cell;
use std::io::Write as _;
use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use serde_json::{Value, json};
use stack::binaries::{Profile, SERVICES};
use stack::{Cancel, Options, Stack};
use tempfile::NamedTempFile;

use super::wrk::{Load, Orders, Outcome};
use super::{http, pgbench, usage};

/// As many as may register from one address within a minute, and some to spare.
const USERS: usize = 32;

const PRODUCTS: &str = include_str!("scripts/products.sql");

/// What is read: one page of the catalog.
pub const READ: &str = "/products";

/// Started processes take a moment before they rest.
const SETTLING: Duration = Duration::from_secs(3);

/// By when the events of all orders have been told after a load.
const TELLING: Duration = Duration::from_secs(60);

/// Which products are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Products {
    /// One, by everybody.
    Hot,
    /// A thousand, by chance.
    Thousand,
}

impl Products {
    pub fn count(self) -> u32 {
        match self {
            Self::Hot => 1,
            Self::Thousand => 1000,
        }
    }
}

/// The running store.
pub struct Shop<'a> {
    pub stack: Stack,
    pub cancel: &'a Cancel,
    tokens: NamedTempFile,
    /// The product that everybody orders.
    pub hot: i64,
    thousand: (i64, i64),
    runs: Cell<u32>,
}

/// Memory of the services, in bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Memory {
    pub by_instance: Vec<(String, u64)>,
}

impl Memory {
    pub fn total(&self) -> u64 {
        self.by_instance.iter().map(|(_, bytes)| bytes).sum()
    }
}

impl<'a> Shop<'a> {
    /// Start everything, with memory as it is before the first customer comes.
    pub fn open(cancel: &'a Cancel) -> anyhow::Result<(Self, Memory)> {
        let stack = Stack::start(Options::all().profile(Profile::Release))?;
        let ids = pgbench::sql(&stack, stack.database(), PRODUCTS, cancel).context("failed to put up products")?;
        let ids: Vec<i64> = ids.split_whitespace().flat_map(str::parse).collect();
        let &[hot, first, last] = &ids[..] else { bail!("the products' ids are not three numbers: {ids:?}") };
        ensure!(last - first == 999, "the products' ids have gaps: {first} to {last}");
        // Who was told of products by the DB service has not heard of these.
        for service in ["db", "api-1", "api-2"] {
            stack.restart(service)?;
        }
        thread::sleep(SETTLING);
        let memory = memory(&stack);
        let mut tokens = NamedTempFile::new()?;
        for token in register(stack.address("api-1"))? {
            writeln!(tokens, "{token}")?;
        }
        let shop = Self { stack, cancel, tokens, hot, thousand: (first, last), runs: Cell::new(0) };
        shop.refuses_nothing()?;
        Ok((shop, memory))
    }

    pub fn memory(&self) -> Memory {
        thread::sleep(SETTLING);
        memory(&self.stack)
    }

    /// Place orders at the first API replica itself, and wait until their events are told: what comes next must not pay for
    /// that.
    pub fn order(&self, products: Products, connections: u32, seconds: u32) -> anyhow::Result<Outcome> {
        self.order_meanwhile(products, connections, seconds, || {})
    }

    /// The same; `meanwhile` is called about twenty times a second.
    pub fn order_meanwhile(
        &self,
        products: Products,
        connections: u32,
        seconds: u32,
        meanwhile: impl FnMut(),
    ) -> anyhow::Result<Outcome> {
        self.runs.set(self.runs.get() + 1);
        let (first_product, last_product) = match products {
            Products::Hot => (self.hot, self.hot),
            Products::Thousand => self.thousand,
        };
        let key = format!("bench-{}", self.runs.get());
        let orders = Orders { key, tokens: self.tokens.path(), first_product, last_product };
        let url = format!("{}/orders", self.stack.url("api-1"));
        let outcome = Load { url: &url, connections, seconds, orders: Some(orders) }.run(self.cancel, meanwhile)?;
        self.tell_events()?;
        Ok(outcome)
    }

    fn tell_events(&self) -> anyhow::Result<()> {
        let since = Instant::now();
        while self.sql("SELECT count(*) FROM order_outbox")?.trim() != "0" {
            ensure!(since.elapsed() < TELLING, "events of orders still wait after {} s", TELLING.as_secs());
            thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    /// Read products at `server`; `meanwhile` is called about twenty times a second.
    pub fn read(
        &self,
        server: SocketAddr,
        connections: u32,
        seconds: u32,
        meanwhile: impl FnMut(),
    ) -> anyhow::Result<Outcome> {
        let url = format!("http://{server}{READ}");
        Load { url: &url, connections, seconds, orders: None }.run(self.cancel, meanwhile)
    }

    /// Orders in the database.
    pub fn orders_on_record(&self) -> anyhow::Result<u64> {
        let count = self.sql("SELECT count(*) FROM orders")?;
        count.trim().parse().context("the number of orders is not a number")
    }

    /// Write what the server has not yet written, so that what ran before does not cost what runs next.
    pub fn checkpoint(&self) -> anyhow::Result<()> {
        self.sql("CHECKPOINT").map(drop)
    }

    fn sql(&self, statement: &str) -> anyhow::Result<String> {
        pgbench::sql(&self.stack, self.stack.database(), statement, self.cancel)
    }

    /// One order of a product, on a connection of its own.
    pub fn order_by_hand(&self, product: i64) -> anyhow::Result<http::Answer> {
        let tokens = std::fs::read_to_string(self.tokens.path())?;
        let token = tokens.lines().next().context("nobody is registered")?;
        let headers = [format!("Authorization: Bearer {token}")];
        let body = json!({ "items": [{ "product_id": product, "quantity": 3 }] });
        http::post(self.stack.address("api-1"), "/orders", &headers, &body)
    }

    /// A store that refuses all would be measured as a fast one.
    fn refuses_nothing(&self) -> anyhow::Result<()> {
        for product in [self.hot, self.thousand.0, self.thousand.1] {
            let answer = self.order_by_hand(product)?;
            ensure!(answer.status == 201, "an order was answered with {}: {}", answer.status, answer.body);
        }
        Ok(())
    }
}

fn memory(stack: &Stack) -> Memory {
    let is_service = |part: &String| SERVICES.iter().any(|service| part.starts_with(service));
    let instances = stack.parts().into_iter().filter(is_service);
    Memory { by_instance: instances.map(|part| (part.clone(), usage::memory(&stack.pids(&part)))).collect() }
}

/// Tokens of new users.
fn register(api: SocketAddr) -> anyhow::Result<Vec<String>> {
    let since = Instant::now();
    let one = |number: usize| {
        let body = json!({ "sid": format!("bench-{number}"), "password": format!("bench password {number}") });
        let answer = http::post(api, "/users/register", &[], &body)?;
        let token = serde_json::from_str::<Value>(&answer.body).ok();
        let token = token.and_then(|body| Some(body.get("token")?.as_str()?.to_owned()));
        token.with_context(|| format!("a registration was answered with {}: {}", answer.status, answer.body))
    };
    let tokens = (0..USERS).map(one).collect();
    eprintln!("{USERS} users registered after {:.1} s", since.elapsed().as_secs_f64());
    tokens
}
