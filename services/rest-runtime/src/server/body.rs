//! Reading a request's body: when the adapter asks for it, as what it asks for, within the bounds of the settings.

use std::marker::PhantomData;
use std::time::Duration;

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use dropshot::{
    ApiEndpointBodyContentType, ExclusiveExtractor, ExtractorMetadata, HttpError, RequestContext, ServerContext,
    TypedBody, UntypedBody,
};
use futures::stream;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http_body_util::BodyExt as _;
use hyper::Request;
use hyper::body::Body as _;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Context;
use crate::forms::{self, Encoding, Parts};
use crate::parameters::Shape;
use crate::{BodyError, BoxError, ByteStream, Decode, DecodeText, Failure, Media, Pointer, Violations};

/// How many times the largest body is still read, and thrown away, so that a client which writes before it reads sees the
/// refusal instead of a closed connection.
const DRAINED: usize = 16;

/// Declares a JSON body of type `T`; reads it when asked.
pub struct Body<T> {
    raw: RawBody,
    declared: PhantomData<fn() -> T>,
}

/// Declares a body of any media type; reads it when asked.
pub struct RawBody(Request<dropshot::Body>);

#[async_trait]
impl<T: JsonSchema + DeserializeOwned + Send + Sync + 'static> ExclusiveExtractor for Body<T> {
    async fn from_request<C: ServerContext>(
        _request: &RequestContext<C>,
        body: Request<dropshot::Body>,
    ) -> Result<Self, HttpError> {
        Ok(Self::from_raw(RawBody(body)))
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        <TypedBody<T> as ExclusiveExtractor>::metadata(content_type)
    }
}

#[async_trait]
impl ExclusiveExtractor for RawBody {
    async fn from_request<C: ServerContext>(
        _request: &RequestContext<C>,
        body: Request<dropshot::Body>,
    ) -> Result<Self, HttpError> {
        Ok(Self(body))
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        <UntypedBody as ExclusiveExtractor>::metadata(content_type)
    }
}

impl<T> Body<T> {
    /// For a dispatcher, which calls an endpoint function itself.
    pub fn from_raw(raw: RawBody) -> Self {
        Self { raw, declared: PhantomData }
    }

    /// To be read as something else than JSON of `T`.
    pub fn into_raw(self) -> RawBody {
        self.raw
    }

    /// See [`RawBody::media_type`].
    pub fn media_type(&self) -> Option<String> {
        self.raw.media_type()
    }

    /// See [`RawBody::is_absent`].
    pub fn is_absent(&self) -> bool {
        self.raw.is_absent()
    }

    /// See [`RawBody::unsupported`].
    pub fn unsupported(&self, allowed: &[&str]) -> Failure {
        self.raw.unsupported(allowed)
    }
}

impl<T: Decode> Body<T> {
    /// Read and decode the body. Fails with 415 when it is not declared as JSON, with 413 when it is too large, with 400 when
    /// it does not arrive in time; violations of its schema are added to the others and give `None`.
    pub async fn json<A: Send + Sync + 'static>(
        self,
        request: &RequestContext<Context<A>>,
        violations: &mut Violations,
    ) -> Result<Option<T>, Failure> {
        if self.media_type().as_deref() != Some("application/json") {
            return Err(self.unsupported(&["application/json"]));
        }
        self.raw.json(request, violations).await
    }
}

impl RawBody {
    /// The media type, in lower case and without its parameters. `None` when there is none.
    pub fn media_type(&self) -> Option<String> {
        let declared = self.0.headers().get(CONTENT_TYPE)?.as_bytes();
        let media_type = declared.split(|byte| *byte == b';').next()?.trim_ascii();
        std::str::from_utf8(media_type).ok().filter(|text| !text.is_empty()).map(str::to_ascii_lowercase)
    }

    /// Whether there is no body: no media type, and no bytes announced.
    pub fn is_absent(&self) -> bool {
        !self.0.headers().contains_key(CONTENT_TYPE) && self.0.body().is_end_stream()
    }

    /// 415, with the media types that the operation takes.
    pub fn unsupported(&self, allowed: &[&str]) -> Failure {
        let one_of = if allowed.len() == 1 { "" } else { "one of " };
        let message = format!("the body must be {one_of}{}", allowed.join(", "));
        Failure::new(415, "unsupported_media_type", message)
    }

    /// Read and decode a JSON body, whatever its media type. Fails with 413 when it is too large, with 400 when it does not
    /// arrive in time; violations of its schema are added to the others and give `None`.
    pub async fn json<T: Decode, A: Send + Sync + 'static>(
        self,
        request: &RequestContext<Context<A>>,
        violations: &mut Violations,
    ) -> Result<Option<T>, Failure> {
        let bytes = self.bytes(request).await?;
        Ok(match serde_json::from_slice::<Value>(&bytes) {
            Ok(value) => T::decode(value, &Pointer::Body, violations),
            Err(error) => {
                violations
                    .push(&Pointer::Body, format!("must be JSON; line {} column {}", error.line(), error.column()));
                None
            }
        })
    }

    /// Read and decode an `application/x-www-form-urlencoded` body. Fails and reports as [`json`](Self::json) does.
    pub async fn form<T: Decode, A: Send + Sync + 'static>(
        self,
        request: &RequestContext<Context<A>>,
        shape: &Shape,
        encodings: &[Encoding],
        violations: &mut Violations,
    ) -> Result<Option<T>, Failure> {
        let bytes = self.bytes(request).await?;
        Ok(forms::read_urlencoded(&bytes, shape, encodings, violations))
    }

    /// Read and decode a body that is text, in UTF-8. Fails and reports as [`json`](Self::json) does.
    pub async fn text<T: DecodeText, A: Send + Sync + 'static>(
        self,
        request: &RequestContext<Context<A>>,
        violations: &mut Violations,
    ) -> Result<Option<T>, Failure> {
        let bytes = self.bytes(request).await?;
        Ok(match std::str::from_utf8(&bytes) {
            Ok(text) => T::decode_text(text, &Pointer::Body, violations),
            Err(_not_utf8) => {
                violations.push(&Pointer::Body, "must be UTF-8");
                None
            }
        })
    }

    /// Read a `multipart/form-data` body. Fails with 413 when it is too large, with 400 when it does not arrive in time or is
    /// not what it says.
    pub async fn parts<A: Send + Sync + 'static>(self, request: &RequestContext<Context<A>>) -> Result<Parts, Failure> {
        let content_type = self.0.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let content_type = content_type.unwrap_or_default().to_owned();
        let bytes = self.bytes(request).await?;
        Parts::read(&content_type, bytes).map_err(|reason| {
            let mut violations = Violations::for_request();
            violations.push(&Pointer::Body, reason);
            Failure::invalid(violations.into_vec())
        })
    }

    /// Read a body of at most `Settings::max_body_bytes` bytes.
    pub fn bytes<A: Send + Sync + 'static>(
        self,
        request: &RequestContext<Context<A>>,
    ) -> impl Future<Output = Result<Bytes, Failure>> + Send + use<A> {
        let settings = &request.context().settings;
        let announced = announced(&self.0);
        let (deadline, limit) = (settings.body_deadline, settings.max_body_bytes);
        let body = self.0.into_body();
        async move {
            match tokio::time::timeout(deadline, read(body, announced, limit)).await {
                Ok(bytes) => Ok(bytes?),
                Err(_elapsed) => Err(BodyError::Timeout.into()),
            }
        }
    }

    /// The body of any media type, as it arrives; bounded as [`stream`](Self::stream) is.
    pub fn media<A: Send + Sync + 'static>(self, request: &RequestContext<Context<A>>) -> Media {
        let declared = self.0.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let content_type = declared.unwrap_or("application/octet-stream").to_owned();
        Media { content_type, content: self.stream(request) }
    }

    /// The body as it arrives: at most `Settings::max_stream_bytes` bytes, each piece within `Settings::body_deadline`. Its
    /// errors are [`BodyError`]s, of which [`Failure::of_stream`] makes the right failure.
    pub fn stream<A: Send + Sync + 'static>(self, request: &RequestContext<Context<A>>) -> ByteStream {
        let settings = &request.context().settings;
        let (limit, deadline) = (settings.max_stream_bytes, settings.body_deadline);
        let drained = settings.max_body_bytes.saturating_mul(DRAINED);
        let room = if announced(&self.0).is_some_and(|length| length > limit) { None } else { Some(limit) };
        ByteStream::new(stream::try_unfold((self.0.into_body(), room), move |(mut body, room)| async move {
            let next = match room {
                Some(_) => piece(&mut body, deadline).await?,
                None => Some(Bytes::new()),
            };
            let Some(bytes) = next else { return Ok(None) };
            match room.and_then(|room| room.checked_sub(bytes.len())) {
                Some(room) => Ok(Some((bytes, (body, Some(room))))),
                None => {
                    let _whatever_came = tokio::time::timeout(deadline, drain(&mut body, drained)).await;
                    Err(BoxError::from(BodyError::TooLarge(limit)))
                }
            }
        }))
    }
}

fn announced(request: &Request<dropshot::Body>) -> Option<usize> {
    request.headers().get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The next bytes; `None` at the end.
async fn piece(body: &mut dropshot::Body, deadline: Duration) -> Result<Option<Bytes>, BodyError> {
    loop {
        let frame = tokio::time::timeout(deadline, body.frame()).await.map_err(|_elapsed| BodyError::Timeout)?;
        match frame {
            None => return Ok(None),
            Some(frame) => {
                if let Ok(bytes) = frame.map_err(BodyError::BrokenOff)?.into_data() {
                    return Ok(Some(bytes));
                }
            }
        }
    }
}

/// Read and throw away, up to about `limit` bytes.
async fn drain(body: &mut dropshot::Body, limit: usize) {
    let mut left = limit;
    while let Some(Ok(frame)) = body.frame().await {
        let Some(rest) = left.checked_sub(frame.data_ref().map_or(0, Bytes::len)) else { return };
        left = rest;
    }
}

async fn read(mut body: dropshot::Body, announced: Option<usize>, limit: usize) -> Result<Bytes, BodyError> {
    if announced.is_some_and(|length| length > limit.saturating_mul(DRAINED)) {
        return Err(BodyError::TooLarge(limit));
    }
    let mut bytes = BytesMut::with_capacity(announced.unwrap_or_default().min(limit));
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(BodyError::BrokenOff)?;
        let Some(data) = frame.data_ref() else { continue };
        if data.len() > limit - bytes.len() {
            drain(&mut body, limit.saturating_mul(DRAINED)).await;
            return Err(BodyError::TooLarge(limit));
        }
        bytes.extend_from_slice(data);
    }
    Ok(bytes.freeze())
}
