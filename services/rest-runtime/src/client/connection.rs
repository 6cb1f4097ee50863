//! What calls have in common: the server, the HTTP client, the credentials.

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};
use http::{HeaderMap, header::InvalidHeaderValue};

use super::Scheme;

/// A server, and how it is called.
#[derive(Debug, Clone)]
pub struct Connection {
    /// Where the paths of the document begin, such as `https://example.com/v1`.
    pub baseurl: String,
    /// What sends requests. One that follows redirects hands keys on to where they lead, and never shows a declared 3xx.
    pub http: reqwest::Client,
    /// Largest body of a response in bytes, but for those that are taken as streams.
    pub max_body_bytes: usize,
    credentials: BTreeMap<String, Credential>,
}

/// Credentials of one security scheme. Never shown.
#[derive(Clone, PartialEq, Eq)]
pub enum Credential {
    /// A token, a key, or whatever follows the name of an HTTP scheme.
    Secret(String),
    /// A name and a password.
    Basic {
        /// Name, without a colon
        user: String,
        /// Password
        password: String,
    },
}

impl Connection {
    /// Without credentials; bodies of responses may have 64 MiB.
    pub fn new(baseurl: impl Into<String>, http: reqwest::Client) -> Self {
        Self { baseurl: baseurl.into(), http, max_body_bytes: 64 * 1024 * 1024, credentials: BTreeMap::new() }
    }

    /// Set the credentials of the security scheme that has this name in the document. A text is a secret, two are a name and a
    /// password.
    pub fn set(&mut self, scheme: impl Into<String>, credential: impl Into<Credential>) -> &mut Self {
        self.credentials.insert(scheme.into(), credential.into());
        self
    }

    /// Forget the credentials of a security scheme.
    pub fn unset(&mut self, scheme: &str) -> &mut Self {
        self.credentials.remove(scheme);
        self
    }

    /// The credentials of the first alternative of which all are set. That no credentials are needed is an alternative as
    /// well, and the last to be taken.
    pub(super) fn alternative(
        &self,
        alternatives: &'static [&'static [(&'static str, Scheme)]],
    ) -> impl Iterator<Item = (Scheme, &Credential)> {
        let is_set = |alternative: &&&[(&str, Scheme)]| {
            !alternative.is_empty() && alternative.iter().all(|(name, _)| self.credentials.contains_key(*name))
        };
        let chosen = alternatives.iter().find(is_set).copied().unwrap_or_default();
        chosen.iter().filter_map(|(name, scheme)| Some((*scheme, self.credentials.get(*name)?)))
    }
}

impl Credential {
    /// Add them to a request. Fails, without repeating them, when they cannot stand where the scheme wants them.
    pub(super) fn apply(
        &self,
        scheme: Scheme,
        headers: &mut HeaderMap,
        query: &mut String,
        cookies: &mut String,
    ) -> Result<(), String> {
        let text = match self {
            Credential::Secret(secret) => secret.clone(),
            Credential::Basic { user, password } => {
                if user.contains(':') || user.chars().chain(password.chars()).any(char::is_control) {
                    return Err(
                        "a user name must have no colon, and neither it nor a password control characters".into()
                    );
                }
                STANDARD.encode(format!("{user}:{password}"))
            }
        };
        let refused =
            |_secret: InvalidHeaderValue| "credentials for a header must be visible ASCII characters".to_owned();
        let (name, value) = match scheme {
            Scheme::Bearer => (AUTHORIZATION, format!("Bearer {text}")),
            Scheme::Basic => (AUTHORIZATION, format!("Basic {text}")),
            Scheme::Http(scheme) => (AUTHORIZATION, format!("{scheme} {text}")),
            Scheme::Header(name) => {
                let name = HeaderName::from_bytes(name.as_bytes())
                    .map_err(|_name| format!("no header can be named {name}"))?;
                (name, text)
            }
            Scheme::Query(name) => {
                append(query, '&', &form_urlencoded::Serializer::new(String::new()).append_pair(name, &text).finish());
                return Ok(());
            }
            Scheme::Cookie(name) => {
                // RFC 6265, section 4.1.1.
                let refused = |byte: u8| !byte.is_ascii_graphic() || matches!(byte, b'"' | b',' | b';' | b'\\');
                if text.bytes().any(refused) {
                    return Err("a key for a cookie must be of the characters that cookies may have".to_owned());
                }
                append(cookies, ';', &format!("{name}={text}"));
                return Ok(());
            }
        };
        let mut value = HeaderValue::from_str(&value).map_err(refused)?;
        value.set_sensitive(true);
        headers.append(name, value);
        Ok(())
    }
}

/// Add a pair to a query, or to cookies, which have a space after the separator.
fn append(pairs: &mut String, separator: char, pair: &str) {
    if !pairs.is_empty() {
        pairs.push(separator);
        if separator == ';' {
            pairs.push(' ');
        }
    }
    pairs.push_str(pair);
}

impl From<String> for Credential {
    fn from(secret: String) -> Self {
        Self::Secret(secret)
    }
}

impl From<&str> for Credential {
    fn from(secret: &str) -> Self {
        Self::Secret(secret.to_owned())
    }
}

impl<U: Into<String>, P: Into<String>> From<(U, P)> for Credential {
    fn from((user, password): (U, P)) -> Self {
        Self::Basic { user: user.into(), password: password.into() }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Credential([secret])")
    }
}
