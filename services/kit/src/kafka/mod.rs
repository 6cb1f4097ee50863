//! How a service reaches Kafka: the addresses, TLS and the login, read from the environment in the same way everywhere.
//! Which topics there are, and what is done with them, is each service's own matter.

mod presence;
mod reports;

use std::{fs::File, str::FromStr};

use rdkafka::ClientConfig;

use crate::config::{Reader, Secret};

pub use presence::is_there;
pub use reports::Reports;

/// What TLS and SCRAM take out of librdkafka when they are missing.
const NEEDS_TLS: &str = "needs TLS, which this program was built without: build it with `--features kafka-tls`";

/// Where Kafka is, and how to log in there.
#[derive(Clone, Debug)]
pub struct Kafka {
    bootstrap_servers: String,
    protocol: Protocol,
    authority: Option<String>,
    login: Option<Login>,
}

#[derive(Clone, Debug)]
struct Login {
    mechanism: Mechanism,
    username: String,
    password: Secret,
}

impl Kafka {
    /// Read the `KAFKA_…` variables that all clients share. Problems are remembered in the reader, and then this is `None`.
    ///
    /// - `KAFKA_BOOTSTRAP_SERVERS`: brokers to ask first, `host:port` with commas between them.
    /// - `KAFKA_SECURITY_PROTOCOL`: `plaintext` (the default), `ssl`, `sasl_plaintext` or `sasl_ssl`.
    /// - `KAFKA_CA_FILE`: whom to believe about the brokers' certificates, in PEM; the system's authorities by default.
    /// - `KAFKA_SASL_MECHANISM` (`PLAIN`, `SCRAM-SHA-256`, `SCRAM-SHA-512`), `KAFKA_SASL_USERNAME` and
    ///   `KAFKA_SASL_PASSWORD`: required with `sasl_…`, refused without.
    pub fn from_reader(reader: &mut Reader) -> Option<Self> {
        let servers: Option<Servers> = reader.required("KAFKA_BOOTSTRAP_SERVERS", "host:port, with commas between");
        let expected = "plaintext, ssl, sasl_plaintext or sasl_ssl";
        let protocol = reader.or("KAFKA_SECURITY_PROTOCOL", Protocol::Plaintext, expected);
        if protocol.has_tls() && !cfg!(feature = "kafka-tls") {
            reader.refuse("KAFKA_SECURITY_PROTOCOL", NEEDS_TLS);
        }
        let authority = authority(reader, protocol);
        let login = if protocol.has_login() { Login::from_reader(reader).map(Some) } else { none(reader) };
        Some(Self { bootstrap_servers: servers?.0, protocol, authority: authority?, login: login? })
    }

    /// The settings that every client starts from. `client_id` is the name by which brokers know it.
    pub fn client(&self, client_id: &str) -> ClientConfig {
        let mut settings = ClientConfig::new();
        settings
            .set("bootstrap.servers", &self.bootstrap_servers)
            .set("client.id", client_id)
            .set("security.protocol", self.protocol.name())
            // Found again soon after an outage; the defaults wait up to 10 s and 30 s.
            .set("reconnect.backoff.max.ms", "1000")
            .set("socket.connection.setup.timeout.ms", "5000");
        if let Some(authority) = &self.authority {
            settings.set("ssl.ca.location", authority);
        }
        if let Some(login) = &self.login {
            settings
                .set("sasl.mechanism", login.mechanism.name())
                .set("sasl.username", &login.username)
                .set("sasl.password", login.password.expose());
        }
        settings
    }

    /// The settings of a producer that neither loses nor doubles nor reorders what Kafka has taken.
    pub fn producer(&self, client_id: &str) -> ClientConfig {
        let mut settings = self.client(client_id);
        settings
            .set("enable.idempotence", "true")
            .set("acks", "all")
            // What the Java clients do with a key, so that all producers agree on its partition.
            .set("partitioner", "murmur2_random");
        settings
    }
}

impl Login {
    fn from_reader(reader: &mut Reader) -> Option<Self> {
        let mechanism = reader.required("KAFKA_SASL_MECHANISM", "PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512");
        let username = reader.required("KAFKA_SASL_USERNAME", "a user of the brokers");
        let password = reader.required("KAFKA_SASL_PASSWORD", "that user's password");
        if matches!(mechanism, Some(Mechanism::ScramSha256 | Mechanism::ScramSha512)) && !cfg!(feature = "kafka-tls") {
            reader.refuse("KAFKA_SASL_MECHANISM", NEEDS_TLS);
        }
        Some(Self { mechanism: mechanism?, username: username?, password: password? })
    }
}

/// No login is wanted; one that is given all the same would be ignored silently.
fn none(reader: &mut Reader) -> Option<Option<Login>> {
    let mut given = false;
    for name in ["KAFKA_SASL_MECHANISM", "KAFKA_SASL_USERNAME", "KAFKA_SASL_PASSWORD"] {
        if reader.optional::<Secret>(name, "").is_some() {
            reader.refuse(name, "has no effect: set KAFKA_SECURITY_PROTOCOL to sasl_ssl or sasl_plaintext");
            given = true;
        }
    }
    (!given).then_some(None)
}

/// `None` when the file cannot be used; librdkafka says later what is wrong inside of it.
fn authority(reader: &mut Reader, protocol: Protocol) -> Option<Option<String>> {
    let name = "KAFKA_CA_FILE";
    let Some(path) = reader.optional::<String>(name, "a path") else { return Some(None) };
    if !protocol.has_tls() {
        reader.refuse(name, "has no effect: set KAFKA_SECURITY_PROTOCOL to ssl or sasl_ssl");
        return None;
    }
    match File::open(&path) {
        Ok(_) => Some(Some(path)),
        Err(error) => {
            reader.refuse(name, format!("names a file that cannot be read ({})", error.kind()));
            None
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Protocol {
    Plaintext,
    Ssl,
    SaslPlaintext,
    SaslSsl,
}

impl Protocol {
    const ALL: [Self; 4] = [Self::Plaintext, Self::Ssl, Self::SaslPlaintext, Self::SaslSsl];

    fn name(self) -> &'static str {
        match self {
            Self::Plaintext => "plaintext",
            Self::Ssl => "ssl",
            Self::SaslPlaintext => "sasl_plaintext",
            Self::SaslSsl => "sasl_ssl",
        }
    }

    fn has_tls(self) -> bool {
        matches!(self, Self::Ssl | Self::SaslSsl)
    }

    fn has_login(self) -> bool {
        matches!(self, Self::SaslPlaintext | Self::SaslSsl)
    }
}

impl FromStr for Protocol {
    type Err = ();

    /// In either case: Kafka's own documentation writes `SASL_SSL`.
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|protocol| protocol.name().eq_ignore_ascii_case(text)).ok_or(())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mechanism {
    Plain,
    ScramSha256,
    ScramSha512,
}

impl Mechanism {
    const ALL: [Self; 3] = [Self::Plain, Self::ScramSha256, Self::ScramSha512];

    fn name(self) -> &'static str {
        match self {
            Self::Plain => "PLAIN",
            Self::ScramSha256 => "SCRAM-SHA-256",
            Self::ScramSha512 => "SCRAM-SHA-512",
        }
    }
}

impl FromStr for Mechanism {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|mechanism| mechanism.name().eq_ignore_ascii_case(text)).ok_or(())
    }
}

/// At least one `host:port`; librdkafka would only log what it cannot read.
struct Servers(String);

impl FromStr for Servers {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let is_server = |server: &str| {
            let Some((host, port)) = server.rsplit_once(':') else { return false };
            let plain = |byte: u8| byte.is_ascii_graphic() && !b"/@,".contains(&byte);
            !host.is_empty() && host.bytes().all(plain) && port.parse::<u16>().is_ok_and(|port| port > 0)
        };
        if text.split(',').map(str::trim).all(is_server) { Ok(Self(text.to_owned())) } else { Err(()) }
    }
}

/// The name of a topic, as Kafka allows it: 1 to 249 of `a-z A-Z 0-9 . _ -`, and neither `.` nor `..`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic(String);

impl Topic {
    /// Read one from a variable, with a default for its absence. A name that Kafka would refuse is remembered as a problem.
    pub fn from_reader(reader: &mut Reader, variable: &str, default: &str) -> String {
        reader.or(variable, Self(default.to_owned()), "the name of a Kafka topic").0
    }
}

impl FromStr for Topic {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        let legal = (1..=249).contains(&text.len()) && text.bytes().all(plain) && text != "." && text != "..";
        if legal { Ok(Self(text.to_owned())) } else { Err(()) }
    }
}

#[cfg(test)]
mod tests;
