//! What one trial takes place on: products and accounts of its own, in a store that trials share.

use std::sync::{Arc, Mutex, PoisonError};

use futures::StreamExt as _;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rust_decimal::Decimal;
use stack::Stack;
use system_tests::{Customer, Staff};

use crate::checker::Goods;
use crate::doors::Doors;
use crate::history::{Outcome, Record};
use crate::order::Order;

/// The parts that place orders: replicas need DB services.
pub const DB_SERVICES: [&str; 2] = ["db", "db-2"];
pub const REPLICAS: [&str; 3] = ["api-1", "api-2", "api-3"];

/// Accounts that several shoppers share each.
const ACCOUNTS: usize = 8;
/// Accounts that are closed in the middle.
const LEAVERS: usize = 6;
/// Products of each kind: soon sold out, sold out in the end, never sold out.
const OF_A_KIND: usize = 4;
/// More units than a trial could ever sell.
const AMPLE: i32 = 10_000_000;

/// An account, and what is known of its orders.
#[derive(Debug)]
pub struct Account {
    pub customer: Customer,
    placed: Mutex<Vec<i64>>,
    answered: Mutex<Vec<usize>>,
}

impl Account {
    fn new(customer: Customer) -> Self {
        Self { customer, placed: Mutex::default(), answered: Mutex::default() }
    }

    pub fn user_id(&self) -> i64 {
        self.customer.user.id.get()
    }

    /// Remember an order that was placed.
    pub fn note(&self, intent: usize, has_key: bool, outcome: &Outcome) {
        let Outcome::Done { body, .. } = outcome else { return };
        let Some(order) = Order::of_body(body) else { return };
        let mut placed = self.placed.lock().unwrap_or_else(PoisonError::into_inner);
        if !placed.contains(&order.id) {
            placed.push(order.id);
        }
        if has_key {
            self.answered.lock().unwrap_or_else(PoisonError::into_inner).push(intent);
        }
    }

    /// An order that was placed; `keep` it for others to find, too.
    pub fn some_order(&self, rng: &mut StdRng, keep: bool) -> Option<i64> {
        let mut placed = self.placed.lock().unwrap_or_else(PoisonError::into_inner);
        if placed.is_empty() {
            return None;
        }
        let index = rng.random_range(0..placed.len());
        Some(if keep { placed[index] } else { placed.swap_remove(index) })
    }

    /// An intent with a key that was answered.
    pub fn some_answered(&self, rng: &mut StdRng) -> Option<usize> {
        self.answered.lock().unwrap_or_else(PoisonError::into_inner).choose(rng).copied()
    }
}

/// Products, accounts and doors of one trial.
pub struct Ground {
    pub seed: u64,
    pub stack: Arc<Stack>,
    pub record: Arc<Record>,
    pub doors: Arc<Doors>,
    /// From what is soon sold out to what is never.
    pub goods: Arc<Vec<i64>>,
    pub shelf: Vec<Goods>,
    pub accounts: Vec<Arc<Account>>,
    pub leavers: Vec<Arc<Account>>,
}

impl Ground {
    pub async fn lay(stack: &Arc<Stack>, seed: u64) -> Self {
        let mut rng = StdRng::seed_from_u64(seed);
        let staff = Staff::of(stack);
        let mut shelf = Vec::new();
        for most in [40, 400, AMPLE] {
            for _ in 0..OF_A_KIND {
                let stock = if most == AMPLE { AMPLE } else { rng.random_range(most / 4..=most) };
                let price = Decimal::new(rng.random_range(1..=200_000), 2);
                let product = staff.product(&price.to_string(), stock).await;
                shelf.push(Goods { product_id: product.id, stock });
            }
        }
        // Not more at once than have their passwords hashed within the deadline.
        let customers = futures::stream::iter(0..ACCOUNTS + LEAVERS).map(|_| Customer::of(stack)).buffered(4);
        let customers: Vec<_> = customers.collect().await;
        let mut accounts: Vec<_> = customers.into_iter().map(|customer| Arc::new(Account::new(customer))).collect();
        let leavers = accounts.split_off(ACCOUNTS);
        let record = Arc::new(Record::begin());
        let doors = ["nginx", "api-1", "api-2", "api-3"].map(|part| (part, stack.url(part)));
        Self {
            seed,
            stack: Arc::clone(stack),
            doors: Arc::new(Doors::new(Arc::clone(&record), doors.to_vec())),
            record,
            goods: Arc::new(shelf.iter().map(|goods| goods.product_id).collect()),
            shelf,
            accounts,
            leavers,
        }
    }

    /// Whose account this is, unless it was to be closed.
    pub fn account(&self, user_id: i64) -> Option<&Account> {
        self.accounts.iter().map(Arc::as_ref).find(|account| account.user_id() == user_id)
    }

    /// The ids of all users.
    pub fn users(&self) -> Vec<i64> {
        self.accounts.iter().chain(&self.leavers).map(|account| account.user_id()).collect()
    }
}
