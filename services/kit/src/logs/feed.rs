//! The request side of one `StreamLogs` call: hands out queued records as the transport asks for them, so that the
//! peer's flow control reaches back to the queue.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use bytes::{Buf, BufMut, Bytes};
use futures::Stream;
use prost::{
    DecodeError, Message,
    encoding::{DecodeContext, WireType},
};
use tokio::time::{Sleep, sleep};

use super::{
    queue::{Shared, State},
    record::{MAX_SERVICE_NAME, text},
};

/// How long the first record of an empty queue waits for others. Records come one by one, and sending each by itself costs
/// both sides several times what the record does.
const GATHER: Duration = Duration::from_millis(20);
/// With so many in line nobody waits any longer.
const GATHERED: usize = 512;

/// A `LogMessage` that is encoded already. It can only be sent.
#[derive(Debug, Default)]
pub(super) struct Encoded {
    sender: Bytes,
    record: Vec<u8>,
}

/// Who sends records: the field of `LogMessage` that is the same in all of them, encoded.
pub(super) fn sender(service_name: &str) -> Bytes {
    let mut field = Vec::new();
    // Its bound is in characters, each of four bytes at most.
    text(1, service_name, 4 * MAX_SERVICE_NAME, &mut field);
    field.into()
}

impl Message for Encoded {
    fn encode_raw(&self, buffer: &mut impl BufMut) {
        buffer.put_slice(&self.sender);
        buffer.put_slice(&self.record);
    }

    fn encoded_len(&self) -> usize {
        self.sender.len() + self.record.len()
    }

    fn merge_field(
        &mut self,
        tag: u32,
        wire_type: WireType,
        buffer: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError> {
        prost::encoding::skip_field(wire_type, tag, buffer, context)
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

pub(super) struct Feed {
    shared: Arc<Shared>,
    sender: Bytes,
    stream: u64,
    /// The queue was found empty, and nothing was taken from it since.
    idle: bool,
    /// Until when records gather.
    gathering: Option<Pin<Box<Sleep>>>,
}

impl Feed {
    /// The feed of the current stream. Feeds of earlier ones have ended.
    pub(super) fn open(shared: &Arc<Shared>, sender: &Bytes) -> Self {
        let stream = shared.lock().stream;
        Self { shared: Arc::clone(shared), sender: sender.clone(), stream, idle: false, gathering: None }
    }

    /// Whether to wait: for a first record, or for others to gather.
    fn waits(&mut self, state: &mut State, context: &mut Context<'_>) -> bool {
        if state.queued.is_empty() {
            (self.idle, self.gathering) = (true, None);
            self.shared.wait_for(1, state, context.waker());
            self.shared.collect(state);
            if state.queued.is_empty() {
                return true;
            }
        }
        if !self.idle || state.queued.len() >= GATHERED {
            return false;
        }
        let gathering = self.gathering.get_or_insert_with(|| Box::pin(sleep(GATHER)));
        if gathering.as_mut().poll(context).is_ready() {
            return false;
        }
        self.shared.wait_for(GATHERED, state, context.waker());
        true
    }
}

impl Stream for Feed {
    type Item = Encoded;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Encoded>> {
        let shared = Arc::clone(&self.shared);
        let mut state = shared.lock_line();
        let state = &mut *state;
        if state.queued.is_empty() {
            shared.collect(state);
        }
        if state.stream != self.stream || state.closing {
            return Poll::Ready(None);
        }
        let full = state.sent.len() >= state.window;
        if !full && !state.stopping && self.waits(state, context) {
            return Poll::Pending;
        }
        let next = if full { None } else { state.queued.advance(&mut state.sent) };
        let Some(record) = next else {
            state.closing = true;
            self.shared.progress.notify_one();
            return Poll::Ready(None);
        };
        (self.idle, self.gathering) = (false, None);
        if state.first_sent.is_none() {
            state.first_sent = Some(Instant::now());
            self.shared.progress.notify_one();
        }
        Poll::Ready(Some(Encoded { sender: self.sender.clone(), record }))
    }
}

#[cfg(test)]
mod tests {
    use futures::{FutureExt, StreamExt};
    use grpc::logging_v1::LogMessage;

    use super::*;
    use crate::logs::queue::TAIL;
    use crate::logs::{Level, LogQueue, Record, Settings};

    /// What the feed gives now: `None` when it waits, `Some(None)` when it has ended.
    fn poll(feed: &mut Feed) -> Option<Option<String>> {
        feed.next().now_or_never().map(|next| next.as_ref().map(message))
    }

    fn message(encoded: &Encoded) -> String {
        let decoded = LogMessage::decode(&*encoded.encode_to_vec()).expect("a message");
        assert_eq!(decoded.service_name, "test-1");
        decoded.message
    }

    #[tokio::test(start_paused = true)]
    async fn records_gather_for_a_moment() {
        let queue = LogQueue::new(Settings::default());
        let mut feed = Feed::open(&queue.shared, &sender("test-1"));
        assert_eq!(poll(&mut feed), None);
        queue.emit(Record::new(Level::Info, "a"));
        assert_eq!(poll(&mut feed), None, "others may come");
        queue.emit(Record::new(Level::Info, "b"));
        let began = tokio::time::Instant::now();
        assert_eq!(feed.next().await.as_ref().map(message), Some("a".to_owned()));
        assert_eq!(poll(&mut feed), Some(Some("b".to_owned())));
        assert_eq!(began.elapsed().as_millis() / 20, 1);
        assert_eq!(poll(&mut feed), None);
        for _ in 0..GATHERED + TAIL.0 {
            queue.emit(Record::new(Level::Info, "many"));
        }
        assert_eq!(poll(&mut feed), Some(Some("many".to_owned())));
    }

    #[test]
    fn only_the_feed_of_the_current_stream_gets_records() {
        let queue = LogQueue::new(Settings { window: 2, ..Settings::default() });
        let name = sender("test-1");
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
