//! What is refused for now is tried again, and holds up nobody else.

use mail_catcher::Fault;
use nix::sys::signal::Signal;

use crate::ground::{Ground, Order, eventually};

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_refused_for_now_is_sent_later() {
    let ground = Ground::new().await;
    let service = ground.service(&[]).await;
    let (busy, full, closing) = (Order::new(), Order::new(), Order::new());
    ground.catcher().fail_times(&busy.email, Fault::RefuseRecipient(450), 2);
    ground.catcher().fail_times(&full.email, Fault::RefuseMessage(452), 2);
    ground.catcher().fail_times(&closing.email, Fault::RefuseRecipient(421), 2);
    ground.publish(&[busy.placed(), full.placed(), closing.placed(), busy.cancelled()]).await;
    for order in [&full, &closing] {
        assert_eq!(ground.mails_to(order, 1).await.len(), 1);
        assert_eq!(ground.catcher().failures(&order.email), 2);
    }
    let mails = ground.mails_to(&busy, 2).await;
    assert_eq!(mails[0].subject(), format!("Your order {}", busy.id), "in turn, all the same");
    ground.dead_letters(0).await;
    assert_eq!(ground.count_mails(&full), 1);
    assert_eq!(service.metric("notification_mails_retried_total").await, 6.0);
    assert_eq!(ground.states().await, ["sent"; 4]);
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_that_wait_for_their_next_attempt_hold_up_nobody() {
    let ground = Ground::new().await;
    let _service = ground.service(&[("MAIL_WORKERS", "2"), ("MAIL_RETRY_DELAY", "15m")]).await;
    // More than are dealt with at a time.
    let refused: Vec<Order> = (0..300).map(|_| Order::new()).collect();
    for order in &refused {
        ground.catcher().fail(&order.email, Fault::RefuseRecipient(450));
        ground.publish(&[order.placed()]).await;
    }
    let others: Vec<Order> = (0..6).map(|_| Order::new()).collect();
    // None of these waits is as long as that for a second attempt.
    for order in &others {
        ground.publish(&[order.placed()]).await;
        ground.mails_to(order, 1).await;
    }
    eventually("all were tried", async || refused.iter().all(|order| ground.catcher().failures(&order.email) == 1))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_refused_for_too_long_is_given_up_across_starts() {
    let ground = Ground::new().await;
    let service = ground.service(&[("MAIL_RETRY_DELAY", "500ms")]).await;
    let order = Order::new();
    ground.catcher().fail(&order.email, Fault::RefuseRecipient(451));
    ground.publish(&[order.placed()]).await;
    eventually("it was tried", async || ground.catcher().failures(&order.email) > 0).await;
    assert_eq!(service.end(Signal::SIGTERM).await.code(), Some(0));
    assert_eq!(ground.states().await, ["waiting"]);
    let _next = ground.service(&[("MAIL_RETRY_LIMIT", "3s"), ("MAIL_RETRY_DELAY", "500ms")]).await;
    let letters = ground.dead_letters(1).await;
    assert_eq!(letters[0].headers["dead-letter-reason"], "retries_exhausted");
    assert!(letters[0].headers["dead-letter-error"].contains("451"), "{letters:?}");
    assert_eq!(ground.states().await, ["dead_lettered"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_says_nothing_is_not_waited_for() {
    let ground = Ground::new().await;
    let _service = ground.service(&[("MAIL_WORKERS", "1"), ("SMTP_TIMEOUT", "2s")]).await;
    let (hanging, other) = (Order::new(), Order::new());
    ground.catcher().fail_times(&hanging.email, Fault::HangAtRecipient, 2);
    ground.publish(&[hanging.placed(), other.placed()]).await;
    ground.mails_to(&other, 1).await;
    ground.mails_to(&hanging, 1).await;
    ground.dead_letters(0).await;
    assert_eq!(ground.catcher().failures(&hanging.email), 2);
}
