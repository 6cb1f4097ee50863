//! From the outbox to a real Kafka, which ends with this process.

use std::{sync::OnceLock, time::Duration};

use futures::{StreamExt, future::join_all, stream};
use grpc::{
    events_v1::order_event::Change,
    store_v1::{CancelOrderRequest, UpdateUserRequest, order_service_client::OrderServiceClient},
};
use kit::{
    call::{CallContext, request},
    shutdown::{Stop, Stopped},
};
use rdkafka::{
    mocking::MockCluster,
    types::{RDKafkaApiKey, RDKafkaRespErr},
};
use stack::Stack;

use crate::{
    events::{Event, PATIENCE, Topic, own_kafka, story},
    harness::{Database, Shop, captured_log, channel, context, eventually, is_ready, ok, order, start},
    proxy::Proxy,
};

const TRACE: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/// One broker for all tests that leave it alone.
fn kafka() -> &'static Stack {
    static KAFKA: OnceLock<Stack> = OnceLock::new();
    KAFKA.get_or_init(own_kafka)
}

async fn cancel(shop: &Shop, order_id: i64) {
    ok(shop.orders().cancel_order(CancelOrderRequest { order_id, owner_id: None }).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn apache_kafka_has_every_change_once_with_all_that_was_asked_for() {
    let mut topic = Topic::of(kafka()).await;
    let shop = Shop::open_with(&topic.variables()).await;
    let (user, product) = (shop.user().await, shop.product(100).await);
    let changed = UpdateUserRequest {
        user_id: user.id,
        email: Some("eve@example.org".into()),
        update_mask: Some(prost_types::FieldMask { paths: vec!["email".into()] }),
        ..UpdateUserRequest::default()
    };
    ok(shop.users().update_user(changed).await);
    let called = CallContext { traceparent: Some(TRACE.into()), ..context(PATIENCE) };
    let placed = ok(shop.orders().place_order(request(&called, order(&user, &[(&product, 3)], None))).await);
    eventually("it is published and deleted", async || shop.count("order_outbox").await == 0).await;
    cancel(&shop, placed.id).await;

    let events = topic.events(2).to_vec();
    assert_eq!(events.iter().map(Event::told).collect::<Vec<_>>(), story(&[placed.id], |_| true));
    let (first, second) = (&events[0], &events[1]);
    assert_eq!(first.partition, second.partition);
    assert_eq!(first.headers["event-type"], "order.placed");
    assert_eq!((first.headers["request-id"].as_str(), first.headers["traceparent"].as_str()), ("test", TRACE));
    assert_eq!((second.headers["event-type"].as_str(), second.headers.get("traceparent")), ("order.cancelled", None));
    for event in &events {
        assert_eq!(event.headers["event-id"], event.value.event_id);
        assert!(uuid::Uuid::parse_str(&event.value.event_id).is_ok());
        assert_eq!((event.key.as_str(), event.value.order_id), (placed.id.to_string().as_str(), placed.id));
    }
    assert_ne!(first.value.event_id, second.value.event_id);
    assert_eq!(first.value.occurred_at, placed.created_at);
    let Some(Change::Placed(told)) = &first.value.change else { panic!("it was placed") };
    let customer = told.customer.as_ref().unwrap();
    assert_eq!(
        (customer.user_id, &customer.sid, customer.email.as_deref()),
        (user.id, &user.sid, Some("eve@example.org"))
    );
    let item = &told.items[0];
    assert_eq!((item.product_id, item.quantity, item.unit_price.as_str()), (product.id, 3, "0.10"));
    assert_eq!((item.product_name.as_str(), told.total_price.as_str()), (product.name.as_str(), "0.30"));
    eventually("everything is deleted", async || shop.count("order_outbox").await == 0).await;
    assert_eq!(shop.service.stop().await, Stopped::Complete);
}

#[tokio::test(flavor = "multi_thread")]
async fn apache_kafka_has_each_orders_events_in_order_under_load() {
    let mut topic = Topic::of(kafka()).await;
    let shop = Shop::open_with(&topic.variables()).await;
    let (user, product) = (shop.user().await, shop.product(10_000).await);
    let live = async |_| {
        let placed = shop.place(order(&user, &[(&product, 1)], None)).await.unwrap().id;
        // Most of these are placed and cancelled before the relay has looked.
        if placed % 2 == 0 {
            cancel(&shop, placed).await;
        }
        placed
    };
    let orders = stream::iter(0..1_500).map(live).buffer_unordered(100).collect::<Vec<_>>().await;
    let expected = story(&orders, |id| id % 2 == 0);
    assert_eq!(topic.once(expected.len()), expected);
    assert_eq!(topic.events(expected.len()).len(), expected.len(), "nothing was told twice, for nothing broke");
    eventually("everything is deleted", async || shop.count("order_outbox").await == 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn apache_kafka_hears_from_one_service_of_two_and_from_the_other_when_that_one_is_cut_off() {
    let mut topic = Topic::of(kafka()).await;
    let database = Database::create().await;
    let mut proxy = Proxy::new(&database.url);
    proxy.give();
    let to_topic = topic.variables().map(|(name, value)| (name, value.to_owned()));
    let variables = |instance| {
        let given = to_topic.iter().map(|(name, value)| (*name, value.as_str()));
        given.chain([("INSTANCE", instance)]).collect::<Vec<_>>()
    };
    let first = start(&proxy.url(&database.url), &variables("first")).await;
    eventually("the first is the relay", async || relays(&database).await == ["first"]).await;
    let second = start(&database.url, &variables("second")).await;
    eventually("the second is ready", async || is_ready(&second).await).await;

    let sql = database.connect().await;
    let user = sql.query_one("INSERT INTO users (sid, password_hash) VALUES ('s1234567', 'x') RETURNING id", &[]).await;
    let user = grpc::store_v1::User { id: user.unwrap().get(0), ..Default::default() };
    let product = grpc::store_v1::Product { id: 1, ..Default::default() };
    let place = async || {
        let mut orders = OrderServiceClient::new(channel(&second));
        ok(orders.place_order(order(&user, &[(&product, 1)], None)).await).id
    };
    let mut orders = join_all((0..50).map(|_| place())).await;
    topic.events(50);
    assert_eq!(relays(&database).await, ["first"], "it tells of what the second has placed");

    proxy.take().await;
    orders.extend(join_all((0..50).map(|_| place())).await);
    eventually("the second is the relay", async || relays(&database).await == ["second"]).await;
    orders.extend(join_all((0..50).map(|_| place())).await);
    assert_eq!(topic.once(150), story(&orders, |_| false));

    // It comes back, waits for its turn, and takes it.
    proxy.give();
    eventually("the first is ready again", async || is_ready(&first).await).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(relays(&database).await, ["second"]);
    assert_eq!(second.stop().await, Stopped::Complete);
    eventually("the first is the relay again", async || relays(&database).await == ["first"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_producer_that_can_go_no_further_is_replaced() {
    // librdkafka's own broker, which fails as it is told.
    let broker = MockCluster::new(1).unwrap();
    broker.create_topic("events", 3, 1).unwrap();
    let mut topic = Topic::at(broker.bootstrap_servers(), "events".to_owned());
    let shop = Shop::open_with(&topic.variables()).await;
    let (user, product) = (shop.user().await, shop.product(10).await);
    let mut orders = vec![shop.place(order(&user, &[(&product, 1)], None)).await.unwrap().id];
    eventually("the first is told", async || shop.count("order_outbox").await == 0).await;
    // For the oldest message in flight this means that producer and broker disagree beyond repair.
    let disagreement = RDKafkaRespErr::RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER;
    broker.request_errors(RDKafkaApiKey::Produce, &[disagreement]);
    orders.push(shop.place(order(&user, &[(&product, 1)], None)).await.unwrap().id);
    eventually("the second is told all the same", async || shop.count("order_outbox").await == 0).await;
    assert!(captured_log().contains("the producer of order events cannot go on and is replaced"));
    assert_eq!(topic.once(2), story(&orders, |_| false));
}

/// The instances whose sessions have the lock of the relay.
async fn relays(database: &Database) -> Vec<String> {
    let held = "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
                WHERE locktype = 'advisory' AND granted AND datname = current_database()
                AND classid = x'72'::integer::oid AND objid = x'656c6179'::integer::oid";
    database.connect().await.query(held, &[]).await.unwrap().iter().map(|row| row.get(0)).collect()
}
