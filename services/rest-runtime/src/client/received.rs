//! What came back: its head stays while its body is taken.

use std::fmt;
use std::marker::PhantomData;

use bytes::{Bytes, BytesMut};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use progenitor_client::{Error, ResponseValue};
use serde::de::Error as _;
use serde_json::Value;

use crate::parameters::{self, Parameter};
use crate::{BodyError, ByteStream, Decode, DecodeText, EventStream, Media, Pointer, Problem, Violations};

/// A response of an operation whose declared errors are `E`. Its body can be taken once; after that it is empty.
pub struct Received<E> {
    status: StatusCode,
    headers: HeaderMap,
    response: Option<reqwest::Response>,
    limit: usize,
    errors: PhantomData<fn() -> E>,
}

impl<E> Received<E> {
    pub(super) fn new(mut response: reqwest::Response, limit: usize) -> Self {
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        Self { status, headers, response: Some(response), limit, errors: PhantomData }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The media type, in lower case and without its parameters. `None` when there is none.
    pub fn media_type(&self) -> Option<String> {
        let declared = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        let media_type = declared.split(';').next().unwrap_or_default().trim();
        Some(media_type).filter(|text| !text.is_empty()).map(str::to_ascii_lowercase)
    }

    /// A header; `None` when it is absent.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidResponsePayload`] when it is not what is declared, or there several times.
    pub fn header<T: DecodeText>(&self, name: &str) -> Result<Option<T>, Error<E>> {
        let values = self.header_texts(name)?;
        let at = Pointer::Parameter(name);
        decoded(|violations| match values.as_slice() {
            [] => Some(None),
            [text] => T::decode_text(text, &at, violations).map(Some),
            _ => {
                violations.push(&at, "must be there once only");
                None
            }
        })
        .map_err(|error| invalid(Bytes::new(), error))
    }

    /// A header that is an array or an object; `None` when it is absent. Fails as [`header`](Self::header) does.
    pub fn styled_header<T: Decode>(&self, parameter: &Parameter) -> Result<Option<T>, Error<E>> {
        let values = self.header_texts(parameter.name)?;
        decoded(|violations| parameters::from_header(parameter, &values, violations))
            .map_err(|error| invalid(Bytes::new(), error))
    }

    /// A JSON body.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidResponsePayload`] when it is not what is declared, and those of [`bytes`](Self::bytes).
    pub async fn json<T: Decode>(&mut self) -> Result<T, Error<E>> {
        let bytes = self.bytes().await?;
        let decoded = serde_json::from_slice::<Value>(&bytes)
            .and_then(|value| decoded(|violations| T::decode(value, &Pointer::Body, violations)));
        decoded.map_err(|error| invalid(bytes, error))
    }

    /// A problem, with the time after which to try again.
    ///
    /// # Errors
    ///
    /// As [`json`](Self::json) does.
    pub async fn problem(&mut self) -> Result<Problem, Error<E>> {
        let problem: Problem = self.json().await?;
        let wait = self.headers.get(http::header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
        Ok(match wait {
            Some(seconds) => problem.with_retry_after(std::time::Duration::from_secs(seconds)),
            None => problem,
        })
    }

    /// A body that is text, in UTF-8. Fails as [`json`](Self::json) does.
    pub async fn text<T: DecodeText>(&mut self) -> Result<T, Error<E>> {
        let bytes = self.bytes().await?;
        let decoded = match std::str::from_utf8(&bytes) {
            Ok(text) => decoded(|violations| T::decode_text(text, &Pointer::Body, violations)),
            Err(_not_utf8) => Err(serde_json::Error::custom("must be UTF-8")),
        };
        decoded.map_err(|error| invalid(bytes, error))
    }

    /// All of the body.
    ///
    /// # Errors
    ///
    /// [`Error::ResponseBodyError`] when it breaks off, [`Error::Custom`] when it is larger than the connection allows.
    pub async fn bytes(&mut self) -> Result<Bytes, Error<E>> {
        let Some(mut response) = self.response.take() else { return Ok(Bytes::new()) };
        let mut collected = BytesMut::new();
        while let Some(piece) = response.chunk().await.map_err(Error::ResponseBodyError)? {
            if piece.len() > self.limit - collected.len() {
                return Err(Error::Custom(BodyError::TooLarge(self.limit).to_string()));
            }
            collected.extend_from_slice(&piece);
        }
        Ok(collected.freeze())
    }

    /// The body as it arrives, however large it is.
    pub fn stream(&mut self) -> ByteStream {
        match self.response.take() {
            None => Bytes::new().into(),
            Some(response) => {
                use futures::TryStreamExt as _;
                ByteStream::new(response.bytes_stream().map_err(|error| BodyError::BrokenOff(error.into()).into()))
            }
        }
    }

    /// A body of server-sent events, as they arrive.
    pub fn events(&mut self) -> EventStream {
        EventStream::read(self.stream())
    }

    /// A body of any media type, as it arrives.
    pub fn media(&mut self) -> Media {
        let content_type = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let content_type = content_type.unwrap_or("application/octet-stream").to_owned();
        Media { content_type, content: self.stream() }
    }

    /// A declared success.
    pub fn value<T>(self, value: T) -> ResponseValue<T> {
        ResponseValue::new(value, self.status, self.headers)
    }

    /// A declared error.
    pub fn error(self, error: E) -> Error<E> {
        Error::ErrorResponse(self.value(error))
    }

    /// A response that is not declared.
    pub fn unexpected(self) -> Error<E> {
        let mut response = self.response.unwrap_or_else(|| {
            let mut taken = http::Response::new(Bytes::new());
            *taken.status_mut() = self.status;
            taken.into()
        });
        *response.headers_mut() = self.headers;
        Error::UnexpectedResponse(response)
    }

    fn header_texts(&self, name: &str) -> Result<Vec<&str>, Error<E>> {
        let texts: Result<_, _> = self.headers.get_all(name).iter().map(|value| value.to_str()).collect();
        texts.map_err(|_not_ascii| {
            invalid(Bytes::new(), serde_json::Error::custom(format!("{name} must be visible ASCII characters")))
        })
    }
}

impl<E> fmt::Debug for Received<E> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Received").field("status", &self.status).finish_non_exhaustive()
    }
}

fn invalid<E>(bytes: Bytes, error: serde_json::Error) -> Error<E> {
    Error::InvalidResponsePayload(bytes, error)
}

/// What `decode` gives, or every violation as an error.
fn decoded<T>(decode: impl FnOnce(&mut Violations) -> Option<T>) -> Result<T, serde_json::Error> {
    let mut violations = Violations::for_response();
    let decoded = decode(&mut violations);
    decoded.ok_or_else(|| {
        let told = violations.into_vec().into_iter().map(|violation| {
            let place = violation.parameter.into_iter().chain(violation.pointer).collect::<String>();
            format!("{}{}{}", place, if place.is_empty() { "" } else { " " }, violation.reason)
        });
        serde_json::Error::custom(told.collect::<Vec<_>>().join(", "))
    })
}
