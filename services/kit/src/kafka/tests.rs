use super::*;

const SERVERS: (&str, &str) = ("KAFKA_BOOTSTRAP_SERVERS", "a:9093, b:9093");
const PASSWORD: (&str, &str) = ("KAFKA_SASL_PASSWORD", "hunter2");

/// The settings of a client, or every refused variable.
fn read(values: &[(&str, &str)]) -> Result<ClientConfig, Vec<String>> {
    let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let mut reader = Reader::from_map(values);
    let kafka = Kafka::from_reader(&mut reader);
    match reader.finish(kafka) {
        Ok(kafka) => Ok(kafka.client("test")),
        Err(error) => Err(error.names().map(str::to_owned).collect()),
    }
}

#[test]
fn only_the_brokers_are_required() {
    assert_eq!(read(&[]).unwrap_err(), ["KAFKA_BOOTSTRAP_SERVERS"]);
    let settings = read(&[SERVERS]).unwrap();
    assert_eq!(settings.get("bootstrap.servers"), Some("a:9093, b:9093"));
    assert_eq!(settings.get("security.protocol"), Some("plaintext"));
    assert_eq!((settings.get("client.id"), settings.get("sasl.mechanism")), (Some("test"), None));
}

#[test]
fn values_are_checked() {
    let cases = [
        ("KAFKA_BOOTSTRAP_SERVERS", &["kafka", "kafka:", ":9092", "kafka:0", "kafka:99999", "a:1,,b:1", "k/x:1"][..]),
        ("KAFKA_SECURITY_PROTOCOL", &["tls", "sasl", "sasl-ssl"]),
        // Nothing that is given is without effect.
        ("KAFKA_CA_FILE", &["/dev/null"]),
        ("KAFKA_SASL_MECHANISM", &["PLAIN"]),
        ("KAFKA_SASL_USERNAME", &["shop"]),
        ("KAFKA_SASL_PASSWORD", &["hunter2"]),
    ];
    for (name, values) in cases {
        for value in values {
            let servers = (name != SERVERS.0).then_some(SERVERS);
            let environment: Vec<_> = servers.into_iter().chain([(name, *value)]).collect();
            assert_eq!(read(&environment).unwrap_err(), [name], "{value}");
        }
    }
    assert!(read(&[("KAFKA_BOOTSTRAP_SERVERS", "[::1]:9092")]).is_ok());
}

#[test]
fn a_login_is_whole_and_shown_nowhere() {
    let protocol = ("KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT");
    let missing = ["KAFKA_SASL_MECHANISM", "KAFKA_SASL_USERNAME", "KAFKA_SASL_PASSWORD"];
    assert_eq!(read(&[SERVERS, protocol]).unwrap_err(), missing);
    let values = [SERVERS, protocol, ("KAFKA_SASL_MECHANISM", "PLAIN"), ("KAFKA_SASL_USERNAME", "shop"), PASSWORD];
    let settings = read(&values).unwrap();
    assert_eq!(settings.get("security.protocol"), Some("sasl_plaintext"));
    assert_eq!(settings.get("sasl.username"), Some("shop"));
    assert!(!format!("{settings:?}").contains("hunter2"));
    let mut reader =
        Reader::from_map(values.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect());
    assert!(!format!("{:?}", Kafka::from_reader(&mut reader)).contains("hunter2"));
}

/// With the feature they are taken, without it they are refused at the start rather than when Kafka is asked.
#[test]
fn tls_and_scram_are_a_matter_of_the_build() {
    let check = |values: &[(&str, &str)], refused: &[&str]| {
        let values: Vec<_> = [SERVERS].iter().chain(values).copied().collect();
        let expected = if cfg!(feature = "kafka-tls") { &[] } else { refused };
        assert_eq!(read(&values).err().unwrap_or_default(), expected);
    };
    check(&[("KAFKA_SECURITY_PROTOCOL", "ssl"), ("KAFKA_CA_FILE", "/dev/null")], &["KAFKA_SECURITY_PROTOCOL"]);
    let login = |protocol, mechanism| {
        let user = ("KAFKA_SASL_USERNAME", "shop");
        [("KAFKA_SECURITY_PROTOCOL", protocol), ("KAFKA_SASL_MECHANISM", mechanism), user, PASSWORD]
    };
    check(&login("sasl_ssl", "plain"), &["KAFKA_SECURITY_PROTOCOL"]);
    check(&login("sasl_plaintext", "SCRAM-SHA-256"), &["KAFKA_SASL_MECHANISM"]);
    check(&login("sasl_ssl", "scram-sha-512"), &["KAFKA_SECURITY_PROTOCOL", "KAFKA_SASL_MECHANISM"]);
}

#[test]
fn a_file_of_authorities_must_be_there() {
    let values = [SERVERS, ("KAFKA_SECURITY_PROTOCOL", "ssl"), ("KAFKA_CA_FILE", "/no/such/file")];
    assert_eq!(read(&values).unwrap_err().last().unwrap(), "KAFKA_CA_FILE");
}

#[test]
fn names_of_topics() {
    for name in ["api-logs", "order-events.dead-letter", "a_B.9"] {
        assert!(name.parse::<Topic>().is_ok(), "{name}");
    }
    for name in ["", "api logs", "..", "a/b", "é", "a:b", ".", "{}", &"t".repeat(250)] {
        assert!(name.parse::<Topic>().is_err(), "{name}");
    }
}
