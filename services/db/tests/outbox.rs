//! What is written down of the changes of orders, to be told later. Nobody is there to be told.

use grpc::store_v1::{CancelOrderRequest, NumberedOrder, PlaceOrdersRequest};
use kit::{
    call::{CallContext, request},
    shutdown::{Stop, Stopped},
};
use tonic::Code;

use crate::harness::{Shop, captured_log, context, eventually, is_ready, ok, order, refused};

const TRACE: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

async fn cancel(shop: &Shop, order_id: i64) -> Result<(), tonic::Status> {
    shop.orders().cancel_order(CancelOrderRequest { order_id, owner_id: None }).await.map(drop)
}

/// `7 placed request-id traceparent`, in order of the rows.
async fn rows(shop: &Shop) -> Vec<String> {
    let rows = "SELECT concat_ws(' ', order_id, CASE WHEN cancelled THEN 'cancelled' ELSE 'placed' END, request_id, traceparent)
                FROM order_outbox ORDER BY order_id, cancelled";
    shop.sql.query(rows, &[]).await.unwrap().iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn every_change_is_written_down_once_with_the_request_that_asked_for_it() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(10).await);
    let called = |request_id: &str, traceparent: Option<&str>| CallContext {
        request_id: request_id.into(),
        traceparent: traceparent.map(Into::into),
        ..context(std::time::Duration::from_secs(20))
    };
    let one = order(&user, &[(&product, 1)], Some("k"));
    let placed = ok(shop.orders().place_order(request(&called("r-1", Some(TRACE)), one.clone())).await).id;
    // The same again, and what is refused, leaves no row.
    ok(shop.orders().place_order(request(&called("r-2", None), one)).await);
    refused(
        shop.place(order(&user, &[(&product, 3), (&shop.product(1).await, 2)], None)).await,
        Code::FailedPrecondition,
        "OUT_OF_STOCK",
    );
    let mut expected = vec![format!("{placed} placed r-1 {TRACE}")];
    assert_eq!(rows(&shop).await, expected);

    let asked = CancelOrderRequest { order_id: placed, owner_id: Some(user.id) };
    ok(shop.orders().cancel_order(request(&called("r-3", Some("nonsense")), asked)).await);
    cancel(&shop, placed).await.unwrap();
    refused(cancel(&shop, i64::MAX).await, Code::NotFound, "ORDER_NOT_FOUND");
    expected.push(format!("{placed} cancelled r-3"));
    assert_eq!(rows(&shop).await, expected);

    let numbered = |number, request_id: &str, traceparent: &str| NumberedOrder {
        number,
        order: Some(order(&user, &[(&product, 1)], None)),
        remaining_ms: 20_000,
        request_id: request_id.into(),
        traceparent: traceparent.into(),
        ..NumberedOrder::default()
    };
    let orders = vec![numbered(1, "r-4", TRACE), numbered(2, "", "")];
    let message = PlaceOrdersRequest { orders, sent_at: None };
    let answers = shop.orders().place_orders(futures::stream::iter([message])).await;
    let mut answers = ok(answers);
    while answers.message().await.unwrap().is_some() {}
    let streamed: Vec<_> =
        rows(&shop).await.split_off(2).iter().map(|row| row.split_once(' ').unwrap().1.to_owned()).collect();
    assert_eq!(streamed, [format!("placed r-4 {TRACE}"), "placed".into()]);
}

#[tokio::test]
async fn what_is_rolled_back_leaves_no_row() {
    let shop = Shop::open().await;
    let (good, bad, product) = (shop.user().await, shop.user().await, shop.product(100).await);
    // It fails with the COMMIT, after everything was written.
    let trigger = format!(
        "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             IF NEW.user_id = {} THEN RAISE EXCEPTION 'no'; END IF; RETURN NULL; END $$;
         CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON orders DEFERRABLE INITIALLY DEFERRED
             FOR EACH ROW EXECUTE FUNCTION fail()",
        bad.id
    );
    shop.sql.batch_execute(&trigger).await.unwrap();
    let place = |number: usize| {
        let user = if number.is_multiple_of(4) { &bad } else { &good };
        shop.place(order(user, &[(&product, 1)], None))
    };
    let answers = futures::future::join_all((0..40).map(place)).await;
    let mut placed: Vec<_> = answers.into_iter().flatten().map(|order| order.id).collect();
    placed.sort_unstable();
    assert_eq!(placed.len(), 30);
    let written: Vec<i64> = shop
        .sql
        .query("SELECT order_id FROM order_outbox ORDER BY order_id", &[])
        .await
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    assert_eq!(written, placed);
}

#[tokio::test]
async fn without_kafka_orders_go_on_and_nothing_is_forgotten() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(100).await);
    shop.place(order(&user, &[(&product, 1)], None)).await.unwrap();
    eventually("it is given up for now", async || captured_log().contains("order events cannot be published")).await;
    let second = shop.place(order(&user, &[(&product, 1)], None)).await.unwrap();
    cancel(&shop, second.id).await.unwrap();
    eventually("it is ready all the same", async || is_ready(&shop.service).await).await;
    assert_eq!(shop.count("order_outbox").await, 3);
    // What cannot be published does not hold up the end.
    assert_eq!(shop.service.stop().await, Stopped::Complete);
    assert_eq!(shop.sql.query_one("SELECT count(*) FROM order_outbox", &[]).await.unwrap().get::<_, i64>(0), 3);
}
