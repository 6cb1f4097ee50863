//! `LoggingService`: one call takes records, publishes them in order, and ends with how many of them are safe. What a
//! record must look like is in `rules`, how Kafka is talked to in `publisher`.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use futures::{StreamExt, stream::FuturesOrdered};
use grpc::logging_v1::{LogMessage, LogSummary, logging_service_server::LoggingService};
use kit::{
    logs::ACKNOWLEDGED,
    status::{self, FieldViolation},
};
use metrics::{Gauge, counter, describe_counter, describe_gauge, gauge};
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use tokio::{
    sync::{Semaphore, oneshot::error::RecvError, watch},
    time::{sleep, timeout},
};
use tonic::{Code, Request, Response, Status, Streaming};

use crate::{
    entry,
    publisher::{Delivery, Handle, Publisher, Refusal},
    rules,
};

/// Records of one stream that were read and not acknowledged; then reading waits, and the caller with it.
const PENDING: usize = 1_000;
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
}

impl Streams {
    pub(crate) fn new(publisher: Arc<Publisher>, delivery_timeout: Duration, stopping: watch::Receiver<bool>) -> Self {
        describe_counter!("log_streams_opened_total", "Streams of log records that were opened.");
        describe_gauge!("log_streams_open", "Streams of log records that are open.");
        let open = gauge!("log_streams_open");
        Self { publisher, delivery_timeout, stopping, places: Semaphore::new(STREAMS), open }
    }
}

#[tonic::async_trait]
impl LoggingService for Streams {
    async fn stream_logs(&self, request: Request<Streaming<LogMessage>>) -> Result<Response<LogSummary>, Status> {
        let Ok(_place) = self.places.try_acquire() else {
            return Err(failed(Code::ResourceExhausted, "TOO_MANY_STREAMS", "too many streams are open", 0));
        };
        counter!("log_streams_opened_total").increment(1);
        let _open = Open::count(&self.open);
        let mut stream = Stream {
            handle: self.publisher.handle(),
            delivery_timeout: self.delivery_timeout,
            deliveries: FuturesOrdered::new(),
            acknowledged: 0,
        };
        let end = match stream.take(request.into_inner(), self.stopping.clone()).await {
            // Whatever ended it, what was read before is still on its way.
            Ok(end) => stream.settle().await.map(|()| end),
            Err(error) => Err(error),
        };
        let acknowledged = stream.acknowledged;
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
    deliveries: FuturesOrdered<Delivery>,
    /// The first so many records are safe.
    acknowledged: u64,
}

impl Stream {
    /// Read and publish until there is nothing more to read. An error means that Kafka failed a record.
    async fn take(
        &mut self,
        mut incoming: Streaming<LogMessage>,
        mut stopping: watch::Receiver<bool>,
    ) -> Result<End, KafkaError> {
        if *stopping.borrow() {
            return Ok(End::Closed);
        }
        loop {
            tokio::select! {
                biased;
                Some(delivered) = self.deliveries.next() => self.note(delivered)?,
                _ = stopping.changed() => return Ok(End::Closed),
                message = incoming.message(), if self.deliveries.len() < PENDING => {
                    let record = match message {
                        Ok(Some(record)) => record,
                        Ok(None) => return Ok(End::Closed),
                        Err(status) => return Ok(End::Broken(status)),
                    };
                    let violations = rules::violations(&record);
                    if !violations.is_empty() {
                        return Ok(End::Refused(violations));
                    }
                    self.publish(&record).await?;
                }
            }
        }
    }

    async fn publish(&mut self, record: &LogMessage) -> Result<(), KafkaError> {
        let value = entry::json(record);
        let give_up = Instant::now() + self.delivery_timeout;
        loop {
            match self.handle.publish(&record.service_name, &value) {
                Ok(delivery) => {
                    self.deliveries.push_back(delivery);
                    return Ok(());
                }
                Err(Refusal::Full) if Instant::now() < give_up => {}
                Err(Refusal::Full) => return Err(KafkaError::MessageProduction(RDKafkaErrorCode::QueueFull)),
                Err(Refusal::Failed(error)) => return Err(error),
            }
            tokio::select! {
                Some(delivered) = self.deliveries.next() => self.note(delivered)?,
                () = sleep(FULL_PAUSE) => {}
            }
        }
    }

    /// Wait for every delivery, or for the first that fails.
    async fn settle(&mut self) -> Result<(), KafkaError> {
        let limit = self.delivery_timeout + DELIVERY_MARGIN;
        let all = async {
            while let Some(delivered) = self.deliveries.next().await {
                self.note(delivered)?;
            }
            Ok(())
        };
        timeout(limit, all).await.unwrap_or(Err(KafkaError::MessageProduction(RDKafkaErrorCode::MessageTimedOut)))
    }

    /// Deliveries come in the order of the records, so everything before the first failure is safe.
    fn note(&mut self, delivered: Result<Result<(), KafkaError>, RecvError>) -> Result<(), KafkaError> {
        // A producer that is replaced drops what it had queued.
        delivered.unwrap_or(Err(KafkaError::Canceled))?;
        self.acknowledged += 1;
        Ok(())
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
