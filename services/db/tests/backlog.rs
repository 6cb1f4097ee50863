//! What waits while Kafka is away, as operators see it. Alone in its process, because a process has one set of metrics.

#[allow(dead_code, reason = "every test program uses a part of it")]
mod events;
#[allow(dead_code, reason = "every test program uses a part of it")]
mod harness;

use futures::future::join_all;
use grpc::store_v1::CancelOrderRequest;

use events::{PATIENCE, Topic, own_kafka, story};
use harness::{Shop, captured_log, eventually, is_ready, ok, ops, order};

#[tokio::test(flavor = "multi_thread")]
async fn apache_kafka_that_was_away_hears_of_everything_when_it_is_back() {
    let kafka = tokio::task::spawn_blocking(own_kafka).await.unwrap();
    let mut topic = Topic::of(&kafka).await;
    let shop = Shop::open_with(&topic.variables()).await;
    let (user, product) = (shop.user().await, shop.product(10_000).await);
    let place = || shop.place(order(&user, &[(&product, 1)], None));
    let mut orders = vec![place().await.unwrap().id];
    topic.events(1);
    eventually("it is noted", async || shop.count("order_outbox").await == 0).await;

    // As a machine that loses its power.
    kafka.kill("kafka", stack::Signal::SIGKILL).unwrap();
    kafka.wait_exit("kafka", PATIENCE).unwrap();
    for _ in 0..3 {
        orders.extend(join_all((0..400).map(|_| place())).await.into_iter().map(|placed| placed.unwrap().id));
    }
    for &id in orders.iter().filter(|id| *id % 3 == 0) {
        ok(shop.orders().cancel_order(CancelOrderRequest { order_id: id, owner_id: None }).await);
    }
    let waiting = 1_200 + orders.iter().filter(|id| *id % 3 == 0).count();
    eventually("the backlog is told", async || metric(&shop.service, "db_outbox_depth").await == waiting as f64).await;
    let age = metric(&shop.service, "db_outbox_oldest_seconds").await;
    assert_eq!(metric(&shop.service, "db_relay_leader").await, 1.0);
    eventually("and its age", async || metric(&shop.service, "db_outbox_oldest_seconds").await > age).await;
    eventually("it is ready all the same", async || is_ready(&shop.service).await).await;
    eventually("it is told", async || captured_log().contains("order events cannot be published, trying again")).await;

    kafka.start_part("kafka").unwrap();
    let expected = story(&orders, |id| id % 3 == 0);
    assert_eq!(topic.once(expected.len()), expected);
    eventually("the backlog is gone", async || metric(&shop.service, "db_outbox_depth").await == 0.0).await;
    assert_eq!(shop.count("order_outbox").await, 0);
    let published = async || metric(&shop.service, "db_order_events_published_total").await;
    eventually("each is counted", async || published().await >= expected.len() as f64).await;
    assert_eq!(published().await, expected.len() as f64);
    assert!(metric(&shop.service, "db_order_events_failed_total").await >= 1.0);
    eventually("none is old", async || metric(&shop.service, "db_outbox_oldest_seconds").await == 0.0).await;
}

/// A metric without labels, as it is now.
async fn metric(service: &db::Running, name: &str) -> f64 {
    let answer = ops(service, "/metrics").await;
    let value = answer.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok());
    value.unwrap_or_else(|| panic!("there is no metric {name}"))
}
