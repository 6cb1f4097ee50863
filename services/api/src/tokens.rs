//! JSON Web Tokens (RFC 7519): HS256 only, 12 hours.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use kit::config::Secret;
use moka::future::Cache;
use rest_runtime::Failure;
use serde::{Deserialize, Serialize};

/// How long a token is good for.
const LIFETIME: Duration = Duration::hours(12);

/// Most tokens whose signatures are known to be right. One takes about half a KiB.
const REMEMBERED: u64 = 10_000;

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
    /// By the whole token, signature included: nobody finds an entry who does not have a token that was right.
    right: Cache<Box<str>, Arc<Claims>>,
}

impl Tokens {
    pub(crate) fn new(secret: &Secret) -> Self {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.leeway = 0;
        validation.set_required_spec_claims(&["exp"]);
        let secret = secret.expose().as_bytes();
        Self {
            encoding: EncodingKey::from_secret(secret),
            decoding: DecodingKey::from_secret(secret),
            validation,
            right: Cache::new(REMEMBERED),
        }
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
    pub(crate) async fn check(&self, token: &str) -> Result<Arc<Claims>, Failure> {
        if let Some(claims) = self.right.get(token).await {
            return if claims.exp > Utc::now().timestamp() { Ok(claims) } else { Err(Failure::unauthorized()) };
        }
        let decoded = decode::<Claims>(token, &self.decoding, &self.validation);
        let claims = Arc::new(decoded.map_err(|_any_reason| Failure::unauthorized())?.claims);
        // In a place of its own: whoever is known does not carry the room for it about.
        Box::pin(self.right.insert(token.into(), Arc::clone(&claims))).await;
        Ok(claims)
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

    #[tokio::test]
    async fn a_token_says_who_for_twelve_hours() {
        let issued = tokens(SECRET).issue("s1234567", 7, 3).expect("issued");
        let claims = tokens(SECRET).check(&issued.token).await.expect("good");
        assert_eq!((claims.sid.as_str(), claims.user_id, claims.ver), ("s1234567", 7, 3));
        assert_eq!(claims.exp - claims.iat, 12 * 60 * 60);
        assert_eq!(issued.expires_at.timestamp(), claims.exp);
    }

    #[tokio::test]
    async fn a_token_that_is_known_expires_all_the_same() {
        let now = Utc::now().timestamp();
        let tokens = tokens(SECRET);
        let token = |exp| {
            let claims = Claims { sid: "s1234567".into(), user_id: 7, ver: 1, iat: now, exp };
            encode(&Header::new(Algorithm::HS256), &claims, &tokens.encoding).expect("signed")
        };
        let (short, long) = (token(now + 1), token(now + 60));
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
        while tokens.check(&short).await.is_ok() {
            assert!(std::time::Instant::now() < deadline, "it still works");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert!(Utc::now().timestamp() > now);
        for _first_and_again in 0..2 {
            assert!(tokens.check(&long).await.is_ok());
            assert!(tokens.check(&long[..long.len() - 1]).await.is_err());
        }
    }

    #[tokio::test]
    async fn every_other_token_is_refused() {
        let now = Utc::now().timestamp();
        let claims = Claims { sid: "s1234567".into(), user_id: 7, ver: 1, iat: now, exp: now + 60 };
        let signed = |algorithm, secret: &str, claims: &Claims| {
            encode(&Header::new(algorithm), claims, &EncodingKey::from_secret(secret.as_bytes())).expect("signed")
        };
        let good = signed(Algorithm::HS256, SECRET, &claims);
        assert!(tokens(SECRET).check(&good).await.is_ok());
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
            assert_eq!(tokens(SECRET).check(&bad).await.map_err(|failure| failure.status), Err(401), "{bad}");
        }
    }
}
