//! `PlaceOrders`: orders that come many to a message and are answered many to a message, each by its number. What one
//! order is and how it is answered stands in `orders`, beside this.

use std::{
    mem,
    pin::Pin,
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use futures::{Stream, stream};
use grpc::store_v1::{
    NumberedOrder, OrderOutcome, OrderRefusal, PlaceOrdersRequest, PlaceOrdersResponse, order_outcome::Outcome,
};
use kit::serve::{Parts, Sender};
use prost_types::Timestamp;
use tokio::sync::{Semaphore, mpsc};
use tokio_util::{sync::CancellationToken, task::AbortOnDropHandle};
use tonic::{Status, Streaming};
use tracing::Instrument;

use super::{cause, orders::new_order, status};
use crate::{
    failure::Failure,
    orders::{Answer, Orders, Reply},
};

/// Most orders in one message.
const MOST: usize = 1_000;
/// Most orders of one stream that are not answered, or whose answers were not fetched.
const UNANSWERED: usize = 16_000;
/// Most answers in one message.
const ANSWERS: usize = 512;
/// A message that is older when it is read is worth a warning.
const OLD: Duration = Duration::from_secs(1);
/// For a caller to end its side, once it was told that the service stops.
const CLOSING_LIMIT: Duration = Duration::from_secs(3);

/// The answers of one call.
pub type Answers = Pin<Box<dyn Stream<Item = Result<PlaceOrdersResponse, Status>> + Send>>;

/// What a call needs of its service.
#[derive(Clone)]
pub struct Shared {
    pub orders: Orders,
    pub parts: Parts,
    /// Cancelled when the service is about to stop.
    pub stopping: CancellationToken,
}

/// Begin to read and to answer. Reading ends with the answers, and the answers end when reading has ended and everything is
/// answered.
pub fn serve(shared: Shared, requests: Streaming<PlaceOrdersRequest>) -> Answers {
    let (answers, fetched) = mpsc::unbounded_channel();
    let room = Arc::new(Semaphore::new(UNANSWERED));
    let reader = Reader { shared: shared.clone(), answers, room: Arc::clone(&room), warned: false };
    let reading = tokio::spawn(reader.read(requests).in_current_span());
    let answering = Answering { shared, fetched, room, told: false, _reading: AbortOnDropHandle::new(reading) };
    Box::pin(stream::unfold(answering, Answering::next))
}

/// An answer with whom it is for, or the end of the call.
type Fetched = Result<(Origin, Result<Answer, Status>), Status>;

/// Which order of the call it is, and whose.
struct Origin {
    number: u64,
    sender: Sender,
    since: Instant,
}

/// An order without its answer.
struct Unanswered {
    /// Until it is answered.
    origin: Option<Origin>,
    answers: mpsc::UnboundedSender<Fetched>,
}

impl Unanswered {
    fn send(&mut self, answer: Answer) {
        if let Some(origin) = self.origin.take() {
            let _gone = self.answers.send(Ok((origin, Ok(answer))));
        }
    }
}

impl Reply for Unanswered {
    fn answer(mut self: Box<Self>, answer: Answer) {
        self.send(answer);
    }

    fn is_abandoned(&self) -> bool {
        self.answers.is_closed()
    }
}

impl Drop for Unanswered {
    fn drop(&mut self) {
        self.send(Err(Failure::abandoned()));
    }
}

/// When a message was read, and how old it was by then.
#[derive(Clone, Copy)]
struct Arrival {
    read: Instant,
    age: Duration,
}

impl Arrival {
    fn now(sent_at: Option<Timestamp>) -> Self {
        let read = Instant::now();
        let sent_at = sent_at.and_then(|at| SystemTime::try_from(at).ok());
        // A message that is not sent yet, by this clock, is new.
        Self { read, age: sent_at.and_then(|at| at.elapsed().ok()).unwrap_or_default() }
    }

    /// Its age shortens the time of an order, and nothing prolongs it.
    fn deadline(self, remaining_ms: u32) -> Option<Instant> {
        let remaining = Duration::from_millis(remaining_ms.into());
        self.read.checked_add(remaining.saturating_sub(self.age))
    }
}

struct Reader {
    shared: Shared,
    answers: mpsc::UnboundedSender<Fetched>,
    room: Arc<Semaphore>,
    /// Of an old message.
    warned: bool,
}

impl Reader {
    /// Until the caller ends its side, or takes too long to do so when the service stops.
    async fn read(mut self, mut requests: Streaming<PlaceOrdersRequest>) {
        let stopping = self.shared.stopping.clone();
        let until_end = async {
            loop {
                match requests.message().await {
                    Ok(Some(message)) => self.take(message).await?,
                    Ok(None) => return Ok(()),
                    Err(status) => return Err(status),
                }
            }
        };
        let stopped = async {
            stopping.cancelled().await;
            tokio::time::sleep(CLOSING_LIMIT).await;
        };
        let ended: Result<(), Status> = tokio::select! {
            ended = until_end => ended,
            () = stopped => Ok(()),
        };
        if let Err(status) = ended {
            // Nobody may be there to hear it.
            let _gone = self.answers.send(Err(status));
        }
    }

    async fn take(&mut self, message: PlaceOrdersRequest) -> Result<(), Status> {
        let PlaceOrdersRequest { orders, sent_at } = message;
        let arrival = Arrival::now(sent_at);
        if arrival.age > OLD && !mem::replace(&mut self.warned, true) {
            let age = arrival.age;
            tracing::warn!(?age, "orders lay unread: this service stood still, or its clock is ahead of the caller's");
        }
        let count = orders.len();
        if !(1..=MOST).contains(&count) {
            let violation = kit::status::FieldViolation::new("orders", "must have 1 to 1,000 orders");
            return Err(kit::status::invalid(vec![violation]));
        }
        let permits = u32::try_from(count).unwrap_or(u32::MAX);
        if let Ok(permits) = self.room.acquire_many(permits).await {
            // They are given back when the answers are fetched.
            permits.forget();
        }
        tracing::debug!(orders = count, "orders have come");
        orders.into_iter().for_each(|order| self.submit(order, arrival));
        Ok(())
    }

    fn submit(&self, order: NumberedOrder, arrival: Arrival) {
        let NumberedOrder { number, order, remaining_ms, request_id, user_sid, traceparent } = order;
        let since = Instant::now();
        let sender = Sender::new(request_id, user_sid);
        let cause = cause::new(sender.request_id(), &traceparent);
        let origin = Origin { number, sender, since };
        let deadline = arrival.deadline(remaining_ms);
        let answers = self.answers.clone();
        match new_order(order.unwrap_or_default()) {
            Ok(new) => {
                let reply = Unanswered { origin: Some(origin), answers };
                self.shared.orders.submit(new, cause, deadline, Box::new(reply));
            }
            Err(status) => {
                let _gone = answers.send(Ok((origin, Err(status))));
            }
        }
    }
}

struct Answering {
    shared: Shared,
    fetched: mpsc::UnboundedReceiver<Fetched>,
    room: Arc<Semaphore>,
    /// The caller was told that the service stops.
    told: bool,
    _reading: AbortOnDropHandle<()>,
}

impl Answering {
    async fn next(mut self) -> Option<(Result<PlaceOrdersResponse, Status>, Self)> {
        let mut fetched = Vec::new();
        let count = tokio::select! {
            biased;
            count = self.fetched.recv_many(&mut fetched, ANSWERS) => count,
            () = self.shared.stopping.cancelled(), if !self.told => {
                self.told = true;
                return Some((Ok(PlaceOrdersResponse { outcomes: vec![], closing: true }), self));
            }
        };
        if count == 0 {
            return None;
        }
        self.room.add_permits(count);
        let outcomes: Result<Vec<_>, Status> = fetched.into_iter().map(|one| Ok(self.outcome(one?))).collect();
        Some((outcomes.map(|outcomes| PlaceOrdersResponse { outcomes, closing: self.told }), self))
    }

    fn outcome(&self, (origin, answer): (Origin, Result<Answer, Status>)) -> OrderOutcome {
        let Origin { number, sender, since } = origin;
        let answer = match answer {
            Ok(Ok(order)) => Ok(order),
            Ok(Err(failure)) => {
                let span = sender.span();
                Err((span.in_scope(|| status::of(failure)), span))
            }
            Err(status) => Err((status, sender.span())),
        };
        let outcome = match answer {
            Ok(order) => {
                self.shared.parts.finished(sender, since.elapsed(), None);
                Outcome::Placed(order.into())
            }
            Err((status, span)) => {
                self.shared.parts.finished(sender, since.elapsed(), Some((&status, span)));
                let (code, message) = (status.code().into(), status.message().to_owned());
                Outcome::Refused(OrderRefusal { code, message, details: status.details().to_vec() })
            }
        };
        OrderOutcome { number, outcome: Some(outcome) }
    }
}
