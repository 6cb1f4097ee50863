//! The request side of one `StreamLogs` call: hands out queued records as the transport asks for them, so that the
//! peer's flow control reaches back to the queue.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Instant,
};

use futures::Stream;
use grpc::logging_v1::LogMessage;

use super::queue::Shared;

pub(super) struct Feed {
    shared: Arc<Shared>,
    service_name: Arc<str>,
    stream: u64,
}

impl Feed {
    /// The feed of the current stream. Feeds of earlier ones have ended.
    pub(super) fn open(shared: &Arc<Shared>, service_name: &Arc<str>) -> Self {
        let stream = shared.lock().stream;
        Self { shared: Arc::clone(shared), service_name: Arc::clone(service_name), stream }
    }
}

impl Stream for Feed {
    type Item = LogMessage;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<LogMessage>> {
        let mut state = self.shared.lock();
        if state.stream != self.stream || state.closing {
            return Poll::Ready(None);
        }
        let full = state.sent.len() >= state.window;
        let next = if full { None } else { state.queued.pop_front() };
        let Some(record) = next else {
            if full || state.stopping {
                state.closing = true;
                self.shared.progress.notify_one();
                return Poll::Ready(None);
            }
            state.feed = Some(context.waker().clone());
            return Poll::Pending;
        };
        let message = record.to_message(&self.service_name);
        state.sent.push_back(record);
        if state.first_sent.is_none() {
            state.first_sent = Some(Instant::now());
            self.shared.progress.notify_one();
        }
        Poll::Ready(Some(message))
    }
}
