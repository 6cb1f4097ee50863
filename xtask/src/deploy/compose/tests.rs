//! A file without problems, and what is said when one thing in it is changed.

use super::*;

const GOOD: &str = r"
services:
  postgres:
    image: postgres:17.6-alpine
    environment: { POSTGRES_PASSWORD: '${POSTGRES_PASSWORD:?needed}' }
    healthcheck: { test: [CMD, pg_isready] }
  topics:
    image: apache/kafka:4.3.1
    restart: 'no'
  db:
    image: tuckshop-db
    build: { context: .., dockerfile: deploy/Dockerfile, args: { BIN: db } }
    environment: { DATABASE_URL: 'postgres://shop:${POSTGRES_PASSWORD:?needed}@postgres/shop' }
    healthcheck: { test: [CMD, ready] }
    depends_on:
      postgres: { condition: service_healthy }
      topics: { condition: service_completed_successfully }
  logging:
    image: tuckshop-logging
    build: { context: .., dockerfile: deploy/Dockerfile, args: { BIN: logging } }
    healthcheck: { test: [CMD, ready] }
  notification:
    image: tuckshop-notification
    build: { context: .., dockerfile: deploy/Dockerfile, args: { BIN: notification } }
    environment: { SMTP_PASSWORD: '${SMTP_PASSWORD:-}' }
    healthcheck: { test: [CMD, ready, '9105'] }
  api:
    image: tuckshop-api
    build: { context: .., dockerfile: deploy/Dockerfile, args: { BIN: api } }
    healthcheck: { test: [CMD, ready] }
  mail:
    image: axllent/mailpit:v1.31.3
    profiles: [tools]
    ports: ['127.0.0.1:8025:8025']
    healthcheck: { test: [CMD, /mailpit] }
  nginx:
    image: nginx:1.28.0-alpine
    environment: { STORE_LISTEN: '8080' }
    volumes: [./nginx:/etc/nginx/templates]
    ports: ['8080:8080']
    healthcheck: { test: [CMD, wget] }
";

const EXAMPLE: &str = "POSTGRES_PASSWORD=\nSMTP_PASSWORD=\nCOMPOSE_PROFILES=tools\n";

fn problems(text: &str, example: &str) -> Vec<String> {
    let templates = ["STORE_LISTEN".to_owned()];
    let file = File { text, example, templates: &templates };
    file.problems(&|path| path.contains("missing")).expect("YAML")
}

#[test]
fn each_rule_is_kept() {
    assert_eq!(problems(GOOD, EXAMPLE), Vec::<String>::new());
    let check = |from: &str, to: &str, expected: &str| {
        assert!(GOOD.contains(from), "{from}");
        let found = problems(&GOOD.replacen(from, to, 1), EXAMPLE);
        assert_eq!(found, [expected], "{to}");
    };
    check("    healthcheck: { test: [CMD, ready] }\n", "", "db: has no health check");
    check("restart: 'no'", "restart: always", "topics: runs once and would be restarted");
    check(
        "restart: 'no'",
        "healthcheck: { test: [CMD, true] }",
        "topics: runs once and has a health check, which it would fail",
    );
    check("service_healthy", "service_started", "db: does not wait until postgres is healthy or done");
    check(":17.6-alpine", "", "postgres: its image \"postgres\" is not pinned to a version");
    check("17.6-alpine", "latest", "postgres: its image \"postgres:latest\" is not pinned to a version");
    check("17.6-alpine", "17-alpine", "postgres: its image \"postgres:17-alpine\" is not pinned to a version");
    check("deploy/Dockerfile", "missing", "db: is built from ../missing, which does not exist");
    check("./nginx:", "./missing:", "nginx: mounts ./missing, which does not exist");
    check("    restart: 'no'", "    restart: 'no'\n    ports: ['9092:9092']", "topics: publishes a port");
    check("'127.0.0.1:8025:8025'", "'8025:8025'", "mail: publishes a port");
    check("    profiles: [tools]\n", "", "mail: publishes a port");
    let on_demand =
        "    healthcheck: { test: [CMD, ready, '9105'] }\n    depends_on: { mail: { condition: service_healthy } }\n";
    check(
        "    healthcheck: { test: [CMD, ready, '9105'] }\n",
        on_demand,
        "notification: depends on mail, which is not always started",
    );
    check("v1.31.3", "v1", "mail: its image \"axllent/mailpit:v1\" is not pinned to a version");
    check("BIN: notification", "BIN: logging", "the service notification is not in it");
    check(
        "'${SMTP_PASSWORD:-}'",
        "'${SMTP_PASSWORD:-shop}'",
        "notification: SMTP_PASSWORD is neither ${…:?} nor ${…:-} and so may be a credential, or have a default",
    );
    check("STORE_LISTEN", "STORE_LISTENS", "nginx: STORE_LISTEN is named in a template but not set");
    check(
        "'${POSTGRES_PASSWORD:?needed}'",
        "'${POSTGRES_PASSWORD:-shop}'",
        "postgres: POSTGRES_PASSWORD is neither ${…:?} nor ${…:-} and so may be a credential, or have a default",
    );
    check("shop:${POSTGRES_PASSWORD:?needed}@", "shop:shop@", "db: DATABASE_URL has a password in a URL");
    check("17.6-alpine", "17.6-${VARIANT}", "VARIANT is not listed in .env.example");
}

#[test]
fn every_service_of_the_store_is_built() {
    assert_eq!(
        problems(&GOOD.replacen("BIN: db", "BIN: shop", 1), EXAMPLE),
        ["db: is built for the binary \"shop\", which does not exist", "the service db is not in it"]
    );
}

#[test]
fn dependencies_without_conditions_are_refused() {
    let text = "services:\n  nginx:\n    image: nginx:1.28.0\n    healthcheck: { test: [CMD] }\n    depends_on: [api]\n    \
                environment: { STORE_LISTEN: '1' }\n";
    let absent = stack::binaries::SERVICES.map(|service| format!("the service {service} is not in it"));
    assert_eq!(problems(text, ""), [&["nginx: depends_on has no conditions".to_owned()][..], &absent].concat());
}

#[test]
fn the_example_lists_what_is_used_without_values_of_credentials() {
    assert_eq!(
        problems(GOOD, "POSTGRES_PASSWORD=secret\nSMTP_PASSWORD=\nOTHER=1\n"),
        ["OTHER is listed in .env.example but never used", "POSTGRES_PASSWORD has a value in .env.example"]
    );
}
