//! Tests that need Apache Kafka: groups whose members come and go are more than the embedded broker can do.

mod contents;
mod dead_letters;
mod duplicates;
mod encryption;
mod outages;
mod retries;
mod statements;
