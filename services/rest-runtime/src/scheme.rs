//! Security schemes, as both sides see them (OpenAPI 3.0.3, section 4.7.27).

/// Where credentials stand in a request. OAuth 2.0 and OpenID Connect are `Bearer`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// A bearer token (RFC 6750).
    Bearer,
    /// A name and a password (RFC 7617).
    Basic,
    /// Another scheme of the `Authorization` header, by name.
    Http(&'static str),
    /// A key in the header of this name.
    Header(&'static str),
    /// A key in the query parameter of this name.
    Query(&'static str),
    /// A key in the cookie of this name.
    Cookie(&'static str),
}
