//! PlaceOrders: orders that come many to a message.

use std::{
    collections::BTreeMap,
    time::{Duration, SystemTime},
};

use grpc::store_v1::{
    NumberedOrder, Order, OrderRefusal, PlaceOrderRequest, PlaceOrdersRequest, PlaceOrdersResponse,
    order_outcome::Outcome, order_service_client::OrderServiceClient,
};
use kit::shutdown::{Stop, Stopped};
use tokio::sync::mpsc;
use tonic::{Code, Status, Streaming, transport::Channel};

use crate::harness::{Shop, captured_log, eventually, http_get, invalid_fields, ops, order, refused, unless_held_up};

struct Call {
    /// Until this side is ended.
    requests: Option<mpsc::UnboundedSender<PlaceOrdersRequest>>,
    answers: Streaming<PlaceOrdersResponse>,
    closing: bool,
}

impl Call {
    async fn open(mut orders: OrderServiceClient<Channel>) -> Self {
        let (requests, mut sent) = mpsc::unbounded_channel();
        let sent = futures::stream::poll_fn(move |context| sent.poll_recv(context));
        let answers = orders.place_orders(sent).await.unwrap().into_inner();
        Self { requests: Some(requests), answers, closing: false }
    }

    /// One message, whose orders are numbered from `first`.
    fn send(&self, first: u64, orders: Vec<PlaceOrderRequest>) {
        let numbered = |(number, order)| NumberedOrder {
            number,
            order: Some(order),
            remaining_ms: 60_000,
            request_id: format!("stream-{number}"),
            user_sid: String::new(),
            traceparent: String::new(),
        };
        self.send_numbered((first..).zip(orders).map(numbered).collect(), None);
    }

    fn send_numbered(&self, orders: Vec<NumberedOrder>, sent_at: Option<SystemTime>) {
        let message = PlaceOrdersRequest { orders, sent_at: sent_at.map(Into::into) };
        self.requests.as_ref().unwrap().send(message).unwrap();
    }

    /// The answers to this many orders, by their numbers.
    async fn receive(&mut self, count: usize) -> BTreeMap<u64, Result<Order, Status>> {
        let mut received = BTreeMap::new();
        while received.len() < count {
            let message = self.answers.message().await.unwrap().expect("more answers");
            self.closing |= message.closing;
            for outcome in message.outcomes {
                let answer = match outcome.outcome.expect("an outcome") {
                    Outcome::Placed(order) => Ok(order),
                    Outcome::Refused(OrderRefusal { code, message, details }) => {
                        Err(Status::with_details(code.into(), message, details.into()))
                    }
                };
                assert!(received.insert(outcome.number, answer).is_none(), "answered twice");
            }
        }
        received
    }
}

#[tokio::test]
async fn each_order_is_answered_by_its_number_as_if_it_had_come_alone() {
    let shop = Shop::open().await;
    let (user, product, scarce) = (shop.user().await, shop.product(100).await, shop.product(1).await);
    let mut call = Call::open(shop.orders()).await;
    let request = |key: Option<&str>, quantity| order(&user, &[(&product, quantity)], key);
    call.send(1, vec![request(None, 1), request(Some("k"), 2), request(Some("k"), 2), request(Some("k"), 3)]);
    call.send(5, vec![order(&user, &[(&scarce, 2)], None), request(Some("a b"), 4), PlaceOrderRequest::default()]);
    let mut answers = call.receive(7).await;
    let mut answer = |number| answers.remove(&number).unwrap();
    assert_eq!(answer(1).unwrap().total_price, "0.10");
    let first = answer(2).unwrap();
    assert_eq!(answer(3).unwrap(), first);
    refused(answer(4), Code::FailedPrecondition, "IDEMPOTENCY_KEY_REUSED");
    let status = refused(answer(5), Code::FailedPrecondition, "OUT_OF_STOCK");
    assert_eq!(kit::status::metadata(&status, "product_id"), Some(scarce.id.to_string()));
    assert_eq!(invalid_fields(answer(6)), ["lines[0].quantity", "idempotency_key"]);
    assert_eq!(invalid_fields(answer(7)), ["user_id", "lines"]);
    assert_eq!(shop.place(request(Some("k"), 2)).await.unwrap(), first, "alone or not");
    assert_eq!(shop.stock(product.id).await, 97);

    call.requests = None;
    assert!(call.answers.message().await.unwrap().is_none(), "it ends when everything is answered");
    let counted = "grpc_server_requests_total{service=\"store.v1.OrderService\",method=\"PlaceOrder\",code=\"OK\"}";
    eventually("it is counted", async || ops(&shop.service, "/metrics").await.contains(counted)).await;
}

#[tokio::test]
async fn a_failure_is_logged_with_the_request_that_it_failed() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(100).await);
    shop.sql.batch_execute("ALTER TABLE orders RENAME TO elsewhere").await.unwrap();
    let mut call = Call::open(shop.orders()).await;
    call.send(770_077, vec![order(&user, &[(&product, 1)], None)]);
    refused(call.receive(1).await.remove(&770_077).unwrap(), Code::Internal, "INTERNAL");
    let line = || {
        let log = captured_log();
        log.lines().find(|line| line.contains("stream-770077") && line.contains("ERROR")).map(str::to_owned)
    };
    eventually("it is logged", async || line().is_some()).await;
    let line = line().expect("a line");
    assert!(line.contains("does not exist"), "{line}");
}

#[tokio::test]
async fn what_was_sent_is_answered_when_the_service_stops() {
    unless_held_up(async || {
        let shop = Shop::open().await;
        let (user, product) = (shop.user().await, shop.product(100).await);
        let watcher = shop.database.connect().await;
        let mut call = Call::open(shop.orders()).await;
        let held = shop.hold_products().await;
        call.send(1, vec![order(&user, &[(&product, 1)], None); 20]);
        held.blocks(&watcher).await?;
        let ops_addr = shop.service.ops_addr();
        let stopping = tokio::spawn(shop.service.stop());
        eventually("it is stopping", async || {
            !held.holds() || http_get(ops_addr, "/readyz").await.contains("stopping")
        })
        .await;
        if !held.holds() {
            return None;
        }
        call.send(21, vec![order(&user, &[(&product, 1)], None); 20]);
        held.release(&shop.sql).await?;
        for (number, answer) in call.receive(40).await {
            assert!(answer.is_ok(), "{number}: {answer:?}");
        }
        assert!(call.closing, "it has said that it stops");
        call.requests = None;
        assert!(call.answers.message().await.unwrap().is_none());
        assert_eq!(stopping.await.unwrap(), Stopped::Complete);
        let placed: i64 = watcher.query_one("SELECT count(*) FROM orders", &[]).await.unwrap().get(0);
        assert_eq!(placed, 40);
        Some(())
    })
    .await;
}

#[tokio::test]
async fn an_order_is_not_begun_after_its_time_or_when_its_caller_has_gone() {
    unless_held_up(async || {
        let shop = Shop::open().await;
        let (user, product) = (shop.user().await, shop.product(100).await);
        let watcher = shop.database.connect().await;
        let (mut call, gone) = (Call::open(shop.orders()).await, Call::open(shop.orders()).await);
        let held = shop.hold_products().await;
        call.send(1, vec![order(&user, &[(&product, 1)], None)]);
        held.blocks(&watcher).await?;
        let late = NumberedOrder { number: 2, order: Some(order(&user, &[(&product, 1)], None)), ..Default::default() };
        call.send_numbered(vec![late], None);
        gone.send(1, vec![order(&user, &[(&product, 1)], None)]);
        tokio::time::sleep(Duration::from_millis(100)).await;
        drop(gone);
        tokio::time::sleep(Duration::from_millis(100)).await;
        // Answered on the same connection: what was said there before has been heard.
        shop.user().await;
        held.release(&shop.sql).await?;
        let mut answers = call.receive(2).await;
        assert!(answers.remove(&1).unwrap().is_ok());
        refused(answers.remove(&2).unwrap(), Code::DeadlineExceeded, "DEADLINE_EXCEEDED");
        shop.place(order(&user, &[(&product, 1)], None)).await.unwrap();
        assert_eq!(shop.count("orders").await, 2);
        Some(())
    })
    .await;
}

#[tokio::test]
async fn an_order_that_lay_unread_for_longer_than_its_time_is_not_begun() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(100).await);
    let mut call = Call::open(shop.orders()).await;
    let one = |number, remaining_ms| {
        let order = Some(order(&user, &[(&product, 1)], None));
        vec![NumberedOrder { number, order, remaining_ms, ..Default::default() }]
    };
    let (now, hour) = (SystemTime::now(), Duration::from_secs(3600));
    call.send_numbered(one(1, 600_000), Some(now - hour));
    call.send_numbered(one(2, 7_200_000), Some(now - hour));
    // Whatever the clock says, there is no more time than that.
    call.send_numbered(one(3, 0), Some(now + hour));
    call.send_numbered(one(4, 600_000), Some(now + hour));
    call.send_numbered(one(5, 600_000), None);
    let mut answers = call.receive(5).await;
    for (number, begun) in [(1, false), (2, true), (3, false), (4, true), (5, true)] {
        let answer = answers.remove(&number).unwrap();
        match begun {
            true => assert!(answer.is_ok(), "{number}: {answer:?}"),
            false => drop(refused(answer, Code::DeadlineExceeded, "DEADLINE_EXCEEDED")),
        }
    }
    assert_eq!(shop.count("orders").await, 3);
}

#[tokio::test]
async fn a_message_with_too_many_orders_or_none_ends_the_call() {
    let shop = Shop::open().await;
    for count in [0, 1_001] {
        let mut call = Call::open(shop.orders()).await;
        call.send(1, vec![PlaceOrderRequest::default(); count]);
        assert_eq!(invalid_fields(call.answers.message().await), ["orders"], "{count}");
    }
}
