//! Server-sent events (WHATWG HTML, section 9.2): written for a response of type `text/event-stream`, and read from one.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf as _, Bytes};
use futures::stream::{self, BoxStream, Stream, StreamExt as _};
use sync_wrapper::SyncWrapper;

use crate::{BoxError, ByteStream};

/// Largest event that is read, in bytes, its line breaks and comments included.
const LARGEST: usize = 1024 * 1024;

/// One event. What is `None` does not stand in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    /// Its type; a client takes an event without one for a `message`.
    pub event: Option<String>,
    /// What it says, in any number of lines.
    pub data: String,
    /// Where a client that lost the connection wants to go on.
    pub id: Option<String>,
    /// After how many milliseconds a client that lost the connection should come back.
    pub retry: Option<u64>,
}

/// Events as they come.
pub struct EventStream(SyncWrapper<BoxStream<'static, Result<Event, BoxError>>>);

impl Event {
    /// An event that has data alone.
    pub fn new(data: impl Into<String>) -> Self {
        Self { data: data.into(), ..Self::default() }
    }

    /// As it is sent. Fails when a field that is one line is not.
    fn write(&self) -> Result<Bytes, BoxError> {
        let mut text = String::with_capacity(self.data.len() + 16);
        for (field, value) in [("event", &self.event), ("id", &self.id)] {
            let Some(value) = value else { continue };
            if value.contains(['\r', '\n', '\0']) {
                return Err(format!("the {field} of an event must have neither line breaks nor NUL").into());
            }
            text.extend([field, ": ", value, "\n"]);
        }
        if let Some(retry) = self.retry {
            text.extend(["retry: ", &retry.to_string(), "\n"]);
        }
        // A carriage return ends a line as well; left as it is, what follows would be read as a field.
        for line in self.data.replace("\r\n", "\n").split(['\r', '\n']) {
            text.extend(["data: ", line, "\n"]);
        }
        text.push('\n');
        Ok(text.into())
    }
}

impl EventStream {
    /// A stream of the events that come.
    pub fn new(events: impl Stream<Item = Result<Event, BoxError>> + Send + 'static) -> Self {
        Self(SyncWrapper::new(events.boxed()))
    }

    /// The body of a response. Breaks off at an event whose `event` or `id` has line breaks.
    pub fn into_bytes(self) -> ByteStream {
        ByteStream::new(self.map(|event| event?.write()))
    }

    /// The events of a body. Ends with an error at an event of more than a mebibyte; an event that the body's end cuts off
    /// is dropped, as is one without data.
    pub fn read(bytes: ByteStream) -> Self {
        let reading = (bytes, Bytes::new(), Parser::default());
        Self::new(stream::try_unfold(reading, |(mut bytes, mut piece, mut parser)| async move {
            loop {
                if let Some(event) = parser.advance(&mut piece)? {
                    return Ok(Some((event, (bytes, piece, parser))));
                }
                match bytes.next().await {
                    Some(next) => piece = next?,
                    None => return Ok(None),
                }
            }
        }))
    }
}

impl Stream for EventStream {
    type Item = Result<Event, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.get_mut().poll_next_unpin(context)
    }
}

impl fmt::Debug for EventStream {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("EventStream(..)")
    }
}

/// WHATWG HTML, section 9.2.6.
#[derive(Default)]
struct Parser {
    line: Vec<u8>,
    /// Bytes of the event so far.
    size: usize,
    event: Event,
    has_data: bool,
    /// The last byte was a carriage return, so that a line feed belongs to it.
    returned: bool,
    /// Whether a line was read; the first may start with a byte order mark.
    started: bool,
}

impl Parser {
    /// Take bytes from `piece` up to the end of an event; all of them when it does not end there.
    fn advance(&mut self, piece: &mut Bytes) -> Result<Option<Event>, BoxError> {
        while !piece.is_empty() {
            if std::mem::take(&mut self.returned) && piece[0] == b'\n' {
                piece.advance(1);
                continue;
            }
            let end = piece.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let length = end.unwrap_or(piece.len());
            self.size = self.size.saturating_add(length).saturating_add(1);
            if self.size > LARGEST {
                return Err(format!("an event has more than {LARGEST} bytes").into());
            }
            self.line.extend_from_slice(&piece[..length]);
            if end.is_none() {
                piece.clear();
                break;
            }
            self.returned = piece[length] == b'\r';
            piece.advance(length + 1);
            if let Some(event) = self.end_of_line() {
                return Ok(Some(event));
            }
        }
        Ok(None)
    }

    fn end_of_line(&mut self) -> Option<Event> {
        let line = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&line);
        let line = if self.started { &*line } else { line.strip_prefix('\u{feff}').unwrap_or(&line) };
        self.started = true;
        if line.is_empty() {
            self.size = 0;
            let event = std::mem::take(&mut self.event);
            return std::mem::take(&mut self.has_data).then_some(event);
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => self.event.event = Some(value.to_owned()),
            "id" if !value.contains('\0') => self.event.id = Some(value.to_owned()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => self.event.retry = value.parse().ok(),
            "data" => {
                if std::mem::replace(&mut self.has_data, true) {
                    self.event.data.push('\n');
                }
                self.event.data.push_str(value);
            }
            _ => {} // a comment, or what a later edition may add
        }
        None
    }
}

#[cfg(test)]
mod tests {

    use super::*;

    async fn read(text: &'static [u8], size: usize) -> Vec<Event> {
        let pieces = stream::iter(text.chunks(size).map(|piece| Ok(Bytes::from_static(piece))));
        EventStream::read(ByteStream::new(pieces)).map(|event| event.expect("an event")).collect().await
    }

    fn event(event: &str, data: &str, id: &str) -> Event {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Event { event: text(event), data: data.to_owned(), id: text(id), retry: None }
    }

    #[tokio::test]
    async fn events_are_read_however_they_are_cut() {
        let text = "\u{feff}: hello\r\ndata: a\r\ndata:b\r\n\r\nevent: add\rdata\rid: 7\r\rid: 8\n\ndata: \u{e9}\nother: x\nretry: 1x\n\ndata: cut";
        let expected = [event("", "a\nb", ""), event("add", "", "7"), event("", "\u{e9}", "")];
        for size in [1, 2, 3, 5, 1000] {
            assert_eq!(read(text.as_bytes(), size).await, expected, "in pieces of {size}");
        }
    }

    #[tokio::test]
    async fn what_is_written_is_read() {
        let mut events = vec![event("add", "{\"a\":1}\n: b\n\n", "1"), Event::new(""), event("", " data: x", "")];
        events[0].retry = Some(3000);
        let sent = EventStream::new(stream::iter(events.clone()).map(Ok)).into_bytes();
        let got: Vec<_> = EventStream::read(sent).map(|event| event.expect("an event")).collect().await;
        assert_eq!(got, events);
    }

    #[tokio::test]
    async fn nothing_slips_in_through_a_line_break() {
        let written = Event::new("a\rid: 1\r\nb").write().expect("written");
        assert_eq!(written, "data: a\ndata: id: 1\ndata: b\n\n");
        for broken in [event("a\nb", "", ""), event("", "", "a\rb"), event("", "", "a\0")] {
            assert!(broken.write().is_err());
        }
    }

    #[tokio::test]
    async fn events_have_a_largest_size() {
        let endless = stream::repeat_with(|| Ok(Bytes::from_static(&[b'a'; 65536])));
        let got: Vec<_> = EventStream::read(ByteStream::new(endless)).collect().await;
        assert_eq!(got.len(), 1);
        assert!(got[0].is_err());
        let lines = stream::repeat_with(|| Ok(Bytes::from_static(b"data: a\n")));
        assert!(EventStream::read(ByteStream::new(lines)).next().await.expect("an end").is_err());
    }
}
