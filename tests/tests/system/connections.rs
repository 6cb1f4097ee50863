//! Channels are opened once and reused, and the pool of database connections is bounded.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use reqwest::Method;
use stack::{Options, Signal};
use system_tests::{Customer, Reply, Visitor, connections, database, metrics, own_store, store};

#[tokio::test]
async fn each_process_keeps_one_connection_to_each_service() {
    let (stack, visitor) = (store(), Visitor::of(store()));
    let customer = Customer::of(stack).await;
    for _ in 0..30 {
        assert_eq!(Reply::to(visitor.request(Method::GET, "/products")).await.status, 200);
        assert_eq!(Reply::to(customer.request(Method::GET, "/orders")).await.status, 200);
    }
    let channels = [
        ("api-1", "db"),
        ("api-2", "db"),
        ("api-1", "logging"),
        ("api-2", "logging"),
        ("db", "logging"),
        ("notification", "logging"),
    ];
    for (process, service) in channels {
        let pid = stack.pids(process)[0];
        assert_eq!(connections(pid, stack.address(service)), 1, "{process} to {service}");
    }
    assert_eq!(connections(stack.pids("api-1")[0], stack.address("postgres")), 0, "only db talks to PostgreSQL");
}

#[tokio::test]
async fn the_pool_stays_within_its_bound() {
    let stack = store();
    let visitor = Visitor::of(stack);
    futures::future::join_all((0..300).map(|_| async {
        assert_eq!(Reply::to(visitor.request(Method::GET, "/products")).await.status, 200);
    }))
    .await;
    let most = metrics(stack, "db").await.sum("db_pool_connections_max", &[]);
    assert_eq!(most, 16.0);
    let pid = stack.pids("db")[0];
    // Four more watch whether PostgreSQL is there, listen to it, place orders, and relay their events.
    let held = connections(pid, stack.address("postgres"));
    assert!((4..=20).contains(&held), "{held}");
    let sessions = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'db'";
    let sessions: i64 = database(stack).await.query_one(sessions, &[]).await.expect("counted").get(0);
    assert!((4..=20).contains(&sessions), "{sessions}");
}

/// The standard library lets 128 wait; further ones would have to knock again a second later.
#[test]
fn a_crowd_that_comes_in_one_moment_waits_at_the_door() {
    const CROWD: usize = 500;
    let stack = own_store(Options::only(["postgres", "db", "api-1"]));
    let api = stack.address("api-1");
    stack.kill("api-1", Signal::SIGSTOP).expect("it runs");
    let connect = |_| TcpStream::connect_timeout(&api, Duration::from_millis(900));
    let crowd: Result<Vec<_>, _> = (0..CROWD).map(connect).collect();
    let mut crowd = crowd.expect("all are let in by the kernel");
    for visitor in &mut crowd {
        visitor.write_all(b"GET /products HTTP/1.1\r\nHost: store\r\nConnection: close\r\n\r\n").expect("written");
    }
    stack.kill("api-1", Signal::SIGCONT).expect("it still runs");
    for mut visitor in crowd {
        visitor.set_read_timeout(Some(Duration::from_secs(60))).expect("set");
        let mut answer = String::new();
        visitor.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    }
}
