//! Parts that are away: everything waits, and nothing is given up.

use std::time::Duration;

use mail_catcher::Credentials;
use nix::sys::signal::Signal;
use stack::{Options, Stack};

use crate::ground::{Ground, Order, eventually};

#[tokio::test(flavor = "multi_thread")]
async fn while_the_mail_server_is_away_nothing_is_given_up() {
    let mut ground = Ground::new().await;
    let limits = [("MAIL_RETRY_LIMIT", "1s")];
    let service = ground.service(&limits).await;
    let before = Order::new();
    ground.publish(&[before.placed()]).await;
    ground.mails_to(&before, 1).await;
    // It has heard that the mail was taken.
    ground.caught_up().await;
    ground.take_mail_server().await;
    // More than are ever in flight, so that reading is paused.
    let orders: Vec<Order> = (0..300).map(|_| Order::new()).collect();
    let events: Vec<_> = orders.iter().map(Order::placed).collect();
    ground.publish(&events).await;
    eventually("it is noticed", async || service.not_ready().await == ["smtp"]).await;
    eventually("reading is paused", async || service.metric("notification_events_in_flight").await >= 256.0).await;
    // Far longer than a mail would be tried for.
    tokio::time::sleep(Duration::from_secs(3)).await;
    ground.give_mail_server(|_| {}).await;
    for order in &orders {
        ground.mails_to(order, 1).await;
    }
    ground.dead_letters(0).await;
    assert_eq!(ground.catcher().mailbox().mails().unwrap().len(), orders.len() + 1);
    assert_eq!(service.metric("notification_mails_retried_total").await, 0.0);
    eventually("it is ready", async || service.not_ready().await.is_empty()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_the_shops_trouble_and_not_the_mails() {
    let credentials = |password: &str| Credentials { username: "shop".to_owned(), password: password.to_owned() };
    let mut ground = Ground::with_mail_server(|settings| settings.credentials = Some(credentials("another"))).await;
    let login = [
        ("SMTP_USERNAME", "shop"),
        ("SMTP_PASSWORD", "hunter2-in-clear"),
        ("RUST_LOG", "trace"),
        ("MAIL_RETRY_LIMIT", "1s"),
    ];
    let service = ground.launch(&login);
    let order = Order::new();
    ground.publish(&[order.placed()]).await;
    eventually("it is noticed", async || service.not_ready().await == ["smtp"] && service.log().contains("535")).await;
    ground.take_mail_server().await;
    ground.give_mail_server(|settings| settings.credentials = Some(credentials("hunter2-in-clear"))).await;
    let mails = ground.mails_to(&order, 1).await;
    assert_eq!(mails[0].protocol, "ESMTPA");
    ground.dead_letters(0).await;
    // Nor is it in a log, whatever is logged: neither plain nor as AUTH carries it.
    let log = service.log();
    for secret in ["hunter2-in-clear", "AHNob3AAaHVudGVyMi1pbi1jbGVhcg", "aHVudGVyMi1pbi1jbGVhcg"] {
        assert!(!log.contains(secret), "{secret}");
    }
    assert!(log.contains("the mail server can be used"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_table_nothing_is_sent() {
    let ground = Ground::new().await;
    let started = tokio::task::spawn_blocking(|| Stack::start(Options::only(["postgres"])).unwrap());
    let postgres = started.await.unwrap();
    let database = postgres.database_url();
    let service = ground.service(&[("DATABASE_URL", &database)]).await;
    let (before, meanwhile) = (Order::new(), Order::new());
    ground.publish(&[before.placed()]).await;
    ground.mails_to(&before, 1).await;
    // That it was sent is on record.
    ground.caught_up().await;
    postgres.stop("postgres").unwrap();
    ground.publish(&[meanwhile.placed()]).await;
    eventually("it is noticed", async || service.not_ready().await == ["database"]).await;
    eventually("it was read", async || service.metric("notification_events_in_flight").await == 1.0).await;
    assert_eq!(ground.count_mails(&meanwhile), 0);
    postgres.start_part("postgres").unwrap();
    ground.mails_to(&meanwhile, 1).await;
    ground.dead_letters(0).await;
    assert_eq!(ground.count_mails(&meanwhile), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn topics_may_come_later() {
    let ground = Ground::without_topics(|_| {}).await;
    let service = ground.launch(&[]);
    eventually("it says what is missing", async || service.not_ready().await == ["kafka"]).await;
    ground.create_topics().await;
    let service = service.ready().await;
    let order = Order::new();
    ground.publish(&[order.placed()]).await;
    ground.mails_to(&order, 1).await;
    drop(service);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_starts_before_everything_else_and_ends_without_it() {
    let mut ground = Ground::new().await;
    ground.take_mail_server().await;
    let service = ground.launch(&[
        ("DATABASE_URL", "postgres://nobody@127.0.0.1:9/nothing"),
        ("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9"),
    ]);
    eventually("it says what is missing", async || service.not_ready().await == ["kafka", "database", "smtp"]).await;
    assert_eq!(service.end(Signal::SIGTERM).await.code(), Some(0));
}
