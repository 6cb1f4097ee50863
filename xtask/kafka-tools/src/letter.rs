//! A dead letter: a message that could not be dealt with, with what is known about why. And the notes on the same topic that
//! say which letters were replayed, so that whoever replays next knows without any state elsewhere.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use rdkafka::Message as _;
use rdkafka::message::{Header, Headers as _, OwnedHeaders, OwnedMessage};
use serde::Serialize;
use uuid::Uuid;

/// Under which identity a letter is replayed: who deals with it knows a second delivery by it.
const REPLAY_ID: &str = "replay-id";
/// What a letter was given when it became one; not part of what is replayed.
const LETTER: &str = "dead-letter-";
/// Where in this topic the letter stands that a note is about.
const REPLAYED_PARTITION: &str = "replayed-partition";
const REPLAYED_OFFSET: &str = "replayed-offset";

/// A message on the topic of dead letters.
#[derive(Debug, Serialize)]
pub struct Letter {
    /// When it became one, as it was written down.
    pub time: String,
    pub reason: String,
    pub error: String,
    pub event_id: String,
    pub event_type: String,
    pub order_id: String,
    pub partition: i32,
    pub offset: i64,
    /// When it was replayed last.
    pub replayed: Option<String>,
    /// Where it comes from, and goes when it is replayed.
    pub topic: Option<String>,
    #[serde(skip)]
    message: OwnedMessage,
}

impl Letter {
    fn new(message: OwnedMessage) -> Self {
        let text = |name: &str| header(&message, name).unwrap_or_default();
        let written = message.timestamp().to_millis().and_then(DateTime::<Utc>::from_timestamp_millis);
        let written = written.map(|time| time.to_rfc3339_opts(SecondsFormat::Millis, true));
        Self {
            time: header(&message, "dead-letter-time").or(written).unwrap_or_default(),
            reason: text("dead-letter-reason"),
            error: text("dead-letter-error"),
            event_id: text("event-id"),
            event_type: text("event-type"),
            order_id: message.key().map(|key| String::from_utf8_lossy(key).into_owned()).unwrap_or_default(),
            partition: message.partition(),
            offset: message.offset(),
            replayed: None,
            topic: header(&message, "dead-letter-topic"),
            message,
        }
    }

    pub fn key(&self) -> &[u8] {
        self.message.key().unwrap_or_default()
    }

    /// What it said before it became a letter.
    pub fn value(&self) -> &[u8] {
        self.message.payload().unwrap_or_default()
    }

    /// The headers from before it became a letter, and the identity of this replay.
    pub fn headers(&self, replay: Uuid) -> OwnedHeaders {
        let mut headers = OwnedHeaders::new();
        for header in self.message.headers().into_iter().flat_map(|headers| headers.iter()) {
            if header.key != REPLAY_ID && !header.key.starts_with(LETTER) {
                headers = headers.insert(header);
            }
        }
        headers.insert(Header { key: REPLAY_ID, value: Some(&replay.to_string()) })
    }

    /// The identity of this letter's replay: the same whoever replays it, so that a replay that was cut short before it was
    /// noted does no harm when it is done again.
    pub fn replay_id(&self) -> Uuid {
        let name = format!("{} {} {} {}", self.partition, self.offset, self.time, self.event_id);
        Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
    }

    /// The headers of the note that it was replayed.
    pub fn note(&self, replay: Uuid) -> OwnedHeaders {
        OwnedHeaders::new()
            .insert(Header { key: REPLAYED_PARTITION, value: Some(&self.partition.to_string()) })
            .insert(Header { key: REPLAYED_OFFSET, value: Some(&self.offset.to_string()) })
            .insert(Header { key: REPLAY_ID, value: Some(&replay.to_string()) })
    }

    /// Such as `order.placed of order 17, event 5f0c…`.
    pub fn name(&self) -> String {
        let or = |text: &str, otherwise: &str| crate::line::plain(if text.is_empty() { otherwise } else { text });
        format!(
            "{} of order {}, event {}, offset {}",
            or(&self.event_type, "an event"),
            or(&self.order_id, "?"),
            or(&self.event_id, "?"),
            self.offset
        )
    }
}

/// The letters among the messages of the topic, oldest first, each with when it was replayed.
pub fn letters(messages: Vec<OwnedMessage>) -> Vec<Letter> {
    let mut letters = BTreeMap::new();
    let mut notes = Vec::new();
    for message in messages {
        match noted(&message) {
            Some(place) => notes.push((place, Letter::new(message).time)),
            None => {
                letters.insert((message.partition(), message.offset()), Letter::new(message));
            }
        }
    }
    for (place, time) in notes {
        if let Some(letter) = letters.get_mut(&place) {
            letter.replayed = Some(time);
        }
    }
    letters.into_values().collect()
}

/// The place of the letter that a note is about.
fn noted(message: &OwnedMessage) -> Option<(i32, i64)> {
    let partition = header(message, REPLAYED_PARTITION)?.parse().ok()?;
    Some((partition, header(message, REPLAYED_OFFSET)?.parse().ok()?))
}

fn header(message: &OwnedMessage, name: &str) -> Option<String> {
    let headers = message.headers()?;
    let header = headers.iter().find(|header| header.key == name)?;
    header.value.map(|value| String::from_utf8_lossy(value).into_owned())
}

#[cfg(test)]
mod tests {
    use rdkafka::Timestamp;

    use super::*;

    fn message(offset: i64, headers: &[(&str, &str)]) -> OwnedMessage {
        let headers = headers
            .iter()
            .fold(OwnedHeaders::new(), |headers, (key, value)| headers.insert(Header { key, value: Some(*value) }));
        let time = Timestamp::CreateTime(1_769_860_800_123 + offset);
        OwnedMessage::new(None, Some(b"7".to_vec()), "letters".to_owned(), time, 0, offset, Some(headers))
    }

    #[test]
    fn notes_mark_letters_and_are_none_themselves() {
        let note = |offset, letter| message(offset, &[("replayed-partition", "0"), ("replayed-offset", letter)]);
        let letters = letters(vec![message(0, &[]), message(1, &[]), note(2, "1"), note(3, "1"), note(4, "9")]);
        let found: Vec<_> = letters.iter().map(|letter| (letter.offset, letter.replayed.as_deref())).collect();
        assert_eq!(found, [(0, None), (1, Some("2026-01-31T12:00:00.126Z"))]);
    }

    #[test]
    fn a_replay_has_one_identity_whoever_does_it() {
        let id = |offset, event| Letter::new(message(offset, &[("event-id", event)])).replay_id();
        assert_eq!(id(0, "a"), id(0, "a"));
        assert_ne!(id(0, "a"), id(1, "a"));
        assert_ne!(id(0, "a"), id(0, "b"));
    }
}
