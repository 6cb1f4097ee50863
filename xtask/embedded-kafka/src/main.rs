//! librdkafka's built-in broker as a process, for machines without Java: good for a first look at the store. It keeps
//! nothing when it ends, chooses its port itself, and cannot be rejoined by a consumer group that its last member has left.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Parser;
use rdkafka::mocking::MockCluster;
use tokio::signal::unix::{SignalKind, signal};

/// Run a Kafka broker in memory on 127.0.0.1 until SIGTERM or SIGINT; prints its address.
#[derive(Parser)]
#[command(after_help = "Example:
  embedded-kafka --topic api-logs:3 --address-file /tmp/kafka-address")]
struct Arguments {
    /// Create a topic; may be repeated
    #[arg(long = "topic", value_name = "NAME:PARTITIONS", value_parser = topic)]
    topics: Vec<(String, i32)>,
    /// Write the address to this file when the topics are there
    #[arg(long, value_name = "FILE")]
    address_file: Option<PathBuf>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let cluster = MockCluster::new(1).context("failed to start the broker")?;
    for (name, partitions) in &arguments.topics {
        cluster.create_topic(name, *partitions, 1).with_context(|| format!("failed to create topic {name}"))?;
    }
    let address = cluster.bootstrap_servers();
    println!("{address}");
    if let Some(file) = &arguments.address_file {
        write_whole(file, &address).with_context(|| format!("failed to write {}", file.display()))?;
    }
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

/// Whoever waits for the file never sees a part of it.
fn write_whole(file: &std::path::Path, text: &str) -> std::io::Result<()> {
    let unfinished = file.with_extension("unfinished");
    std::fs::write(&unfinished, text)?;
    std::fs::rename(unfinished, file)
}

fn topic(text: &str) -> Result<(String, i32), String> {
    let (name, partitions) = text.rsplit_once(':').ok_or("expected NAME:PARTITIONS")?;
    let partitions = partitions.parse().map_err(|_| "the number of partitions is not a number")?;
    match (name.is_empty(), partitions) {
        (false, 1..=1000) => Ok((name.to_owned(), partitions)),
        _ => Err("expected a name and 1 to 1000 partitions".into()),
    }
}
