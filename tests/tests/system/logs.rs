//! The log records in Kafka: from every process, of successes and failures, over one stream each.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::Method;
use serde_json::json;
use system_tests::{Customer, Record, Records, Reply, Staff, Visitor, fresh, metrics, store, until};
use tokio::sync::Mutex;

use crate::orders::order;

/// A stream is closed, and its records acknowledged, every two seconds.
const SOON: Duration = Duration::from_secs(60);

/// Held by who opens a stream of their own, and by who counts streams.
pub static STREAMS: Mutex<()> = Mutex::const_new(());

fn milliseconds() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    i64::try_from(now.as_millis()).expect("before the end of time")
}

#[tokio::test]
async fn every_request_is_on_record_in_each_process_that_it_went_through() {
    let stack = store();
    let (staff, customer) = (Staff::of(stack), Customer::of(stack).await);
    let product = staff.product("1.00", 1).await;
    let before = milliseconds();
    let body = json!({ "items": [{ "product_id": product.id, "quantity": 1 }] });
    // The second one is out of stock.
    let mut requests = Vec::new();
    for (replica, url) in ["api-1", "api-2"].into_iter().zip(stack.api_urls()) {
        let visitor = customer.visitor.moved_to(url);
        let request = visitor.request(Method::POST, "/orders?secret=1").bearer_auth(&customer.token).json(&body);
        let reply = Reply::to(request).await;
        requests.push((replica, reply.status, reply.header("x-request-id").expect("an id").to_owned()));
    }
    assert_eq!([requests[0].1, requests[1].1], [201, 409]);

    let sid = customer.sid.as_str().to_owned();
    let records = tokio::task::spawn_blocking(move || {
        let mut records = Records::of(store());
        let mut found = Vec::new();
        for (replica, status, request_id) in requests {
            let of_request = |key: &str, records: &[Record], path: &str| {
                let mut matching = records.iter().filter(|record| {
                    record.key == key && record.value["request_id"] == *request_id && record.value["path"] == path
                });
                matching.next().cloned()
            };
            let both = records.until("the records of a request", SOON, |records| {
                let of_replica = of_request(replica, records, "/orders")?;
                let of_db = of_request("db", records, "/store.v1.OrderService/PlaceOrder")?;
                Some((of_replica, of_db))
            });
            found.push((status, both.0, both.1));
        }
        found
    });
    let after_limit = before + 60_000;
    for (status, of_replica, of_db) in records.await.expect("no panic") {
        let refused = status == 409;
        for record in [&of_replica, &of_db] {
            let members: BTreeSet<&str> =
                record.value.as_object().expect("an object").keys().map(String::as_str).collect();
            let wanted = [
                "service_name",
                "level",
                "path",
                "method",
                "user_sid",
                "message",
                "timestamp_ms",
                "request_id",
                "status",
            ];
            assert_eq!(members, BTreeSet::from(wanted));
            assert_eq!(record.text("service_name"), record.key);
            assert_eq!(record.text("user_sid"), sid);
            assert_eq!(record.text("level"), if refused { "WARN" } else { "INFO" });
            let time = record.value["timestamp_ms"].as_i64().expect("milliseconds");
            assert!((before..after_limit).contains(&time), "{time}");
            assert!(!record.text("message").is_empty());
            assert_eq!(record.text("message").contains("too few units left"), refused, "{}", record.value);
        }
        assert_eq!((of_replica.text("method"), of_db.text("method")), ("POST", "GRPC"));
        // HTTP status and gRPC code: OK or FAILED_PRECONDITION.
        assert_eq!(of_replica.value["status"], status);
        assert_eq!(of_db.value["status"], if refused { 9 } else { 0 });
    }
}

#[tokio::test]
async fn refused_logins_are_on_record_and_no_password_is() {
    let stack = store();
    let customer = Customer::of(stack).await;
    let wrong = fresh("wrong");
    let body = json!({ "sid": customer.sid, "password": wrong });
    let reply = Reply::to(customer.visitor.request(Method::POST, "/users/login").json(&body)).await;
    let request_id = reply.refused(401, "invalid_credentials").request_id;
    let secrets = [wrong, customer.password.as_str().to_owned(), customer.token.clone(), "$argon2".to_owned()];
    let record = tokio::task::spawn_blocking(move || {
        Records::of(store()).until("the refused login", SOON, |records| {
            for record in records {
                let text = record.value.to_string();
                assert!(secrets.iter().all(|secret| !text.contains(secret.as_str())), "{text}");
            }
            records.iter().find(|record| record.value["request_id"] == *request_id && record.key != "db").cloned()
        })
    });
    let record = record.await.expect("no panic");
    assert_eq!((record.text("path"), record.text("method"), record.text("level")), ("/users/login", "POST", "WARN"));
    assert_eq!(record.value["status"], 401);
}

#[tokio::test]
async fn each_process_keeps_one_stream_open() {
    let stack = store();
    let _nobody_else = STREAMS.lock().await;
    let opened = metrics(stack, "logging").await.sum("log_streams_opened_total", &[]);
    let mut most = 0.0_f64;
    // Each process closes its stream every two seconds, when there were records, and opens the next one.
    until("each process has opened a stream again and again", SOON, async || {
        Reply::to(Visitor::of(stack).request(Method::GET, "/products")).await;
        let metrics = metrics(stack, "logging").await;
        most = most.max(metrics.sum("log_streams_open", &[]));
        metrics.sum("log_streams_opened_total", &[]) >= opened + 9.0 && most >= 5.0
    })
    .await;
    assert_eq!(most, 5.0, "api-1, api-2, db, notification and logging itself");
}

#[tokio::test]
async fn each_process_accounts_for_its_records() {
    let stack = store();
    // The notification service has something to tell once it has sent a mail.
    let customer = Customer::with_email(Visitor::of(stack), &format!("{}@example.org", fresh("logged"))).await;
    let product = Staff::of(stack).product("1.00", 1).await;
    customer.api().place_order(None, &order(&[(product.id, 1)])).await.expect("placed");
    for process in ["api-1", "api-2", "db", "notification"] {
        // Others make requests meanwhile, but what is said at one moment is balanced.
        let balanced = async || {
            let metrics = metrics(stack, process).await;
            let [emitted, acknowledged, dropped, in_flight] = [
                "log_records_emitted_total",
                "log_records_acknowledged_total",
                "log_records_dropped_total",
                "log_records_in_flight",
            ]
            .map(|name| metrics.sum(name, &[]));
            assert_eq!(dropped, 0.0, "{process}");
            assert_eq!(emitted, acknowledged + in_flight, "{process}");
            acknowledged > 0.0
        };
        until(&format!("{process} has acknowledged records"), SOON, balanced).await;
    }
}
