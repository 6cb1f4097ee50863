//! Reading a request's parameters one by one, in the order that the adapter chooses: Dropshot's own extractors run before the handler
//! and all at once, so an endpoint only declares what it takes, and reads when it is at it.

use std::borrow::Cow;

use dropshot::{ApiEndpoint, Path, Query, RequestContext, ServerContext, SharedExtractor};
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

/// An endpoint with its parameters declared, before what its function takes. An extractor that declares them would be run for
/// each request, with nothing to do.
pub fn declared<P: ParameterSchema, C: ServerContext>(mut endpoint: ApiEndpoint<C>) -> ApiEndpoint<C> {
    let content_type = || endpoint.body_content_type.clone();
    let places = [
        <Path<P::Path> as SharedExtractor>::metadata(content_type()),
        <Query<P::Query> as SharedExtractor>::metadata(content_type()),
        <dropshot::Header<P::Header> as SharedExtractor>::metadata(content_type()),
    ];
    endpoint.parameters.splice(0..0, places.into_iter().flat_map(|place| place.parameters));
    endpoint
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
