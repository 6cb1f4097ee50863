//! The body of every answer that is not a success, and the failure that becomes one.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Decode, Pointer, Violations};

/// Any cause of a failure.
pub type BoxError = Box<dyn Error + Send + Sync + 'static>;

/// The body of every answer that is not a success: Dropshot's own `{request_id, error_code?, message}` and the violations
/// of an invalid request. What does not stand in the body rides along: when to try again, and the cause for the log.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Problem {
    /// Finds the request in the logs. Filled in when the answer is sent.
    #[serde(default)]
    pub request_id: String,
    /// Tells causes apart for programs. Absent only where no operation was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// Says what is wrong, for people. Never the cause of a failure of the server.
    pub message: String,
    /// Every violation of an invalid request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Violation>,
    #[serde(skip)]
    aside: Option<Box<Aside>>,
}

/// What few problems have, kept apart so that the many stay small.
#[derive(Clone, Default)]
struct Aside {
    retry_after: Option<Duration>,
    cause: Option<Arc<BoxError>>,
}

/// One rule that a request breaks. `parameter`, `pointer` or, for a place inside of a parameter, both are present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violation {
    /// Where in the body, or in the value of the parameter, as a JSON pointer (RFC 6901).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Which parameter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// What the rule is. Never repeats the input.
    pub reason: String,
}

impl Problem {
    /// A problem without details.
    pub fn new(error_code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { error_code: Some(error_code.into()), message: message.into(), ..Self::default() }
    }

    /// With violations.
    #[must_use]
    pub fn with_details(mut self, details: Vec<Violation>) -> Self {
        self.details = details;
        self
    }

    /// With the time after which to try again: sent as `Retry-After`, in whole seconds rounded up.
    #[must_use]
    pub fn with_retry_after(mut self, wait: Duration) -> Self {
        self.aside.get_or_insert_default().retry_after = Some(wait);
        self
    }

    /// With a cause, which is logged with the answer and never sent.
    #[must_use]
    pub fn with_cause(mut self, cause: impl Into<BoxError>) -> Self {
        self.aside.get_or_insert_default().cause = Some(Arc::new(cause.into()));
        self
    }

    /// The time after which to try again.
    pub fn retry_after(&self) -> Option<Duration> {
        self.aside.as_ref()?.retry_after
    }

    /// The cause, for the log.
    pub fn cause(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.aside.as_ref()?.cause.as_ref().map(|cause| cause.as_ref().as_ref())
    }
}

impl Decode for Problem {
    fn decode(value: Value, at: &Pointer<'_>, violations: &mut Violations) -> Option<Self> {
        let problem = serde_json::from_value(value).ok();
        if problem.is_none() {
            violations.push(at, "must be an object with `message`");
        }
        problem
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut problem = out.debug_struct("Problem");
        problem.field("error_code", &self.error_code).field("message", &self.message);
        if !self.details.is_empty() {
            problem.field("details", &self.details);
        }
        if let Some(cause) = self.cause() {
            problem.field("cause", &cause);
        }
        problem.finish_non_exhaustive()
    }
}

impl PartialEq for Problem {
    fn eq(&self, other: &Self) -> bool {
        self.request_id == other.request_id
            && self.error_code == other.error_code
            && self.message == other.message
            && self.details == other.details
    }
}

/// A problem on its way out, with the status that it should have.
///
/// Converts into the error type of every generated operation: into the variant of its status where the operation declares
/// it, else into `Internal`, so that an operation never answers with a status that its document does not know.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The HTTP status to answer with, 400 to 599.
    pub status: u16,
    /// The body.
    pub problem: Problem,
}

impl Failure {
    /// A failure of the given status.
    pub fn new(status: u16, error_code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { status, problem: Problem::new(error_code, message) }
    }

    /// A defect: 500, with nothing of the cause in the answer.
    pub fn internal(cause: impl Into<BoxError>) -> Self {
        Self::new(500, "internal_error", "something went wrong on our side").with_cause(cause)
    }

    /// The defect of answering with a status that the operation does not declare.
    #[must_use]
    pub fn undeclared(self) -> Self {
        let text = format!("the operation does not declare the status {}: {}", self.status, self.problem.message);
        Self::internal(match self.problem.cause() {
            Some(cause) => format!("{text}: {cause}"),
            None => text,
        })
    }

    /// 400 with every violation.
    pub fn invalid(details: Vec<Violation>) -> Self {
        let rules = if details.len() == 1 { "rule" } else { "rules" };
        let mut failure = Self::new(400, "invalid_request", format!("the request breaks {} {rules}", details.len()));
        failure.problem.details = details;
        failure
    }

    /// 401, the same for every reason, so that nothing is learnt from it.
    pub fn unauthorized() -> Self {
        Self::new(401, "unauthorized", "a valid bearer token is needed")
    }

    /// With a cause, which is logged with the answer and never sent.
    #[must_use]
    pub fn with_cause(mut self, cause: impl Into<BoxError>) -> Self {
        self.problem = self.problem.with_cause(cause);
        self
    }

    /// With the time after which to try again.
    #[must_use]
    pub fn with_retry_after(mut self, wait: Duration) -> Self {
        self.problem = self.problem.with_retry_after(wait);
        self
    }
}
