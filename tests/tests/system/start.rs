//! Starting: what is refused, and in which order parts may come.

use std::process::{Output, Stdio};
use std::time::Duration;

use reqwest::Method;
use stack::Options;
use system_tests::{Customer, Reply, Visitor, database, ops, own_store, store, until};
use tokio::process::Command;

const SOON: Duration = Duration::from_secs(60);

/// Run a service with nothing but these variables, which it refuses.
async fn refused(service: &str, variables: &[(&str, &str)]) -> Output {
    let program = store().binary(service).expect("it was built");
    let mut command = Command::new(program);
    command.env_clear().envs(variables.iter().copied()).stdin(Stdio::null()).kill_on_drop(true);
    let ended = tokio::time::timeout(SOON, command.output()).await;
    ended.expect("it refuses instead of running").expect("it can be run")
}

#[tokio::test]
async fn there_is_no_start_without_a_proper_secret() {
    let short = "thirty-one bytes are not enough";
    assert_eq!(short.len(), 31);
    for (secret, variables) in [("", &[][..]), ("", &[("JWT_SECRET", "")]), (short, &[("JWT_SECRET", short)])] {
        let output = refused("api", variables).await;
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{errors}");
        assert!(errors.contains("JWT_SECRET"), "{errors}");
        assert!(secret.is_empty() || !errors.contains(secret), "{errors}");
    }
}

#[tokio::test]
async fn every_bad_variable_is_named_at_once_and_never_its_value() {
    for (service, variables) in [
        ("api", &[("JWT_SECRET", "hunter2"), ("API_LISTEN", "hunter2"), ("ATTEMPTS_PER_SID", "hunter2")][..]),
        ("db", &[("DATABASE_URL", "postgres://u:hunter2@:bad:/"), ("DB_LISTEN", "hunter2"), ("DB_POOL_SIZE", "0")]),
        ("logging", &[("LOGGING_LISTEN", "hunter2"), ("OPS_LISTEN", "hunter2"), ("SHUTDOWN_LIMIT", "hunter2")]),
        ("notification", &[("DATABASE_URL", "hunter2"), ("SMTP_URL", "smtp://hunter2@:x"), ("MAIL_FROM", "hunter2")]),
    ] {
        let output = refused(service, variables).await;
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{service}: {errors}");
        for (name, _) in variables {
            assert!(errors.contains(name), "{service}: {name} is not named in {errors}");
        }
        assert!(!errors.contains("hunter2"), "{service}: {errors}");
    }
    for (service, required) in [
        ("logging", &["KAFKA_BOOTSTRAP_SERVERS"][..]),
        ("db", &["DATABASE_URL", "KAFKA_BOOTSTRAP_SERVERS"]),
        ("notification", &["KAFKA_BOOTSTRAP_SERVERS", "DATABASE_URL", "SMTP_URL", "MAIL_FROM"]),
    ] {
        let output = refused(service, &[]).await;
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(required.iter().all(|name| errors.contains(name)), "{service}: {errors}");
    }
}

#[tokio::test]
async fn parts_may_come_in_any_order() {
    let stack = own_store(Options::only(["postgres", "db", "api-1"]));
    let replica = stack.url("api-1");
    // As on the first day: no table yet.
    stack.stop("api-1").expect("it ends");
    stack.stop("db").expect("it ends");
    let empty = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
    database(&stack).await.batch_execute(empty).await.expect("an empty database");
    stack.stop("postgres").expect("it ends");

    stack.launch("api-1").expect("launched");
    let answers = async |part: &str| {
        let url = format!("{}/healthz", stack.ops_url(part));
        reqwest::get(url).await.is_ok_and(|reply| reply.status() == 200)
    };
    until("the replica lives", SOON, async || answers("api-1").await).await;
    let visitor = Visitor::at(&replica);
    until("the replica answers", SOON, async || visitor.api().greet().await.is_ok()).await;
    let unready = ops(&stack, "api-1", "/readyz").await;
    assert_eq!(unready.status, 503);
    assert!(unready.json()["not_ready"].to_string().contains("db-service"), "{}", unready.text);
    Reply::to(visitor.request(Method::GET, "/products")).await.refused(503, "service_unavailable");

    stack.launch("db").expect("launched");
    until("the DB service lives", SOON, async || answers("db").await).await;
    let unready = ops(&stack, "db", "/readyz").await;
    assert_eq!(unready.status, 503);
    assert!(unready.json()["not_ready"].to_string().contains("database"), "{}", unready.text);
    Reply::to(visitor.request(Method::GET, "/products")).await.refused(503, "service_unavailable");
    let pids = [stack.pids("api-1"), stack.pids("db")];

    stack.start_part("postgres").expect("it starts");
    stack.wait_ready("db", SOON).expect("it has found PostgreSQL");
    stack.wait_ready("api-1", SOON).expect("it has found the DB service");
    let products = visitor.api().list_products(None, None, None).await.expect("a page");
    assert_eq!(products.total_count.get(), 3, "the schema and the opening products are there");
    Customer::from(Visitor::at(&replica)).await.api().get_me().await.expect("all of it works");
    assert_eq!([stack.pids("api-1"), stack.pids("db")], pids, "nothing was restarted");
}
