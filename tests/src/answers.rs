//! What the store answers, through the typed client or as bytes, and what is true of every refusal whoever sent it.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::LazyLock;

use reqwest::RequestBuilder;
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER, WWW_AUTHENTICATE};
use rest_runtime::Failure;
use serde_json::Value;
use store_api::client::{Error, ResponseValue};
use store_api::types::{Error as Problem, Violation};

/// The page that lists every `error_code`.
static ERRORS: LazyLock<String> = LazyLock::new(|| {
    std::fs::read_to_string(stack::workspace().join("docs/errors.md")).expect("docs/errors.md is there")
});

/// What a method of the typed client returns: a success, or an error that is typed by status.
pub type Answer<T, E> = Result<ResponseValue<T>, Error<E>>;

/// An answer as bytes, for requests that the typed client would not send and for looking at what it would hide.
#[derive(Debug, Clone)]
pub struct Reply {
    /// HTTP status
    pub status: u16,
    /// All headers
    pub headers: HeaderMap,
    /// The body; what is not UTF-8 in it is lost.
    pub text: String,
}

impl Reply {
    /// Send a request.
    ///
    /// # Panics
    ///
    /// When there is no answer, or it breaks off.
    pub async fn to(request: RequestBuilder) -> Self {
        let response = request.send().await.expect("there is an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await.expect("the answer is whole");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Self { status, headers, text }
    }

    /// The body as JSON.
    ///
    /// # Panics
    ///
    /// When it is none.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error} in {}", self.text))
    }

    /// A header, when it is there and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// That the store refused for this reason, in its own terms. `error_code` is `None` where no operation was reached.
    ///
    /// # Panics
    ///
    /// When it did not.
    #[track_caller]
    pub fn refused(&self, status: u16, error_code: impl Into<Option<&'static str>>) -> Problem {
        assert_eq!(self.status, status, "{}", self.text);
        let known = BTreeSet::from(["request_id", "error_code", "message", "details"]);
        let body = self.json();
        let members: BTreeSet<&str> = body.as_object().expect("an object").keys().map(String::as_str).collect();
        assert!(members.is_subset(&known), "{}", self.text);
        let problem = serde_json::from_value(body).expect("the store's error body");
        check(status, &self.headers, problem, error_code.into())
    }
}

/// That the store refused for this reason, in its own terms.
///
/// # Panics
///
/// When it did not.
#[track_caller]
pub fn refused<T: Debug, E: Debug + Into<Failure>>(answer: Answer<T, E>, status: u16, error_code: &str) -> Problem {
    match answer {
        Err(Error::ErrorResponse(refusal)) if refusal.status().as_u16() == status => {
            let headers = refusal.headers().clone();
            let failure: Failure = refusal.into_inner().into();
            assert_eq!(failure.status, status, "the variant is that of the status");
            check(status, &headers, failure.problem, Some(error_code))
        }
        other => panic!("expected {status} {error_code}, got {other:?}"),
    }
}

/// Where an invalid request breaks rules, sorted: pointers begin with `/`, parameters are names.
#[track_caller]
pub fn places(problem: &Problem) -> Vec<String> {
    let place = |violation: &Violation| match (&violation.pointer, &violation.parameter) {
        (Some(place), None) | (None, Some(place)) => place.clone(),
        both_or_none => panic!("a violation has one place: {both_or_none:?}"),
    };
    let mut places: Vec<String> = problem.details.iter().map(place).collect();
    places.sort();
    places
}

#[track_caller]
fn check(status: u16, headers: &HeaderMap, problem: Problem, error_code: Option<&str>) -> Problem {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    assert_eq!(problem.error_code.as_deref(), error_code, "{problem:?}");
    assert!(error_code.is_none_or(|code| ERRORS.contains(&format!("`{code}`"))), "{error_code:?} is not documented");
    assert!(!problem.message.is_empty() && !problem.request_id.is_empty(), "{problem:?}");
    assert_eq!(header("x-request-id"), Some(problem.request_id.as_str()), "{headers:?}");
    assert_eq!(header(CONTENT_TYPE.as_str()), Some("application/json"));
    assert_eq!(header(WWW_AUTHENTICATE.as_str()), (status == 401).then_some("Bearer"));
    if matches!(status, 429 | 503) {
        let seconds = header(RETRY_AFTER.as_str()).and_then(|text| text.parse::<u64>().ok());
        assert!(seconds.is_some_and(|seconds| (1..=60).contains(&seconds)), "{headers:?}");
    }
    assert_eq!(!problem.details.is_empty(), error_code == Some("invalid_request"), "{problem:?}");
    assert!(problem.details.iter().all(|violation| !violation.reason.is_empty()), "{problem:?}");
    problem
}
