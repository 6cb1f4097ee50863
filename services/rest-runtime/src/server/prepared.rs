//! Answers that are finished before they are asked for: the bytes of a JSON body with its entity tag, for any number of requests.
//! Answering with one copies nothing and serialises nothing.

use std::fmt;
use std::marker::PhantomData;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use dropshot::{RequestContext, ServerContext};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH};
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::Answer;
use crate::Failure;

/// Bytes of a body's hash that its entity tag shows: enough that no two bodies ever share one.
const TAG_BYTES: usize = 16;

/// A JSON body of a `T`, ready to be sent. Cloning it is cheap.
pub struct Prepared<T> {
    body: Bytes,
    tag: HeaderValue,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize> Prepared<T> {
    /// Serialise a value, once. Fails, as a defect, when it does not serialise.
    pub fn new(value: &T) -> Result<Self, Failure> {
        let body = serde_json::to_vec(value).map_err(Failure::internal)?;
        let hash = Sha256::digest(&body);
        let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(&hash[..TAG_BYTES]));
        let tag = HeaderValue::try_from(tag).map_err(Failure::internal)?;
        Ok(Self { body: body.into(), tag, of: PhantomData })
    }
}

impl<T> Prepared<T> {
    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The same in memory of its own, which shares nothing with this one.
    pub fn copied(&self) -> Self {
        let tag = HeaderValue::from_bytes(self.tag.as_bytes()).expect("it was a header value before");
        Self { body: Bytes::copy_from_slice(&self.body), tag, of: PhantomData }
    }
}

impl<T> Clone for Prepared<T> {
    fn clone(&self) -> Self {
        Self { body: self.body.clone(), tag: self.tag.clone(), of: PhantomData }
    }
}

impl<T> fmt::Debug for Prepared<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Prepared").field("tag", &self.tag).field("bytes", &self.body.len()).finish()
    }
}

impl Answer {
    /// The body with its entity tag, or 304 when the request says that its sender has it already. Either may be stored by whoever
    /// asks again each time before using it.
    pub fn prepared<C: ServerContext, T>(request: &RequestContext<C>, prepared: Prepared<T>) -> Self {
        let unchanged = is_held(request.request.headers(), &prepared.tag);
        let status = if unchanged { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
        let mut headers = HeaderMap::with_capacity(6);
        headers.insert(ETAG, prepared.tag);
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        let body = if unchanged {
            Bytes::new()
        } else {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            prepared.body
        };
        Self { status, headers, body: body.into() }
    }
}

/// Whether `If-None-Match` names the tag (RFC 9110, section 13.1.2). What is malformed in it names nothing.
fn is_held(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    headers.get_all(IF_NONE_MATCH).iter().any(|value| names(value.as_bytes(), tag.as_bytes()))
}

/// Whether a list of entity tags names `tag`, by the weak comparison (RFC 9110, sections 5.6.1 and 8.8.3.2).
fn names(list: &[u8], tag: &[u8]) -> bool {
    let mut rest = list.trim_ascii();
    if rest == b"*" {
        return true;
    }
    loop {
        rest = rest.trim_ascii_start();
        if let Some(after) = rest.strip_prefix(b",") {
            rest = after;
            continue;
        }
        let quoted = rest.strip_prefix(b"W/").unwrap_or(rest);
        // A comma may stand between the quotes.
        let Some(length) = quoted.strip_prefix(b"\"").and_then(|text| text.iter().position(|byte| *byte == b'"'))
        else {
            return false;
        };
        let (named, after) = quoted.split_at(length + 2);
        if named == tag {
            return true;
        }
        rest = after.trim_ascii_start();
        if !rest.is_empty() && !rest.starts_with(b",") {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_is_of_the_bytes_alone() {
        let tag = |value: &str| Prepared::new(&value).expect("serialised").tag;
        assert_eq!(tag("a"), tag("a"));
        assert_ne!(tag("a"), tag("b"));
        let text = tag("a").to_str().expect("text").to_owned();
        assert!(text.len() == 24 && text.starts_with('"') && text.ends_with('"'), "strong, and long enough: {text}");
    }

    #[test]
    fn a_condition_is_a_list_of_tags_or_a_star() {
        let held = |values: &[&str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(IF_NONE_MATCH, value.parse().expect("a header value"));
            }
            is_held(&headers, &HeaderValue::from_static("\"a,b\""))
        };
        for yes in [
            &["\"a,b\""][..],
            &["W/\"a,b\""],
            &["*"],
            &[" * "],
            &["\"x\", \"a,b\""],
            &["\"x\",W/\"y\" ,\t\"a,b\",\"z\""],
            &[",, \"a,b\""],
            &["\"x\"", "\"a,b\""],
            &["nonsense", "\"a,b\""],
            &["\"\",\"a,b\""],
        ] {
            assert!(held(yes), "{yes:?}");
        }
        for no in [
            &[][..],
            &[""],
            &["a,b"],
            &["\"a\", \"b\""],
            &["\"a,b"],
            &["\"A,B\""],
            &["w/\"a,b\""],
            &["\"x\" \"a,b\""],
            &["x, \"a,b\""],
            &["\"*\""],
            &["*, \"x\""],
        ] {
            assert!(!held(no), "{no:?}");
        }
    }
}
