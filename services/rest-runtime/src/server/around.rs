//! The one function around every request: its id, its deadline, what is logged and counted of it, and what becomes of its
//! failures and panics.

use std::any::Any;
use std::fmt;
use std::future::pending;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use dropshot::{HttpError, RequestContext};
use futures::FutureExt as _;
use http::StatusCode;
use http::header::{CACHE_CONTROL, HeaderName, HeaderValue, WWW_AUTHENTICATE};
use tokio::task::JoinError;

use super::scope::SCOPE;
use super::security::challenge;
use super::{Answer, Document, Reply, Scope, TrustedProxies};
use crate::{Failure, Scheme};

/// An operation of the document.
#[derive(Debug, PartialEq, Eq)]
pub struct Operation {
    /// `operationId`
    pub id: &'static str,
    /// HTTP method, in capitals
    pub method: &'static str,
    /// Path template, such as `/orders/{order_id}`
    pub path: &'static str,
}

/// How a generated server treats requests.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How long a request may take, from its head to its answer.
    pub deadline: Duration,
    /// How long reading a body may take; of a body that a handler takes as a stream, each piece.
    pub body_deadline: Duration,
    /// Largest body in bytes.
    pub max_body_bytes: usize,
    /// Largest body in bytes that a handler takes as a stream.
    pub max_stream_bytes: usize,
    /// Whose word about a client's address is believed.
    pub trusted_proxies: TrustedProxies,
}

impl Default for Settings {
    /// 10 seconds for a request, 5 for its body of up to 64 KiB, streams of up to 64 MiB, no proxy trusted.
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(10),
            body_deadline: Duration::from_secs(5),
            max_body_bytes: 64 * 1024,
            max_stream_bytes: 64 * 1024 * 1024,
            trusted_proxies: TrustedProxies::default(),
        }
    }
}

/// A request and its answer, for logs and metrics.
#[derive(Debug)]
pub struct Exchange<'a> {
    /// Which operation.
    pub operation: &'static Operation,
    /// The request.
    pub scope: &'a Scope,
    /// Path as it was asked for, without the query.
    pub path: &'a str,
    /// The answer's status; [`GONE`] when the client had gone before there was one.
    pub status: u16,
    /// The failure behind the answer, with its cause, when it was one.
    pub failure: Option<&'a Failure>,
    /// From head to answer.
    pub elapsed: Duration,
}

/// Who is told of every request that reached an operation.
pub trait Observer: Send + Sync + 'static {
    /// An answer is about to be sent, or nobody is there any more to send it to. Must not block.
    fn finished(&self, exchange: &Exchange<'_>);
}

/// The status that an observer is told of when the client had gone before there was an answer. Nobody is sent it.
pub const GONE: u16 = 499;

/// W3C Trace Context, section 3.2.
const TRACE_PARENT: HeaderName = HeaderName::from_static("traceparent");

/// Run to the end, also when whoever waits for it has gone. It begins at once, in a place of its own: whoever waits does not
/// carry the room for it about. A server that closes waits for it: the request in it keeps the server's state.
///
/// # Panics
///
/// Outside of a Tokio runtime, and when the work does.
pub fn detached<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> impl Future<Output = T> + Send + 'static {
    let task = tokio::spawn(work);
    async move {
        match task.await.map_err(JoinError::try_into_panic) {
            Ok(done) => done,
            Err(Ok(panic)) => resume_unwind(panic),
            // The runtime is shutting down, and this task will be told so, too.
            Err(Err(_cancelled)) => pending().await,
        }
    }
}

/// What Dropshot hands to every generated endpoint.
pub struct Context<A> {
    api: Arc<A>,
    pub(super) document: Document,
    pub(super) settings: Settings,
    observer: Arc<dyn Observer>,
}

impl<A> Context<A> {
    /// The context of a server of `api`, which was generated from `document`.
    pub fn new(api: Arc<A>, document: Document, settings: Settings, observer: Arc<dyn Observer>) -> Self {
        Self { api, document, settings, observer }
    }

    /// The implementation of the generated trait.
    pub fn api(&self) -> &A {
        &self.api
    }
}

impl<A> fmt::Debug for Context<A> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Context").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// Answer a request with what `handle` comes to. Failures get the request's id, panics become failures, and at the
/// deadline `handle` is dropped for a 504. The deadline is for the head: the body of an answer that streams goes on after it.
pub async fn around<A, Stock, F>(
    request: &RequestContext<Context<A>>,
    operation: &'static Operation,
    handle: impl FnOnce() -> F + Send,
) -> Result<Reply<Stock>, HttpError>
where
    A: Send + Sync + 'static,
    F: Future<Output = Result<Answer, Failure>> + Send,
{
    around_secured(request, operation, &[Scheme::Bearer], handle).await
}

/// [`around`] for an operation with other security schemes, which its 401 answers name.
pub async fn around_secured<A, Stock, F>(
    request: &RequestContext<Context<A>>,
    operation: &'static Operation,
    schemes: &[Scheme],
    handle: impl FnOnce() -> F + Send,
) -> Result<Reply<Stock>, HttpError>
where
    A: Send + Sync + 'static,
    F: Future<Output = Result<Answer, Failure>> + Send,
{
    let started = Instant::now();
    let context = request.context();
    let headers = request.request.headers();
    let scope = Arc::new(Scope {
        request_id: request.request_id.clone(),
        client: context.settings.trusted_proxies.client(request.request.remote_addr().ip(), headers),
        deadline: started + context.settings.deadline,
        traceparent: headers.get(TRACE_PARENT).and_then(|value| value.to_str().ok()).map(str::to_owned),
        caller: OnceLock::new(),
    });

    let mut observation = Observation {
        observer: &*context.observer,
        operation,
        scope: &scope,
        path: request.request.uri().path(),
        started,
        open: true,
    };
    // Made and pinned here: what a handler may need is large, and would be copied into each of these.
    let handle = pin!(handle());
    let guarded = AssertUnwindSafe(SCOPE.scope(Arc::clone(&scope), handle)).catch_unwind();
    let result = match tokio::time::timeout_at(scope.deadline.into(), guarded).await {
        Ok(Ok(result)) => result,
        Ok(Err(panic)) => Err(Failure::internal(panic_text(panic.as_ref()))),
        Err(_elapsed) => Err(Failure::new(504, "deadline_exceeded", "the answer was not ready in time")),
    };

    let (mut answer, failure) = match result {
        Ok(answer) => (answer, None),
        Err(mut failure) => {
            failure.problem.request_id.clone_from(&scope.request_id);
            (Answer::problem(failure.status, &failure.problem), Some(failure))
        }
    };
    if answer.status == StatusCode::UNAUTHORIZED && !answer.headers.contains_key(WWW_AUTHENTICATE) {
        challenge(schemes, &mut answer.headers);
    }
    answer.headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    observation.finish(answer.status.as_u16(), failure.as_ref());
    drop(observation);
    Ok(answer.into())
}

/// Tells the observer of a request once, also of one that ends with its client's connection.
struct Observation<'a> {
    observer: &'a dyn Observer,
    operation: &'static Operation,
    scope: &'a Scope,
    path: &'a str,
    started: Instant,
    open: bool,
}

impl Observation<'_> {
    fn finish(&mut self, status: u16, failure: Option<&Failure>) {
        self.open = false;
        let (operation, scope, path) = (self.operation, self.scope, self.path);
        self.observer.finished(&Exchange { operation, scope, path, status, failure, elapsed: self.started.elapsed() });
    }
}

impl Drop for Observation<'_> {
    fn drop(&mut self) {
        if self.open {
            self.finish(GONE, None);
        }
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("the handler panicked: {}", text.unwrap_or("without a message"))
}
