//! What goes back: a finished response that Dropshot passes on, with the metadata of the one that was declared.

use std::marker::PhantomData;

use bytes::Bytes;
use dropshot::{ApiEndpointResponse, HttpError, HttpResponse};
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Response, StatusCode};
use serde::Serialize;

use crate::{Failure, Problem};

/// A success on its way out.
#[derive(Debug)]
pub struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Answer {
    /// A response without a body.
    pub fn empty(status: u16) -> Self {
        Self { status: status_code(status), headers: HeaderMap::new(), body: Bytes::new() }
    }

    /// A JSON response. Fails, as a defect, when the body does not serialise.
    pub fn json(status: u16, body: &impl Serialize) -> Result<Self, Failure> {
        let bytes = serde_json::to_vec(body).map_err(Failure::internal)?;
        let mut answer = Self::empty(status);
        answer.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        answer.body = bytes.into();
        Ok(answer)
    }

    /// With one header more. Fails, as a defect, when the value is not a header value (RFC 9110, section 5.5).
    pub fn header(mut self, name: &'static str, value: &str) -> Result<Self, Failure> {
        let value = HeaderValue::from_str(value).map_err(Failure::internal)?;
        self.headers.insert(HeaderName::from_static(name), value);
        Ok(self)
    }

    pub(super) fn problem(status: u16, problem: &Problem) -> Self {
        let mut answer = Self::json(status, problem).unwrap_or_else(|_never| Self::empty(status));
        if let Some(wait) = problem.retry_after() {
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            answer.headers.insert(http::header::RETRY_AFTER, seconds.into());
        }
        if status == 401 {
            answer.headers.insert(http::header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        answer
    }
}

fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A finished response whose declared shape is that of `Stock`, one of Dropshot's own response types.
pub struct Reply<Stock> {
    response: Response<dropshot::Body>,
    declared: PhantomData<fn() -> Stock>,
}

impl<Stock> From<Answer> for Reply<Stock> {
    fn from(answer: Answer) -> Self {
        let mut response = Response::new(dropshot::Body::with_content(answer.body));
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.headers;
        Self { response, declared: PhantomData }
    }
}

impl<Stock: HttpResponse> HttpResponse for Reply<Stock> {
    fn to_result(self) -> Result<Response<dropshot::Body>, HttpError> {
        Ok(self.response)
    }

    fn response_metadata() -> ApiEndpointResponse {
        Stock::response_metadata()
    }

    fn status_code(&self) -> StatusCode {
        self.response.status()
    }
}
