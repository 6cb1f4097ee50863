//! What each service is told through its environment. Each gets only the secrets that it needs.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::SystemTime;

use crate::blueprint::{Blueprint, Database};
use crate::kafka::{Broker, DEAD_LETTER_TOPIC, LOG_TOPIC, ORDER_TOPIC};
use crate::services::Environment;

/// Of an instance of `package` that listens at `address`; `changed` counts more than anything that is set here.
pub(crate) fn of(
    blueprint: &Blueprint,
    package: &str,
    address: SocketAddr,
    changed: BTreeMap<String, String>,
) -> Environment {
    let endpoint = |listener: &str| format!("http://{}", blueprint.ports.address(listener));
    let mut variables: BTreeMap<String, String> = BTreeMap::new();
    let mut set = |name: &str, value: String| variables.insert(name.to_owned(), value);
    if package != "logging" {
        set("LOGGING_ENDPOINT", endpoint("logging"));
    }
    if matches!(package, "db" | "notification") {
        set("DATABASE_URL", blueprint.database.as_ref().map(Database::url).unwrap_or_default());
    }
    match package {
        "db" => {
            set("DB_LISTEN", address.to_string());
            set("KAFKA_ORDER_TOPIC", ORDER_TOPIC.into());
        }
        "logging" => {
            set("LOGGING_LISTEN", address.to_string());
            set("KAFKA_LOG_TOPIC", LOG_TOPIC.into());
        }
        "notification" => {
            set("KAFKA_ORDER_TOPIC", ORDER_TOPIC.into());
            set("KAFKA_DEAD_LETTER_TOPIC", DEAD_LETTER_TOPIC.into());
            variables.extend(blueprint.mail.environment());
        }
        _ => {
            set("API_LISTEN", address.to_string());
            set("DB_ENDPOINT", endpoint("db"));
            set("JWT_SECRET", blueprint.secrets.jwt_secret.clone());
            // NGINX connects from here, so its X-Forwarded-For is believed.
            set("TRUSTED_PROXIES", "127.0.0.1/32".into());
        }
    }
    let knows_kafka = package != "api";
    let consumes = package == "notification";
    let (broker, ports, places) = (blueprint.broker.clone(), Arc::clone(&blueprint.ports), blueprint.places.clone());
    Box::new(move || {
        let mut variables = variables.clone();
        if knows_kafka {
            // The embedded broker's address is known only when it runs. Without any broker there is an address all the
            // same, at which nobody answers.
            let bootstrap = match &broker {
                Some(broker) => broker.bootstrap(&ports, &places)?,
                None => ports.address("kafka").to_string(),
            };
            variables.insert("KAFKA_BOOTSTRAP_SERVERS".into(), bootstrap);
        }
        if consumes && matches!(broker, Some(Broker::Embedded { .. })) {
            variables.insert("KAFKA_GROUP".into(), new_group());
        }
        variables.extend(changed.clone());
        Ok(variables)
    })
}

/// A consumer group that nobody was in before: the embedded broker lets nobody into one that its last member has left.
/// What is read again is known by its event id.
fn new_group() -> String {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    format!("notification-{}", since.as_micros())
}
