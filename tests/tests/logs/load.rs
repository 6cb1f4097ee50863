//! Customers who look and order all the time, and how long they wait.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::json;
use stack::Stack;
use system_tests::{Customer, Reply, until};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::sleep;

const CUSTOMERS: usize = 6;

/// Between two requests of a customer: what is measured is the store, not how much it can do.
const PAUSE: Duration = Duration::from_millis(10);

/// So many requests at least are compared with others.
const ENOUGH: usize = 200;

const SOON: Duration = Duration::from_secs(60);

/// How long requests took.
#[derive(Debug, Clone, Copy)]
#[expect(dead_code, reason = "the number and the longest are for who reads the output")]
pub struct Times {
    number: usize,
    pub median: Duration,
    /// One of a hundred took longer.
    pub late: Duration,
    longest: Duration,
}

pub struct Load {
    took: Arc<Mutex<Vec<Duration>>>,
    stop: watch::Sender<bool>,
    customers: Vec<JoinHandle<()>>,
}

impl Load {
    /// A request that fails ends the test.
    pub async fn begin(stack: &'static Stack, product: i64) -> Self {
        let (took, stop) = (Arc::default(), watch::Sender::new(false));
        let mut customers = Vec::new();
        for number in 0..CUSTOMERS {
            let visitor = Customer::of(stack).await;
            // Both replicas, evenly, whatever NGINX makes of so few.
            let url = stack.api_urls()[number % 2].clone();
            customers.push(tokio::spawn(shop(visitor, url, product, Arc::clone(&took), stop.subscribe())));
        }
        Self { took, stop, customers }
    }

    /// Let it go on for a while, or longer when the machine is slow, and say how long requests took.
    pub async fn time(&self, how_long: Duration) -> Times {
        self.took.lock().unwrap_or_else(PoisonError::into_inner).clear();
        sleep(how_long).await;
        until("enough requests are answered to compare them", SOON, async || {
            assert!(self.customers.iter().all(|customer| !customer.is_finished()), "a request failed");
            self.took.lock().unwrap_or_else(PoisonError::into_inner).len() >= ENOUGH
        })
        .await;
        let mut took = std::mem::take(&mut *self.took.lock().unwrap_or_else(PoisonError::into_inner));
        took.sort();
        Times {
            number: took.len(),
            median: took[took.len() / 2],
            late: took[took.len() * 99 / 100],
            longest: took[took.len() - 1],
        }
    }

    pub async fn end(self) {
        self.stop.send_replace(true);
        for customer in self.customers {
            customer.await.expect("no request failed");
        }
    }
}

async fn shop(
    customer: Customer,
    url: String,
    product: i64,
    took: Arc<Mutex<Vec<Duration>>>,
    stop: watch::Receiver<bool>,
) {
    let visitor = customer.visitor.moved_to(url);
    let order = json!({ "items": [{ "product_id": product, "quantity": 1 }] });
    while !*stop.borrow() {
        let requests = [
            (visitor.request(Method::POST, "/orders").bearer_auth(&customer.token).json(&order), 201),
            (visitor.request(Method::GET, "/products"), 200),
        ];
        for (request, status) in requests {
            let began = Instant::now();
            let reply = Reply::to(request).await;
            took.lock().unwrap_or_else(PoisonError::into_inner).push(began.elapsed());
            assert_eq!(reply.status, status, "{}", reply.text);
            sleep(PAUSE).await;
        }
    }
}
