//! A message as it came, kept until it is known what becomes of it: a dead letter repeats it byte for byte.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rdkafka::{
    Message as _,
    message::{BorrowedMessage, Headers as _},
};
use uuid::Uuid;

/// A message of the topic of events.
pub(crate) struct Incoming {
    pub(crate) partition: i32,
    pub(crate) offset: i64,
    pub(crate) key: Option<Vec<u8>>,
    pub(crate) value: Option<Vec<u8>>,
    headers: Option<Vec<(String, Option<Vec<u8>>)>>,
}

impl Incoming {
    /// Take a copy, so that the consumer's memory is free for the next one.
    pub(crate) fn of(message: &BorrowedMessage<'_>) -> Self {
        Self {
            partition: message.partition(),
            offset: message.offset(),
            key: message.key().map(<[u8]>::to_vec),
            value: message.payload().map(<[u8]>::to_vec),
            headers: headers(message),
        }
    }

    /// All headers, with names in UTF-8; none when there is a name in anything else.
    pub(crate) fn headers(&self) -> &[(String, Option<Vec<u8>>)] {
        self.headers.as_deref().unwrap_or_default()
    }

    /// Whether the headers could be read.
    pub(crate) fn is_readable(&self) -> bool {
        self.headers.is_some()
    }

    /// `replay-id`: which replay of the event it is, and nil when it is none.
    pub(crate) fn replay_id(&self) -> Option<Uuid> {
        self.header("replay-id").map_or(Some(Uuid::nil()), |id| id.parse().ok())
    }

    /// `request-id`: the request that changed the order; empty when it is not known.
    pub(crate) fn request_id(&self) -> &str {
        self.header("request-id").unwrap_or_default()
    }

    fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers().iter().rev().find(|(known, _)| known == name);
        header.map(|(_, value)| value.as_deref().and_then(|value| str::from_utf8(value).ok()).unwrap_or_default())
    }
}

/// rdkafka panics at a header whose name is not UTF-8, and anybody may write one.
fn headers(message: &BorrowedMessage<'_>) -> Option<Vec<(String, Option<Vec<u8>>)>> {
    let copy = || {
        let headers = message.headers().into_iter().flat_map(|headers| headers.iter());
        headers.map(|header| (header.key.to_owned(), header.value.map(<[u8]>::to_vec))).collect()
    };
    catch_unwind(AssertUnwindSafe(copy)).ok()
}
