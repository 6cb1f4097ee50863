//! The configuration of this service, read from the environment once at the start.

mod smtp;

use std::time::Duration;

use kit::{
    config::{ConfigError, Reader},
    kafka::{Kafka, Topic},
    postgres,
    service::Common,
};

pub use smtp::{Smtp, Tls};

const OPS_LISTEN: ([u8; 4], u16) = ([127, 0, 0, 1], 9105);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What [`crate::start`] needs to know.
#[derive(Clone, Debug)]
pub struct Config {
    /// What all services share.
    pub common: Common,
    /// `KAFKA_BOOTSTRAP_SERVERS` and the other variables that say how to reach Kafka.
    pub kafka: Kafka,
    /// `KAFKA_ORDER_TOPIC`: where events come from; `order-events` by default.
    pub order_topic: String,
    /// `KAFKA_DEAD_LETTER_TOPIC`: where events go that no mail can be sent for; `order-events.dead-letter` by default.
    pub dead_letter_topic: String,
    /// `KAFKA_GROUP`: the consumer group, the same for all instances; `notification` by default.
    pub group: String,
    /// `DATABASE_URL`: the PostgreSQL server, database and user. Its `Debug` hides the password.
    pub database: tokio_postgres::Config,
    /// `SMTP_URL`, `SMTP_USERNAME`, `SMTP_PASSWORD`, `SMTP_CA_FILE`, `SMTP_TIMEOUT` and `MAIL_FROM`.
    pub smtp: Smtp,
    /// `MAIL_WORKERS`: mails that are handed over at the same time, 1 to 64; 8 by default.
    pub workers: usize,
    /// `MAIL_RETRY_DELAY`: before a mail is tried for the second time; 2 s by default. It grows from there.
    pub retry_delay: Duration,
    /// `MAIL_RETRY_LIMIT`: for how long a mail is tried that is refused for now; 1 h by default.
    pub retry_limit: Duration,
    /// `MAIL_DUPLICATE_WINDOW`: for how long it is remembered that a mail was sent, at least as long as the topic keeps its
    /// events; 168 h by default.
    pub duplicate_window: Duration,
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
        let common = Common::from_reader(&mut reader, "notification", OPS_LISTEN.into());
        let kafka = Kafka::from_reader(&mut reader);
        let order_topic = Topic::from_reader(&mut reader, "KAFKA_ORDER_TOPIC", "order-events");
        let dead_letter_topic = Topic::from_reader(&mut reader, "KAFKA_DEAD_LETTER_TOPIC", "order-events.dead-letter");
        let group = reader.or("KAFKA_GROUP", "notification".to_owned(), "the name of a consumer group");
        let database = postgres::from_reader(&mut reader, &common.instance);
        let smtp = Smtp::from_reader(&mut reader);
        let workers = reader.within("MAIL_WORKERS", 8, "a number of mails", 1..=64);
        let retry_delay = reader.duration_or("MAIL_RETRY_DELAY", Duration::from_secs(2));
        let retry_limit = reader.duration_or("MAIL_RETRY_LIMIT", Duration::from_secs(60 * 60));
        let duplicate_window = reader.duration_or("MAIL_DUPLICATE_WINDOW", 7 * DAY);
        if retry_limit >= duplicate_window {
            reader.refuse("MAIL_RETRY_LIMIT", "must be shorter than MAIL_DUPLICATE_WINDOW");
        }
        let config = (|| {
            Some(Self {
                common,
                kafka: kafka?,
                order_topic,
                dead_letter_topic,
                group,
                database: database?,
                smtp: smtp?,
                workers,
                retry_delay,
                retry_limit,
                duplicate_window,
            })
        })();
        reader.finish(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let required = [
            ("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
            ("DATABASE_URL", "postgres://shop:hunter2@localhost/shop"),
            ("SMTP_URL", "smtp://127.0.0.1:2525"),
            ("MAIL_FROM", "Tuckshop <shop@tuckshop.example>"),
        ];
        let values = required.iter().chain(values).map(|&(name, value)| (name.into(), value.into()));
        Config::read(Reader::from_map(values.collect()))
    }

    #[test]
    fn defaults() {
        let config = read(&[]).unwrap();
        assert_eq!(config.common.ops_listen.to_string(), "127.0.0.1:9105");
        assert_eq!((config.common.instance.as_str(), config.group.as_str()), ("notification", "notification"));
        assert_eq!(config.order_topic, "order-events");
        assert_eq!(config.dead_letter_topic, "order-events.dead-letter");
        assert_eq!((config.workers, config.retry_limit, config.duplicate_window), (8, DAY / 24, DAY * 7));
        assert_eq!((config.smtp.tls, config.smtp.port), (Tls::None, 2525));
    }

    #[test]
    fn secrets_do_not_show_themselves() {
        let login = [("SMTP_USERNAME", "hunter3"), ("SMTP_PASSWORD", "hunter4"), ("SMTP_URL", "smtps://mail.example")];
        let shown = format!("{:?}", read(&login).unwrap());
        assert!(!shown.contains("hunter"), "{shown}");
    }

    #[test]
    fn every_bad_variable_is_named_and_no_value_is_shown() {
        let refused = [
            ("DATABASE_URL", "http://hunter2"),
            ("SMTP_URL", "smtp://shop:hunter2@mail.example"),
            ("SMTP_URL", "http://hunter2"),
            ("SMTP_URL", "smtp://mail.example?tls=hunter2"),
            ("SMTP_URL", "smtps://mail.example?tls=none"),
            ("SMTP_URL", "smtp://mail.example/hunter2"),
            ("SMTP_URL", "hunter2"),
            ("SMTP_PASSWORD", "hunter2"),
            ("SMTP_CA_FILE", "/hunter2"),
            ("SMTP_TIMEOUT", "1h"),
            ("MAIL_FROM", "hunter2"),
            ("MAIL_WORKERS", "0"),
            ("MAIL_RETRY_LIMIT", "169h"),
            ("KAFKA_ORDER_TOPIC", "hunter2/"),
        ];
        for (name, value) in refused {
            let error = read(&[(name, value)]).unwrap_err();
            assert!(error.names().all(|refused| refused == name), "{name}={value}: {error}");
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn a_password_never_goes_over_a_line_that_can_be_read() {
        let login = [("SMTP_USERNAME", "shop"), ("SMTP_PASSWORD", "hunter2")];
        let with = |url| read(&[login[0], login[1], ("SMTP_URL", url)]).map(|config| config.smtp.tls);
        assert_eq!(with("smtp://mail.example").unwrap(), Tls::Required);
        assert_eq!(with("smtps://mail.example").unwrap(), Tls::Wrapped);
        assert_eq!(with("smtp://127.0.0.1:2525").unwrap(), Tls::None);
        assert_eq!(with("smtp://localhost:2525?tls=required").unwrap(), Tls::Required);
        assert_eq!(with("smtp://mail.example?tls=none").unwrap_err().names().collect::<Vec<_>>(), ["SMTP_URL"]);
    }
}
