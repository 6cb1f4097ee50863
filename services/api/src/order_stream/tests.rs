//! Against a peer that does as it is told, breaking off included. What the DB service itself does with a stream is tested
//! there.

use std::collections::BTreeSet;

use grpc::store_v1::order_service_server::{OrderService, OrderServiceServer};
use grpc::store_v1::{
    CancelOrderRequest, GetOrderRequest, ListOrdersByUserRequest, ListOrdersRequest, ListOrdersResponse, OrderLine,
    UpdateOrderRequest,
};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::transport::Server;
use tonic::{Request, Response};

use super::*;

/// One stream, from the peer's side. It breaks when this is dropped.
struct Call {
    orders: Streaming<PlaceOrdersRequest>,
    answers: mpsc::Sender<Result<PlaceOrdersResponse, Status>>,
}

impl Call {
    /// Until this many orders have come.
    async fn receive(&mut self, count: usize) -> Vec<NumberedOrder> {
        let mut received = Vec::new();
        while received.len() < count {
            received.extend(self.orders.message().await.expect("no error").expect("a message").orders);
        }
        received
    }

    async fn answer(&self, numbers: impl IntoIterator<Item = u64>, closing: bool) {
        // The id of an order tells which number it had.
        let placed = |number| Outcome::Placed(Order { id: number as i64, ..Order::default() });
        let outcome = |number| OrderOutcome { number, outcome: Some(placed(number)) };
        self.send(numbers.into_iter().map(outcome).collect(), closing).await;
    }

    async fn refuse(&self, number: u64, code: Code) {
        let refusal = OrderRefusal { code: code.into(), ..OrderRefusal::default() };
        self.send(vec![OrderOutcome { number, outcome: Some(Outcome::Refused(refusal)) }], false).await;
    }

    async fn send(&self, outcomes: Vec<OrderOutcome>, closing: bool) {
        self.answers.send(Ok(PlaceOrdersResponse { outcomes, closing })).await.expect("somebody listens");
    }
}

struct Peer(mpsc::UnboundedSender<Call>);

#[tonic::async_trait]
impl OrderService for Peer {
    type PlaceOrdersStream = ReceiverStream<Result<PlaceOrdersResponse, Status>>;

    async fn place_orders(
        &self,
        request: Request<Streaming<PlaceOrdersRequest>>,
    ) -> Result<Response<Self::PlaceOrdersStream>, Status> {
        let (answers, outgoing) = mpsc::channel(10);
        self.0.send(Call { orders: request.into_inner(), answers }).map_err(|_| Status::unavailable("over"))?;
        Ok(Response::new(ReceiverStream::new(outgoing)))
    }

    async fn place_order(&self, _: Request<PlaceOrderRequest>) -> Result<Response<Order>, Status> {
        not_asked()
    }

    async fn get_order(&self, _: Request<GetOrderRequest>) -> Result<Response<Order>, Status> {
        not_asked()
    }

    async fn list_orders(&self, _: Request<ListOrdersRequest>) -> Result<Response<ListOrdersResponse>, Status> {
        not_asked()
    }

    async fn list_orders_by_user(
        &self,
        _: Request<ListOrdersByUserRequest>,
    ) -> Result<Response<ListOrdersResponse>, Status> {
        not_asked()
    }

    async fn update_order(&self, _: Request<UpdateOrderRequest>) -> Result<Response<Order>, Status> {
        not_asked()
    }

    async fn cancel_order(&self, _: Request<CancelOrderRequest>) -> Result<Response<Order>, Status> {
        not_asked()
    }
}

fn not_asked<T>() -> Result<Response<T>, Status> {
    Err(Status::unimplemented("nothing but the stream is asked for here"))
}

struct Test {
    stream: OrderStream,
    calls: mpsc::UnboundedReceiver<Call>,
}

type Placing = JoinHandle<Result<Order, Status>>;

impl Test {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        let (peer, calls) = mpsc::unbounded_channel();
        let server = Server::builder().add_service(OrderServiceServer::new(Peer(peer)));
        tokio::spawn(server.serve_with_incoming(TcpListenerStream::new(listener)));
        Self { stream: OrderStream::new(kit::channel::channel(&endpoint).expect("an endpoint")), calls }
    }

    async fn call(&mut self) -> Call {
        timeout(LONG, self.calls.recv()).await.expect("in time").expect("a call")
    }

    fn place(&self, user_id: i64, key: Option<&str>, limit: Duration) -> Placing {
        place(&self.stream, PlaceOrderRequest { user_id, lines: vec![], idempotency_key: key.map(Into::into) }, limit)
    }
}

fn place(stream: &OrderStream, order: PlaceOrderRequest, limit: Duration) -> Placing {
    let mut context = CallContext::new(format!("r-{}", order.user_id), Instant::now() + limit);
    context.user_sid = Some("s1234567".to_owned());
    let stream = stream.clone();
    tokio::spawn(async move { stream.place(context, order).await })
}

const LONG: Duration = Duration::from_secs(60);

async fn all_refused(placing: Vec<Placing>, code: Code, reason: &str) {
    for placing in placing {
        refused(placing.await.expect("no panic"), code, reason);
    }
}

#[track_caller]
fn refused(answer: Result<Order, Status>, code: Code, reason: &str) {
    let status = answer.expect_err("refused");
    assert_eq!((status.code(), kit::status::reason(&status).as_deref()), (code, Some(reason)), "{status:?}");
}

#[tokio::test]
async fn many_orders_share_a_message_and_find_their_answers_by_number() {
    let mut test = Test::start().await;
    let placing: Vec<_> = (1..=100).map(|user| (user, test.place(user, None, LONG))).collect();
    let mut call = test.call().await;
    let mut messages = 0;
    let mut received = Vec::new();
    while received.len() < 100 {
        received.extend(call.receive(1).await);
        messages += 1;
    }
    assert!(messages < 50, "{messages} messages");
    let numbers: BTreeSet<u64> = received.iter().map(|order| order.number).collect();
    assert_eq!(numbers.len(), 100);
    for order in &received {
        let user_id = order.order.as_ref().expect("an order").user_id;
        assert_eq!((order.request_id.as_str(), order.user_sid.as_str()), (&*format!("r-{user_id}"), "s1234567"));
        assert!(order.remaining_ms > 0);
    }
    call.answer(numbers.into_iter().rev(), false).await;
    for (user, placing) in placing {
        let placed = placing.await.expect("no panic").expect("placed");
        let sent = received.iter().find(|order| order.number == placed.id as u64).expect("it was sent");
        assert_eq!(sent.order.as_ref().expect("an order").user_id, user);
    }
}

#[tokio::test]
async fn what_was_on_a_stream_that_broke_is_sent_again_with_a_key_and_unknown_without() {
    let mut test = Test::start().await;
    let (keyed, keyless) = (test.place(1, Some("k"), LONG), test.place(2, None, LONG));
    let mut call = test.call().await;
    let first = call.receive(2).await;
    drop(call);
    refused(keyless.await.expect("no panic"), Code::DeadlineExceeded, "OUTCOME_UNKNOWN");
    let mut call = test.call().await;
    let again = call.receive(1).await;
    let [again] = again.as_slice() else { panic!("{again:?}") };
    let sent = first.iter().find(|order| order.number == again.number).expect("the same number");
    assert_eq!((&sent.order, &sent.request_id, &sent.user_sid), (&again.order, &again.request_id, &again.user_sid));
    assert!(!keyed.is_finished());
    call.answer([again.number], false).await;
    assert_eq!(keyed.await.expect("no panic").expect("placed").id, again.number as i64);
}

#[tokio::test]
async fn that_nothing_was_changed_is_not_said_of_an_order_that_was_sent_before() {
    let mut test = Test::start().await;
    let placing = test.place(1, Some("k"), LONG);
    let mut call = test.call().await;
    call.receive(1).await;
    drop(call);
    // Refused on the next stream, again on the same one, and on another; then it turns out that it had been placed.
    let mut call = test.call().await;
    let number = call.receive(1).await[0].number;
    call.refuse(number, Code::Unavailable).await;
    assert_eq!(call.receive(1).await[0].number, number);
    call.refuse(number, Code::Unavailable).await;
    drop(call);
    let mut call = test.call().await;
    assert_eq!(call.receive(1).await[0].number, number);
    assert!(!placing.is_finished());
    call.answer([number], false).await;
    assert_eq!(placing.await.expect("no panic").expect("placed").id, number as i64);
    // Other refusals speak of the order, and one that was not sent before is told at once.
    let again = test.place(2, Some("l"), LONG);
    let number = call.receive(1).await[0].number;
    drop(call);
    let mut call = test.call().await;
    call.receive(1).await;
    call.refuse(number, Code::FailedPrecondition).await;
    assert_eq!(again.await.expect("no panic").expect_err("refused").code(), Code::FailedPrecondition);
    let first = test.place(3, Some("m"), LONG);
    let number = call.receive(1).await[0].number;
    call.refuse(number, Code::Unavailable).await;
    assert_eq!(first.await.expect("no panic").expect_err("refused").code(), Code::Unavailable);
}

#[tokio::test]
async fn a_stream_that_closes_is_ended_and_the_next_order_goes_on_another() {
    let mut test = Test::start().await;
    let first = test.place(1, None, LONG);
    let mut call = test.call().await;
    let number = call.receive(1).await[0].number;
    call.answer([], true).await;
    assert!(call.orders.message().await.expect("no error").is_none(), "it has ended its side");
    let second = test.place(2, None, LONG);
    call.answer([number], true).await;
    drop(call);
    assert_eq!(first.await.expect("no panic").expect("placed").id, number as i64);
    let mut call = test.call().await;
    let number = call.receive(1).await[0].number;
    call.answer([number], false).await;
    assert_eq!(second.await.expect("no panic").expect("placed").id, number as i64);
}

#[tokio::test]
async fn a_deadline_is_kept_whatever_the_peer_does_and_nothing_is_sent_after_it() {
    let mut test = Test::start().await;
    // Time enough for it to be sent.
    let placing = test.place(1, Some("k"), Duration::from_secs(2));
    let mut call = test.call().await;
    assert_eq!(call.receive(1).await.len(), 1);
    refused(placing.await.expect("no panic"), Code::DeadlineExceeded, "DEADLINE_EXCEEDED");
    drop(call);
    let second = test.place(2, Some("k"), LONG);
    let mut call = test.call().await;
    let order = call.receive(1).await.remove(0);
    assert_eq!(order.order.expect("an order").user_id, 2);
    call.answer([order.number], false).await;
    assert!(second.await.expect("no panic").is_ok());
}

#[tokio::test]
async fn without_a_peer_orders_are_refused_at_once_however_many() {
    // Nobody listens on the discard port.
    let stream = OrderStream::new(kit::channel::channel("http://127.0.0.1:9").expect("an endpoint"));
    for _ in 0..3 {
        let placing = (0..500).map(|_| place(&stream, PlaceOrderRequest::default(), LONG)).collect();
        all_refused(placing, Code::Unavailable, "UNREACHABLE").await;
    }
}

#[tokio::test]
async fn while_one_may_have_been_placed_those_that_were_not_sent_are_refused() {
    let mut test = Test::start().await;
    let (keyed, keyless) = (test.place(1, Some("k"), LONG), test.place(2, None, LONG));
    let mut call = test.call().await;
    call.receive(2).await;
    // From now on every stream is refused.
    test.calls.close();
    drop(call);
    refused(keyless.await.expect("no panic"), Code::DeadlineExceeded, "OUTCOME_UNKNOWN");
    let placing = (3..=500).map(|user| test.place(user, Some("k"), LONG)).collect();
    all_refused(placing, Code::Unavailable, "UNREACHABLE").await;
    assert!(!keyed.is_finished(), "nobody knows yet");
}

#[tokio::test]
async fn while_a_stream_is_opened_only_so_many_wait_for_it() {
    // It lets everybody in and says nothing.
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
    let stream = OrderStream::new(kit::channel::channel(&endpoint).expect("an endpoint"));
    let mut placing = vec![place(&stream, PlaceOrderRequest::default(), LONG)];
    let (_silent, _) = listener.accept().await.expect("a connection");
    assert_eq!(stream.queue.capacity(), WAITING, "the first one was taken");
    placing.extend((0..WAITING).map(|_| place(&stream, PlaceOrderRequest::default(), LONG)));
    let beyond = (0..10).map(|_| place(&stream, PlaceOrderRequest::default(), LONG)).collect();
    all_refused(beyond, Code::Unavailable, "OVERLOADED").await;
    assert!(placing.iter().all(|placing| !placing.is_finished()));
    all_refused(placing, Code::Unavailable, "UNREACHABLE").await;
}

#[tokio::test]
async fn only_so_many_may_be_unanswered_and_then_others_can_go() {
    const AT_ONCE: usize = 512;
    let mut test = Test::start().await;
    let mut placing: Vec<_> = (0..AT_ONCE).map(|_| test.place(1, None, LONG)).collect();
    let mut call = test.call().await;
    let mut numbers = Vec::new();
    loop {
        numbers.extend(call.receive(AT_ONCE).await.into_iter().map(|order| order.number));
        if numbers.len() == UNANSWERED {
            break;
        }
        placing.extend((0..AT_ONCE).map(|_| test.place(1, None, LONG)));
    }
    all_refused((0..AT_ONCE).map(|_| test.place(2, None, LONG)).collect(), Code::Unavailable, "OVERLOADED").await;
    assert!(placing.iter().all(|placing| !placing.is_finished()));
    call.answer(numbers, false).await;
    for placing in placing {
        assert!(placing.await.expect("no panic").is_ok());
    }
    let after = test.place(3, None, LONG);
    let number = call.receive(1).await[0].number;
    call.answer([number], false).await;
    assert!(after.await.expect("no panic").is_ok());
}

/// More than a peer takes that does not read: one order is on its way, one is to go next, and others wait to be sent.
async fn clogged(test: &mut Test) -> (Call, Vec<Placing>) {
    let lines = vec![OrderLine { product_id: i64::MAX, quantity: 3 }; 80_000];
    let large = PlaceOrderRequest { user_id: 1, lines, idempotency_key: None };
    let mut placing = vec![place(&test.stream, large.clone(), LONG)];
    let call = test.call().await;
    for _ in 0..3 {
        placing.push(place(&test.stream, large.clone(), LONG));
        sleep(PATIENCE / 10).await;
    }
    (call, placing)
}

#[tokio::test]
async fn who_cannot_be_sent_because_the_peer_does_not_read_is_refused() {
    let mut test = Test::start().await;
    let (_unread, mut placing) = clogged(&mut test).await;
    let last = placing.pop().expect("several");
    refused(last.await.expect("no panic"), Code::Unavailable, "OVERLOADED");
    assert!(!placing[0].is_finished(), "nobody knows yet");
}

#[tokio::test]
async fn nobody_is_let_in_behind_one_that_has_waited_too_long_to_be_sent() {
    for _ in 0..10 {
        let mut test = Test::start().await;
        let (mut call, placing) = clogged(&mut test).await;
        sleep(PATIENCE).await;
        let late = test.place(2, None, LONG);
        refused(late.await.expect("no panic"), Code::Unavailable, "OVERLOADED");
        if placing.iter().any(Placing::is_finished) {
            // Held up until those who had waited were refused as well.
            continue;
        }
        // Once they are sent there is room again.
        let numbers: Vec<_> = call.receive(placing.len()).await.into_iter().map(|order| order.number).collect();
        call.answer(numbers, false).await;
        let next = test.place(3, None, LONG);
        let number = call.receive(1).await[0].number;
        call.answer([number], false).await;
        assert!(next.await.expect("no panic").is_ok());
        return;
    }
    panic!("this test was held up each time");
}
