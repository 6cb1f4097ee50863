//! Orders on their way to the DB service: one stream for all of them, opened when the first comes and opened again when
//! it breaks. What waits goes as one message, answers are matched by number.
//!
//! An order that was sent and not answered when its stream breaks may have been placed. With an idempotency key it is
//! sent again on the next stream, which finds that out; without one nobody can, and its caller is told so.
//!
//! An order that was not sent is refused as soon as there is no stream for it, or none that takes it: nobody waits long for
//! an answer that would only say that nothing is known.

use std::collections::VecDeque;
use std::collections::btree_map::{BTreeMap, Entry};
use std::mem;
use std::time::{Duration, Instant, SystemTime};

use grpc::store_v1::order_outcome::Outcome;
use grpc::store_v1::order_service_client::OrderServiceClient;
use grpc::store_v1::{
    NumberedOrder, Order, OrderOutcome, OrderRefusal, PlaceOrderRequest, PlaceOrdersRequest, PlaceOrdersResponse,
};
use kit::call::{self, CallContext, UNREACHABLE};
use kit::status::status;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{interval, sleep, timeout};
use tokio_stream::wrappers::ReceiverStream;
use tonic::transport::Channel;
use tonic::{Code, Status, Streaming};

/// Orders that may wait to be taken, and orders that may be taken and not answered; beyond them all are refused. All customers
/// of a flash sale come in one moment, and who is refused comes again: to let them wait costs less.
const WAITING: usize = 16_384;
const UNANSWERED: usize = 16_384;
/// Once one has waited to be sent for this long, all that come are refused until it was sent.
const PATIENCE: Duration = Duration::from_millis(400);
/// Most orders in one message.
const MOST: usize = 256;
/// For a stream to be opened.
const OPEN_LIMIT: Duration = Duration::from_secs(2);
/// Before a stream is opened again: at first, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(10), Duration::from_millis(200));
/// How often those are forgotten that nobody waits for any more. Who was there the time before and is still not sent is refused,
/// and who is to be sent once more is.
const SWEEP: Duration = Duration::from_secs(1);

/// Places orders. Cloning it gives another handle on the same stream, which ends with the last one.
#[derive(Debug, Clone)]
pub(crate) struct OrderStream {
    queue: mpsc::Sender<Asked>,
}

/// An order and who waits for it.
#[derive(Debug)]
struct Asked {
    order: PlaceOrderRequest,
    context: CallContext,
    reply: oneshot::Sender<Result<Order, Status>>,
    /// When it came.
    since: Instant,
    /// It was sent, and may have been placed.
    sent: bool,
    /// It was sent and cannot be sent again, because it has no key.
    once: bool,
    /// It was on a stream that broke, and may have been placed whatever becomes of it when it is sent again.
    broken: bool,
    /// What it was sent again for was not to be had: for the next sweep.
    later: bool,
}

impl OrderStream {
    /// Connects to nothing yet. Must be called inside of a Tokio runtime.
    pub(crate) fn new(channel: Channel) -> Self {
        let (queue, asked) = mpsc::channel(WAITING);
        describe_metrics();
        let client = OrderServiceClient::new(channel);
        tokio::spawn(Link { client, asked, orders: BTreeMap::new(), unsent: VecDeque::new(), last: 0, swept: 0 }.run());
        Self { queue }
    }

    /// Place an order within its deadline.
    ///
    /// # Errors
    ///
    /// What the DB service answered, and
    /// - UNAVAILABLE (`OVERLOADED`, `UNREACHABLE`): it was not sent;
    /// - DEADLINE_EXCEEDED (`DEADLINE_EXCEEDED`, `OUTCOME_UNKNOWN`): it may have been placed.
    pub(crate) async fn place(&self, context: CallContext, order: PlaceOrderRequest) -> Result<Order, Status> {
        let (reply, answer) = oneshot::channel();
        let deadline = context.deadline;
        let since = Instant::now();
        let asked = Asked { order, context, reply, since, sent: false, once: false, broken: false, later: false };
        if self.queue.try_send(asked).is_err() {
            return Err(overloaded());
        }
        call::before(deadline, async { answer.await.unwrap_or_else(|_| Err(unknown())) }).await
    }
}

impl Asked {
    /// To be sent now; `None` when nobody waits for it any more. It is kept to be sent again if that could be of use.
    fn message(&mut self, number: u64) -> Option<NumberedOrder> {
        let remaining = self.context.remaining();
        if self.reply.is_closed() || remaining.is_zero() {
            return None;
        }
        self.sent = true;
        let mut message = NumberedOrder {
            number,
            remaining_ms: u32::try_from(remaining.as_millis()).unwrap_or(u32::MAX),
            ..NumberedOrder::default()
        };
        let CallContext { request_id, user_sid, traceparent, .. } = &mut self.context;
        if self.order.idempotency_key.is_some() {
            message.order = Some(self.order.clone());
            message.request_id.clone_from(request_id);
            message.user_sid = user_sid.clone().unwrap_or_default();
            message.traceparent = traceparent.clone().unwrap_or_default();
        } else {
            message.order = Some(mem::take(&mut self.order));
            message.request_id = mem::take(request_id);
            message.user_sid = user_sid.take().unwrap_or_default();
            message.traceparent = traceparent.take().unwrap_or_default();
            self.once = true;
        }
        Some(message)
    }

    fn answer(self, answer: Result<Order, Status>) {
        // Its caller may have gone at its deadline.
        let _gone = self.reply.send(answer);
    }
}

/// Keeps the stream.
struct Link {
    client: OrderServiceClient<Channel>,
    asked: mpsc::Receiver<Asked>,
    /// Those that are not answered, by their numbers.
    orders: BTreeMap<u64, Asked>,
    /// Those of them that are still to be sent on this stream.
    unsent: VecDeque<u64>,
    last: u64,
    /// The last one that was there at the last sweep.
    swept: u64,
}

impl Link {
    /// Until the last handle is gone and everything is answered.
    async fn run(mut self) {
        let mut pause = PAUSES.0;
        while self.something_to_do().await {
            let began = Instant::now();
            match self.open().await {
                Ok((requests, answers)) => {
                    metrics::counter!("api_order_streams_opened_total").increment(1);
                    if let Err(status) = self.converse(requests, answers).await {
                        tracing::warn!(%status, unanswered = self.orders.len(), "the stream of orders broke");
                    }
                    self.settle_sent();
                }
                Err(status) => {
                    tracing::debug!(%status, "the stream of orders cannot be opened");
                    self.refuse_all_unsent();
                }
            }
            if began.elapsed() > PAUSES.1 {
                pause = PAUSES.0;
            } else {
                sleep(pause).await;
                pause = (pause * 2).min(PAUSES.1);
            }
        }
    }

    async fn something_to_do(&mut self) -> bool {
        self.forget_abandoned();
        if self.orders.is_empty() {
            let Some(asked) = self.asked.recv().await else { return false };
            self.take(asked);
        }
        true
    }

    async fn open(&mut self) -> Result<(mpsc::Sender<PlaceOrdersRequest>, Streaming<PlaceOrdersResponse>), Status> {
        // One message is on its way while the next one gathers.
        let (requests, outgoing) = mpsc::channel(1);
        let opened = timeout(OPEN_LIMIT, self.client.place_orders(ReceiverStream::new(outgoing))).await;
        let opened = opened.map_err(|_| Status::unavailable("the DB service does not answer"))??;
        Ok((requests, opened.into_inner()))
    }

    /// Send and receive until the stream ends.
    async fn converse(
        &mut self,
        requests: mpsc::Sender<PlaceOrdersRequest>,
        mut answers: Streaming<PlaceOrdersResponse>,
    ) -> Result<(), Status> {
        self.unsent = self.orders.keys().copied().collect();
        self.orders.values_mut().for_each(|asked| asked.later = false);
        let mut requests = Some(requests);
        let (mut taken, mut over) = (Vec::new(), false);
        let mut sweep = interval(SWEEP);
        // Who waits for this stream has not been left waiting by it yet.
        sweep.reset();
        loop {
            let sending = requests.clone().filter(|_| !self.unsent.is_empty());
            tokio::select! {
                biased;
                received = answers.message() => match received? {
                    None => return Ok(()),
                    Some(PlaceOrdersResponse { outcomes, closing }) => {
                        outcomes.into_iter().for_each(|outcome| self.settle(outcome));
                        if closing {
                            requests = None;
                        }
                    }
                },
                permit = room(sending), if !self.unsent.is_empty() && requests.is_some() => match permit {
                    Some(permit) => {
                        let message = self.next_message();
                        if !message.orders.is_empty() {
                            permit.send(message);
                        }
                    }
                    // The stream has ended, which the answers will tell.
                    None => requests = None,
                },
                // Also when this stream takes no more: the next one may, and who cannot be sent has to be told.
                count = self.asked.recv_many(&mut taken, MOST), if !over => {
                    if count == 0 {
                        (over, requests) = (true, None);
                    }
                    taken.drain(..).for_each(|asked| self.take(asked));
                }
                _ = sweep.tick() => self.sweep(),
            }
        }
    }

    fn take(&mut self, asked: Asked) {
        if self.orders.len() >= UNANSWERED || self.sends_too_late() {
            return asked.answer(Err(overloaded()));
        }
        self.last += 1;
        self.orders.insert(self.last, asked);
        self.unsent.push_back(self.last);
    }

    /// Whether the one that is to be sent next has waited for too long, and those behind it would, too. Those that are sent once
    /// more say nothing of that.
    fn sends_too_late(&self) -> bool {
        let next = self.unsent.front().and_then(|number| self.orders.get(number));
        next.is_some_and(|next| !next.sent && next.since.elapsed() >= PATIENCE)
    }

    fn next_message(&mut self) -> PlaceOrdersRequest {
        let mut orders = Vec::with_capacity(self.unsent.len().min(MOST));
        while orders.len() < MOST
            && let Some(number) = self.unsent.pop_front()
        {
            orders.extend(self.orders.get_mut(&number).and_then(|asked| asked.message(number)));
        }
        PlaceOrdersRequest { orders, sent_at: Some(SystemTime::now().into()) }
    }

    fn settle(&mut self, OrderOutcome { number, outcome }: OrderOutcome) {
        let Entry::Occupied(mut entry) = self.orders.entry(number) else { return };
        let answer = match outcome {
            Some(Outcome::Placed(order)) => Ok(order),
            Some(Outcome::Refused(OrderRefusal { code, message, details })) => {
                Err(Status::with_details(code.into(), message, details.into()))
            }
            None => Err(Status::internal("an order was answered without an outcome")),
        };
        // That nothing was changed is true of this sending; what became of the one before is still to be found out.
        if entry.get().broken && answer.as_ref().is_err_and(|status| status.code() == Code::Unavailable) {
            entry.get_mut().later = true;
            return;
        }
        entry.remove().answer(answer);
    }

    /// The stream has ended: what was sent and not answered is sent again, or its outcome is not known.
    fn settle_sent(&mut self) {
        for (_, asked) in self.orders.extract_if(.., |_, asked| asked.once) {
            asked.answer(Err(unknown()));
        }
        let mut again = 0;
        for asked in self.orders.values_mut().filter(|asked| asked.sent) {
            asked.broken = true;
            again += 1;
        }
        metrics::counter!("api_orders_sent_again_total").increment(again);
    }

    /// There is no stream: who has sent nothing yet need not wait for one.
    fn refuse_all_unsent(&mut self) {
        while let Ok(asked) = self.asked.try_recv() {
            asked.answer(Err(unreachable()));
        }
        self.refuse_unsent(self.last, unreachable);
    }

    fn sweep(&mut self) {
        self.forget_abandoned();
        let waited = mem::replace(&mut self.swept, self.last);
        self.refuse_unsent(waited, overloaded);
        let later = self.orders.iter_mut();
        self.unsent.extend(later.filter_map(|(number, asked)| mem::take(&mut asked.later).then_some(*number)));
    }

    fn refuse_unsent(&mut self, last: u64, refusal: fn() -> Status) {
        for (_, asked) in self.orders.extract_if(..=last, |_, asked| !asked.sent) {
            asked.answer(Err(refusal()));
        }
        self.unsent.retain(|number| self.orders.contains_key(number));
    }

    fn forget_abandoned(&mut self) {
        self.orders.retain(|_, asked| !asked.reply.is_closed());
        metrics::gauge!("api_orders_unanswered").set(self.orders.len() as f64);
    }
}

/// For one more message.
async fn room<T>(sender: Option<mpsc::Sender<T>>) -> Option<mpsc::OwnedPermit<T>> {
    sender?.reserve_owned().await.ok()
}

fn overloaded() -> Status {
    status(Code::Unavailable, "OVERLOADED", "more orders wait than can be sent soon")
}

fn unreachable() -> Status {
    status(Code::Unavailable, UNREACHABLE, "the DB service cannot be reached")
}

fn unknown() -> Status {
    let message = "the connection broke when the order was on its way; whether it was placed is not known";
    status(Code::DeadlineExceeded, "OUTCOME_UNKNOWN", message)
}

fn describe_metrics() {
    metrics::describe_counter!("api_order_streams_opened_total", "Streams of orders to the DB service.");
    metrics::describe_counter!(
        "api_orders_sent_again_total",
        "Orders that were on a stream that broke, and have a key."
    );
    metrics::describe_gauge!("api_orders_unanswered", "Orders that wait for the DB service's answer.");
}

#[cfg(test)]
mod tests;
