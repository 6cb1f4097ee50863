//! The configuration of this service, read from the environment once at the start.

use std::{net::SocketAddr, time::Duration};

use kit::{
    config::{ConfigError, Reader},
    kafka::{Kafka, Topic},
    postgres,
    service::Common,
};

use crate::orders::Limits;

const LISTEN: ([u8; 4], u16) = ([127, 0, 0, 1], 50051);
const OPS_LISTEN: ([u8; 4], u16) = ([127, 0, 0, 1], 9101);
const POOL_SIZE: usize = 16;
const LARGEST_POOL: usize = 1000;
const ORDER_WAIT: Duration = Duration::from_millis(500);

/// What [`crate::start`] needs to know.
#[derive(Clone, Debug)]
pub struct Config {
    /// What all services share.
    pub common: Common,
    /// `DB_LISTEN`: where gRPC is served; 127.0.0.1:50051 by default.
    pub listen: SocketAddr,
    /// `DATABASE_URL`: the PostgreSQL server, database and user. Its `Debug` hides the password.
    pub database: tokio_postgres::Config,
    /// `DB_POOL_SIZE`: connections that serve calls, 1 to 1,000, 16 by default. Four more watch the server, listen to it,
    /// place orders, and relay their events.
    pub pool_size: usize,
    /// Bounds of the order executor.
    ///
    /// `DB_ORDER_QUEUE`: orders that may wait, 1 to 1,000,000, 16,000 by default. `DB_ORDER_WAIT`: once one has waited for
    /// this long, nobody else is let in; 500 ms by default. `DB_ORDER_BATCH`: most orders in one transaction, 1 to 10,000,
    /// 512 by default.
    pub orders: Limits,
    /// `KAFKA_BOOTSTRAP_SERVERS` and the other variables that say how to reach Kafka.
    pub kafka: Kafka,
    /// `KAFKA_ORDER_TOPIC`: where it is told what has become of orders; `order-events` by default.
    pub order_topic: String,
}

impl Config {
    /// From this process's environment.
    ///
    /// # Errors
    ///
    /// Every variable that is missing or cannot be used, by name.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::read(Reader::from_env())
    }

    /// From any other source of variables.
    ///
    /// # Errors
    ///
    /// Every variable that is missing or cannot be used, by name.
    pub fn read(mut reader: Reader) -> Result<Self, ConfigError> {
        let common = Common::from_reader(&mut reader, "db", OPS_LISTEN.into());
        let listen = reader.or("DB_LISTEN", LISTEN.into(), "an address such as 127.0.0.1:50051");
        let database = postgres::from_reader(&mut reader, &common.instance);
        let pool_size = reader.within("DB_POOL_SIZE", POOL_SIZE, "a number of connections", 1..=LARGEST_POOL);
        let orders = Limits {
            waiting: reader.within("DB_ORDER_QUEUE", 16_000, "a number of orders", 1..=1_000_000),
            age: reader.duration_or("DB_ORDER_WAIT", ORDER_WAIT),
            batch: reader.within("DB_ORDER_BATCH", 512, "a number of orders", 1..=10_000),
        };
        let kafka = Kafka::from_reader(&mut reader);
        let order_topic = Topic::from_reader(&mut reader, "KAFKA_ORDER_TOPIC", "order-events");
        let config = database.zip(kafka).map(|(database, kafka)| Self {
            common,
            listen,
            database,
            pool_size,
            orders,
            kafka,
            order_topic,
        });
        reader.finish(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::read(Reader::from_map(values.iter().map(|&(name, value)| (name.into(), value.into())).collect()))
    }

    #[test]
    fn defaults() {
        let url = "postgres://shop:hunter2@localhost/shop";
        let values = [("DATABASE_URL", url), ("INSTANCE", "db-1"), ("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092")];
        let config = read(&values).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:50051");
        assert_eq!(config.common.ops_listen.to_string(), "127.0.0.1:9101");
        assert_eq!(config.pool_size, 16);
        assert_eq!((config.orders.waiting, config.orders.batch), (16_000, 512));
        assert_eq!(config.order_topic, "order-events");
        assert_eq!(config.database.get_application_name(), Some("db-1"));
        assert!(!format!("{config:?}").contains("hunter2"));
    }

    #[test]
    fn every_bad_variable_is_named_and_no_value_is_shown() {
        for bad in ["hunter2", "http://hunter2", "postgres://", "postgres://u:hunter2@h/d?sslmode=require"] {
            let error = read(&[("DATABASE_URL", bad), ("DB_POOL_SIZE", "0"), ("KAFKA_ORDER_TOPIC", "a b")]);
            let error = error.unwrap_err();
            assert_eq!(
                error.names().collect::<Vec<_>>(),
                ["DATABASE_URL", "DB_POOL_SIZE", "KAFKA_BOOTSTRAP_SERVERS", "KAFKA_ORDER_TOPIC"],
                "{bad}"
            );
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
        assert_eq!(read(&[]).unwrap_err().names().collect::<Vec<_>>(), ["DATABASE_URL", "KAFKA_BOOTSTRAP_SERVERS"]);
    }
}
