//! The load: shoppers who place, repeat and cancel orders through every door, people who only look, people who close their
//! account in the middle, and the staff. What each of them does is drawn from the seed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use futures::future::{join, join_all};
use grpc::store_v1::{Product, UpdateProductRequest};
use prost_types::FieldMask;
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom as _, SliceRandom as _};
use rand::{RngExt as _, SeedableRng as _};
use rust_decimal::Decimal;
use stack::Stack;
use system_tests::{Staff, fresh};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::doors::Doors;
use crate::ground::{Account, Ground};
use crate::history::{Action, Intent, Outcome, now};
use crate::witness;

/// People who only look.
const READERS: u64 = 3;
/// How often an order is sent again before it is left to the end, when its outcome is not known.
const RETRIES: u32 = 4;
/// For the DB service to answer the staff.
const STAFF_LIMIT: Duration = Duration::from_secs(5);

/// Everybody, until they are told to stop.
pub struct Load {
    stop: Arc<AtomicBool>,
    people: JoinSet<()>,
}

impl Load {
    /// Open the doors.
    pub fn begin(ground: &Ground, shoppers: u64) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let mut people = JoinSet::new();
        let person = |number: u64, account: &Arc<Account>| Person {
            account: Arc::clone(account),
            doors: Arc::clone(&ground.doors),
            goods: Arc::clone(&ground.goods),
            rng: StdRng::seed_from_u64(ground.seed.wrapping_mul(1_000).wrapping_add(number)),
            stop: Arc::clone(&stop),
        };
        let account = |number: u64| &ground.accounts[number as usize % ground.accounts.len()];
        for number in 0..shoppers {
            people.spawn(person(number, account(number)).shop());
        }
        for number in shoppers..shoppers + READERS {
            people.spawn(person(number, account(number)).only_look());
        }
        let leavers = ground.leavers.iter().enumerate();
        let leavers = leavers.map(|(index, leaver)| person(900 + index as u64, leaver)).collect();
        people.spawn(leave_one_by_one(leavers, Arc::clone(&stop)));
        people.spawn(restock(person(990, account(0)), Arc::clone(&ground.stack)));
        people.spawn(reprice(person(991, account(0)), Staff::of(&ground.stack)));
        Self { stop, people }
    }

    /// Close the doors, and wait until nobody waits for an answer any more.
    pub async fn end(mut self) {
        self.stop.store(true, Ordering::Relaxed);
        while let Some(person) = self.people.join_next().await {
            person.expect("a person does not panic");
        }
    }
}

/// Somebody with an account, or staff.
struct Person {
    account: Arc<Account>,
    doors: Arc<Doors>,
    goods: Arc<Vec<i64>>,
    rng: StdRng,
    stop: Arc<AtomicBool>,
}

impl Person {
    async fn shop(mut self) {
        while !self.stop.load(Ordering::Relaxed) {
            match self.rng.random_range(0..100) {
                0..54 => self.order().await,
                54..72 => self.cancel().await,
                72..80 => self.look().await,
                80..92 => self.look_up().await,
                92..97 => self.ask_again().await,
                _ => self.misuse().await,
            }
            self.pause(1..30).await;
        }
    }

    async fn only_look(mut self) {
        while !self.stop.load(Ordering::Relaxed) {
            self.look().await;
            self.pause(1..15).await;
        }
    }

    /// Place an order, once or several times at the same moment, and with a key until the outcome is known.
    async fn order(&mut self) {
        let key = self.rng.random_bool(0.75).then(|| fresh("key"));
        let intent = Intent { user_id: self.user_id(), key: key.clone(), lines: self.lines() };
        let intent = self.doors.record.intent(intent);
        let duplicates = if key.is_some() && self.rng.random_bool(0.15) { self.rng.random_range(2..5) } else { 1 };
        let leave = self.rng.random_bool(0.08).then(|| Duration::from_micros(self.rng.random_range(0..20_000)));
        let mut outcomes = self.at_once(duplicates, &Action::Place { intent }, leave).await;
        for _ in 0..RETRIES {
            let settled = outcomes.iter().any(|outcome| match outcome {
                Outcome::Done { .. } => true,
                Outcome::Refused { status, .. } => *status != 503,
                _ => false,
            });
            if settled || key.is_none() || self.stop.load(Ordering::Relaxed) {
                break;
            }
            self.pause(10..200).await;
            outcomes = self.at_once(1, &Action::Place { intent }, None).await;
        }
        for outcome in &outcomes {
            self.account.note(intent, key.is_some(), outcome);
        }
    }

    /// Cancel an order of this account, or several times at the same moment.
    async fn cancel(&mut self) {
        let keep = self.rng.random_bool(0.3);
        let Some(order_id) = self.account.some_order(&mut self.rng, keep) else { return };
        let times = *[1, 1, 2, 3].choose(&mut self.rng).expect("not empty");
        let leave = self.rng.random_bool(0.1).then(|| Duration::from_micros(self.rng.random_range(0..10_000)));
        let action = Action::Cancel { user_id: self.user_id(), order_id };
        self.at_once(times, &action, leave).await;
    }

    async fn look(&mut self) {
        let product_id = *self.goods.choose(&mut self.rng).expect("there are products");
        self.at_once(1, &Action::Read { product_id }, None).await;
    }

    /// See one of the account's orders again, some of them, or the account itself.
    async fn look_up(&mut self) {
        let user_id = self.user_id();
        let action = match self.account.some_order(&mut self.rng, true) {
            Some(order_id) if self.rng.random_bool(0.5) => Action::Show { user_id, order_id },
            Some(_) if self.rng.random_bool(0.7) => Action::List { user_id, page: self.rng.random_range(1..=3) },
            _ => Action::ShowAccount { user_id },
        };
        self.at_once(1, &action, None).await;
    }

    /// Send an order again that was answered long ago.
    async fn ask_again(&mut self) {
        if let Some(intent) = self.account.some_answered(&mut self.rng) {
            self.at_once(1, &Action::Place { intent }, None).await;
        }
    }

    /// Send another order under the key of one that was answered.
    async fn misuse(&mut self) {
        if let Some(intent) = self.account.some_answered(&mut self.rng) {
            self.at_once(1, &Action::Misuse { intent }, None).await;
        }
    }

    /// Place some orders, then close the account while several others cancel them.
    async fn leave(&mut self) {
        for _ in 0..4 {
            self.order().await;
        }
        let user_id = self.user_id();
        let mut cancels = Vec::new();
        while let Some(order_id) = self.account.some_order(&mut self.rng, false) {
            cancels.extend([Action::Cancel { user_id, order_id }, Action::Cancel { user_id, order_id }]);
        }
        cancels.shuffle(&mut self.rng);
        let (doors, customer) = (&self.doors, &self.account.customer);
        let leaving = doors.send(customer, self.rng.random_range(0..doors.count()), Action::Leave { user_id }, None);
        let cancelling = cancels.into_iter().enumerate();
        let cancelling = cancelling.map(|(door, cancel)| doors.send(customer, door, cancel, None));
        join(leaving, join_all(cancelling)).await;
        self.order().await;
    }

    /// Send the same through several doors at the same moment.
    async fn at_once(&mut self, times: usize, action: &Action, leave: Option<Duration>) -> Vec<Outcome> {
        // The first door is the front, through which most come.
        let first = if self.rng.random_bool(0.4) { 0 } else { self.rng.random_range(0..self.doors.count()) };
        let sent = (0..times).map(|time| self.doors.send(&self.account.customer, first + time, action.clone(), leave));
        join_all(sent).await
    }

    /// One to five products in any order. A few orders want only what is never sold out.
    fn lines(&mut self) -> Vec<(i64, i32)> {
        let most = if self.rng.random_bool(0.5) { 2 } else { 5 };
        let count = self.rng.random_range(1..=most);
        let from = [0, 0, self.goods.len() / 3, 2 * self.goods.len() / 3];
        let from = *from.choose(&mut self.rng).expect("not empty");
        let mut products = self.goods[from..].to_vec();
        products.shuffle(&mut self.rng);
        products.truncate(count);
        products.into_iter().map(|product_id| (product_id, self.rng.random_range(1..=3))).collect()
    }

    fn user_id(&self) -> i64 {
        self.account.user_id()
    }

    async fn pause(&mut self, milliseconds: std::ops::Range<u64>) {
        sleep(Duration::from_millis(self.rng.random_range(milliseconds))).await;
    }
}

async fn leave_one_by_one(leavers: Vec<Person>, stop: Arc<AtomicBool>) {
    for mut leaver in leavers {
        leaver.pause(500..3000).await;
        if stop.load(Ordering::Relaxed) {
            return;
        }
        leaver.leave().await;
    }
}

/// The staff puts units on the shelf, past the service, which has no call that adds.
async fn restock(mut staff: Person, stack: Arc<Stack>) {
    static MARKS: AtomicI64 = AtomicI64::new(1);
    let scarce = staff.goods[..2 * staff.goods.len() / 3].to_vec();
    while !staff.stop.load(Ordering::Relaxed) {
        staff.pause(100..500).await;
        let (product_id, amount) = (*scarce.choose(&mut staff.rng).expect("not empty"), staff.rng.random_range(1..=6));
        let mark = MARKS.fetch_add(1, Ordering::Relaxed);
        let started = now();
        let outcome = match witness::restock(&stack, mark, product_id, amount).await {
            Ok(()) => done(),
            Err(why) => Outcome::Broken { why },
        };
        staff.doors.record.request("staff", Action::Restock { mark, product_id, amount }, started, outcome);
    }
}

/// The staff changes prices, through the DB service.
async fn reprice(mut person: Person, staff: Staff) {
    while !person.stop.load(Ordering::Relaxed) {
        person.pause(100..500).await;
        let product_id = *person.goods.choose(&mut person.rng).expect("not empty");
        let price = Decimal::new(person.rng.random_range(1..=200_000), 2);
        let request = UpdateProductRequest {
            product_id,
            product: Some(Product { price: price.to_string(), ..Product::default() }),
            update_mask: Some(FieldMask { paths: vec!["price".to_owned()] }),
        };
        let started = now();
        let mut catalog = staff.catalog.clone();
        let outcome = match timeout(STAFF_LIMIT, catalog.update_product(request)).await {
            Ok(Ok(_)) => done(),
            Ok(Err(status)) => Outcome::Broken { why: format!("{:?}", status.code()) },
            Err(_) => Outcome::Broken { why: "no answer in time".to_owned() },
        };
        person.doors.record.request("staff", Action::Reprice { product_id, price }, started, outcome);
    }
}

fn done() -> Outcome {
    Outcome::Done { status: 200, location: None, body: String::new() }
}
