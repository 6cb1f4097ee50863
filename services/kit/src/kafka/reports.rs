//! What librdkafka has to say on the side, in this process's log: what needs a person loudly, and not with every attempt;
//! everything else quietly, for a broker that is away is reported by each attempt to reach it.

use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

use rdkafka::{
    ClientContext,
    config::RDKafkaLogLevel,
    consumer::ConsumerContext,
    error::{KafkaError, RDKafkaErrorCode},
};

use crate::locked;

/// Before the same kind of trouble is told again.
const PAUSE: Duration = Duration::from_secs(60);

/// A client context that reports through `tracing`. A context with more to do hands `log` and `error` on to one of these.
#[derive(Debug, Default)]
pub struct Reports {
    /// What was told less than a minute ago.
    told: Mutex<Vec<(RDKafkaErrorCode, Instant)>>,
}

impl Reports {
    /// Whether this kind of trouble was not told for a minute.
    fn is_news(&self, code: RDKafkaErrorCode, now: Instant) -> bool {
        let mut told = locked(&self.told);
        told.retain(|(_, at)| now.duration_since(*at) < PAUSE);
        let news = told.iter().all(|(known, _)| *known != code);
        if news {
            told.push((code, now));
        }
        news
    }
}

impl ClientContext for Reports {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, message: &str) {
        use RDKafkaLogLevel::{Alert, Critical, Debug, Emerg, Error, Info, Notice, Warning};
        match level {
            Emerg | Alert | Critical => tracing::error!(facility, "{message}"),
            // The readiness says once that a broker is away.
            Error | Warning | Notice | Info => tracing::debug!(facility, "{message}"),
            Debug => tracing::trace!(facility, "{message}"),
        }
    }

    fn error(&self, error: KafkaError, reason: &str) {
        match error.rdkafka_error_code().filter(|code| needs_a_person(*code)) {
            Some(code) if self.is_news(code, Instant::now()) => tracing::error!("Kafka refuses this client: {reason}"),
            _ => tracing::debug!(%error, reason, "the Kafka client reports a problem"),
        }
    }
}

impl ConsumerContext for Reports {}

/// What does not mend itself: certificates, logins, permissions, and names that mean no host.
fn needs_a_person(code: RDKafkaErrorCode) -> bool {
    use RDKafkaErrorCode::{
        Authentication, ClusterAuthorizationFailed, GroupAuthorizationFailed, Resolve, SSL, SaslAuthenticationFailed,
        TopicAuthorizationFailed, UnsupportedSASLMechanism,
    };
    matches!(
        code,
        Authentication
            | ClusterAuthorizationFailed
            | GroupAuthorizationFailed
            | Resolve
            | SSL
            | SaslAuthenticationFailed
            | TopicAuthorizationFailed
            | UnsupportedSASLMechanism
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_trouble_is_told_once_a_minute() {
        let reports = Reports::default();
        let begin = Instant::now();
        let told = |code, seconds| reports.is_news(code, begin + Duration::from_secs(seconds));
        assert!(told(RDKafkaErrorCode::SSL, 0));
        assert!(!told(RDKafkaErrorCode::SSL, 59));
        assert!(told(RDKafkaErrorCode::Authentication, 59));
        assert!(!told(RDKafkaErrorCode::Authentication, 118));
        assert!(told(RDKafkaErrorCode::Authentication, 119));
    }
}
