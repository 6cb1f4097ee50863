//! Kafka behind TLS and a login, as clusters have it: Apache Kafka with certificates of an authority of our own, and
//! SCRAM-SHA-512. Built with the feature `kafka-tls` only.

mod broker;
mod program;

use std::{collections::HashMap, path::Path};

use broker::{Topic, environment, record};
use grpc::logging_v1::logging_service_client::LoggingServiceClient;
use program::Process;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use stack::{Options, Stack, kafka::Secure, ports};
use tonic::Code;

const USERNAME: &str = "logging";
const PASSWORD: &str = "correct horse";
const WRONG: &str = "battery staple";

fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

fn write(directory: &Path, name: &str, text: &str) -> String {
    let path = directory.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The environment of a service that is to log in, with one variable changed.
fn changed(environment: &HashMap<String, String>, name: &str, value: &str) -> HashMap<String, String> {
    let mut changed = environment.clone();
    assert_ne!(changed.insert(name.to_owned(), value.to_owned()).as_deref(), Some(value));
    changed
}

#[tokio::test(flavor = "multi_thread")]
async fn apache_kafka_takes_records_over_tls_from_who_logs_in_and_from_nobody_else() {
    let directory = tempfile::tempdir().unwrap();
    let (trusted, other) = (authority("The broker's authority"), authority("Another authority"));
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap().signed_by(&key, &trusted).unwrap();
    let port = ports::reserve().unwrap();
    let secure = Secure {
        port: port.port(),
        certificates: format!("{}{}", certificate.pem(), trusted.pem()),
        key: key.serialize_pem(),
        username: USERNAME.to_owned(),
        password: PASSWORD.to_owned(),
    };
    let options = Options::only(["kafka"]).kafka_secure(secure);
    let kafka = tokio::task::spawn_blocking(|| Stack::start(options).unwrap()).await.unwrap();

    let mut good = environment(&format!("127.0.0.1:{}", port.port()));
    good.extend(
        [
            ("KAFKA_SECURITY_PROTOCOL", "sasl_ssl"),
            ("KAFKA_CA_FILE", &write(directory.path(), "authority.pem", &trusted.pem())),
            ("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512"),
            ("KAFKA_SASL_USERNAME", USERNAME),
            ("KAFKA_SASL_PASSWORD", PASSWORD),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    assert_eq!(send(&mut Process::start(&good), "kept").await, Ok(1));
    assert_eq!(Topic::at(&kafka.kafka_bootstrap().unwrap()).take_messages(1), ["kept"]);

    let mut impatient = good.clone();
    impatient.insert("KAFKA_DELIVERY_TIMEOUT".to_owned(), "2s".to_owned());
    let untrusted = write(directory.path(), "another.pem", &other.pem());
    let no_certificates = write(directory.path(), "nothing.pem", "nothing\n");
    for (name, value, reason) in [
        ("KAFKA_SASL_PASSWORD", WRONG, "invalid credentials"),
        ("KAFKA_SASL_USERNAME", "nobody", "invalid credentials"),
        ("KAFKA_SASL_MECHANISM", "SCRAM-SHA-256", "Unsupported SASL mechanism"),
        ("KAFKA_CA_FILE", &untrusted, "certificate verify failed"),
        // A name that the certificate does not have.
        ("KAFKA_BOOTSTRAP_SERVERS", &format!("localhost:{}", port.port()), "certificate verify failed"),
    ] {
        let mut process = Process::start(&changed(&impatient, name, value));
        assert_eq!(send(&mut process, "lost").await, Err(Code::Unavailable), "{name}");
        let line = process.line("Kafka refuses this client: ");
        let said = line.to_string();
        assert_eq!(line["level"], "ERROR", "{said}");
        assert!(said.contains(reason), "{name}: {said}");
        assert!(!said.contains(PASSWORD) && !said.contains(WRONG), "{said}");
    }
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_logging"))
        .env_clear()
        .envs(changed(&good, "KAFKA_CA_FILE", &no_certificates))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("the Kafka producer cannot be made"), "{said}");
    assert!(said.contains("ssl.ca.location failed"), "{said}");
}

/// How many records Kafka has taken of the one that is sent.
async fn send(process: &mut Process, message: &str) -> Result<i64, Code> {
    let mut client = LoggingServiceClient::new(process.channel());
    let summary = client.stream_logs(futures::stream::iter([record("api-1", message)])).await;
    summary.map(|summary| summary.into_inner().count).map_err(|status| status.code())
}
