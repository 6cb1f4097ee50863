//! What the logging service is told by its environment.

use std::{net::SocketAddr, time::Duration};

use kit::{
    config::{ConfigError, Reader},
    kafka::{Kafka, Topic},
    service::Common,
};

/// The configuration of the logging service.
#[derive(Clone, Debug)]
pub struct Config {
    /// What all services share. Its `logging_endpoint` is this service's own address, if it is to publish its own records.
    pub common: Common,
    /// `LOGGING_LISTEN`: where gRPC is served; 127.0.0.1:50052 by default, port 0 takes a free one.
    pub listen: SocketAddr,
    /// `KAFKA_BOOTSTRAP_SERVERS` and the other variables that say how to reach Kafka.
    pub kafka: Kafka,
    /// `KAFKA_LOG_TOPIC`: where records are published; `api-logs` by default.
    pub topic: String,
    /// `KAFKA_DELIVERY_TIMEOUT`: from taking a record to giving it up; 5 s by default, 100 ms to 5 min.
    pub delivery_timeout: Duration,
}

impl Config {
    /// Read it from this process's environment.
    ///
    /// # Errors
    ///
    /// Every variable that cannot be used.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_reader(Reader::from_env())
    }

    /// Read it from a given environment.
    ///
    /// # Errors
    ///
    /// Every variable that cannot be used.
    pub fn from_reader(mut reader: Reader) -> Result<Self, ConfigError> {
        let common = Common::from_reader(&mut reader, "logging", ([127, 0, 0, 1], 9102).into());
        let listen = reader.or("LOGGING_LISTEN", ([127, 0, 0, 1], 50052).into(), "an address such as 127.0.0.1:50052");
        let kafka = Kafka::from_reader(&mut reader);
        let topic = Topic::from_reader(&mut reader, "KAFKA_LOG_TOPIC", "api-logs");
        let delivery_timeout = reader.duration_or("KAFKA_DELIVERY_TIMEOUT", Duration::from_secs(5));
        if !(Duration::from_millis(100)..=Duration::from_secs(300)).contains(&delivery_timeout) {
            reader.refuse("KAFKA_DELIVERY_TIMEOUT", "must be from 100ms to 5m");
        }
        let config = kafka.map(|kafka| Self { common, listen, kafka, topic, delivery_timeout });
        reader.finish(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> Result<Config, Vec<String>> {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let config = Config::from_reader(Reader::from_map(values));
        config.map_err(|error| error.names().map(str::to_owned).collect())
    }

    #[test]
    fn only_the_brokers_are_required() {
        assert_eq!(read(&[]).unwrap_err(), ["KAFKA_BOOTSTRAP_SERVERS"]);
        let config = read(&[("KAFKA_BOOTSTRAP_SERVERS", "a:9092, b:9092")]).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:50052");
        assert_eq!(config.common.ops_listen.to_string(), "127.0.0.1:9102");
        assert_eq!((config.common.instance.as_str(), config.topic.as_str()), ("logging", "api-logs"));
        assert_eq!((config.delivery_timeout, config.common.logging_endpoint), (Duration::from_secs(5), None));
    }

    #[test]
    fn values_are_checked() {
        let refused = [
            ("KAFKA_LOG_TOPIC", ["api logs", "..", "a/b", "é", "a:b", ".", "{}"]),
            ("KAFKA_DELIVERY_TIMEOUT", ["5", "99ms", "301s", "0s", "-1s", "soon", "6m"]),
            ("LOGGING_LISTEN", ["50052", "localhost:50052", ":1", "127.0.0.1", "a", "127.0.0.1:x", "1:1:1"]),
        ];
        for (name, values) in refused {
            for value in values {
                let environment = [("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"), (name, value)];
                assert_eq!(read(&environment).unwrap_err(), [name], "{value}");
            }
        }
    }
}
