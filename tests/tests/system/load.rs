//! Many at once. How fast it goes is for the benchmarks; here nothing may fail.

use std::sync::Arc;

use reqwest::Method;
use system_tests::{Reply, Visitor, store};
use tokio::sync::Barrier;

const CLIENTS: usize = 2_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand_clients_at_once_are_all_served() {
    let barrier = Arc::new(Barrier::new(CLIENTS));
    let clients = (0..CLIENTS).map(|_| {
        let (visitor, barrier) = (Visitor::of(store()), Arc::clone(&barrier));
        tokio::spawn(async move {
            // A client of its own each, so that no connection is shared; the second request finds it open.
            barrier.wait().await;
            let first = Reply::to(visitor.request(Method::GET, "/products")).await;
            barrier.wait().await;
            let second = Reply::to(visitor.request(Method::GET, "/products")).await;
            [first, second]
        })
    });
    let mut served = 0;
    for client in clients.collect::<Vec<_>>() {
        for reply in client.await.expect("an answer") {
            assert_eq!(reply.status, 200, "{}", reply.text);
            assert!(reply.text.contains("Hoodie"), "{}", reply.text);
            served += 1;
        }
    }
    assert_eq!(served, 2 * CLIENTS);
}
