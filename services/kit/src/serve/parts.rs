//! Calls that travel inside of a stream, several to a message: counted and recorded like those that travel alone.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tonic::{Code, Status};
use tracing::Span;

use super::{
    RequestId,
    methods::{Method, Methods},
    observation::Observation,
};
use crate::logs::{LogQueue, MAX_REQUEST_ID, MAX_USER_SID};

/// Observes the calls of one method that come inside of a stream.
#[derive(Clone)]
pub struct Parts {
    method: Arc<Method>,
    path: &'static str,
    logs: Option<LogQueue>,
}

/// On whose behalf such a call is made, as its message says.
#[derive(Clone, Debug)]
pub struct Sender {
    request_id: String,
    user_sid: String,
}

impl Sender {
    /// A text that is too long, or not visible ASCII, counts as absent.
    pub fn new(request_id: String, user_sid: String) -> Self {
        let visible = |text: String, longest: usize| {
            let fits = text.len() <= longest && text.bytes().all(|byte| byte.is_ascii_graphic());
            if fits { text } else { String::new() }
        };
        Self { request_id: visible(request_id, MAX_REQUEST_ID), user_sid: visible(user_sid, MAX_USER_SID) }
    }

    /// The id of the request; empty when it is not known.
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// A span like the one around a call that travels alone.
    pub fn span(&self) -> Span {
        tracing::error_span!("call", request_id = self.request_id)
    }
}

impl Parts {
    /// For the method of this path, `/package.Service/Method`. Without `logs`, calls are counted and not recorded.
    pub fn new(path: &'static str, logs: Option<LogQueue>) -> Self {
        Self { method: Arc::clone(Methods::of_the_shop().find(path)), path, logs }
    }

    /// One call is over: count it, and emit its log record. `span` is its own if it failed.
    pub fn finished(&self, sender: Sender, took: Duration, failure: Option<(&Status, Span)>) {
        let (code, message, span) = match failure {
            Some((status, span)) => (status.code(), status.message(), span),
            None => (Code::Ok, "", Span::none()),
        };
        let mut observation = Observation {
            method: Arc::clone(&self.method),
            path: self.path.into(),
            request_id: RequestId(sender.request_id.into()),
            user_sid: sender.user_sid,
            started: Instant::now().checked_sub(took).unwrap_or_else(Instant::now),
            deadline: None,
            logs: self.logs.clone(),
            span,
            open: true,
        };
        observation.finish(code, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_stand_in_a_record_counts_as_absent() {
        let sender = Sender::new("r-7".into(), "s1234567".into());
        assert_eq!((sender.request_id.as_str(), sender.user_sid.as_str()), ("r-7", "s1234567"));
        let sender = Sender::new("r\n7".into(), "s".repeat(MAX_USER_SID + 1));
        assert_eq!((sender.request_id.as_str(), sender.user_sid.as_str()), ("", ""));
    }
}
