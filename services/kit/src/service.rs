//! What every service's configuration and every running service share: names, addresses and limits, and the parts that
//! no service runs without. What a service does is its own matter.

use std::{
    io,
    net::SocketAddr,
    time::{Duration, Instant},
};

use crate::{
    channel::{ChannelError, channel},
    config::Reader,
    limits,
    logs::{self, LogQueue, Settings, Shipping},
    ops::OpsServer,
    readiness::Readiness,
    shutdown::Stopped,
};

/// The part of a service's configuration that is the same for all of them.
#[derive(Clone, Debug)]
pub struct Common {
    /// `INSTANCE`: the name in log lines and log records; 1 to 100 characters.
    pub instance: String,
    /// `OPS_LISTEN`: where health, readiness and metrics are served.
    pub ops_listen: SocketAddr,
    /// `SHUTDOWN_LIMIT`: for finishing what is in flight after a signal; 10 s by default.
    pub shutdown_limit: Duration,
    /// `LOGGING_ENDPOINT`: where log records go, such as `http://127.0.0.1:50052`. Without it they stay in the process.
    pub logging_endpoint: Option<String>,
    /// `LOG_QUEUE`: records that may wait to be sent; 10,000 by default.
    pub log_queue: usize,
    /// `LOG_STREAM_INTERVAL`: how long a stream of records goes on before it is closed to be acknowledged; 2 s by
    /// default.
    pub log_stream_interval: Duration,
}

impl Common {
    /// Read it, with a service's own defaults for its name and its ops address. Problems are remembered in the reader.
    pub fn from_reader(reader: &mut Reader, default_instance: &str, default_ops_listen: SocketAddr) -> Self {
        let settings = Settings::default();
        let instance = reader.or("INSTANCE", default_instance.to_owned(), "a name");
        if instance.chars().count() > logs::MAX_SERVICE_NAME || instance.chars().any(char::is_control) {
            reader.refuse("INSTANCE", "must be a name of up to 100 characters");
        }
        let log_queue = reader.within("LOG_QUEUE", settings.capacity, "a number of records", 1..=1_000_000);
        Self {
            instance,
            ops_listen: reader.or("OPS_LISTEN", default_ops_listen, "an address such as 127.0.0.1:9101"),
            shutdown_limit: reader.duration_or("SHUTDOWN_LIMIT", Duration::from_secs(10)),
            logging_endpoint: reader.optional("LOGGING_ENDPOINT", "an address such as http://127.0.0.1:50052"),
            log_queue,
            log_stream_interval: reader.duration_or("LOG_STREAM_INTERVAL", settings.stream_interval),
        }
    }
}

/// The longest that a stopping process waits for its log records to be acknowledged: a logging service that is away
/// must not hold up the end of everything else.
const FLUSH_LIMIT: Duration = Duration::from_secs(3);

/// Why a service's foundation could not be laid.
#[derive(Debug, thiserror::Error)]
pub enum FoundationError {
    /// The ops address is taken, or not ours.
    #[error("cannot listen for operators on {address}")]
    Ops {
        /// `OPS_LISTEN`.
        address: SocketAddr,
        /// What the operating system said.
        #[source]
        source: io::Error,
    },
    /// `LOGGING_ENDPOINT` cannot be used.
    #[error("LOGGING_ENDPOINT cannot be used")]
    Logging(#[source] ChannelError),
}

/// What runs below every service: its ops endpoint, its readiness and its log records. Started first, stopped last.
#[derive(Debug)]
pub struct Foundation {
    /// For the service's conditions.
    pub readiness: Readiness,
    /// For the service's records.
    pub logs: LogQueue,
    ops: OpsServer,
    shipping: Option<Shipping>,
}

impl Foundation {
    /// Raise the limit of open files, install the metrics recorder, serve the ops endpoint, and send log records when
    /// there is a logging service.
    ///
    /// # Errors
    ///
    /// When the ops address cannot be bound, or the logging endpoint is not of the form `http://host:port`.
    pub async fn start(common: &Common) -> Result<Self, FoundationError> {
        if let Err(error) = limits::raise_open_files() {
            tracing::warn!(%error, "cannot raise the limit of open files");
        }
        let readiness = Readiness::new();
        let ops = OpsServer::start(common.ops_listen, readiness.clone())
            .await
            .map_err(|source| FoundationError::Ops { address: common.ops_listen, source })?;
        let (logs, shipping) = match &common.logging_endpoint {
            None => (LogQueue::local(), None),
            Some(endpoint) => {
                let channel = channel(endpoint).map_err(FoundationError::Logging)?;
                let settings = Settings {
                    capacity: common.log_queue,
                    stream_interval: common.log_stream_interval,
                    ..Settings::default()
                };
                let queue = LogQueue::new(settings);
                let shipping = logs::start(&queue, channel, &common.instance);
                (queue, Some(shipping))
            }
        };
        Ok(Self { readiness, logs, ops, shipping })
    }

    /// Where the ops endpoint listens.
    pub fn ops_addr(&self) -> SocketAddr {
        self.ops.local_addr()
    }

    /// Flush the log records until `deadline`, and for 3 s at most, then end the ops endpoint. Call
    /// [`Readiness::set_stopping`] and finish the service's own work before, so that its last records are among them.
    ///
    /// Records that could not be flushed are lost, and reported, and do not make the end incomplete: they are bounded
    /// and dropped in any other trouble, too.
    pub async fn stop(mut self, deadline: Instant) {
        self.readiness.set_stopping();
        self.flush(deadline).await;
    }

    /// Send the log records that there are, until `deadline`, and for 3 s at most; later ones stay here. For the service that
    /// itself takes log records, while it still does.
    pub async fn flush(&mut self, deadline: Instant) {
        let Some(shipping) = self.shipping.take() else { return };
        if shipping.stop(deadline.min(Instant::now() + FLUSH_LIMIT)).await == Stopped::Incomplete {
            let records = self.logs.counts().in_flight;
            tracing::warn!(records, "log records were not acknowledged in time and are lost");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> Result<Common, crate::config::ConfigError> {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut reader = Reader::from_map(values);
        let common = Common::from_reader(&mut reader, "db", ([127, 0, 0, 1], 9101).into());
        reader.finish(Some(common))
    }

    #[test]
    fn defaults() {
        let common = read(&[]).unwrap();
        assert_eq!(common.instance, "db");
        assert_eq!(common.ops_listen.to_string(), "127.0.0.1:9101");
        assert_eq!(common.shutdown_limit, Duration::from_secs(10));
        assert_eq!(common.logging_endpoint, None);
        assert_eq!((common.log_queue, common.log_stream_interval), (10_000, Duration::from_secs(2)));
    }

    #[test]
    fn refusals() {
        let long = "x".repeat(101);
        let error = read(&[("INSTANCE", &long), ("OPS_LISTEN", "9101"), ("LOG_QUEUE", "0"), ("SHUTDOWN_LIMIT", "0s")]);
        let error = error.unwrap_err();
        assert_eq!(error.names().collect::<Vec<_>>(), ["INSTANCE", "LOG_QUEUE", "OPS_LISTEN", "SHUTDOWN_LIMIT"]);
    }
}
