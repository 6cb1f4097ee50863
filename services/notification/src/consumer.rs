//! Reads the events: those of different orders are dealt with side by side, those of one order one after the other. An offset
//! is committed when everything up to it is finished, and what is finished is known to `delivery`.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use kit::{kafka::is_there, readiness::Condition};
use metrics::Counter;
use rdkafka::{
    Message as _,
    consumer::{Consumer as _, StreamConsumer},
    error::KafkaError,
    message::BorrowedMessage,
};
use tokio::{
    sync::oneshot,
    task::{JoinError, JoinSet, spawn_blocking},
    time::{sleep, timeout_at},
};
use tokio_util::sync::CancellationToken;

use crate::{
    Config,
    delivery::{Abandoned, Delivery},
    event::Event,
    incoming::Incoming,
    meters,
    partitions::{Partitions, Place},
};

/// Events that were read and are not finished, but for those that wait for their next attempt or their turn: one provider
/// that refuses mails for now must not hold up those to others.
const IN_FLIGHT: usize = 256;
/// Events that were read and are not finished, all of them. What waits has its place in memory.
const KNOWN: usize = 2_048;
/// When there was no room for this long, Kafka is told to send nothing. Until then it is simply not asked: being told makes
/// its client forget what it had fetched already.
const PATIENCE: Duration = Duration::from_secs(1);
/// After an error of the consumer.
const PAUSE: Duration = Duration::from_millis(100);
/// To commit and to leave the group, on top of what stopping may take: never less than a broker that is there needs.
const CLOSING_LIMIT: Duration = Duration::from_secs(2);
/// Between two questions to the brokers while they are there, and while they are not.
const CHECK: (Duration, Duration) = (Duration::from_secs(5), Duration::from_millis(500));

type Stream = StreamConsumer<Partitions>;

/// Reads one topic as a member of a group.
pub(crate) struct Consumer {
    stream: Arc<Stream>,
    delivery: Arc<Delivery>,
    topics: [String; 2],
    tasks: JoinSet<Finished>,
    /// By key, the last event that was begun of those that are not finished.
    last: HashMap<Vec<u8>, Last>,
    begun: u64,
    paused: bool,
    skipped: Counter,
}

struct Last {
    number: u64,
    finished: oneshot::Receiver<()>,
}

/// What a task leaves behind.
struct Finished {
    place: Place,
    key: Vec<u8>,
    number: u64,
    outcome: Result<(), Abandoned>,
}

impl Consumer {
    /// Connects, and joins the group, in the background.
    pub(crate) fn new(config: &Config, delivery: Arc<Delivery>) -> Result<Self, KafkaError> {
        let mut settings = config.kafka.client(&config.common.instance);
        settings
            .set("group.id", &config.group)
            .set("partition.assignment.strategy", "cooperative-sticky")
            // A member that was killed is missed soon, and what it had is dealt with by others.
            .set("session.timeout.ms", "6000")
            .set("heartbeat.interval.ms", "2000")
            .set("auto.offset.reset", "earliest")
            // What is stored here is committed every second, and when partitions go.
            .set("enable.auto.offset.store", "false")
            .set("enable.auto.commit", "true")
            .set("auto.commit.interval.ms", "1000")
            // Events are small, and few are in flight: there is no use in fetching many ahead.
            .set("queued.min.messages", "10000")
            .set("queued.max.messages.kbytes", "1024")
            // With a queue that small, a second's rest whenever it is full would be the limit of what can be read.
            .set("fetch.queue.backoff.ms", "20")
            // Answering costs the broker more than what is in an answer; nobody minds a tenth of a second.
            .set("fetch.min.bytes", "65536")
            .set("fetch.wait.max.ms", "100")
            .set("fetch.message.max.bytes", "262144")
            .set("fetch.max.bytes", "1048576");
        let stream: Stream = settings.create_with_context(Partitions::default())?;
        stream.subscribe(&[&config.order_topic])?;
        Ok(Self {
            stream: Arc::new(stream),
            delivery,
            topics: [config.order_topic.clone(), config.dead_letter_topic.clone()],
            tasks: JoinSet::new(),
            last: HashMap::new(),
            begun: 0,
            paused: false,
            skipped: meters::skipped(),
        })
    }

    /// Keeps the condition true for as long as both topics can be reached. Never ends by itself.
    pub(crate) fn check(&self, condition: Condition) -> impl Future<Output = ()> + Send + use<> {
        let (stream, topics) = (Arc::clone(&self.stream), self.topics.clone());
        async move {
            loop {
                let (stream, topics) = (Arc::clone(&stream), topics.clone());
                let ask = move || topics.iter().all(|topic| is_there(stream.client(), topic));
                let reachable = spawn_blocking(ask).await.unwrap_or(false);
                condition.set(reachable);
                sleep(if reachable { CHECK.0 } else { CHECK.1 }).await;
            }
        }
    }

    /// Read until `stopping`, then finish what is under way until `deadline`. True when all of that was finished; what was
    /// waiting is left to whoever reads it next.
    pub(crate) async fn run(mut self, stopping: CancellationToken, limit: Duration) -> bool {
        // A message borrows what it came from, and that must not be all of this.
        let stream = Arc::clone(&self.stream);
        while !stopping.is_cancelled() {
            let full = !self.has_room(IN_FLIGHT);
            tokio::select! {
                () = stopping.cancelled() => {}
                Some(finished) = self.tasks.join_next() => self.finish(finished),
                received = stream.recv(), if !full || self.paused => match received {
                    Ok(message) => self.begin(&message),
                    Err(error) => {
                        tracing::debug!(%error, "the consumer reports a problem");
                        sleep(PAUSE).await;
                    }
                },
                // Looks again, too: that an event waits from now on is not told.
                () = sleep(PATIENCE), if full => self.pause(),
            }
            if self.paused && self.has_room(IN_FLIGHT / 2 + 1) {
                self.resume();
            }
        }
        drop(stream);
        self.stop(Instant::now() + limit).await
    }

    fn has_room(&self, in_flight: usize) -> bool {
        self.tasks.len() < KNOWN && self.delivery.in_flight.count() < in_flight
    }

    fn begin(&mut self, message: &BorrowedMessage<'_>) {
        if self.paused {
            // Of a partition that was assigned since.
            self.pause();
        }
        let Some(place) = self.stream.context().begin(message.partition(), message.offset()) else { return };
        let event = Event::decode(message.payload());
        if event.as_ref().is_ok_and(|event| event.email.is_none()) {
            // There is nothing in it to be waited for, and in a busy shop there are many.
            self.skipped.increment(1);
            self.store(&place);
            return;
        }
        let message = Incoming::of(message);
        let (done, finished) = oneshot::channel();
        self.begun += 1;
        let (number, key) = (self.begun, message.key.clone().unwrap_or_default());
        let before = self.last.insert(key.clone(), Last { number, finished });
        let delivery = Arc::clone(&self.delivery);
        delivery.in_flight.enter();
        self.tasks.spawn(async move {
            if let Some(before) = before {
                // Dropped without a word when it was abandoned; its turn is over either way.
                let _ = delivery.in_flight.aside(before.finished).await;
            }
            let outcome = if place.revoked.is_cancelled() {
                Err(Abandoned)
            } else {
                delivery.deal(&message, event, &place.revoked).await
            };
            drop(done);
            Finished { place, key, number, outcome }
        });
    }

    fn finish(&mut self, finished: Result<Finished, JoinError>) {
        self.delivery.in_flight.leave();
        let finished = match finished {
            Ok(finished) => finished,
            Err(error) => {
                // Its offset stays open, so that whoever reads the partition next finds it again.
                tracing::error!(%error, "dealing with an event has failed, it is left to the next start");
                return;
            }
        };
        if self.last.get(&finished.key).is_some_and(|last| last.number == finished.number) {
            self.last.remove(&finished.key);
        }
        if finished.outcome.is_ok() {
            self.store(&finished.place);
        }
    }

    fn store(&self, place: &Place) {
        let Some((partition, offset)) = self.stream.context().finish(place) else { return };
        // The last offset that is done, to which the client adds one.
        if let Err(error) = self.stream.store_offset(&self.topics[0], partition, offset - 1) {
            tracing::debug!(%error, partition, "an offset could not be stored");
        }
    }

    fn pause(&mut self) {
        self.paused = true;
        let paused = self.stream.assignment().and_then(|partitions| self.stream.pause(&partitions));
        tracing::debug!(?paused, "too many events are in flight, reading is paused");
    }

    fn resume(&mut self) {
        self.paused = false;
        let resumed = self.stream.assignment().and_then(|partitions| self.stream.resume(&partitions));
        tracing::debug!(?resumed, "reading goes on");
    }

    async fn stop(mut self, deadline: Instant) -> bool {
        self.stream.context().abandon();
        let mut complete = true;
        while !self.tasks.is_empty() {
            match timeout_at(deadline.into(), self.tasks.join_next()).await {
                Ok(Some(finished)) => self.finish(finished),
                Ok(None) => {}
                Err(_) => {
                    complete = false;
                    self.tasks.shutdown().await;
                }
            }
        }
        // Its end commits what was stored and leaves the group, and may take a moment.
        let stream = self.stream;
        let closing = spawn_blocking(move || drop(stream));
        let closed = timeout_at((deadline + CLOSING_LIMIT).into(), closing).await;
        complete && closed.is_ok()
    }
}
