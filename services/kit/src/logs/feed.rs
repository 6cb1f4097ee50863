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

#[cfg(test)]
mod tests {
    use futures::{FutureExt, StreamExt};

    use super::*;
    use crate::logs::{Level, LogQueue, Record, Settings};

    /// What the feed gives now: `None` when it waits, `Some(None)` when it has ended.
    fn poll(feed: &mut Feed) -> Option<Option<String>> {
        feed.next().now_or_never().map(|next| next.map(|record| record.message))
    }

    #[test]
    fn only_the_feed_of_the_current_stream_gets_records() {
        let queue = LogQueue::new(Settings { window: 2, ..Settings::default() });
        let name = Arc::from("test-1");
        for message in ["a", "b", "c"] {
            queue.emit(Record::new(Level::Info, message));
        }
        let mut first = Feed::open(&queue.shared, &name);
        assert_eq!(poll(&mut first), Some(Some("a".to_owned())));
        queue.shared.settle(0, false);
        assert_eq!(poll(&mut first), Some(None));
        let mut second = Feed::open(&queue.shared, &name);
        assert_eq!(poll(&mut second), Some(Some("a".to_owned())));
        assert_eq!(poll(&mut second), Some(Some("b".to_owned())));
        assert_eq!(poll(&mut second), Some(None), "the window is full");
        queue.shared.settle(2, false);
        let mut third = Feed::open(&queue.shared, &name);
        assert_eq!(poll(&mut third), Some(Some("c".to_owned())));
        assert_eq!(poll(&mut third), None);
        assert_eq!((poll(&mut first), poll(&mut second)), (Some(None), Some(None)));
    }
}
