//! Parts that fail while the store is open: what customers are told, and that it mends itself.
//!
//! None of these stores has Kafka or a logging service, so that each of them also shows that no request waits for those.

use std::time::Duration;

use futures::future::join_all;
use reqwest::{Method, RequestBuilder};
use serde_json::json;
use stack::{Options, Signal, Stack};
use system_tests::{Customer, Reply, Staff, Visitor, database, fresh, metrics, ops, own_store, until};

use crate::orders::order;
use crate::ownership::SECURED;
use crate::tokens;

const SOON: Duration = Duration::from_secs(60);

async fn readiness(stack: &Stack, part: &str) -> Vec<String> {
    let reply = ops(stack, part, "/readyz").await;
    let body = reply.json();
    let names: Vec<String> = serde_json::from_value(body["not_ready"].clone()).expect("a list of names");
    assert_eq!(
        (reply.status, &body["ready"]),
        if names.is_empty() { (200, &json!(true)) } else { (503, &json!(false)) }
    );
    names
}

/// That everything a customer can do works, with an account from before.
async fn works(stack: &Stack, customer: &Customer) {
    let product = Staff::of(stack).product("1.00", 10).await;
    let placed = customer.api().place_order(None, &order(&[(product.id, 1)])).await.expect("placed").into_inner().body;
    customer.api().cancel_order(&placed.id).await.expect("cancelled");
    customer.visitor.api().get_product(&placed.items[0].product_id).await.expect("shown");
    customer.visitor.login(&customer.sid, &customer.password).await.expect("logged in");
}

/// Requests of every kind, each of which needs the DB service.
async fn requests(customer: &Customer) -> Vec<Reply> {
    let login = json!({ "sid": customer.sid, "password": customer.password });
    let order = json!({ "items": [{ "product_id": 1, "quantity": 1 }] });
    let requests = [
        customer.request(Method::GET, "/products"),
        customer.request(Method::GET, "/products/1"),
        customer.request(Method::GET, "/users/me"),
        customer.request(Method::GET, "/orders"),
        customer.request(Method::POST, "/users/login").json(&login),
        customer.request(Method::POST, "/orders").json(&order),
    ];
    join_all(requests.map(Reply::to)).await
}

#[tokio::test]
async fn the_db_service_can_go_and_come_back() {
    let stack = own_store(Options::only(["postgres", "db", "api-1", "nginx"]));
    let customer = Customer::of(&stack).await;
    works(&stack, &customer).await;
    let before = stack.pids("api-1");

    stack.kill("db", Signal::SIGKILL).expect("it runs");
    stack.wait_exit("db", SOON).expect("it is gone");
    for reply in requests(&customer).await {
        reply.refused(503, "service_unavailable");
    }
    until("the replica is not ready", SOON, async || readiness(&stack, "api-1").await == ["db-service"]).await;
    assert_eq!(ops(&stack, "api-1", "/healthz").await.status, 200);
    for path in ["/", "/openapi.json", "/docs/"] {
        assert_eq!(Reply::to(customer.request(Method::GET, path)).await.status, 200, "{path} needs no DB service");
    }

    stack.start_part("db").expect("it comes back");
    stack.wait_ready("api-1", SOON).expect("it has found the DB service");
    works(&stack, &customer).await;
    assert_eq!(stack.pids("api-1"), before, "the replica was not restarted");
    let records = metrics(&stack, "api-1").await;
    assert!(records.sum("log_records_in_flight", &[]) > 0.0, "the log records wait, and nothing waits for them");
}

#[tokio::test]
async fn a_db_service_that_does_not_answer_is_not_waited_for() {
    let options = Options::only(["postgres", "db", "api-1", "nginx"]).with("api-1", "REQUEST_DEADLINE", "4s");
    let stack = own_store(options);
    let (customer, unknown) = (Customer::of(&stack).await, Customer::of(&stack).await);
    works(&stack, &customer).await;
    stack.kill("db", Signal::SIGSTOP).expect("it runs");
    let replies = requests(&unknown).await;
    let (public, others) = replies.split_at(2);
    for reply in public {
        reply.refused(504, "deadline_exceeded");
    }
    for reply in others {
        reply.refused(503, "service_unavailable");
    }
    until("the replica is not ready", SOON, async || readiness(&stack, "api-1").await == ["db-service"]).await;
    stack.kill("db", Signal::SIGCONT).expect("it still runs");
    stack.wait_ready("api-1", SOON).expect("it has found the DB service");
    works(&stack, &customer).await;
}

#[tokio::test]
async fn an_order_that_nobody_knows_of_any_more_is_not_placed_when_the_db_service_goes_on() {
    let options = Options::only(["postgres", "db", "api-1", "nginx"]).with("api-1", "REQUEST_DEADLINE", "3s");
    let stack = own_store(options);
    let customer = Customer::of(&stack).await;
    let order = order(&[(Staff::of(&stack).product("1.00", 100).await.id, 1)]);
    let request = || customer.request(Method::POST, "/orders").json(&order);
    let (mut placed, mut unknown) = (0, 0);
    while unknown == 0 {
        // Whoever has just placed an order has a stream for another, and is known: it is sent.
        customer.api().place_order(None, &order).await.expect("placed");
        placed += 1;
        stack.kill("db", Signal::SIGSTOP).expect("it runs");
        let with_keys = (0..5).map(|_| Reply::to(request().header("idempotency-key", fresh("key"))));
        let (with, without) = futures::join!(join_all(with_keys), join_all((0..5).map(|_| Reply::to(request()))));
        stack.kill("db", Signal::SIGCONT).expect("it still runs");
        for reply in with.iter().chain(&without) {
            match reply.status {
                503 => drop(reply.refused(503, "service_unavailable")),
                _ => {
                    reply.refused(504, "deadline_exceeded");
                    unknown += 1;
                }
            }
        }
        stack.wait_ready("api-1", SOON).expect("it has found the DB service");
    }
    // It comes after them, on the same stream and through the same queue.
    customer.api().place_order(None, &order).await.expect("placed");
    let listed = customer.api().list_orders(None, None).await.expect("a page");
    assert_eq!(listed.total_count.get(), placed + 1, "{unknown} were given up");
}

#[tokio::test]
async fn who_cannot_be_looked_up_in_time_is_told_that_nothing_was_changed() {
    let stack = own_store(Options::only(["postgres", "db", "api-1"]));
    let replica = stack.url("api-1");
    let (customer, known) = (Customer::from(Visitor::at(&replica)).await, Customer::from(Visitor::at(&replica)).await);
    known.api().get_me().await.expect("a good token");
    let asked = async || metrics(&stack, "db").await.sum("grpc_server_requests_total", &[("method", "GetAccess")]);
    let before = asked().await;
    let database = database(&stack).await;
    database.batch_execute("BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE").await.expect("locked");
    let secured = SECURED.map(|operation| {
        tokens::request(&customer.visitor, operation, 1.try_into().expect("an id")).bearer_auth(&customer.token)
    });
    let change = json!({ "current_password": known.password, "password": "a new password" });
    let login = json!({ "sid": customer.sid, "password": customer.password });
    let others = [
        known.request(Method::PATCH, "/users/me").json(&change),
        customer.request(Method::POST, "/users/login").json(&login),
    ];
    let requests: Vec<RequestBuilder> = secured.into_iter().chain(others).collect();
    for reply in join_all(requests.into_iter().map(Reply::to)).await {
        reply.refused(503, "service_unavailable");
    }
    database.batch_execute("COMMIT").await.expect("unlocked");
    until("the question has ended", SOON, async || asked().await > before).await;
    let questions = asked().await - before;
    assert!(questions < 5.0, "seven requests of one customer shared {questions} questions");
    works(&stack, &customer).await;
    works(&stack, &known).await;
}

#[tokio::test]
async fn postgresql_can_go_and_come_back() {
    let stack = own_store(Options::only(["postgres", "db", "api-1", "nginx"]));
    let customer = Customer::of(&stack).await;
    works(&stack, &customer).await;
    let before = [stack.pids("api-1"), stack.pids("db")];
    stack.stop("postgres").expect("it ends");
    until("the DB service is not ready", SOON, async || readiness(&stack, "db").await == ["database"]).await;
    until("the replica is not ready", SOON, async || readiness(&stack, "api-1").await == ["db-service"]).await;
    for reply in requests(&customer).await {
        reply.refused(503, "service_unavailable");
    }
    stack.start_part("postgres").expect("it comes back");
    stack.wait_ready("db", SOON).expect("it has found PostgreSQL");
    stack.wait_ready("api-1", SOON).expect("it has found the DB service");
    works(&stack, &customer).await;
    assert_eq!([stack.pids("api-1"), stack.pids("db")], before, "nothing was restarted");
}

#[tokio::test]
async fn a_db_service_that_fails_is_a_bad_gateway_and_tells_nothing() {
    let stack = own_store(Options::only(["postgres", "db", "api-1", "nginx"]));
    let customer = Customer::of(&stack).await;
    let database = database(&stack).await;
    database.batch_execute("ALTER TABLE orders RENAME TO orders_elsewhere").await.expect("renamed");
    let body = json!({ "items": [{ "product_id": 1, "quantity": 1 }] });
    for request in [
        customer.request(Method::GET, "/orders"),
        customer.request(Method::GET, "/orders/1"),
        customer.request(Method::DELETE, "/orders/1"),
        customer.request(Method::POST, "/orders").json(&body),
    ] {
        let reply = Reply::to(request).await;
        let problem = reply.refused(502, "bad_gateway");
        assert!(!reply.text.contains("orders") && !reply.text.contains("relation"), "{}", reply.text);
        for part in ["api-1", "db"] {
            let said = async || stack.log(part).contains(&problem.request_id);
            until(&format!("{part} says what happened to the request"), SOON, said).await;
        }
    }
    assert_eq!(Staff::of(&stack).stock_of(1).await, 500, "an order that failed took nothing");
    database.batch_execute("ALTER TABLE orders_elsewhere RENAME TO orders").await.expect("renamed");
    works(&stack, &customer).await;
}
