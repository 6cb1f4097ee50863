//! Bodies that arrive or leave piece by piece, for servers and clients alike, and what can go wrong with them.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures::stream::{BoxStream, Stream, StreamExt as _};
use sync_wrapper::SyncWrapper;

use crate::{BoxError, Failure};

/// A body that arrives or leaves piece by piece. Dropping it ends the transfer.
pub struct ByteStream(Source);

enum Source {
    /// All of it, so that its length can be announced.
    Whole(Bytes),
    Pieces(SyncWrapper<BoxStream<'static, Result<Bytes, BoxError>>>),
}

/// A body of any media type that a wildcard such as `image/*` allows.
#[derive(Debug)]
pub struct Media {
    /// The media type, with its parameters.
    pub content_type: String,
    /// The body.
    pub content: ByteStream,
}

/// Why a body did not arrive.
#[derive(Debug)]
pub enum BodyError {
    /// It has more bytes than this.
    TooLarge(usize),
    /// No byte came for too long.
    Timeout,
    /// The connection broke.
    BrokenOff(BoxError),
}

impl ByteStream {
    /// A body of the pieces that come. After an error nothing more is taken.
    pub fn new(pieces: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static) -> Self {
        Self(Source::Pieces(SyncWrapper::new(pieces.boxed())))
    }

    /// All of it. Fails when it breaks off, and with [`BodyError::TooLarge`] when it has more than `limit` bytes.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, BoxError> {
        if let Source::Whole(bytes) = self.0 {
            return if bytes.len() <= limit { Ok(bytes) } else { Err(BodyError::TooLarge(limit).into()) };
        }
        let mut collected = BytesMut::new();
        while let Some(piece) = self.next().await {
            let piece = piece?;
            if piece.len() > limit - collected.len() {
                return Err(BodyError::TooLarge(limit).into());
            }
            collected.extend_from_slice(&piece);
        }
        Ok(collected.freeze())
    }

    /// The bytes, when they are all there; else the stream.
    #[cfg(any(feature = "server", feature = "client"))]
    pub(crate) fn whole(self) -> Result<Bytes, Self> {
        match self.0 {
            Source::Whole(bytes) => Ok(bytes),
            Source::Pieces(_) => Err(self),
        }
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Source::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Source::Whole(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Source::Pieces(pieces) => {
                let polled = pieces.get_mut().poll_next_unpin(context);
                if matches!(polled, Poll::Ready(Some(Err(_)))) {
                    self.0 = Source::Whole(Bytes::new());
                }
                polled
            }
        }
    }
}

impl From<Bytes> for ByteStream {
    fn from(bytes: Bytes) -> Self {
        Self(Source::Whole(bytes))
    }
}

impl From<Vec<u8>> for ByteStream {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for ByteStream {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for ByteStream {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

/// Without the content.
impl fmt::Debug for ByteStream {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Whole(bytes) => write!(out, "ByteStream({} bytes)", bytes.len()),
            Source::Pieces(_) => out.write_str("ByteStream(..)"),
        }
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BodyError::TooLarge(limit) => write!(out, "the body must have at most {limit} bytes"),
            BodyError::Timeout => out.write_str("the body did not arrive in time"),
            BodyError::BrokenOff(_) => out.write_str("the body broke off"),
        }
    }
}

impl std::error::Error for BodyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            BodyError::BrokenOff(cause) => Some(cause.as_ref()),
            BodyError::TooLarge(_) | BodyError::Timeout => None,
        }
    }
}

/// 413 or 400.
impl From<BodyError> for Failure {
    fn from(error: BodyError) -> Self {
        let message = error.to_string();
        match error {
            BodyError::TooLarge(_) => Failure::new(413, "payload_too_large", message),
            BodyError::Timeout => Failure::new(400, "body_timeout", message),
            BodyError::BrokenOff(cause) => Failure::new(400, "incomplete_body", message).with_cause(cause),
        }
    }
}

impl Failure {
    /// The failure of a handler to which a request's [`ByteStream`] gave an error: 413 or 400 when the client is to blame,
    /// else a defect.
    pub fn of_stream(error: BoxError) -> Self {
        match error.downcast::<BodyError>() {
            Ok(error) => (*error).into(),
            Err(other) => Failure::internal(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::stream;

    use super::*;

    fn pieces(pieces: &'static [&'static str]) -> ByteStream {
        ByteStream::new(stream::iter(pieces.iter().map(|piece| Ok(Bytes::from_static(piece.as_bytes())))))
    }

    fn is_sync<T: Send + Sync>(_any: &T) {}

    #[tokio::test]
    async fn a_stream_is_collected_up_to_a_limit() {
        is_sync(&pieces(&[]));
        assert_eq!(pieces(&["ab", "", "c"]).collect(3).await.expect("fits"), "abc");
        assert_eq!(ByteStream::from("abc").collect(3).await.expect("fits"), "abc");
        for large in [pieces(&["ab", "cd"]), "abcd".into()] {
            let failure = Failure::of_stream(large.collect(3).await.expect_err("too large"));
            assert_eq!((failure.status, failure.problem.message.as_str()), (413, "the body must have at most 3 bytes"));
        }
    }

    #[tokio::test]
    async fn nothing_comes_after_an_error() {
        let broken = stream::iter([Ok("a".into()), Err("broken".into()), Ok("b".into())]);
        let came: Vec<_> = stream::StreamExt::collect(ByteStream::new(broken)).await;
        assert_eq!(came.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false]);
        assert_eq!(Failure::of_stream("broken".into()).status, 500);
    }

    #[tokio::test]
    async fn the_content_is_not_shown() {
        assert_eq!(
            format!("{:?}{:?}", ByteStream::from("secret"), pieces(&["secret"])),
            "ByteStream(6 bytes)ByteStream(..)"
        );
    }
}
