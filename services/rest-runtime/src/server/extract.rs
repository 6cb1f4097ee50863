//! Reading a request's parameters one by one, in the order that the adapter chooses: Dropshot's own extractors run before the handler
//! and all at once, so these only declare what the endpoint takes, and read when they are asked.

use std::borrow::Cow;
use std::marker::PhantomData;

use async_trait::async_trait;
use dropshot::{
    ApiEndpointBodyContentType, ApiEndpointParameter, ExtensionMode, ExtractorMetadata, HttpError, Path, Query,
    RequestContext, ServerContext, SharedExtractor,
};
use percent_encoding::percent_decode_str;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::parameters::{unescape, unescape_lossy};
use crate::{Decode, DecodeText, Pointer, Violations};

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

impl<P> Declared<P> {
    /// For a dispatcher, which calls an endpoint function itself.
    pub fn new() -> Self {
        Self(PhantomData)
    }
}

impl<P> Default for Declared<P> {
    fn default() -> Self {
        Self::new()
    }
}

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

/// The query as it was sent, empty when there is none.
pub fn raw_query<C: ServerContext>(request: &RequestContext<C>) -> &str {
    request.request.uri().query().unwrap_or_default()
}

/// Every value of the header `name` that is text.
pub fn header_values<'a, C: ServerContext>(request: &'a RequestContext<C>, name: &str) -> Vec<&'a str> {
    // What is not ASCII is no value that any type allows, and ends as one that does not fit.
    request.request.headers().get_all(name).iter().map(|value| value.to_str().unwrap_or("\u{fffd}")).collect()
}

/// A parameter that has to be there; `None` after a violation.
pub fn required<T>(value: Option<T>, name: &str, violations: &mut Violations) -> Option<T> {
    if value.is_none() {
        violations.push(&Pointer::Parameter(name), "is required");
    }
    value
}

/// A parameter, or what `default` says as JSON; `None` after a violation.
pub fn defaulted<T: Decode>(
    value: Option<T>,
    default: &'static str,
    name: &str,
    violations: &mut Violations,
) -> Option<T> {
    match value {
        Some(value) => Some(value),
        None => T::decode(serde_json::from_str(default).ok()?, &Pointer::Parameter(name), violations),
    }
}

/// The header `name`, percent-decoded as clients of the style `simple` write it: `Some(None)` when absent, `None` after a
/// violation.
pub fn header<C: ServerContext, T: DecodeText>(
    request: &RequestContext<C>,
    name: &str,
    violations: &mut Violations,
) -> Option<Option<T>> {
    let at = Pointer::Parameter(name);
    let mut values = request.request.headers().get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Some(None),
        (Some(value), None) => match value.to_str().map(|text| percent_decode_str(text).decode_utf8()) {
            Ok(Ok(text)) => T::decode_text(&text, &at, violations).map(Some),
            Ok(Err(_not_utf8)) => {
                violations.push(&at, "must be UTF-8");
                None
            }
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
    let query = raw_query(request);
    if query.is_empty() {
        return Some(None);
    }
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let mut values = pairs.filter(|(key, _)| unescape_lossy(key, true) == name).map(|(_, value)| value);
    match (values.next(), values.next()) {
        (None, _) => Some(None),
        (Some(raw), None) => match unescape(raw, true) {
            Some(text) => T::decode_text(&text, &at, violations).map(Some),
            None => {
                violations.push(&at, "must be UTF-8");
                None
            }
        },
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
