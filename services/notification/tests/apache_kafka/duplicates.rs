//! However often an event is read, and by however many: at most one mail.

use mail_catcher::Fault;
use nix::sys::signal::Signal;
use uuid::Uuid;

use crate::ground::{Ground, Order, eventually};

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_comes_twice_is_one_mail_and_a_replay_is_another() {
    let ground = Ground::new().await;
    let service = ground.service(&[]).await;
    let order = Order::new();
    ground.publish(&[order.placed(), order.placed()]).await;
    let replay = Uuid::new_v4().to_string();
    for _ in 0..2 {
        ground.publish_with(&order.placed(), &[("replay-id", &replay)]).await;
    }
    let mails = ground.mails_to(&order, 2).await;
    ground.dead_letters(0).await;
    assert_eq!(ground.count_mails(&order), 2);
    // What they have in common lets the customer's mail program show one.
    assert_eq!(mails[0].header("Message-ID"), mails[1].header("Message-ID"));
    assert_eq!(service.metric("notification_duplicates_total").await, 2.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn events_that_were_dealt_with_are_not_dealt_with_again_after_a_start() {
    let ground = Ground::new().await;
    let service = ground.service(&[]).await;
    let order = Order::new();
    ground.publish(&[order.placed()]).await;
    ground.mails_to(&order, 1).await;
    assert_eq!(service.end(Signal::SIGTERM).await.code(), Some(0));
    // Another group has committed nothing, and reads everything again.
    let again = ground.service(&[("KAFKA_GROUP", "another")]).await;
    eventually("it was read again", async || again.metric("notification_duplicates_total").await == 1.0).await;
    assert_eq!(ground.count_mails(&order), 1);
}

/// Both sides of the moment that matters: the mail server has the mail and keeps it, or has it and loses it.
#[tokio::test(flavor = "multi_thread")]
async fn a_mail_whose_sender_was_killed_before_the_answer_is_not_sent_again() {
    let ground = Ground::new().await;
    for (fault, mails) in [(Fault::HangAfterKeeping, 1), (Fault::HangBeforeKeeping, 0)] {
        // Ten of these are how long its claim keeps the next one from judging.
        let service = ground.service(&[("SMTP_TIMEOUT", "1s")]).await;
        let (order, other) = (Order::new(), Order::new());
        ground.catcher().fail_times(&order.email, fault, 1);
        ground.publish(&[order.placed()]).await;
        eventually("the mail is handed over", async || ground.catcher().failures(&order.email) == 1).await;
        service.end(Signal::SIGKILL).await;

        let _next = ground.service(&[]).await;
        ground.publish(&[other.placed()]).await;
        ground.mails_to(&other, 1).await;
        let letters = ground.dead_letters(if mails == 1 { 1 } else { 2 }).await;
        let letter = letters.last().unwrap();
        assert_eq!(letter.headers["dead-letter-reason"], "outcome_unknown");
        assert_eq!(letter.headers["event-id"], order.placed_id.to_string());
        assert_eq!(ground.count_mails(&order), mails);

        // Whoever has looked, and has found no mail, can have it tried again.
        let replay = Uuid::new_v4().to_string();
        ground.publish_with(&order.placed(), &[("replay-id", &replay)]).await;
        ground.mails_to(&order, mails + 1).await;
        // The next sender is killed too, and must not be before it has noted this.
        ground.caught_up().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_whose_sender_was_killed_before_the_text_is_sent_by_the_next() {
    let ground = Ground::new().await;
    let service = ground.service(&[("SMTP_TIMEOUT", "30s")]).await;
    let order = Order::new();
    ground.catcher().fail_times(&order.email, Fault::HangAtRecipient, 1);
    ground.publish(&[order.placed()]).await;
    eventually("the mail is on its way", async || ground.catcher().failures(&order.email) == 1).await;
    service.end(Signal::SIGKILL).await;
    let _next = ground.service(&[]).await;
    ground.mails_to(&order, 1).await;
    ground.dead_letters(0).await;
    assert_eq!(ground.count_mails(&order), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_is_not_sent_again_when_the_answer_was_lost() {
    let ground = Ground::new().await;
    // Five of these are waited for the answer to a mail.
    let _service = ground.service(&[("SMTP_TIMEOUT", "2s")]).await;
    let (cut, silent) = (Order::new(), Order::new());
    ground.catcher().fail_times(&cut.email, Fault::CloseAfterKeeping, 1);
    ground.catcher().fail_times(&silent.email, Fault::HangAfterKeeping, 1);
    ground.publish(&[cut.placed(), silent.placed(), cut.cancelled()]).await;
    let letters = ground.dead_letters(2).await;
    assert!(letters.iter().all(|letter| letter.headers["dead-letter-reason"] == "outcome_unknown"), "{letters:?}");
    // The order's next mail comes after that, and is not held back by it.
    assert_eq!(ground.count_mails(&cut), 2);
    assert_eq!(ground.count_mails(&silent), 1);
    assert_eq!(ground.states().await, ["dead_lettered", "dead_lettered", "sent"]);
}

/// Killed at any moment, again and again, while events come: each event is one mail, or a dead letter that says that it may be.
#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_killed_when_nothing_is_sent_twice_or_forgotten() {
    let ground = Ground::new().await;
    let mut orders = Vec::new();
    for round in 0..5 {
        // Short claims, so that what a killed one had in hand is soon judged by the next.
        let service = ground.service(&[("SMTP_TIMEOUT", "1s")]).await;
        let begun = orders.len();
        orders.extend((0..30).map(|_| Order::new()));
        for order in &orders[begun..] {
            ground.publish(&[order.placed(), order.cancelled()]).await;
        }
        // Later in each round, so that it hits something else each time.
        let sent = 3 + 11 * round;
        eventually("mails are sent", async || {
            orders[begun..].iter().map(|order| ground.count_mails(order)).sum::<usize>() >= sent
        })
        .await;
        service.end(Signal::SIGKILL).await;
    }
    let _last = ground.service(&[]).await;
    let unknown = ground.dead_letters_so_far().await;
    println!("{} events, of which {} are dead letters", 2 * orders.len(), unknown.len());
    for order in &orders {
        let mails = ground.catcher().mailbox().mails_for(&order.email).unwrap();
        let ids: Vec<String> = mails.iter().map(|mail| mail.header("Message-ID").unwrap()).collect();
        for event in [order.placed_id, order.cancelled_id].map(|id| id.to_string()) {
            let sent = ids.iter().filter(|id| id.contains(&event)).count();
            let letters: Vec<_> = unknown.iter().filter(|letter| letter.headers["event-id"] == event).collect();
            assert!(letters.iter().all(|letter| letter.headers["dead-letter-reason"] == "outcome_unknown"));
            assert!(sent == 1 || (sent == 0 && !letters.is_empty()), "{event}: {sent} mails, {letters:?}");
        }
        assert!(mails.is_sorted_by_key(|mail| mail.subject().contains("cancelled")), "in turn");
    }
}

/// Instances come and go, orderly and not, while events are read: all of them are dealt with, each order's in turn, once.
#[tokio::test(flavor = "multi_thread")]
async fn instances_share_the_events_and_leave_them_to_each_other() {
    let ground = Ground::new().await;
    let first = ground.service(&[]).await;
    let orders: Vec<Order> = (0..60).map(|_| Order::new()).collect();
    let mut second = None;
    for (number, order) in orders.iter().enumerate() {
        ground.publish(&[order.placed(), order.cancelled()]).await;
        match number {
            15 => second = Some(ground.service(&[("INSTANCE", "notification-2")]).await),
            30 => {
                let third = ground.service(&[("INSTANCE", "notification-3")]).await;
                assert_eq!(third.end(Signal::SIGTERM).await.code(), Some(0));
            }
            _ => {}
        }
    }
    assert_eq!(first.end(Signal::SIGTERM).await.code(), Some(0));
    ground.dead_letters(0).await;
    for order in &orders {
        let mails = ground.mails_to(order, 2).await;
        let subjects: Vec<String> = mails.iter().map(mail_catcher::Mail::subject).collect();
        let id = order.id;
        assert_eq!(subjects, [format!("Your order {id}"), format!("Your order {id} was cancelled")]);
    }
    drop(second);
}
