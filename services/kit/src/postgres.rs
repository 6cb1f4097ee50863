//! How a service reaches PostgreSQL: the server, the database and the login, read from the environment in the same way
//! everywhere. Which tables there are, and what is done with them, is each service's own matter.

use std::time::Duration;

use tokio_postgres::{Config, config::SslMode};

use crate::config::{Reader, Secret};

const NAME: &str = "DATABASE_URL";
const WHAT: &str = "a PostgreSQL URL such as postgres://user:password@host:5432/database";

/// Read `DATABASE_URL`, whose password the `Debug` of what is returned hides. The server is told the name of the `instance`.
/// Problems are remembered in the reader, and then this may be `None`.
pub fn from_reader(reader: &mut Reader, instance: &str) -> Option<Config> {
    let url: Secret = reader.required(NAME, WHAT)?;
    let Ok(mut server) = url.expose().parse::<Config>() else {
        reader.refuse(NAME, format!("cannot be used: expected {WHAT}"));
        return None;
    };
    if server.get_hosts().is_empty() && server.get_hostaddrs().is_empty() {
        reader.refuse(NAME, "must name a host");
    }
    if server.get_ssl_mode() == SslMode::Require {
        reader.refuse(NAME, "must not demand TLS, which this service does not speak");
    }
    bound_waiting(&mut server);
    server.application_name(instance);
    Some(server)
}

/// A server that vanishes without a word must not be waited for: two seconds for a connection, about 30 for an answer.
fn bound_waiting(server: &mut Config) {
    if server.get_connect_timeout().is_none() {
        server.connect_timeout(Duration::from_secs(2));
    }
    server.tcp_user_timeout(Duration::from_secs(10));
    server.keepalives_idle(Duration::from_secs(10));
    server.keepalives_interval(Duration::from_secs(5));
    server.keepalives_retries(3);
}

/// The same server with session settings (`-c name=value`) added to those that its configuration has already.
pub fn with_options(server: &Config, options: &str) -> Config {
    let mut server = server.clone();
    match server.get_options().map(str::to_owned) {
        Some(before) => server.options(format!("{before} {options}")),
        None => server.options(options),
    };
    server
}
