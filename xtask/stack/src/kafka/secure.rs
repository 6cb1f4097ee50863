//! A further listener of Apache Kafka, for tests of clients that come with TLS and a login.

use std::fmt;
use std::path::Path;

/// Where Kafka listens with TLS, and who may log in there by SCRAM-SHA-512.
#[derive(Clone)]
pub struct Secure {
    /// A free port of 127.0.0.1.
    pub port: u16,
    /// The certificate, followed by those of its issuers, in PEM.
    pub certificates: String,
    /// Its key, as PKCS#8 in PEM.
    pub key: String,
    /// Who may log in.
    pub username: String,
    /// With which password.
    pub password: String,
}

impl fmt::Debug for Secure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secure").field("port", &self.port).finish_non_exhaustive()
    }
}

impl Secure {
    /// What the broker finds in its key store.
    pub(super) fn store(&self) -> String {
        format!("{}{}", self.key, self.certificates)
    }

    /// The user, as the command that formats the data directory takes one.
    pub(super) fn scram(&self) -> String {
        format!("SCRAM-SHA-512=[name={},password={}]", self.username, self.password)
    }

    /// The broker's settings for the listener, which is called SECURE.
    pub(super) fn properties(&self, store: &Path) -> String {
        format!(
            "listener.name.secure.ssl.keystore.type=PEM
listener.name.secure.ssl.keystore.location={}
listener.name.secure.sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.secure.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
",
            store.display()
        )
    }
}
