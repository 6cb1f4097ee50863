//! `LoggingService`: one call takes records, publishes them in order, and ends with how many of them are safe. What a
//! record must look like is in `rules`, how Kafka is talked to in `publisher`.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use futures::StreamExt;
use grpc::logging_v1::{LogMessage, LogSummary, logging_service_server::LoggingService};
use kit::{
    logs::{ACKNOWLEDGED, Level, LogQueue, Record},
    status::{self, FieldViolation},
};
use metrics::{Gauge, counter, describe_counter, describe_gauge, gauge};
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use tokio::{
    sync::{Semaphore, watch},
    time::timeout,
};
use tonic::{Code, Request, Response, Status, Streaming};

use crate::{
    deliveries::Deliveries,
    entry,
    publisher::{Handle, Publisher, Refusal},
    rules,
};

/// Records of one stream that were read and not acknowledged, give or take a chunk; then reading waits until half of them are,
/// and the caller with it.
const PENDING: u64 = 2_000;
/// Records that are read at once when they are there.
const CHUNK: usize = 128;
/// Streams at the same time: one per process of the shop is usual.
const STREAMS: usize = 1_024;
/// Before a full producer is tried again.
const FULL_PAUSE: Duration = Duration::from_millis(20);
/// On top of the delivery timeout, which librdkafka keeps to the second.
const DELIVERY_MARGIN: Duration = Duration::from_secs(3);

pub(crate) struct Streams {
    publisher: Arc<Publisher>,
    delivery_timeout: Duration,
    stopping: watch::Receiver<bool>,
    places: Semaphore,
    open: Gauge,
    /// For what this service itself has to say.
    logs: LogQueue,
}

impl Streams {
    pub(crate) fn new(
        publisher: Arc<Publisher>,
        delivery_timeout: Duration,
        stopping: watch::Receiver<bool>,
        logs: LogQueue,
    ) -> Self {
        describe_counter!("log_streams_opened_total", "Streams of log records that were opened.");
        describe_gauge!("log_streams_open", "Streams of log records that are open.");
        let open = gauge!("log_streams_open");
        Self { publisher, delivery_timeout, stopping, places: Semaphore::new(STREAMS), open, logs }
    }
}

#[tonic::async_trait]
impl LoggingService for Streams {
    /// A stream that ends well is not on record: its record would be the first of the next one.
    async fn stream_logs(&self, request: Request<Streaming<LogMessage>>) -> Result<Response<LogSummary>, Status> {
        let answer = self.summarise(request).await;
        if let Err(status) = &answer {
            let level = if status.code() == Code::Unavailable { Level::Error } else { Level::Warn };
            let (path, method, code) = ("/logging.v1.LoggingService/StreamLogs", "GRPC", status.code() as i32);
            self.logs.emit(Record { path, method, status: code, ..Record::new(level, status.message()) });
        }
        answer
    }
}

impl Streams {
    async fn summarise(&self, request: Request<Streaming<LogMessage>>) -> Result<Response<LogSummary>, Status> {
        let Ok(_place) = self.places.try_acquire() else {
            return Err(failed(Code::ResourceExhausted, "TOO_MANY_STREAMS", "too many streams are open", 0));
        };
        counter!("log_streams_opened_total").increment(1);
        let _open = Open::count(&self.open);
        let mut stream = Stream::new(self.publisher.handle(), self.delivery_timeout);
        let end = match stream.take(request.into_inner(), self.stopping.clone()).await {
            // Whatever ended it, what was read before is still on its way.
            Ok(end) => stream.settle().await.map(|()| end),
            Err(error) => Err(error),
        };
        let acknowledged = stream.deliveries.safe();
        match end {
            Ok(End::Closed) => Ok(Response::new(LogSummary { count: i64::try_from(acknowledged).unwrap_or(i64::MAX) })),
            Ok(End::Refused(violations)) => {
                let metadata = [(ACKNOWLEDGED, acknowledged.to_string())];
                Err(status::invalid_with_metadata(violations, metadata))
            }
            Ok(End::Broken(broken)) => Err(failed(broken.code(), "STREAM_BROKEN", broken.message(), acknowledged)),
            Err(error) => {
                tracing::warn!(%error, acknowledged, "log records could not be published");
                let message = "Kafka does not accept log records at the moment";
                Err(failed(Code::Unavailable, "KAFKA_UNAVAILABLE", message, acknowledged))
            }
        }
    }
}

fn failed(code: Code, reason: &str, message: &str, acknowledged: u64) -> Status {
    status::with_metadata(code, reason, message, [(ACKNOWLEDGED, acknowledged.to_string())])
}

/// Why no more records are read.
enum End {
    /// The caller closed its side, or this service is stopping: either way what was read is summed up.
    Closed,
    /// A record broke a bound.
    Refused(Vec<FieldViolation>),
    /// The transport failed, or a message could not be decoded.
    Broken(Status),
}

struct Stream {
    handle: Handle,
    delivery_timeout: Duration,
    deliveries: Arc<Deliveries>,
    /// Records that Kafka's client has taken.
    sent: u64,
    /// The value of the record at hand.
    value: Vec<u8>,
}

impl Stream {
    fn new(handle: Handle, delivery_timeout: Duration) -> Self {
        Self { handle, delivery_timeout, deliveries: Deliveries::new(), sent: 0, value: Vec::new() }
    }

    /// Read and publish until there is nothing more to read. An error means that Kafka failed a record.
    async fn take(
        &mut self,
        incoming: Streaming<LogMessage>,
        mut stopping: watch::Receiver<bool>,
    ) -> Result<End, KafkaError> {
        if *stopping.borrow() {
            return Ok(End::Closed);
        }
        let mut incoming = incoming.ready_chunks(CHUNK);
        loop {
            let full = self.sent - self.deliveries.safe() >= PENDING;
            // With room left only a failure is waited for.
            let awaited = if full { self.sent - PENDING / 2 } else { u64::MAX };
            tokio::select! {
                biased;
                room = self.deliveries.until(awaited) => room?,
                _ = stopping.changed() => return Ok(End::Closed),
                messages = incoming.next(), if !full => {
                    let Some(messages) = messages else { return Ok(End::Closed) };
                    for message in messages {
                        if let Some(end) = self.pass_on(message).await? {
                            return Ok(end);
                        }
                    }
                }
            }
        }
    }

    /// Publish what was read, unless it ends the stream.
    async fn pass_on(&mut self, message: Result<LogMessage, Status>) -> Result<Option<End>, KafkaError> {
        let record = match message {
            Ok(record) => record,
            Err(status) => return Ok(Some(End::Broken(status))),
        };
        let violations = rules::violations(&record);
        if !violations.is_empty() {
            return Ok(Some(End::Refused(violations)));
        }
        self.publish(&record).await.map(|()| None)
    }

    async fn publish(&mut self, record: &LogMessage) -> Result<(), KafkaError> {
        self.value.clear();
        entry::write_json(record, &mut self.value);
        let mut give_up = None;
        loop {
            match self.handle.publish(&record.service_name, &self.value, self.deliveries.receipt(self.sent)) {
                Ok(()) => {
                    self.sent += 1;
                    return Ok(());
                }
                Err(Refusal::Failed(error)) => return Err(error),
                Err(Refusal::Full) => {}
            }
            if Instant::now() >= *give_up.get_or_insert_with(|| Instant::now() + self.delivery_timeout) {
                return Err(KafkaError::MessageProduction(RDKafkaErrorCode::QueueFull));
            }
            // A failure ends the pause and the stream.
            if let Ok(outcome) = timeout(FULL_PAUSE, self.deliveries.until(u64::MAX)).await {
                outcome?;
            }
        }
    }

    /// Wait for every delivery, or for the first that fails.
    async fn settle(&self) -> Result<(), KafkaError> {
        let limit = self.delivery_timeout + DELIVERY_MARGIN;
        let all = self.deliveries.until(self.sent);
        timeout(limit, all).await.unwrap_or(Err(KafkaError::MessageProduction(RDKafkaErrorCode::MessageTimedOut)))
    }
}

/// Counts a stream as open for as long as it lives, however it ends.
struct Open<'a>(&'a Gauge);

impl<'a> Open<'a> {
    fn count(gauge: &'a Gauge) -> Self {
        gauge.increment(1);
        Self(gauge)
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.decrement(1);
    }
}
