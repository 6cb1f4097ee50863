//! The topic of events for which no mail can be sent. Each has the event as it came, and headers that say why it is there.

use std::{sync::Mutex, time::Duration};

use chrono::{SecondsFormat, Utc};
use kit::kafka::Reports;
use rdkafka::{
    ClientConfig,
    error::{KafkaError, RDKafkaErrorCode},
    message::{Header, OwnedHeaders},
    producer::{FutureProducer, FutureRecord, Producer as _},
};

use crate::{Config, incoming::Incoming};

/// For a message to be acknowledged. After that it is tried again, for as long as it takes.
const DELIVERY_LIMIT: Duration = Duration::from_secs(10);

/// What the headers begin with that are added here.
const PREFIX: &str = "dead-letter-";

/// Why an event is a dead letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// It is no order event.
    Undecodable,
    /// The mail server refused the mail for good, or the address cannot be written to.
    SmtpPermanent,
    /// The mail server refused the mail for now, for too long.
    RetriesExhausted,
    /// The mail was handed over, and nobody knows whether it was sent.
    OutcomeUnknown,
}

impl Why {
    /// As it is written in the header and in metrics.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Undecodable => "undecodable",
            Self::SmtpPermanent => "smtp_permanent",
            Self::RetriesExhausted => "retries_exhausted",
            Self::OutcomeUnknown => "outcome_unknown",
        }
    }
}

type Producer = FutureProducer<Reports>;

/// Publishes dead letters. There is no producer until the first one: most days have none.
pub(crate) struct DeadLetters {
    settings: ClientConfig,
    order_topic: String,
    topic: String,
    producer: Mutex<Option<Producer>>,
}

impl DeadLetters {
    pub(crate) fn new(config: &Config) -> Self {
        let mut settings = config.kafka.producer(&config.common.instance);
        settings
            .set("message.timeout.ms", DELIVERY_LIMIT.as_millis().to_string())
            // What brokers take unless told otherwise: what has come in must be able to go out.
            .set("message.max.bytes", "1048588")
            .set("queue.buffering.max.messages", "1000")
            .set("queue.buffering.max.kbytes", "4096");
        Self {
            settings,
            order_topic: config.order_topic.clone(),
            topic: config.dead_letter_topic.clone(),
            producer: Mutex::default(),
        }
    }

    /// Publish one. When this returns, every replica has it.
    pub(crate) async fn publish(&self, message: &Incoming, why: Why, error: &str) -> Result<(), KafkaError> {
        let sent = self.send(message, why, error, message.value.as_deref()).await;
        match sent.as_ref().err().and_then(KafkaError::rdkafka_error_code) {
            // The headers were too much for a message that was as long as messages can be.
            Some(RDKafkaErrorCode::MessageSizeTooLarge) => {
                let error = format!("{error}; the value is too long to be repeated, see the place where it came from");
                self.send(message, why, &error, None).await
            }
            _ => sent,
        }
    }

    async fn send(&self, message: &Incoming, why: Why, error: &str, value: Option<&[u8]>) -> Result<(), KafkaError> {
        let producer = self.producer()?;
        let record = FutureRecord {
            topic: &self.topic,
            partition: None,
            payload: value,
            key: message.key.as_deref(),
            timestamp: None,
            headers: Some(self.headers(message, why, error)),
        };
        match producer.send(record, DELIVERY_LIMIT).await {
            Ok(_) => Ok(()),
            Err((error, _)) => {
                // One that has lost track of its sequence refuses everything from then on; another one can go on.
                if producer.client().fatal_error().is_some() {
                    kit::locked(&self.producer).take();
                }
                Err(error)
            }
        }
    }

    fn producer(&self) -> Result<Producer, KafkaError> {
        let mut producer = kit::locked(&self.producer);
        if let Some(producer) = producer.as_ref() {
            return Ok(producer.clone());
        }
        let made: Producer = self.settings.create_with_context(Reports::default())?;
        Ok(producer.insert(made).clone())
    }

    fn headers(&self, message: &Incoming, why: Why, error: &str) -> OwnedHeaders {
        // An event that was replayed comes without them; should it not, only the last reason counts.
        let original = message.headers().iter().filter(|(name, _)| !name.starts_with(PREFIX));
        let headers = original.fold(OwnedHeaders::new(), |headers, (name, value)| {
            headers.insert(Header { key: name, value: value.as_deref() })
        });
        let (partition, offset) = (message.partition.to_string(), message.offset.to_string());
        let time = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
        let added = [
            ("dead-letter-reason", why.as_str()),
            ("dead-letter-error", error),
            ("dead-letter-topic", &self.order_topic),
            ("dead-letter-partition", &partition),
            ("dead-letter-offset", &offset),
            ("dead-letter-time", &time),
        ];
        added.into_iter().fold(headers, |headers, (key, value)| headers.insert(Header { key, value: Some(value) }))
    }
}
