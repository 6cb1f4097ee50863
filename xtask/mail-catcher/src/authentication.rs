//! AUTH PLAIN (RFC 4616) and LOGIN, both in base64.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Whom a client must authenticate as.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The name.
    pub username: String,
    /// The password.
    pub password: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("username", &self.username).finish_non_exhaustive()
    }
}

/// What a client said in PLAIN: an identity to act as, which is not looked at, a name and a password, with NUL between.
pub(crate) fn plain(response: &str) -> Option<Credentials> {
    let text = decoded(response)?;
    let mut fields = text.split('\0').skip(1).map(str::to_owned);
    let (username, password) = (fields.next()?, fields.next()?);
    fields.next().is_none().then_some(Credentials { username, password })
}

/// A name or a password as LOGIN carries it.
pub(crate) fn decoded(text: &str) -> Option<String> {
    String::from_utf8(STANDARD.decode(text.trim()).ok()?).ok()
}

/// What LOGIN asks with.
pub(crate) fn encoded(text: &str) -> String {
    STANDARD.encode(text)
}
