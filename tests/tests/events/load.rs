//! The load: customers who place orders, and cancel some of them, through both replicas. What they are answered does not
//! matter here: what is on record counts.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::seq::{IndexedRandom as _, SliceRandom as _};
use rand::{RngExt as _, SeedableRng as _};
use serde_json::json;
use store_api::client::Client;
use store_api::types::{IdempotencyKey, NewOrder};
use system_tests::fresh;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::store::Store;

/// Everybody, until they are told to stop.
pub struct Load {
    stop: Arc<AtomicBool>,
    people: JoinSet<()>,
}

impl Load {
    pub fn begin(store: &Store, rng: &mut StdRng) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let mut people = JoinSet::new();
        for customer in &store.customers {
            for replica in ["api-1", "api-3"] {
                let shopper = Shopper {
                    api: customer.api_at(&store.stack.url(replica)),
                    products: store.products.clone(),
                    rng: StdRng::seed_from_u64(rng.random()),
                    stop: Arc::clone(&stop),
                };
                people.spawn(shopper.shop());
            }
        }
        Self { stop, people }
    }

    pub async fn end(mut self) {
        self.stop.store(true, Ordering::Relaxed);
        while let Some(person) = self.people.join_next().await {
            person.expect("a shopper does not panic");
        }
    }
}

struct Shopper {
    api: Client,
    products: Vec<i64>,
    rng: StdRng,
    stop: Arc<AtomicBool>,
}

impl Shopper {
    async fn shop(mut self) {
        while !self.stop.load(Ordering::Relaxed) {
            let key: IdempotencyKey = fresh("key").try_into().expect("a key");
            let order = self.order();
            if let Ok(placed) = self.api.place_order(Some(&key), &order).await
                && self.rng.random_bool(0.35)
            {
                // Some of them before the relay has seen that they were placed.
                let wait = *[0, 0, 5, 150].choose(&mut self.rng).expect("not empty");
                sleep(Duration::from_millis(wait)).await;
                let _may_fail = self.api.cancel_order(&placed.into_inner().body.id).await;
            }
            let pause = self.rng.random_range(20..200);
            sleep(Duration::from_millis(pause)).await;
        }
    }

    fn order(&mut self) -> NewOrder {
        self.products.shuffle(&mut self.rng);
        let count = self.rng.random_range(1..=self.products.len());
        let mut line = |id: &i64| json!({ "product_id": id, "quantity": self.rng.random_range(1..=3) });
        let lines: Vec<_> = self.products[..count].iter().map(&mut line).collect();
        serde_json::from_value(json!({ "items": lines })).expect("an order")
    }
}
