//! More orders than can be placed soon: refused at once and without a trace, while those that wait are placed.

use std::time::Duration;

use reqwest::{Method, RequestBuilder};
use serde_json::json;
use stack::{Options, Stack};
use system_tests::{Customer, Reply, Staff, database, fresh, own_store, until};
use tokio::task::JoinSet;

const SOON: Duration = Duration::from_secs(60);
/// How many orders may wait.
const QUEUE: usize = 20;
/// How many come at once.
const CROWD: usize = 100;

#[tokio::test]
async fn more_orders_than_can_be_placed_soon_are_refused_at_once() {
    let options = Options::only(["postgres", "db", "api-1", "api-2", "nginx"])
        .with("db", "DB_ORDER_QUEUE", QUEUE.to_string())
        .with("db", "DB_ORDER_WAIT", "30s");
    let stack = own_store(options);
    for _ in 0..5 {
        if were_refused(&stack).await {
            return;
        }
    }
    panic!("this test was held up each time");
}

/// False when the lock was held for so long that the DB service gave up waiting for it.
async fn were_refused(stack: &Stack) -> bool {
    let (staff, customer) = (Staff::of(stack), Customer::of(stack).await);
    let product = staff.product("1.00", 1_000).await;
    let body = json!({ "items": [{ "product_id": product.id, "quantity": 1 }] });
    let order = |key: &str| -> RequestBuilder {
        customer.request(Method::POST, "/orders").header("idempotency-key", key).json(&body)
    };
    let (holder, watcher) = (database(stack).await, database(stack).await);
    let lock = format!("BEGIN; SELECT FROM products WHERE id = {} FOR UPDATE", product.id);
    holder.batch_execute(&lock).await.expect("locked");
    let first = tokio::spawn(Reply::to(order(&fresh("key"))));
    let blocked = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'db' AND wait_event_type = 'Lock'";
    until("the first one waits for the lock", SOON, async || {
        let blocked: i64 = watcher.query_one(blocked, &[]).await.expect("counted").get(0);
        blocked > 0 || first.is_finished()
    })
    .await;

    let keys: Vec<String> = (0..CROWD).map(|_| fresh("key")).collect();
    let mut crowd = JoinSet::new();
    for key in &keys {
        let (key, order) = (key.clone(), order(key));
        crowd.spawn(async move { (key, Reply::to(order).await) });
    }
    let mut refused = Vec::new();
    while refused.len() < CROWD - QUEUE {
        refused.push(crowd.join_next().await.expect("more of them").expect("no panic"));
    }
    holder.batch_execute("COMMIT").await.expect("unlocked");
    if first.await.expect("no panic").status != 201 {
        return false;
    }
    // So the lock was held all the time, and these were answered while the others waited for it.
    for (_, reply) in &refused {
        reply.refused(503, "overloaded");
    }
    for (_, reply) in crowd.join_all().await {
        assert_eq!(reply.status, 201, "it has waited: {}", reply.text);
    }
    let placed = async || customer.api().list_orders(None, None).await.expect("a page").total_count.get();
    assert_eq!((placed().await, staff.stock_of(product.id).await), (1 + QUEUE as i64, 999 - QUEUE as i32));

    // Their keys are as good as new.
    for (key, _) in &refused {
        assert_eq!(Reply::to(order(key)).await.status, 201);
    }
    assert_eq!((placed().await, staff.stock_of(product.id).await), (1 + CROWD as i64, 999 - CROWD as i32));
    true
}
