//! Credentials of a request, by security scheme, and what a 401 asks for. Every reader refuses with the same 401 what is
//! missing, sent twice or malformed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dropshot::{RequestContext, ServerContext};
use http::HeaderMap;
use http::header::{AUTHORIZATION, COOKIE, HeaderValue, WWW_AUTHENTICATE};

use crate::{Failure, Scheme};

impl Scheme {
    /// Whether the request has credentials of this scheme, be they good or not. For operations that allow alternatives.
    pub fn is_present<C: ServerContext>(&self, request: &RequestContext<C>) -> bool {
        let headers = request.request.headers();
        let named = |scheme: &str| {
            let mut values = headers.get_all(AUTHORIZATION).iter();
            values.any(|value| first_word(value.as_bytes()).eq_ignore_ascii_case(scheme.as_bytes()))
        };
        match *self {
            Scheme::Bearer => named("bearer"),
            Scheme::Basic => named("basic"),
            Scheme::Http(scheme) => named(scheme),
            Scheme::Header(name) => headers.contains_key(name),
            Scheme::Query(name) => query_values(request, name).next().is_some(),
            Scheme::Cookie(name) => cookie_values(headers, name).next().is_some(),
        }
    }
}

/// The token of an `Authorization: Bearer` header (RFC 6750, section 2.1); 401 when there is none, or more than one.
pub fn bearer_token<C: ServerContext>(request: &RequestContext<C>) -> Result<&str, Failure> {
    authorization(request, "bearer")
}

/// The name and the password of an `Authorization: Basic` header, in UTF-8 (RFC 7617, section 2).
pub fn basic<C: ServerContext>(request: &RequestContext<C>) -> Result<(String, String), Failure> {
    let decoded = STANDARD.decode(authorization(request, "basic")?).map_err(|_malformed| Failure::unauthorized())?;
    let text = String::from_utf8(decoded).map_err(|_malformed| Failure::unauthorized())?;
    match text.split_once(':') {
        Some((user, password)) if !text.chars().any(char::is_control) => Ok((user.to_owned(), password.to_owned())),
        _ => Err(Failure::unauthorized()),
    }
}

/// What an `Authorization` header says after the name of `scheme` (RFC 9110, section 11.6.2).
pub fn authorization<'a, C: ServerContext>(request: &'a RequestContext<C>, scheme: &str) -> Result<&'a str, Failure> {
    let value = only(request.request.headers().get_all(AUTHORIZATION).iter())?;
    value
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .filter(|(name, _)| name.eq_ignore_ascii_case(scheme))
        .map(|(_, credentials)| credentials.trim())
        .filter(|credentials| !credentials.is_empty())
        .ok_or_else(Failure::unauthorized)
}

/// The key in the header `name`.
pub fn key_in_header<'a, C: ServerContext>(request: &'a RequestContext<C>, name: &str) -> Result<&'a str, Failure> {
    let value = only(request.request.headers().get_all(name).iter())?;
    value.to_str().ok().filter(|key| !key.is_empty()).ok_or_else(Failure::unauthorized)
}

/// The key in the query parameter `name`.
pub fn key_in_query<C: ServerContext>(request: &RequestContext<C>, name: &str) -> Result<String, Failure> {
    let key = only(query_values(request, name))?;
    if key.is_empty() { Err(Failure::unauthorized()) } else { Ok(key) }
}

/// The key in the cookie `name`, as it is sent (RFC 6265, section 4.2).
pub fn key_in_cookie<'a, C: ServerContext>(request: &'a RequestContext<C>, name: &str) -> Result<&'a str, Failure> {
    let key = only(cookie_values(request.request.headers(), name))?;
    let visible = !key.is_empty() && key.iter().all(u8::is_ascii_graphic);
    std::str::from_utf8(key).ok().filter(|_| visible).ok_or_else(Failure::unauthorized)
}

fn only<T>(mut values: impl Iterator<Item = T>) -> Result<T, Failure> {
    match (values.next(), values.next()) {
        (Some(value), None) => Ok(value),
        _ => Err(Failure::unauthorized()),
    }
}

fn query_values<C: ServerContext>(request: &RequestContext<C>, name: &str) -> impl Iterator<Item = String> {
    let raw = request.request.uri().query().unwrap_or_default().as_bytes();
    form_urlencoded::parse(raw).filter(move |(key, _)| key == name).map(|(_, value)| value.into_owned())
}

fn cookie_values<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a [u8]> {
    headers.get_all(COOKIE).iter().flat_map(|value| value.as_bytes().split(|byte| *byte == b';')).filter_map(
        move |pair| {
            let pair = pair.trim_ascii();
            let equals = pair.iter().position(|byte| *byte == b'=')?;
            (&pair[..equals] == name.as_bytes()).then(|| &pair[equals + 1..])
        },
    )
}

fn first_word(value: &[u8]) -> &[u8] {
    value.split(|byte| *byte == b' ').next().unwrap_or_default()
}

/// What a 401 asks for: a challenge for each scheme (RFC 9110, section 11.6.1). Keys have no challenge of their own; where
/// there is nothing else, they are asked for by a name that no scheme has, since there has to be one.
pub(super) fn challenge(schemes: &[Scheme], headers: &mut HeaderMap) {
    for scheme in schemes {
        let challenge = match scheme {
            Scheme::Bearer => "Bearer",
            Scheme::Basic => r#"Basic realm="api", charset="UTF-8""#,
            Scheme::Http(name) => name,
            Scheme::Header(_) | Scheme::Query(_) | Scheme::Cookie(_) => continue,
        };
        // A document may write the name of a scheme in any way; one that no header can have is left out.
        let Ok(challenge) = HeaderValue::from_str(challenge) else { continue };
        if !headers.get_all(WWW_AUTHENTICATE).iter().any(|named| *named == challenge) {
            headers.append(WWW_AUTHENTICATE, challenge);
        }
    }
    if !headers.contains_key(WWW_AUTHENTICATE) {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("ApiKey"));
    }
}
