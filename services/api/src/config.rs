//! The API service's configuration, from the environment.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use kit::config::{ConfigError, Reader, Secret};
use kit::service::Common;
use rest_runtime::server::TrustedProxies;

/// Fewest bytes of a secret for HS256 (RFC 7518, section 3.2).
const SECRET_BYTES: usize = 32;

/// The API service's configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// What all services have.
    pub common: Common,
    /// `API_LISTEN`: where the REST interface is served; 127.0.0.1:8081 by default.
    pub listen: SocketAddr,
    /// `DB_ENDPOINT`: the DB service; `http://127.0.0.1:50051` by default.
    pub db_endpoint: String,
    /// `JWT_SECRET`: signs and checks tokens; at least 32 bytes, the same for all replicas.
    pub jwt_secret: Secret,
    /// `TRUSTED_PROXIES`: networks whose `X-Forwarded-For` is believed; none by default.
    pub trusted_proxies: TrustedProxies,
    /// `REQUEST_DEADLINE`: for a request, from its head to its answer; 10 s by default.
    pub request_deadline: Duration,
    /// `BODY_DEADLINE`: for a request's body to arrive; 5 s by default.
    pub body_deadline: Duration,
    /// `MAX_BODY_BYTES`: largest request body; 65,536 by default.
    pub max_body_bytes: usize,
    /// `PASSWORD_HASHES`: how many passwords are hashed at once, each with 19 MiB and a core of its own; 2 by default.
    pub password_hashes: usize,
    /// `PASSWORD_QUEUE`: how many more wait for that; 64 by default.
    pub password_queue: usize,
    /// `ATTEMPTS_PER_ADDRESS`: registrations and logins per client address and minute, as many of them at once; 60 by
    /// default.
    pub attempts_per_address: NonZeroU32,
    /// `ATTEMPTS_PER_SID`: registrations, logins and password changes per sid and minute, as many of them at once; 10 by
    /// default.
    pub attempts_per_sid: NonZeroU32,
}

impl Config {
    /// From the process's environment.
    ///
    /// # Errors
    ///
    /// Every variable that is missing or cannot be used, by name.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_reader(Reader::from_env())
    }

    /// From a given environment.
    ///
    /// # Errors
    ///
    /// Every variable that is missing or cannot be used, by name.
    pub fn from_reader(mut reader: Reader) -> Result<Self, ConfigError> {
        let common = Common::from_reader(&mut reader, "api", SocketAddr::from(([127, 0, 0, 1], 9103)));
        let jwt_secret: Option<Secret> = reader.required("JWT_SECRET", "a secret of at least 32 bytes");
        if jwt_secret.as_ref().is_some_and(|secret| secret.expose().len() < SECRET_BYTES) {
            reader.refuse("JWT_SECRET", "must have at least 32 bytes");
        }
        let db_endpoint: String = reader.or("DB_ENDPOINT", "http://127.0.0.1:50051".to_owned(), "an address");
        let listen =
            reader.or("API_LISTEN", SocketAddr::from(([127, 0, 0, 1], 8081)), "an address such as 127.0.0.1:8081");
        let proxies = "networks such as 127.0.0.1, 10.0.0.0/8";
        let trusted_proxies = reader.or("TRUSTED_PROXIES", TrustedProxies::default(), proxies);
        let request_deadline = reader.duration_or("REQUEST_DEADLINE", Duration::from_secs(10));
        let body_deadline = reader.duration_or("BODY_DEADLINE", Duration::from_secs(5));
        let max_body_bytes = counted(&mut reader, "MAX_BODY_BYTES", 65_536, "a number of bytes");
        let password_hashes = counted(&mut reader, "PASSWORD_HASHES", 2, "a number of hashes");
        let password_queue = counted(&mut reader, "PASSWORD_QUEUE", 64, "a number of requests");
        let attempts_per_address = per_minute(&mut reader, "ATTEMPTS_PER_ADDRESS", 60);
        let attempts_per_sid = per_minute(&mut reader, "ATTEMPTS_PER_SID", 10);
        let config = jwt_secret.map(|jwt_secret| Self {
            common,
            listen,
            db_endpoint,
            jwt_secret,
            trusted_proxies,
            request_deadline,
            body_deadline,
            max_body_bytes,
            password_hashes,
            password_queue,
            attempts_per_address,
            attempts_per_sid,
        });
        reader.finish(config)
    }
}

fn counted(reader: &mut Reader, name: &str, default: usize, what: &str) -> usize {
    let count = reader.or(name, default, what);
    if count == 0 {
        reader.refuse(name, "must be at least 1");
    }
    count
}

fn per_minute(reader: &mut Reader, name: &str, default: u32) -> NonZeroU32 {
    let default = NonZeroU32::new(default).unwrap_or(NonZeroU32::MIN);
    reader.or(name, default, "a number of attempts per minute, at least 1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(variables: &[(&str, &str)]) -> Vec<String> {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        match Config::from_reader(Reader::from_map(variables)) {
            Ok(_) => Vec::new(),
            Err(error) => error.names().map(str::to_owned).collect(),
        }
    }

    #[test]
    fn the_secret_has_no_default_and_no_short_form() {
        let secret = "0123456789abcdef0123456789abcdef";
        assert!(refused(&[("JWT_SECRET", secret)]).is_empty());
        assert_eq!(refused(&[]), ["JWT_SECRET"]);
        assert_eq!(refused(&[("JWT_SECRET", &secret[1..])]), ["JWT_SECRET"]);
    }

    #[test]
    fn every_bad_variable_is_named_at_once() {
        let bad = [
            ("TRUSTED_PROXIES", "somewhere"),
            ("ATTEMPTS_PER_SID", "0"),
            ("MAX_BODY_BYTES", "0"),
            ("API_LISTEN", "8081"),
        ];
        let mut names = refused(&bad);
        names.sort();
        assert_eq!(names, ["API_LISTEN", "ATTEMPTS_PER_SID", "JWT_SECRET", "MAX_BODY_BYTES", "TRUSTED_PROXIES"]);
    }
}
