//! The task that keeps one `StreamLogs` call open, closes and reopens it so that its summary acknowledges what was sent,
//! and sends again what was not acknowledged. Delivery is at least once and in order.

use std::{
    pin::pin,
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::Bytes;
use grpc::logging_v1::LogSummary;
use http::uri::PathAndQuery;
use tokio::{
    task::JoinHandle,
    time::{sleep, sleep_until, timeout, timeout_at},
};
use tonic::{Code, Request, Response, Status, client::Grpc, transport::Channel};
use tonic_prost::ProstCodec;

use super::{
    LogQueue,
    feed::{self, Encoded, Feed},
    queue::Shared,
    record::MAX_SERVICE_NAME,
};
use crate::{shutdown::Stopped, status};

/// The key in `ErrorInfo`'s metadata under which a failed call says how many of its records are safe.
pub const ACKNOWLEDGED: &str = "acknowledged";

const STREAM_LOGS: &str = "/logging.v1.LoggingService/StreamLogs";

const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// The window of a stream after the peer was too slow again and again.
const SMALLEST_WINDOW: usize = 16;

/// A running task. Dropping it lets the task run on.
#[derive(Debug)]
pub struct Shipping {
    queue: LogQueue,
    task: JoinHandle<()>,
}

/// Send the queue's records through `channel` under the name of `instance`, until [`Shipping::stop`]. A queue is
/// emptied by one task only.
pub fn start(queue: &LogQueue, channel: Channel, instance: &str) -> Shipping {
    let service_name: String = instance.chars().take(MAX_SERVICE_NAME).collect();
    let shipper = Shipper {
        shared: Arc::clone(&queue.shared),
        client: Grpc::new(channel),
        sender: feed::sender(&service_name),
        failures: 0,
        troubled: false,
    };
    Shipping { queue: queue.clone(), task: tokio::spawn(shipper.run()) }
}

impl Shipping {
    /// Send what is queued and wait until it is acknowledged. Complete when nothing is left in flight before `deadline`.
    pub async fn stop(mut self, deadline: Instant) -> Stopped {
        let waker = {
            let mut state = self.queue.shared.lock();
            state.stopping = true;
            state.feed.take()
        };
        if let Some((_, waker)) = waker {
            waker.wake();
        }
        self.queue.shared.progress.notify_one();
        if timeout_at(deadline.into(), &mut self.task).await.is_err() {
            self.task.abort();
        }
        let state = self.queue.shared.lock();
        Stopped::when(state.queued.is_empty() && state.sent.is_empty())
    }
}

struct Shipper {
    shared: Arc<Shared>,
    client: Grpc<Channel>,
    sender: Bytes,
    /// Streams in a row that got nowhere.
    failures: u32,
    /// A failure was reported, and its end was not.
    troubled: bool,
}

enum End {
    /// The peer counted what is safe.
    Summary(i64),
    Failed(Status),
    /// The peer did not answer to the close in time.
    Silent,
}

impl Shipper {
    async fn run(mut self) {
        while !self.is_finished() {
            let end = self.stream().await;
            let progress = self.account(end);
            if progress {
                self.failures = 0;
                if std::mem::take(&mut self.troubled) {
                    tracing::info!("log records are acknowledged again");
                }
            } else if !self.is_finished() {
                self.failures = self.failures.saturating_add(1);
                self.pause().await;
            }
        }
    }

    fn is_finished(&self) -> bool {
        let state = self.shared.lock();
        state.stopping && state.queued.is_empty() && state.sent.is_empty()
    }

    /// One call, from its opening to its answer.
    async fn stream(&mut self) -> End {
        let feed = Feed::open(&self.shared, &self.sender);
        let mut call = pin!(stream_logs(&mut self.client, feed));
        let answer = tokio::select! {
            answer = &mut call => Some(answer),
            () = close_due(&self.shared) => None,
        };
        let answer = match answer {
            Some(answer) => Ok(answer),
            None => {
                close(&self.shared);
                timeout(self.shared.settings.answer_limit, call).await
            }
        };
        match answer {
            Ok(Ok(summary)) => End::Summary(summary.into_inner().count),
            Ok(Err(status)) => End::Failed(status),
            Err(_) => End::Silent,
        }
    }

    /// Settle the accounts of a stream that is over. Returns whether it got anywhere.
    fn account(&mut self, end: End) -> bool {
        let sent = self.shared.lock().sent.len();
        match end {
            End::Summary(count) => {
                let safe = usize::try_from(count).unwrap_or(0);
                if safe > sent {
                    tracing::warn!(count, sent, "the logging service acknowledged more records than were sent");
                }
                let settled = self.shared.settle(safe, false);
                if settled == sent {
                    let mut state = self.shared.lock();
                    state.window = (state.window * 2).min(self.shared.settings.window);
                }
                settled > 0
            }
            End::Failed(status) => {
                let safe = status::metadata(&status, ACKNOWLEDGED).and_then(|text| text.parse().ok()).unwrap_or(0);
                let refused = status.code() == Code::InvalidArgument && sent > 0;
                if refused {
                    tracing::error!(%status, "the logging service refused a log record, it is dropped");
                } else if !self.troubled {
                    self.troubled = true;
                    tracing::warn!(%status, "the stream of log records failed, trying again");
                } else {
                    tracing::debug!(%status, failures = self.failures, "the stream of log records failed again");
                }
                self.shared.settle(safe, refused) > 0 || refused
            }
            End::Silent => {
                self.shared.settle(0, false);
                let mut state = self.shared.lock();
                state.window = (state.window / 4).max(SMALLEST_WINDOW).min(self.shared.settings.window);
                self.troubled = true;
                tracing::warn!(sent, window = state.window, "the logging service did not answer, sending again");
                false
            }
        }
    }

    async fn pause(&self) {
        let longest = if self.shared.lock().stopping { FIRST_PAUSE } else { LONGEST_PAUSE };
        let pause = FIRST_PAUSE.saturating_mul(1 << self.failures.saturating_sub(1).min(10)).min(longest);
        let pause = pause.mul_f64(rand::random_range(0.5..1.0));
        tokio::select! {
            () = sleep(pause) => {}
            () = stopping(&self.shared) => sleep(pause.min(FIRST_PAUSE)).await,
        }
    }
}

/// `LoggingService.StreamLogs`, with messages that are encoded already: the generated client takes none of those.
async fn stream_logs(client: &mut Grpc<Channel>, feed: Feed) -> Result<Response<LogSummary>, Status> {
    client.ready().await.map_err(|error| Status::unavailable(error.to_string()))?;
    let codec: ProstCodec<Encoded, LogSummary> = ProstCodec::default();
    client.client_streaming(Request::new(feed), PathAndQuery::from_static(STREAM_LOGS), codec).await
}

/// Until the current stream should be closed: its interval has passed since its first record, or its feed has ended.
async fn close_due(shared: &Shared) {
    loop {
        let (closing, idle, first_sent) = {
            let state = shared.lock();
            let idle = state.queued.is_empty() && state.sent.is_empty();
            (state.closing, state.stopping && idle, state.first_sent)
        };
        if closing || idle {
            return;
        }
        let changed = shared.progress.notified();
        match first_sent {
            None => changed.await,
            Some(first) => tokio::select! {
                () = changed => {}
                () = sleep_until((first + shared.settings.stream_interval).into()) => return,
            },
        }
    }
}

/// Let the current feed end.
fn close(shared: &Shared) {
    let waker = {
        let mut state = shared.lock();
        state.closing = true;
        state.feed.take()
    };
    if let Some((_, waker)) = waker {
        waker.wake();
    }
}

async fn stopping(shared: &Shared) {
    while !shared.lock().stopping {
        shared.progress.notified().await;
    }
}
