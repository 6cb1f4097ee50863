//! The client side of a call: what travels with it, how long it may take, and when it is tried again. A call has a
//! deadline, always; only reads are repeated, and only when the peer cannot have answered.

use std::{
    error::Error,
    future::Future,
    time::{Duration, Instant},
};

use tokio::time::timeout_at;
use tonic::{Code, ConnectError, Request, Status, TimeoutExpired, metadata::MetadataValue};

use crate::status::status;

/// Metadata key of the request id: visible ASCII, at most 128 characters.
pub const REQUEST_ID: &str = "x-request-id";

/// Metadata key of the caller's sid, for the log records of the services behind. Internal: it proves nothing.
pub const USER_SID: &str = "x-user-sid";

/// Metadata key of the W3C trace context.
pub const TRACE_PARENT: &str = "traceparent";

/// `ErrorInfo` reason of a call whose deadline passed.
pub const DEADLINE_EXCEEDED: &str = "DEADLINE_EXCEEDED";

/// `ErrorInfo` reason of a call that was not sent, because no connection could be made.
pub const UNREACHABLE: &str = "UNREACHABLE";

/// `ErrorInfo` reason of a call whose connection was lost before the answer came: the peer may have done its work.
pub const CONNECTION_LOST: &str = "CONNECTION_LOST";

/// Tries of a read, the first included.
const TRIES: u32 = 3;

/// Before the second try, on average; the third waits four times as long.
const FIRST_PAUSE: Duration = Duration::from_millis(20);

/// On whose behalf a call is made, and how long it may take.
#[derive(Clone, Debug)]
pub struct CallContext {
    /// The id of the request that causes the call.
    pub request_id: String,
    /// When the answer is of no use any more.
    pub deadline: Instant,
    /// Who asked, when known.
    pub user_sid: Option<String>,
    /// The W3C trace context of the request, when it had one.
    pub traceparent: Option<String>,
}

impl CallContext {
    /// For a request with this id, to be answered before `deadline`.
    pub fn new(request_id: impl Into<String>, deadline: Instant) -> Self {
        Self { request_id: request_id.into(), deadline, user_sid: None, traceparent: None }
    }

    /// What is left until the deadline; zero when it has passed.
    pub fn remaining(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }
}

/// A request that carries the context in its metadata: `grpc-timeout`, `x-request-id`, and `x-user-sid` and
/// `traceparent` when known. A value that cannot stand in metadata is left out.
///
/// The timeout is advice to the peer. Let [`with_deadline`] or [`retry_reads`] keep it on this side.
pub fn request<T>(context: &CallContext, message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.set_timeout(context.remaining());
    let optional = [(USER_SID, context.user_sid.as_deref()), (TRACE_PARENT, context.traceparent.as_deref())];
    for (key, value) in [(REQUEST_ID, Some(context.request_id.as_str()))].into_iter().chain(optional) {
        if let Some(value) = value.and_then(|text| MetadataValue::try_from(text).ok()) {
            request.metadata_mut().insert(key, value);
        }
    }
    request
}

/// One try of a call, for reads and writes alike.
///
/// # Errors
///
/// What the peer answered, and
/// - DEADLINE_EXCEEDED (`DEADLINE_EXCEEDED`) when the deadline passes first, whichever side notices;
/// - UNAVAILABLE (`UNREACHABLE`) when there is no connection and nothing was sent;
/// - UNAVAILABLE (`CONNECTION_LOST`) when the transport fails after that. The peer may have done its work all the same.
pub async fn with_deadline<T>(
    context: &CallContext,
    call: impl Future<Output = Result<T, Status>>,
) -> Result<T, Status> {
    before(context.deadline, call).await.map_err(clarify)
}

/// An answer that must come before a deadline, from wherever; DEADLINE_EXCEEDED (`DEADLINE_EXCEEDED`) when none does.
///
/// # Errors
///
/// That one, and those of the answer.
pub async fn before<T>(deadline: Instant, answer: impl Future<Output = Result<T, Status>>) -> Result<T, Status> {
    if deadline <= Instant::now() {
        return Err(deadline_exceeded());
    }
    timeout_at(deadline.into(), answer).await.unwrap_or_else(|_| Err(deadline_exceeded()))
}

/// A read, tried up to three times while the peer is UNAVAILABLE, after pauses of about 20 ms and 80 ms, and never
/// beyond the deadline. Not for calls that change anything: an unavailable peer may have changed it already.
///
/// `read` is called once per try; make the request anew in it, so that it carries the time that is left then.
///
/// # Errors
///
/// Those of [`with_deadline`], from the last try.
pub async fn retry_reads<T, F, R>(context: &CallContext, mut read: R) -> Result<T, Status>
where
    R: FnMut() -> F,
    F: Future<Output = Result<T, Status>>,
{
    let mut pause = FIRST_PAUSE;
    for _ in 1..TRIES {
        match with_deadline(context, read()).await {
            Err(status) if status.code() == Code::Unavailable => {
                let jittered = pause.mul_f64(rand::random_range(0.5..1.5));
                if jittered >= context.remaining() {
                    return Err(status);
                }
                tracing::debug!(request_id = context.request_id, %status, "trying a read again");
                tokio::time::sleep(jittered).await;
                pause *= 4;
            }
            settled => return settled,
        }
    }
    with_deadline(context, read()).await
}

fn deadline_exceeded() -> Status {
    status(Code::DeadlineExceeded, DEADLINE_EXCEEDED, "the deadline passed before the answer came")
}

/// tonic says CANCELLED for an expired timer, on both sides, and UNKNOWN or CANCELLED for a connection that broke; gRPC
/// has better codes for both. A status that the peer sent has no source, one that the transport made has.
fn clarify(received: Status) -> Status {
    let expired = TimeoutExpired(()).to_string();
    if received.code() == Code::Cancelled && received.message() == expired {
        return deadline_exceeded();
    }
    let codes = [Code::Unknown, Code::Cancelled, Code::Internal, Code::Unavailable];
    if received.source().is_some() && codes.contains(&received.code()) {
        let (reason, message) = if is_of_connecting(&received) {
            (UNREACHABLE, "there is no connection")
        } else {
            (CONNECTION_LOST, "there was no connection to the end of the call")
        };
        let mut clearer = status(Code::Unavailable, reason, message);
        clearer.set_source(std::sync::Arc::new(received));
        return clearer;
    }
    received
}

fn is_of_connecting(status: &Status) -> bool {
    std::iter::successors(status.source(), |&error| error.source()).any(<dyn Error>::is::<ConnectError>)
}
