//! What no mail can be sent for, and that nothing behind it is held up.

use std::collections::BTreeMap;

use grpc::events_v1::OrderEvent;
use mail_catcher::Fault;
use prost::Message as _;

use crate::ground::{Ground, Order};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_event_is_put_aside_as_it_came() {
    let ground = Ground::new().await;
    let service = ground.service(&[]).await;
    let order = Order::new();
    // The same key, so that what comes behind is in the same partition and in turn.
    let key = order.id.to_string();
    let no_event = OrderEvent { event_id: "17".into(), ..order.placed() }.encode_to_vec();
    for poison in [&b"\xff\xfe poison"[..], b"", &no_event] {
        ground.publish_raw(&key, poison, &[("event-type", "order.placed"), ("traceparent", "00-1-2-01")]).await;
    }
    ground.publish_with(&order.placed(), &[("replay-id", "not a UUID")]).await;
    ground.publish(&[order.cancelled()]).await;

    assert_eq!(
        ground.mails_to(&order, 1).await[0].header("Message-ID").unwrap(),
        format!("<{}@tuckshop.example>", order.cancelled_id)
    );
    let letters = ground.dead_letters(4).await;
    let letter = &letters[0];
    assert_eq!((letter.key.as_deref(), letter.value.as_deref()), (Some(key.as_bytes()), Some(&b"\xff\xfe poison"[..])));
    let mut headers = letter.headers.clone();
    let time = headers.remove("dead-letter-time").unwrap();
    assert!(time.starts_with("20") && time.ends_with('Z'), "{time}");
    let error = headers.remove("dead-letter-error").unwrap();
    assert!(error.starts_with("not an events.v1.OrderEvent"), "{error}");
    let partition = headers.remove("dead-letter-partition").unwrap();
    assert!((0..3).any(|number| number.to_string() == partition), "{partition}");
    let expected = [
        ("dead-letter-reason", "undecodable"),
        ("dead-letter-topic", &ground.order_topic()),
        ("dead-letter-offset", "0"),
        ("event-type", "order.placed"),
        ("traceparent", "00-1-2-01"),
    ];
    let expected: BTreeMap<_, _> = expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    assert_eq!(headers, expected);
    let errors: Vec<_> = letters[1..].iter().map(|letter| letter.headers["dead-letter-error"].as_str()).collect();
    assert_eq!(errors, ["the message is empty", "event_id cannot be used", "the headers cannot be read"]);
    assert_eq!(service.metric("notification_dead_letters_total{reason=\"undecodable\"}").await, 4.0);
    assert_eq!(ground.states().await, ["sent"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_for_good_is_not_tried_again() {
    let ground = Ground::new().await;
    let service = ground.service(&[]).await;
    let (unknown, spam, nonsense) = (Order::new(), Order::new(), Order::to("nobody@@example.org"));
    ground.catcher().fail(&unknown.email, Fault::RefuseRecipient(550));
    ground.catcher().fail(&spam.email, Fault::RefuseMessage(554));
    let other = Order::new();
    // Twice: it is remembered that it was given up.
    ground.publish(&[unknown.placed(), unknown.placed(), spam.placed(), nonsense.placed(), other.placed()]).await;
    ground.mails_to(&other, 1).await;
    let letters = ground.dead_letters(3).await;
    for letter in &letters {
        assert_eq!(letter.headers["dead-letter-reason"], "smtp_permanent", "{letter:?}");
        assert!(OrderEvent::decode(letter.value.as_deref().unwrap()).is_ok());
    }
    let error_of = |order: &Order| {
        let letter = letters.iter().find(|letter| letter.headers["event-id"] == order.placed_id.to_string()).unwrap();
        letter.headers["dead-letter-error"].clone()
    };
    assert!(error_of(&unknown).contains("550"), "{}", error_of(&unknown));
    assert!(error_of(&spam).contains("554"), "{}", error_of(&spam));
    assert!(error_of(&nonsense).contains("address is not valid"), "{}", error_of(&nonsense));
    assert_eq!(ground.catcher().failures(&unknown.email), 1);
    assert_eq!(ground.catcher().mailbox().mails().unwrap().len(), 1);
    assert_eq!(service.metric("notification_dead_letters_total{reason=\"smtp_permanent\"}").await, 3.0);
    assert_eq!(ground.states().await, ["dead_lettered", "dead_lettered", "sent"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_as_long_as_messages_can_be_is_put_aside_without_its_value() {
    let ground = Ground::new().await;
    let _service = ground.service(&[]).await;
    let order = Order::new();
    // Brokers take no more than 1,048,588 bytes, headers and all.
    ground.publish_raw(&order.id.to_string(), &vec![b'x'; 1_048_400], &[]).await;
    ground.publish(&[order.placed()]).await;
    ground.mails_to(&order, 1).await;
    let letters = ground.dead_letters(1).await;
    assert_eq!((letters[0].key.as_deref(), &letters[0].value), (Some(order.id.to_string().as_bytes()), &None));
    assert!(letters[0].headers["dead-letter-error"].contains("too long to be repeated"), "{:?}", letters[0].headers);
}
