//! Bytes in and out of one connection: bounded lines, messages, replies, and the change to TLS. Each wait has a limit.

use std::io;
use std::time::Duration;

use smtp_proto::request::receiver::{DataReceiver, MAX_LINE_LENGTH};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

/// A TCP or TLS stream.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

pub(crate) struct Wire {
    stream: BufReader<Box<dyn Stream>>,
    idle: Duration,
}

/// Why nothing more is read.
#[derive(Debug)]
pub(crate) enum Stopped {
    /// The client has gone, or the connection broke.
    Gone,
    /// It said nothing for too long.
    Idle,
    /// It sent a line that is too long.
    LongLine,
}

impl From<io::Error> for Stopped {
    fn from(_: io::Error) -> Self {
        Self::Gone
    }
}

impl Wire {
    pub(crate) fn new(stream: Box<dyn Stream>, idle: Duration) -> Self {
        Self { stream: BufReader::new(stream), idle }
    }

    /// The next line with its end. May be dropped at any time: nothing is lost until the line is whole.
    pub(crate) async fn line(&mut self, line: &mut Vec<u8>) -> Result<(), Stopped> {
        while line.last() != Some(&b'\n') {
            let available = timeout(self.idle, self.stream.fill_buf()).await.map_err(|_| Stopped::Idle)??;
            if available.is_empty() {
                return Err(Stopped::Gone);
            }
            let end = available.iter().position(|byte| *byte == b'\n').map_or(available.len(), |at| at + 1);
            line.extend_from_slice(&available[..end]);
            self.stream.consume(end);
            if line.len() > MAX_LINE_LENGTH {
                return Err(Stopped::LongLine);
            }
        }
        Ok(())
    }

    /// A message up to its final dot, with the dots taken out that kept it apart (RFC 5321, 4.5.2); none when it has more
    /// than `limit` bytes, in which case it has been read all the same.
    pub(crate) async fn message(&mut self, limit: usize) -> Result<Option<Vec<u8>>, Stopped> {
        let (mut receiver, mut message) = (DataReceiver::new(), Vec::new());
        // The end of the DATA line is what a dot at the very beginning follows.
        receiver.ingest(&mut b"\r\n".iter(), &mut message);
        let mut too_long = false;
        loop {
            let available = timeout(self.idle, self.stream.fill_buf()).await.map_err(|_| Stopped::Idle)??;
            if available.is_empty() {
                return Err(Stopped::Gone);
            }
            let mut rest = available.iter();
            let whole = receiver.ingest(&mut rest, &mut message);
            let taken = available.len() - rest.as_slice().len();
            self.stream.consume(taken);
            if message.len() > limit + 2 {
                too_long = true;
                // The receiver takes back the carriage return that follows a final dot, so one byte stays.
                message.drain(..message.len() - 1);
            }
            if whole {
                return Ok((!too_long).then(|| message.split_off(2)));
            }
        }
    }

    pub(crate) async fn send(&mut self, reply: &[u8]) -> Result<(), Stopped> {
        let sending = async {
            self.stream.write_all(reply).await?;
            self.stream.flush().await
        };
        Ok(timeout(self.idle, sending).await.map_err(|_| Stopped::Idle)??)
    }

    /// Say nothing until the client goes or loses patience.
    pub(crate) async fn hang(&mut self) -> Stopped {
        loop {
            let available = match timeout(self.idle, self.stream.fill_buf()).await {
                Ok(Ok(available)) if !available.is_empty() => available.len(),
                Ok(_) => return Stopped::Gone,
                Err(_) => return Stopped::Idle,
            };
            self.stream.consume(available);
        }
    }

    /// Go on in TLS. What the client sent before the handshake counts for nothing, and is refused (RFC 3207, 4.2).
    pub(crate) async fn encrypted(self, acceptor: &TlsAcceptor) -> Result<Self, Stopped> {
        if !self.stream.buffer().is_empty() {
            return Err(Stopped::Gone);
        }
        let handshake = acceptor.accept(self.stream.into_inner());
        let stream = timeout(self.idle, handshake).await.map_err(|_| Stopped::Idle)??;
        Ok(Self::new(Box::new(stream), self.idle))
    }
}
