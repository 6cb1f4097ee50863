//! The front and its two replicas: both serve, either can go, and what the front says when neither answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use reqwest::Method;
use stack::{Options, Signal, Stack};
use system_tests::{Customer, Reply, Visitor, metrics, own_store, store, until};

const SOON: Duration = Duration::from_secs(60);

async fn reads(stack: &Stack, replica: &str) -> f64 {
    metrics(stack, replica).await.sum("http_requests_total", &[("operation", "list_products"), ("status", "200")])
}

#[tokio::test]
async fn both_replicas_serve() {
    let (stack, visitor) = (store(), Visitor::of(store()));
    let before = [reads(stack, "api-1").await, reads(stack, "api-2").await];
    for _ in 0..40 {
        visitor.api().list_products(None, None, None).await.expect("a page");
    }
    let after = [reads(stack, "api-1").await, reads(stack, "api-2").await];
    assert!(after[0] >= before[0] + 10.0 && after[1] >= before[1] + 10.0, "{before:?} to {after:?}");
}

/// People who read without pause until they are told to stop, and count what fails.
struct Readers {
    stop: Arc<AtomicBool>,
    tasks: Vec<tokio::task::JoinHandle<Vec<Reply>>>,
}

impl Readers {
    fn of(stack: &Stack) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let read = |visitor: Visitor, stop: Arc<AtomicBool>| async move {
            let mut failed = Vec::new();
            while !stop.load(Ordering::Relaxed) {
                let reply = Reply::to(visitor.request(Method::GET, "/products")).await;
                if reply.status != 200 {
                    failed.push(reply);
                }
            }
            failed
        };
        let tasks = (0..8).map(|_| tokio::spawn(read(Visitor::of(stack), Arc::clone(&stop)))).collect();
        Self { stop, tasks }
    }

    async fn stop(self) {
        self.stop.store(true, Ordering::Relaxed);
        for task in self.tasks {
            let failed = task.await.expect("no panic");
            assert!(failed.is_empty(), "{} reads failed, the first with {:?}", failed.len(), failed[0]);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replica_can_go_and_come_back_without_a_failed_read() {
    let stack = own_store(Options::only(["postgres", "db", "api-1", "api-2", "nginx"]));
    let customer = Customer::of(&stack).await;
    let grows = async |replica: &str| {
        let before = reads(&stack, replica).await;
        until(&format!("{replica} serves"), SOON, async || reads(&stack, replica).await >= before + 100.0).await;
    };
    let readers = Readers::of(&stack);
    grows("api-1").await;
    grows("api-2").await;

    stack.kill("api-1", Signal::SIGKILL).expect("it runs");
    stack.wait_exit("api-1", SOON).expect("it is gone");
    grows("api-2").await;
    assert!(customer.api().get_me().await.is_ok(), "a token is good on whichever replica is left");
    stack.start_part("api-1").expect("it comes back");
    grows("api-1").await;

    // Told to go, it finishes what it has, and the front turns to the other.
    stack.kill("api-2", Signal::SIGTERM).expect("it runs");
    let status = stack.wait_exit("api-2", SOON).expect("it ends");
    assert_eq!(status.code(), Some(0));
    grows("api-1").await;
    readers.stop().await;
}

#[tokio::test]
async fn without_a_replica_the_front_refuses_in_the_stores_terms() {
    let stack = own_store(Options::only(["postgres", "db", "api-1", "api-2", "nginx"]));
    let visitor = Visitor::of(&stack);
    for replica in ["api-1", "api-2"] {
        stack.kill(replica, Signal::SIGSTOP).expect("it runs");
    }
    // Accepted by the kernel, and never answered.
    Reply::to(visitor.request(Method::GET, "/products")).await.refused(504, "gateway_timeout");
    for replica in ["api-1", "api-2"] {
        stack.kill(replica, Signal::SIGKILL).expect("it runs");
        stack.wait_exit(replica, SOON).expect("it is gone");
    }
    for (method, path) in [(Method::GET, "/products"), (Method::POST, "/users/login"), (Method::GET, "/docs/")] {
        Reply::to(visitor.request(method, path)).await.refused(502, "bad_gateway");
    }
    stack.start_part("api-2").expect("it comes back");
    let back = async || Reply::to(visitor.request(Method::GET, "/products")).await.status == 200;
    until("the front has found the replica again", SOON, back).await;
}
