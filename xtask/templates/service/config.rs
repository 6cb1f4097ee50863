//! The configuration, from the environment.

use std::net::SocketAddr;

use kit::config::{ConfigError, Reader};
use kit::service::Common;

/// The configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// What all services have.
    pub common: Common,
    /// `{{prefix}}_LISTEN`: where the REST interface is served; 127.0.0.1:{{port}} by default.
    pub listen: SocketAddr,
}

impl Config {
    /// From the process's environment.
    ///
    /// # Errors
    ///
    /// Every variable that cannot be used, by name.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_reader(Reader::from_env())
    }

    /// From a given environment.
    ///
    /// # Errors
    ///
    /// Every variable that cannot be used, by name.
    pub fn from_reader(mut reader: Reader) -> Result<Self, ConfigError> {
        let common = Common::from_reader(&mut reader, "{{name}}", SocketAddr::from(([127, 0, 0, 1], {{ops_port}})));
        let default = SocketAddr::from(([127, 0, 0, 1], {{port}}));
        let listen = reader.or("{{prefix}}_LISTEN", default, "an address such as 127.0.0.1:{{port}}");
        reader.finish(Some(Self { common, listen }))
    }
}
