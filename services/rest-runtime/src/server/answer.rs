//! What goes back: a finished response that Dropshot passes on, with the metadata of the one that was declared.

use std::marker::PhantomData;

use bytes::Bytes;
use dropshot::{ApiEndpointResponse, HttpError, HttpResponse};
use futures::TryStreamExt as _;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Response, StatusCode};
use http_body_util::StreamBody;
use hyper::body::Frame;
use serde::Serialize;

use crate::{ByteStream, EventStream, Failure, Parameter, Problem};

/// A success on its way out.
#[derive(Debug)]
pub struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: ByteStream,
}

impl Answer {
    /// A response without a body.
    pub fn empty(status: u16) -> Self {
        Self { status: status_code(status), headers: HeaderMap::new(), body: Bytes::new().into() }
    }

    /// A JSON response. Fails, as a defect, when the body does not serialise.
    pub fn json(status: u16, body: &impl Serialize) -> Result<Self, Failure> {
        Self::json_as(status, "application/json", body)
    }

    /// A JSON response of another media type, such as `application/problem+json`. Fails, as a defect, when the body does not
    /// serialise or the media type is not a header value.
    pub fn json_as(status: u16, content_type: &'static str, body: &impl Serialize) -> Result<Self, Failure> {
        Self::stream(status, content_type, serde_json::to_vec(body).map_err(Failure::internal)?.into())
    }

    /// A response that is all there, as text is. Fails, as a defect, when the media type is not a header value.
    pub fn text(status: u16, content_type: &'static str, body: impl Into<Bytes>) -> Result<Self, Failure> {
        Self::stream(status, content_type, body.into().into())
    }

    /// A response that may be sent piece by piece. When a piece is an error, the connection breaks off: the status is gone by
    /// then. Fails, as a defect, when the media type is not a header value.
    pub fn stream(status: u16, content_type: &str, body: ByteStream) -> Result<Self, Failure> {
        let mut answer = Self { body, ..Self::empty(status) };
        answer.headers.insert(CONTENT_TYPE, HeaderValue::from_str(content_type).map_err(Failure::internal)?);
        Ok(answer)
    }

    /// Server-sent events.
    pub fn events(status: u16, events: EventStream) -> Self {
        let mut answer = Self { body: events.into_bytes(), ..Self::empty(status) };
        answer.headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
        answer
    }

    /// With one header more. Fails, as a defect, when the value is not a header value (RFC 9110, section 5.5).
    pub fn header(mut self, name: &'static str, value: &str) -> Result<Self, Failure> {
        self.headers.remove(name);
        self.headers(name, [value])
    }

    /// With a header that may be there several times, such as `Set-Cookie`, after those of its name that are there already.
    /// Fails, as a defect, when a value is not a header value.
    pub fn headers(
        mut self,
        name: &'static str,
        values: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Self, Failure> {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(Failure::internal)?;
        for value in values {
            let value = HeaderValue::from_str(value.as_ref()).map_err(Failure::internal)?;
            self.headers.append(name.clone(), value);
        }
        Ok(self)
    }

    pub(super) fn problem(status: u16, problem: &Problem) -> Self {
        let mut answer = Self::json(status, problem).unwrap_or_else(|_never| Self::empty(status));
        if let Some(wait) = problem.retry_after() {
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            answer.headers.insert(http::header::RETRY_AFTER, seconds.into());
        }
        answer
    }
}

/// A single value as text. Fails, as a defect, when it is an array or an object.
pub fn text(value: &impl Serialize) -> Result<String, Failure> {
    crate::parameters::plain_text(value).map_err(Failure::internal)
}

/// A value as a header's text. Fails, as a defect, when it does not serialise.
pub fn header_text(parameter: &Parameter, value: &impl Serialize) -> Result<String, Failure> {
    Ok(parameter.write_header(&serde_json::to_value(value).map_err(Failure::internal)?))
}

fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A finished response whose declared shape is that of `Stock`, one of Dropshot's own response types.
pub struct Reply<Stock> {
    response: Response<dropshot::Body>,
    declared: PhantomData<fn() -> Stock>,
}

/// A response of which nothing is declared. Has no values.
#[derive(Debug)]
pub enum Untyped {}

impl<Stock> Reply<Stock> {
    /// The same response without what was declared of it, for a dispatcher that answers for several operations.
    pub fn erase(self) -> Reply<Untyped> {
        Reply { response: self.response, declared: PhantomData }
    }
}

impl HttpResponse for Untyped {
    fn to_result(self) -> Result<Response<dropshot::Body>, HttpError> {
        match self {}
    }

    fn response_metadata() -> ApiEndpointResponse {
        <Response<dropshot::Body> as HttpResponse>::response_metadata()
    }

    fn status_code(&self) -> StatusCode {
        match *self {}
    }
}

impl<Stock> From<Answer> for Reply<Stock> {
    fn from(answer: Answer) -> Self {
        let body = match answer.body.whole() {
            Ok(bytes) => dropshot::Body::with_content(bytes),
            Err(pieces) => dropshot::Body::wrap(StreamBody::new(pieces.map_ok(Frame::data))),
        };
        let mut response = Response::new(body);
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
