//! JSON Web Tokens (RFC 7519): HS256 only, 12 hours.

use std::fmt;

use chrono::{DateTime, Duration, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use kit::config::Secret;
use rest_runtime::Failure;
use serde::{Deserialize, Serialize};

/// How long a token is good for.
const LIFETIME: Duration = Duration::hours(12);

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claims {
    pub(crate) sid: String,
    pub(crate) user_id: i64,
    /// The account's token version when the token was issued; counts password changes.
    pub(crate) ver: i64,
    /// Seconds since 1970-01-01T00:00:00Z
    pub(crate) iat: i64,
    /// Seconds since 1970-01-01T00:00:00Z
    pub(crate) exp: i64,
}

/// A token and when it stops working.
pub(crate) struct Issued {
    pub(crate) token: String,
    pub(crate) expires_at: DateTime<Utc>,
}

/// Issues and checks tokens.
pub(crate) struct Tokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
}

impl Tokens {
    pub(crate) fn new(secret: &Secret) -> Self {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.leeway = 0;
        validation.set_required_spec_claims(&["exp"]);
        let secret = secret.expose().as_bytes();
        Self { encoding: EncodingKey::from_secret(secret), decoding: DecodingKey::from_secret(secret), validation }
    }

    pub(crate) fn issue(&self, sid: &str, user_id: i64, version: i64) -> Result<Issued, Failure> {
        let issued_at = Utc::now();
        let expires_at = DateTime::from_timestamp((issued_at + LIFETIME).timestamp(), 0).unwrap_or(issued_at);
        let claims = Claims {
            sid: sid.to_owned(),
            user_id,
            ver: version,
            iat: issued_at.timestamp(),
            exp: expires_at.timestamp(),
        };
        let token = encode(&Header::new(Algorithm::HS256), &claims, &self.encoding).map_err(Failure::internal)?;
        Ok(Issued { token, expires_at })
    }

    /// What a token says, when its signature is right and it has not expired. Every other token is the same 401.
    pub(crate) fn check(&self, token: &str) -> Result<Claims, Failure> {
        decode::<Claims>(token, &self.decoding, &self.validation)
            .map(|token| token.claims)
            .map_err(|_any_reason| Failure::unauthorized())
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Tokens([secret])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(secret: &str) -> Tokens {
        Tokens::new(&secret.parse().unwrap_or_else(|never| match never {}))
    }

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn a_token_says_who_for_twelve_hours() {
        let issued = tokens(SECRET).issue("s1234567", 7, 3).expect("issued");
        let claims = tokens(SECRET).check(&issued.token).expect("good");
        assert_eq!((claims.sid.as_str(), claims.user_id, claims.ver), ("s1234567", 7, 3));
        assert_eq!(claims.exp - claims.iat, 12 * 60 * 60);
        assert_eq!(issued.expires_at.timestamp(), claims.exp);
    }

    #[test]
    fn every_other_token_is_refused() {
        let now = Utc::now().timestamp();
        let claims = Claims { sid: "s1234567".into(), user_id: 7, ver: 1, iat: now, exp: now + 60 };
        let signed = |algorithm, secret: &str, claims: &Claims| {
            encode(&Header::new(algorithm), claims, &EncodingKey::from_secret(secret.as_bytes())).expect("signed")
        };
        let good = signed(Algorithm::HS256, SECRET, &claims);
        assert!(tokens(SECRET).check(&good).is_ok());
        let expired = Claims { exp: now - 1, ..claims.clone() };
        let unsigned = {
            let mut parts = good.split('.');
            let _header = parts.next();
            // {"alg":"none","typ":"JWT"}
            format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{}.", parts.next().unwrap_or_default())
        };
        for bad in [
            signed(Algorithm::HS256, "another secret of thirty-two bytes", &claims),
            signed(Algorithm::HS384, SECRET, &claims),
            signed(Algorithm::HS512, SECRET, &claims),
            signed(Algorithm::HS256, SECRET, &expired),
            unsigned,
            good[..good.len() - 2].to_owned(),
            "not a token".to_owned(),
            String::new(),
        ] {
            assert_eq!(tokens(SECRET).check(&bad).map_err(|failure| failure.status), Err(401), "{bad}");
        }
    }
}
