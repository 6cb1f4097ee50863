//! What happens around every call: its request id, its span, its deadline, and the observation of how it ends. Calls of
//! the gRPC infrastructure (health, reflection) pass through untouched.

use std::{
    convert::Infallible,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use futures::future::BoxFuture;
use http::{HeaderMap, Request, Response};
use tonic::{Code, Status, body::Body};
use tower::{Layer, Service};
use tracing::Instrument;

use super::{
    Deadline, RequestId,
    methods::Methods,
    observation::{Observation, ObservedBody},
};
use crate::{
    call::{DEADLINE_EXCEEDED, REQUEST_ID, USER_SID},
    exposition,
    logs::{LogQueue, MAX_REQUEST_ID, MAX_USER_SID},
    status::status,
};

/// Goes around the routes of a tonic server. For every call it
/// - takes the request id from `x-request-id`, or makes one, and puts it into the request's extensions ([`RequestId`])
///   and into a `tracing` span;
/// - ends the call with DEADLINE_EXCEEDED when its `grpc-timeout` passes, dropping the handler's future;
/// - counts it, `grpc_server_requests_total{service,method,code}` and `grpc_server_request_seconds{service,method}`;
/// - emits one log record when it is over.
#[derive(Clone)]
pub struct CallLayer {
    shared: Arc<Shared>,
}

struct Shared {
    methods: Methods,
    logs: Option<LogQueue>,
}

impl CallLayer {
    /// Without `logs`, calls are counted and not recorded.
    pub fn new(logs: Option<LogQueue>) -> Self {
        exposition::install();
        Self { shared: Arc::new(Shared { methods: Methods::of_the_shop(), logs }) }
    }
}

impl<S> Layer<S> for CallLayer {
    type Service = CallService<S>;

    fn layer(&self, inner: S) -> CallService<S> {
        CallService { inner, shared: Arc::clone(&self.shared) }
    }
}

/// The service that [`CallLayer`] makes.
#[derive(Clone)]
pub struct CallService<S> {
    inner: S,
    shared: Arc<Shared>,
}

impl<S> Service<Request<Body>> for CallService<S>
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
    S::Future: Send + 'static,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        let path = request.uri().path();
        if path.starts_with("/grpc.") {
            return Box::pin(self.inner.call(request));
        }
        let request_id = request_id(request.headers());
        let deadline = timeout(request.headers()).and_then(|timeout| Instant::now().checked_add(timeout));
        let span = tracing::error_span!("call", request_id = request_id.as_str());
        let mut observation = Observation {
            method: Arc::clone(self.shared.methods.find(path)),
            path: path.to_owned().into(),
            request_id: request_id.clone(),
            user_sid: user_sid(request.headers()),
            started: Instant::now(),
            deadline,
            logs: self.shared.logs.clone(),
            span: span.clone(),
            open: true,
        };
        request.extensions_mut().insert(request_id);
        if let Some(deadline) = deadline {
            request.extensions_mut().insert(Deadline(deadline));
        }
        let answer = self.inner.call(request);
        let watched = async move {
            let answered = match deadline {
                None => Ok(answer.await),
                Some(deadline) => tokio::time::timeout_at(deadline.into(), answer).await,
            };
            let Ok(Ok(response)) = answered else {
                let expired = deadline_exceeded();
                observation.finish(expired.code(), expired.message());
                return Ok(expired.into_http());
            };
            // A call that fails before its first message has its status in the headers, and no trailers.
            if let Some(status) = response.extensions().get::<Status>() {
                observation.finish(status.code(), status.message());
                return Ok(response);
            }
            if let Some(status) = Status::from_header_map(response.headers()) {
                observation.finish(status.code(), status.message());
                return Ok(response);
            }
            Ok(response.map(|body| Body::new(ObservedBody::new(body, observation))))
        };
        Box::pin(watched.instrument(span))
    }
}

pub(super) fn deadline_exceeded() -> Status {
    status(Code::DeadlineExceeded, DEADLINE_EXCEEDED, "the deadline passed before the call was finished")
}

fn request_id(headers: &HeaderMap) -> RequestId {
    let given = headers.get(REQUEST_ID).and_then(|value| visible(value.as_bytes(), MAX_REQUEST_ID));
    RequestId(given.map_or_else(|| uuid::Uuid::new_v4().to_string().into(), Into::into))
}

fn user_sid(headers: &HeaderMap) -> String {
    headers.get(USER_SID).and_then(|value| visible(value.as_bytes(), MAX_USER_SID)).unwrap_or_default().to_owned()
}

/// The text, when it is 1 to `longest` characters of visible ASCII.
fn visible(bytes: &[u8], longest: usize) -> Option<&str> {
    let fits = (1..=longest).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_graphic);
    if fits { str::from_utf8(bytes).ok() } else { None }
}

/// `grpc-timeout` as the gRPC protocol over HTTP/2 writes it: up to eight digits and a unit. `None` when there is none
/// or it is malformed, as the protocol leaves it to the server.
fn timeout(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get("grpc-timeout")?.to_str().ok()?;
    let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    if !(1..=8).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u64 = digits.parse().ok()?;
    match unit {
        "H" => Some(Duration::from_secs(number * 60 * 60)),
        "M" => Some(Duration::from_secs(number * 60)),
        "S" => Some(Duration::from_secs(number)),
        "m" => Some(Duration::from_millis(number)),
        "u" => Some(Duration::from_micros(number)),
        "n" => Some(Duration::from_nanos(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &'static str, value: &[u8]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, http::HeaderValue::from_bytes(value).unwrap());
        headers
    }

    #[test]
    fn timeouts() {
        let cases = [
            ("3H", Some(Duration::from_secs(10_800))),
            ("1M", Some(Duration::from_secs(60))),
            ("42S", Some(Duration::from_secs(42))),
            ("13m", Some(Duration::from_millis(13))),
            ("2u", Some(Duration::from_micros(2))),
            ("99999999n", Some(Duration::from_nanos(99_999_999))),
            ("", None),
            ("S", None),
            ("12", None),
            ("+1S", None),
            ("1 S", None),
            ("123456789S", None),
            ("1f", None),
        ];
        for (text, expected) in cases {
            assert_eq!(timeout(&headers("grpc-timeout", text.as_bytes())), expected, "{text:?}");
        }
        assert_eq!(timeout(&headers("grpc-timeout", "1é".as_bytes())), None);
    }

    #[test]
    fn a_request_id_is_kept_only_when_it_is_short_and_visible() {
        let longest = "x".repeat(MAX_REQUEST_ID);
        for kept in ["a", "6b2f-77", longest.as_str()] {
            assert_eq!(request_id(&headers(REQUEST_ID, kept.as_bytes())).as_str(), kept);
        }
        let too_long = "x".repeat(MAX_REQUEST_ID + 1);
        for replaced in ["", "a b", "a\tb", "é", too_long.as_str()] {
            let made = request_id(&headers(REQUEST_ID, replaced.as_bytes()));
            assert!(uuid::Uuid::parse_str(made.as_str()).is_ok(), "{replaced:?} became {made:?}");
        }
    }
}
