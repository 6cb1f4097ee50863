//! What a handler may want to know of the request it answers, without an HTTP type in its signature.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

tokio::task_local! {
    pub(super) static SCOPE: Arc<Scope>;
}

/// How long a handler that was called outside of a request is given.
const OUTSIDE: Duration = Duration::from_secs(10);

/// The request that is being answered.
#[derive(Debug)]
pub struct Scope {
    /// The request's id, the one in error bodies, in `X-Request-Id` and in the logs.
    pub request_id: String,
    /// Who sent it: the peer's address, or what trusted proxies say of it.
    pub client: IpAddr,
    /// When the answer has to be there.
    pub deadline: Instant,
    /// The trace context (W3C Trace Context, section 3.2) that came with the request.
    pub traceparent: Option<String>,
    pub(super) caller: OnceLock<String>,
}

impl Scope {
    /// Note whom the request was authenticated as, for the log. The first note stays.
    pub fn set_caller(&self, caller: impl Into<String>) {
        let _first_stays = self.caller.set(caller.into());
    }

    /// Whom the request was authenticated as.
    pub fn caller(&self) -> Option<&str> {
        self.caller.get().map(String::as_str)
    }

    /// The time that is left, zero when there is none.
    pub fn remaining(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }
}

/// The request that is being answered. Outside of one, as when a test calls a handler, a request without an id from
/// 127.0.0.1 that has 10 seconds.
pub fn scope() -> Arc<Scope> {
    SCOPE.try_with(Arc::clone).unwrap_or_else(|_outside| {
        Arc::new(Scope {
            request_id: String::new(),
            client: IpAddr::V4(Ipv4Addr::LOCALHOST),
            deadline: Instant::now() + OUTSIDE,
            traceparent: None,
            caller: OnceLock::new(),
        })
    })
}
