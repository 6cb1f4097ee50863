//! Reading a request piece by piece, in the order that the adapter chooses: Dropshot's own extractors run before the handler
//! and all at once, so these only declare what the endpoint takes, and read when they are asked.

use std::borrow::Cow;
use std::marker::PhantomData;

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use dropshot::{
    ApiEndpointBodyContentType, ApiEndpointParameter, ExclusiveExtractor, ExtensionMode, ExtractorMetadata, HttpError,
    Path, Query, RequestContext, ServerContext, SharedExtractor, TypedBody,
};
use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE};
use http_body_util::BodyExt as _;
use hyper::Request;
use percent_encoding::percent_decode_str;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Context;
use crate::{Decode, DecodeText, Failure, Pointer, Violations};

/// How many times the largest body is still read, and thrown away, so that a client which writes before it reads sees the
/// refusal instead of a closed connection.
const DRAINED: usize = 16;

/// Objects whose members are an operation's parameters, one per place, for Dropshot's description of the endpoint.
pub trait ParameterSchema: Send + Sync + 'static {
    /// Path parameters.
    type Path: JsonSchema + DeserializeOwned + Send + Sync + 'static;
    /// Query parameters.
    type Query: JsonSchema + DeserializeOwned + Send + Sync + 'static;
    /// Headers.
    type Header: JsonSchema + DeserializeOwned + Send + Sync + 'static;
}

/// Declares parameters; reads nothing.
pub struct Declared<P>(PhantomData<fn() -> P>);

#[async_trait]
impl<P: ParameterSchema> SharedExtractor for Declared<P> {
    async fn from_request<C: ServerContext>(_request: &RequestContext<C>) -> Result<Self, HttpError> {
        Ok(Self(PhantomData))
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        let places = [
            <Path<P::Path> as SharedExtractor>::metadata(content_type.clone()),
            <Query<P::Query> as SharedExtractor>::metadata(content_type.clone()),
            <dropshot::Header<P::Header> as SharedExtractor>::metadata(content_type),
        ];
        let parameters: Vec<ApiEndpointParameter> = places.into_iter().flat_map(|place| place.parameters).collect();
        ExtractorMetadata { extension_mode: ExtensionMode::None, parameters }
    }
}

/// Declares a JSON body of type `T`; reads it when asked.
pub struct Body<T> {
    request: Request<dropshot::Body>,
    declared: PhantomData<fn() -> T>,
}

#[async_trait]
impl<T: JsonSchema + DeserializeOwned + Send + Sync + 'static> ExclusiveExtractor for Body<T> {
    async fn from_request<C: ServerContext>(
        _request: &RequestContext<C>,
        body: Request<dropshot::Body>,
    ) -> Result<Self, HttpError> {
        Ok(Self { request: body, declared: PhantomData })
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        <TypedBody<T> as ExclusiveExtractor>::metadata(content_type)
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
        let settings = &request.context().settings;
        if !self.request.headers().get(CONTENT_TYPE).is_some_and(|value| is_json(value.as_bytes())) {
            return Err(Failure::new(415, "unsupported_media_type", "the body must be application/json"));
        }
        let bytes = tokio::time::timeout(settings.body_deadline, read(self.request, settings.max_body_bytes))
            .await
            .map_err(|_elapsed| Failure::new(400, "body_timeout", "the body did not arrive in time"))??;
        Ok(match serde_json::from_slice::<Value>(&bytes) {
            Ok(value) => T::decode(value, &Pointer::Body, violations),
            Err(error) => {
                violations
                    .push(&Pointer::Body, format!("must be JSON; line {} column {}", error.line(), error.column()));
                None
            }
        })
    }
}

fn is_json(content_type: &[u8]) -> bool {
    let media_type = content_type.split(|byte| *byte == b';').next().unwrap_or_default();
    media_type.trim_ascii().eq_ignore_ascii_case(b"application/json")
}

async fn read(request: Request<dropshot::Body>, limit: usize) -> Result<Bytes, Failure> {
    let too_large = || Failure::new(413, "payload_too_large", format!("the body must have at most {limit} bytes"));
    let declared = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > limit.saturating_mul(DRAINED)) {
        return Err(too_large());
    }
    let mut body = request.into_body();
    let mut bytes = BytesMut::with_capacity(declared.unwrap_or_default().min(limit));
    let mut arrived = 0_usize;
    while let Some(frame) = body.frame().await {
        let frame =
            frame.map_err(|error| Failure::new(400, "incomplete_body", "the body broke off").with_cause(error))?;
        let Some(data) = frame.data_ref() else { continue };
        arrived = arrived.saturating_add(data.len());
        if arrived > limit.saturating_mul(DRAINED) {
            break;
        }
        if arrived <= limit {
            bytes.extend_from_slice(data);
        }
    }
    if arrived > limit { Err(too_large()) } else { Ok(bytes.freeze()) }
}

/// The token of an `Authorization: Bearer` header (RFC 6750, section 2.1); 401 when there is none, or more than one.
pub fn bearer_token<C: ServerContext>(request: &RequestContext<C>) -> Result<&str, Failure> {
    let mut values = request.request.headers().get_all(AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return Err(Failure::unauthorized()) };
    value
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .filter(|token| !token.is_empty())
        .ok_or_else(Failure::unauthorized)
}

/// The header `name`: `Some(None)` when absent, `None` after a violation.
pub fn header<C: ServerContext, T: DecodeText>(
    request: &RequestContext<C>,
    name: &str,
    violations: &mut Violations,
) -> Option<Option<T>> {
    let at = Pointer::Parameter(name);
    let mut values = request.request.headers().get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Some(None),
        (Some(value), None) => match value.to_str() {
            Ok(text) => T::decode_text(text, &at, violations).map(Some),
            Err(_not_ascii) => {
                violations.push(&at, "must be visible ASCII characters");
                None
            }
        },
        (Some(_), Some(_)) => {
            violations.push(&at, "must be there once only");
            None
        }
    }
}

/// The query parameter `name`: `Some(None)` when absent, `None` after a violation.
pub fn query<C: ServerContext, T: DecodeText>(
    request: &RequestContext<C>,
    name: &str,
    violations: &mut Violations,
) -> Option<Option<T>> {
    let at = Pointer::Parameter(name);
    let raw = request.request.uri().query().unwrap_or_default().as_bytes();
    let mut values = form_urlencoded::parse(raw).filter(|(key, _)| key == name).map(|(_, value)| value);
    match (values.next(), values.next()) {
        (None, _) => Some(None),
        (Some(text), None) => T::decode_text(&text, &at, violations).map(Some),
        (Some(_), Some(_)) => {
            violations.push(&at, "must be there once only");
            None
        }
    }
}

/// The query parameter `name`, or what `default` says; `None` after a violation.
pub fn query_or<C: ServerContext, T: DecodeText>(
    request: &RequestContext<C>,
    name: &str,
    default: &str,
    violations: &mut Violations,
) -> Option<T> {
    match query(request, name, violations)? {
        Some(value) => Some(value),
        None => T::decode_text(default, &Pointer::Parameter(name), violations),
    }
}

/// The path parameter `name`, which stands in the segment `index` of the path, counted from 0; `None` after a violation.
pub fn path_segment<C: ServerContext, T: DecodeText>(
    request: &RequestContext<C>,
    index: usize,
    name: &str,
    violations: &mut Violations,
) -> Option<T> {
    let at = Pointer::Parameter(name);
    let mut segments = request.request.uri().path().split('/').filter(|segment| !segment.is_empty());
    let decoded = segments.nth(index).and_then(|segment| percent_decode_str(segment).decode_utf8().ok());
    match decoded.as_ref().map(Cow::as_ref) {
        Some(text) => T::decode_text(text, &at, violations),
        None => {
            violations.push(&at, "must be UTF-8");
            None
        }
    }
}
