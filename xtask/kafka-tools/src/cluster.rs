//! Where Kafka is.

use std::collections::HashMap;

use anyhow::{Context as _, bail};
use clap::Args;
use kit::config::Reader;
use kit::kafka::Kafka;

const VARIABLE: &str = "KAFKA_BOOTSTRAP_SERVERS";

/// How the commands are told where Kafka is.
#[derive(Args, Debug)]
pub struct Cluster {
    /// Where Kafka is, as host:port with commas between [default: KAFKA_BOOTSTRAP_SERVERS, else what `cargo xtask up` started]
    #[arg(long, value_name = "SERVERS", global = true)]
    bootstrap: Option<String>,
}

impl Cluster {
    /// What clients are made of.
    pub fn kafka(&self) -> anyhow::Result<Kafka> {
        let mut values: HashMap<String, String> = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        if let Some(servers) = self.servers(values.get(VARIABLE))? {
            values.insert(VARIABLE.to_owned(), servers);
        }
        let mut reader = Reader::from_map(values);
        let kafka = Kafka::from_reader(&mut reader);
        Ok(reader.finish(kafka)?)
    }

    /// Those that stand in for the variable.
    fn servers(&self, variable: Option<&String>) -> anyhow::Result<Option<String>> {
        if self.bootstrap.is_some() {
            return Ok(self.bootstrap.clone());
        }
        if variable.is_some_and(|value| !value.trim().is_empty()) {
            return Ok(None);
        }
        let running = stack::Development::kafka().context("failed to see what `cargo xtask up` has started")?;
        if running.is_none() {
            bail!("no Kafka runs here: start one with `cargo xtask up --detach`, or say where it is with --bootstrap");
        }
        Ok(running)
    }
}
