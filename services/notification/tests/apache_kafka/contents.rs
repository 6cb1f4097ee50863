//! What customers read.

use crate::ground::{Ground, Order, SENDER, number};

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_told_of_an_order_and_of_its_end() {
    let ground = Ground::new().await;
    let service = ground.service(&[]).await;
    let order = Order::new();
    ground.publish(&[order.placed(), order.cancelled()]).await;

    let mails = ground.mails_to(&order, 2).await;
    assert_eq!(mails.len(), 2);
    let [confirmation, cancellation] = [&mails[0], &mails[1]];
    assert_eq!(confirmation.subject(), format!("Your order {}", order.id));
    assert_eq!(cancellation.subject(), format!("Your order {} was cancelled", order.id));
    let expected = format!(
        "Hello Ada,\n\nthank you for your order {}, placed on 31 January 2026, 12:00 UTC:\n\n  \
         2 x Hoodie, 49.99 each: 99.98\n  1 x Mug, 9.99 each: 9.99\n\nTotal: 109.97",
        order.id
    );
    assert_eq!(confirmation.text().replace("\r\n", "\n").trim_end(), expected);
    assert!(cancellation.text().contains("was cancelled on 31 January 2026, 12:00 UTC"));
    for mail in &mails {
        for cell in ["<td>Hoodie</td>", ">2</td>", ">49.99</td>", ">99.98</td>", "<strong>109.97</strong>"] {
            assert!(mail.html().contains(cell), "{cell} in {}", mail.html());
        }
    }

    assert_eq!(
        (confirmation.sender.as_str(), &confirmation.recipients[..]),
        ("shop@tuckshop.example", &[order.email.clone()][..])
    );
    let header = |name| confirmation.header(name).unwrap_or_default();
    assert_eq!(header("Message-ID"), format!("<{}@tuckshop.example>", order.placed_id));
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    assert_eq!((header("From").as_str(), header("To")), (SENDER, order.email.clone()));
    assert_eq!(header("MIME-Version"), "1.0");
    assert!(header("Content-Type").starts_with("multipart/alternative;"), "{}", header("Content-Type"));
    assert!(header("Date").ends_with("+0000"), "{}", header("Date"));

    ground.dead_letters(0).await;
    assert_eq!(ground.states().await, ["sent", "sent"]);
    assert_eq!(service.metric("notification_mails_sent_total{kind=\"confirmation\"}").await, 1.0);
    assert_eq!(service.metric("notification_mails_sent_total{kind=\"cancellation\"}").await, 1.0);
    assert_eq!(service.metric("notification_mail_age_seconds_count").await, 2.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_shown_and_never_obeyed() {
    let ground = Ground::new().await;
    let _service = ground.service(&[]).await;
    let mut order = Order::new();
    let hostile =
        "Eve\r\nBcc: victim@example.org\r\n\r\n.\r\nMAIL FROM:<eve@example.org>\r\n<script>alert(\"1\")</script> & Zoë";
    order.username = Some(hostile.to_owned());
    order.items = vec![(hostile.to_owned(), 3, "0.10".to_owned())];
    order.total = "0.30".to_owned();
    ground.publish(&[order.placed()]).await;

    let mails = ground.mails_to(&order, 1).await;
    let shown = hostile.replace(['\r', '\n'], " ");
    assert!(mails[0].text().contains(&format!("Hello {shown},")), "{}", mails[0].text());
    assert!(mails[0].text().contains(&format!("  3 x {shown}, 0.10 each: 0.30")), "{}", mails[0].text());
    assert!(!mails[0].html().contains("<script>"), "{}", mails[0].html());
    assert!(
        mails[0].html().contains("&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; Zoë"),
        "{}",
        mails[0].html()
    );
    assert_eq!(mails[0].header("Bcc"), None);
    assert_eq!(mails[0].recipients, [order.email.clone()]);
    ground.caught_up().await;
    assert_eq!(ground.catcher().mailbox().mails().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_without_an_address_are_skipped_and_counted() {
    let ground = Ground::new().await;
    let service = ground.service(&[]).await;
    let (silent, told) = (Order::to(""), Order::new());
    ground.publish(&[silent.placed(), silent.cancelled(), told.placed()]).await;
    ground.mails_to(&told, 1).await;
    ground.dead_letters(0).await;
    assert_eq!(ground.catcher().mailbox().mails().unwrap().len(), 1);
    assert_eq!(ground.states().await, ["sent"]);
    assert_eq!(service.metric("notification_events_skipped_total").await, 2.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_beyond_ascii_are_written_to() {
    let ground = Ground::new().await;
    let _service = ground.service(&[]).await;
    let order = Order::to(&format!("zoë-{}@example.org", number()));
    ground.publish(&[order.placed()]).await;
    ground.mails_to(&order, 1).await;
    ground.dead_letters(0).await;
}
