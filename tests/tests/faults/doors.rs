//! The ways into the store, and sending one request through one of them: whatever comes of it is put on record.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::LOCATION;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use system_tests::{Customer, Visitor};
use tokio::sync::watch;

use crate::history::{Action, Outcome, PAGE_SIZE, Record, now};

/// How long a client waits for an answer. Longer than the store's own deadline here, so that most get one.
const PATIENCE: Duration = Duration::from_secs(5);

/// The front and the replicas.
#[derive(Debug)]
pub struct Doors {
    pub record: Arc<Record>,
    doors: Vec<(&'static str, String)>,
    storms: watch::Sender<u32>,
}

impl Doors {
    pub fn new(record: Arc<Record>, doors: Vec<(&'static str, String)>) -> Self {
        Self { record, doors, storms: watch::Sender::new(0) }
    }

    pub fn count(&self) -> usize {
        self.doors.len()
    }

    /// Every client that waits for an answer goes away. Returns how many did.
    pub fn all_leave(&self) -> usize {
        let waiting = self.waiting();
        self.storms.send_modify(|storms| *storms += 1);
        waiting
    }

    /// How many clients wait for an answer.
    pub fn waiting(&self) -> usize {
        self.storms.receiver_count()
    }

    /// Send a request through the door with this number, counted round, and wait for its outcome, or go away after some
    /// time.
    pub async fn send(&self, who: &Customer, door: usize, action: Action, leave: Option<Duration>) -> Outcome {
        let (name, base) = &self.doors[door % self.doors.len()];
        let request = self.request(&who.visitor.moved_to(base.as_str()), &who.token, &action);
        let mut storms = self.storms.subscribe();
        let started = now();
        let outcome = tokio::select! {
            outcome = exchange(request.timeout(PATIENCE)) => outcome,
            () = tokio::time::sleep(leave.unwrap_or(2 * PATIENCE)) => Outcome::Left,
            _ = storms.changed() => Outcome::Left,
        };
        self.record.request(name, action, started, outcome.clone());
        outcome
    }

    fn request(&self, visitor: &Visitor, token: &str, action: &Action) -> RequestBuilder {
        let place = |intent: usize, change: fn(i32) -> i32| {
            let intent = self.record.intent_of(intent);
            let line = |&(product_id, quantity): &(i64, i32)| json!({ "product_id": product_id, "quantity": change(quantity) });
            let body = json!({ "items": intent.lines.iter().map(line).collect::<Vec<_>>() });
            let request = visitor.request(Method::POST, "/orders").json(&body);
            match intent.key {
                Some(key) => request.header("idempotency-key", key),
                None => request,
            }
        };
        let request = match action {
            Action::Place { intent } => place(*intent, |quantity| quantity),
            Action::Misuse { intent } => place(*intent, |quantity| quantity % 3 + 1),
            Action::Cancel { order_id, .. } => visitor.request(Method::DELETE, &format!("/orders/{order_id}")),
            Action::Read { product_id } => return visitor.request(Method::GET, &format!("/products/{product_id}")),
            Action::Show { order_id, .. } => visitor.request(Method::GET, &format!("/orders/{order_id}")),
            Action::List { page, .. } => {
                visitor.request(Method::GET, &format!("/orders?page={page}&page_size={PAGE_SIZE}"))
            }
            Action::ShowAccount { .. } => visitor.request(Method::GET, "/users/me"),
            Action::Leave { .. } => visitor.request(Method::DELETE, "/users/me"),
            Action::Restock { .. } | Action::Reprice { .. } => unreachable!("the staff has another way in"),
        };
        request.bearer_auth(token)
    }
}

async fn exchange(request: RequestBuilder) -> Outcome {
    let response = match request.send().await {
        Ok(response) => response,
        Err(error) if error.is_connect() => return Outcome::NotSent,
        Err(error) if error.is_timeout() => return Outcome::Broken { why: "no answer in time".to_owned() },
        Err(_) => return Outcome::Broken { why: "the connection was lost".to_owned() },
    };
    let status = response.status();
    let location = response.headers().get(LOCATION).and_then(|value| Some(value.to_str().ok()?.to_owned()));
    let Ok(body) = response.text().await else {
        return Outcome::Broken { why: format!("{} broke off", status.as_u16()) };
    };
    outcome(status, location, body)
}

/// What an answer means to a client that has read docs/errors.md: a 503 has changed nothing and can be tried again, other
/// answers of the kind 5xx say nothing about it.
fn outcome(status: StatusCode, location: Option<String>, body: String) -> Outcome {
    let code = || {
        let body: Value = serde_json::from_str(&body).unwrap_or_default();
        body["error_code"].as_str().unwrap_or_default().to_owned()
    };
    match status.as_u16() {
        status @ 200..300 => Outcome::Done { status, location, body },
        status @ (503 | 400..500) => Outcome::Refused { status, code: code() },
        status => Outcome::Failed { status, code: code() },
    }
}
