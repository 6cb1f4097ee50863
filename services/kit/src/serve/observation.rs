//! How a call ends, seen from outside: by its status in headers or trailers, by an error of the transport, or by the
//! caller going away. Each way it is counted and recorded exactly once.

use std::{
    borrow::Cow,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use bytes::Bytes;
use http::HeaderMap;
use http_body::{Frame, SizeHint};
use tokio::time::Sleep;
use tonic::{Code, Status, body::Body};

use super::{RequestId, layer::deadline_exceeded, methods::Method};
use crate::{
    logs::{Level, LogQueue, Record},
    status::{code_name, is_failure_of_service},
};

/// The caller's clock for its deadline started before ours: it gives the call up, and is gone, a little earlier.
const SAME_MOMENT: Duration = Duration::from_millis(50);

pub(super) struct Observation {
    pub(super) method: Arc<Method>,
    pub(super) path: Cow<'static, str>,
    pub(super) request_id: RequestId,
    pub(super) user_sid: String,
    pub(super) started: Instant,
    pub(super) deadline: Option<Instant>,
    pub(super) logs: Option<LogQueue>,
    pub(super) span: tracing::Span,
    pub(super) open: bool,
}

impl Observation {
    /// The call is over. Only the first time counts.
    pub(super) fn finish(&mut self, code: Code, message: &str) {
        if !std::mem::replace(&mut self.open, false) {
            return;
        }
        let seconds = self.started.elapsed().as_secs_f64();
        self.method.count(code, seconds);
        let _entered = self.span.enter();
        if is_failure_of_service(code) {
            tracing::warn!(path = &*self.path, code = code_name(code), seconds, message, "call failed");
        } else {
            tracing::debug!(path = &*self.path, code = code_name(code), seconds, message, "call finished");
        }
        if let Some(logs) = &self.logs {
            let message = match code {
                Code::Ok => Cow::Borrowed("OK"),
                _ => Cow::Owned(format!("{}: {message}", code_name(code))),
            };
            logs.emit(Record {
                path: &self.path,
                method: "GRPC",
                user_sid: &self.user_sid,
                request_id: self.request_id.as_str(),
                status: code as i32,
                ..Record::new(level(code), &message)
            });
        }
    }

    fn finish_by_trailers(&mut self, trailers: &HeaderMap) {
        match Status::from_header_map(trailers) {
            Some(status) => self.finish(status.code(), status.message()),
            None => self.finish(Code::Unknown, "the trailers had no status"),
        }
    }
}

impl Drop for Observation {
    fn drop(&mut self) {
        // A handler's panic drops everything on its way out, and it is not the caller's doing.
        if std::thread::panicking() {
            self.finish(Code::Internal, "the handler panicked");
        } else if self.deadline.is_some_and(|deadline| Instant::now() + SAME_MOMENT >= deadline) {
            self.finish(Code::DeadlineExceeded, "the caller went away at its deadline");
        } else {
            self.finish(Code::Cancelled, "the caller went away");
        }
    }
}

fn level(code: Code) -> Level {
    match code {
        Code::Ok => Level::Info,
        failure if is_failure_of_service(failure) => Level::Error,
        _ => Level::Warn,
    }
}

/// A response body that ends its call's observation when it ends, and that ends itself at the call's deadline.
pub struct ObservedBody {
    inner: Body,
    observation: Observation,
    timer: Option<Pin<Box<Sleep>>>,
    ended: bool,
}

impl ObservedBody {
    pub(super) fn new(inner: Body, observation: Observation) -> Self {
        Self { inner, observation, timer: None, ended: false }
    }

    fn is_expired(&mut self, context: &mut Context<'_>) -> bool {
        let Some(deadline) = self.observation.deadline else { return false };
        let timer = self.timer.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(deadline.into())));
        timer.as_mut().poll(context).is_ready()
    }
}

impl http_body::Body for ObservedBody {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let this = &mut *self;
        if this.ended {
            return Poll::Ready(None);
        }
        let polled = {
            let _entered = this.observation.span.enter();
            Pin::new(&mut this.inner).poll_frame(context)
        };
        match &polled {
            Poll::Pending => {
                if !this.is_expired(context) {
                    return Poll::Pending;
                }
                let expired = deadline_exceeded();
                this.observation.finish(expired.code(), expired.message());
                this.ended = true;
                this.inner = Body::empty();
                let mut trailers = HeaderMap::new();
                return Poll::Ready(Some(expired.add_header(&mut trailers).map(|()| Frame::trailers(trailers))));
            }
            Poll::Ready(Some(Ok(frame))) => {
                if let Some(trailers) = frame.trailers_ref() {
                    this.observation.finish_by_trailers(trailers);
                }
            }
            Poll::Ready(Some(Err(status))) => this.observation.finish(status.code(), status.message()),
            Poll::Ready(None) => this.observation.finish(Code::Unknown, "the answer had no status"),
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.ended || self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
