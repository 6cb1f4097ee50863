//! What customers are told by mail, through NGINX, the database, Kafka and a real mail server.

use std::time::Duration;

use mail_catcher::Mail;
use stack::{Options, Signal};
use system_tests::{Customer, Staff, Visitor, fresh, mailbox, metrics, ops, own_store, store, until};

use crate::orders::order;

const SOON: Duration = Duration::from_secs(90);

fn address() -> String {
    format!("{}@example.org", fresh("shopper"))
}

/// The text with every run of white space as one space, so that a line break of the format breaks no test.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// That both parts of a mail say all of this.
fn says(mail: &Mail, words: &[&str]) {
    for (part, text) in [("text", flat(&mail.text())), ("HTML", flat(&mail.html()))] {
        for word in words {
            assert!(text.contains(word), "the {part} part does not say {word:?}: {text}");
        }
    }
}

#[tokio::test]
async fn who_orders_and_cancels_is_told_by_mail_each_time() {
    let (staff, email) = (Staff::of(store()), address());
    let customer = Customer::with_email(Visitor::of(store()), &email).await;
    let (cheap, dear) = (staff.product("0.10", 9).await, staff.product("1999.99", 9).await);
    let placed = customer.api().place_order(None, &order(&[(cheap.id, 3), (dear.id, 1)])).await.expect("placed");
    let id = placed.into_inner().body.id;

    let mails = mailbox(store()).wait_for(&email, 1, SOON).await.expect("the confirmation");
    let [confirmation] = <[Mail; 1]>::try_from(mails).expect("one mail");
    assert_eq!(confirmation.recipients, [email.as_str()]);
    assert_eq!(confirmation.header("To"), Some(email.clone()));
    assert!(confirmation.subject().contains(&id.to_string()), "{}", confirmation.subject());
    let content = [&id.to_string()[..], &cheap.name, "0.10", "0.30", &dear.name, "1999.99", "2000.29"];
    says(&confirmation, &content);

    customer.api().cancel_order(&id).await.expect("cancelled");
    let mails = mailbox(store()).wait_for(&email, 2, SOON).await.expect("the cancellation");
    let [_, cancellation] = <[Mail; 2]>::try_from(mails).expect("two mails");
    assert!(cancellation.subject().contains("cancelled"), "{}", cancellation.subject());
    says(&cancellation, &content);
    assert_ne!(confirmation.header("Message-ID"), cancellation.header("Message-ID"));

    // A refused order is no event, and a repeated answer is no second one.
    customer.api().place_order(None, &order(&[(cheap.id, 3), (dear.id, 3)])).await.expect("placed");
    customer.api().place_order(None, &order(&[(cheap.id, 3), (dear.id, 3)])).await.expect("placed");
    customer.api().place_order(None, &order(&[(dear.id, 3)])).await.expect("placed");
    customer.api().place_order(None, &order(&[(dear.id, 1)])).await.expect_err("sold out");
    customer.api().cancel_order(&id).await.expect("cancelled still");
    let mails = mailbox(store()).wait_for(&email, 5, SOON).await.expect("three confirmations");
    assert_eq!(mails.len(), 5);
}

#[tokio::test]
async fn who_has_no_address_gets_no_mail_and_is_counted() {
    let skipped = async || metrics(store(), "notification").await.sum("notification_events_skipped_total", &[]);
    let before = skipped().await;
    let (staff, customer) = (Staff::of(store()), Customer::of(store()).await);
    let product = staff.product("1.00", 9).await;
    let placed = customer.api().place_order(None, &order(&[(product.id, 1)])).await.expect("placed").into_inner();
    customer.api().cancel_order(&placed.body.id).await.expect("cancelled");
    until("both events are skipped", SOON, async || skipped().await >= before + 2.0).await;
    let mails = mailbox(store()).mails().expect("read");
    assert!(mails.iter().all(|mail| !mail.text().contains(&product.name)), "nobody was to be told of this product");
}

#[tokio::test]
async fn a_mail_waits_for_the_mail_server_and_the_order_does_not() {
    let parts = ["postgres", "kafka", "mail", "db", "logging", "notification", "api-1", "nginx"];
    let stack = own_store(Options::only(parts).with("notification", "MAIL_RETRY_DELAY", "200ms"));
    let (staff, email) = (Staff::of(&stack), address());
    let customer = Customer::with_email(Visitor::of(&stack), &email).await;
    let product = staff.product("5.00", 9).await;
    let before = stack.pids("notification");

    stack.stop("mail").expect("it ends");
    let unready = async || ops(&stack, "notification", "/readyz").await.status == 503;
    until("the notification service says that it is not ready", SOON, unready).await;
    let placed = customer.api().place_order(None, &order(&[(product.id, 2)])).await.expect("placed").into_inner();
    customer.api().cancel_order(&placed.body.id).await.expect("cancelled");

    stack.start_part("mail").expect("it comes back");
    let mails = mailbox(&stack).wait_for(&email, 2, SOON).await.expect("both mails");
    stack.wait_ready("notification", SOON).expect("it has found the mail server");
    mails.iter().for_each(|mail| says(mail, &[&product.name, "10.00"]));
    let cancellations: Vec<bool> = mails.iter().map(|mail| mail.subject().contains("cancelled")).collect();
    assert_eq!(cancellations, [false, true], "the events of one order in turn");
    assert_eq!(stack.pids("notification"), before, "nothing was restarted");

    // What is sent afterwards comes after them, and nothing came twice.
    customer.api().place_order(None, &order(&[(product.id, 1)])).await.expect("placed");
    let mails = mailbox(&stack).wait_for(&email, 3, SOON).await.expect("the third mail");
    assert_eq!(mails.len(), 3);
}

#[tokio::test]
async fn orders_wait_for_no_notification_service_which_catches_up() {
    let parts = ["postgres", "kafka", "mail", "db", "notification", "api-1", "nginx"];
    let stack = own_store(Options::only(parts));
    let (staff, email) = (Staff::of(&stack), address());
    let customer = Customer::with_email(Visitor::of(&stack), &email).await;
    let product = staff.product("5.00", 9).await;
    customer.api().place_order(None, &order(&[(product.id, 1)])).await.expect("placed");
    mailbox(&stack).wait_for(&email, 1, SOON).await.expect("the mail of the first order");

    stack.kill("notification", Signal::SIGKILL).expect("it runs");
    stack.wait_exit("notification", SOON).expect("it is gone");
    for _ in 0..3 {
        customer.api().place_order(None, &order(&[(product.id, 1)])).await.expect("placed");
    }
    assert_eq!(mailbox(&stack).mails_for(&email).expect("read").len(), 1);
    stack.start_part("notification").expect("it comes back");
    let mails = mailbox(&stack).wait_for(&email, 4, SOON).await.expect("the mails of the others");
    assert_eq!(mails.len(), 4);
}
