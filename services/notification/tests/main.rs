//! The binary between real parts: Apache Kafka, PostgreSQL, and an SMTP server that keeps what it gets.

mod apache_kafka;
mod ground;
mod process;
mod queries;
