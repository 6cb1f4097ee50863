//! Channels are opened once and reused, and the pool of database connections is bounded.

use reqwest::Method;
use system_tests::{Customer, Reply, Visitor, connections, database, metrics, store};

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
    // Three more watch whether PostgreSQL is there, listen to it, and place orders.
    let held = connections(pid, stack.address("postgres"));
    assert!((3..=19).contains(&held), "{held}");
    let sessions = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'db'";
    let sessions: i64 = database(stack).await.query_one(sessions, &[]).await.expect("counted").get(0);
    assert!((3..=19).contains(&sessions), "{sessions}");
}
