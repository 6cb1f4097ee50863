//! The end of a process: what is in flight is finished first.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::json;
use stack::{Options, Signal, Stack};
use system_tests::{Customer, Reply, Visitor, database, ops, own_store, until};

const SOON: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_replica_that_is_told_to_end_finishes_what_is_in_flight() {
    finishes_what_is_in_flight("api-1").await;
}

#[tokio::test]
async fn the_db_service_that_is_told_to_end_finishes_what_is_in_flight() {
    finishes_what_is_in_flight("db").await;
}

/// How long the DB service lets a call wait for a lock.
const LOCK_WAIT: Duration = Duration::from_secs(3);

async fn finishes_what_is_in_flight(part: &str) {
    for _ in 0..5 {
        if was_finished(part).await {
            return;
        }
    }
    panic!("this test was held up each time");
}

/// A login is held up in the database while `part` is told to end, and is answered all the same. False when this test was
/// held up itself, and the login with it for longer than it waits.
async fn was_finished(part: &str) -> bool {
    let stack = own_store(Options::only(["postgres", "db", "api-1"]));
    let replica = stack.url("api-1");
    let customer = Customer::from(Visitor::at(&replica)).await;
    let holder = database(&stack).await;
    holder.batch_execute("BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE").await.expect("locked");
    let body = json!({ "sid": customer.sid, "password": customer.password });
    let began = Instant::now();
    let is_held_up = || began.elapsed() >= LOCK_WAIT;
    let login = tokio::spawn(Reply::to(customer.visitor.request(Method::POST, "/users/login").json(&body)));
    until("the login waits", SOON, async || is_held_up() || waiting(&holder).await == 1).await;

    stack.kill(part, Signal::SIGTERM).expect("it runs");
    let ending = async || is_held_up() || stack.log(part).contains("stopping, a second signal ends at once");
    until("it has heard the signal", SOON, ending).await;
    let waits = stack.is_running(part) && !login.is_finished();
    holder.batch_execute("COMMIT").await.expect("unlocked");
    if is_held_up() {
        return false;
    }
    assert!(waits, "it waits for the login");
    let reply = login.await.expect("no panic");
    assert_eq!(reply.status, 200, "{}", reply.text);
    let status = stack.wait_exit(part, SOON).expect("it ends");
    assert_eq!(status.code(), Some(0), "{}", stack.log(part));
    true
}

async fn waiting(database: &tokio_postgres::Client) -> i64 {
    let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'users'::regclass";
    database.query_one(waiting, &[]).await.expect("counted").get(0)
}

#[tokio::test]
async fn a_second_signal_ends_at_once() {
    let stack = own_store(Options::only(["postgres", "db", "api-1"]));
    let customer = Customer::from(Visitor::at(stack.url("api-1"))).await;
    let holder = database(&stack).await;
    holder.batch_execute("BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE").await.expect("locked");
    let login = customer.visitor.request(Method::POST, "/users/login");
    let login = tokio::spawn(login.json(&json!({ "sid": customer.sid, "password": customer.password })).send());
    until("the login waits", SOON, async || waiting(&holder).await == 1).await;
    stack.kill("api-1", Signal::SIGTERM).expect("it runs");
    let ending = async || stack.log("api-1").contains("stopping, a second signal ends at once");
    until("it has heard the signal", SOON, ending).await;
    stack.kill("api-1", Signal::SIGTERM).expect("it still runs");
    let status = stack.wait_exit("api-1", SOON).expect("it ends");
    assert_eq!(status.code(), Some(1));
    assert!(login.await.expect("no panic").is_err(), "what was in flight is abandoned");
}

#[tokio::test]
async fn health_and_readiness_are_told_apart() {
    let stack: &Stack = system_tests::store();
    for part in ["db", "logging", "notification", "api-1", "api-2"] {
        assert_eq!(ops(stack, part, "/healthz").await.status, 200, "{part}");
        until(&format!("{part} is ready"), SOON, async || {
            let ready = ops(stack, part, "/readyz").await;
            (ready.status, ready.json()) == (200, json!({ "ready": true, "not_ready": [] }))
        })
        .await;
    }
}
