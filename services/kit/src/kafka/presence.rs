//! Whether a topic can be used now, for readiness.

use std::time::Duration;

use rdkafka::{ClientContext, client::Client, metadata::MetadataPartition};

/// For the brokers to answer what they know about the topic.
const LIMIT: Duration = Duration::from_secs(2);

/// Ask the brokers whether the topic is there and every partition of it has a leader. Blocks for up to 2 s.
pub fn is_there<C: ClientContext>(client: &Client<C>, topic: &str) -> bool {
    match client.fetch_metadata(Some(topic), LIMIT) {
        Err(error) => {
            tracing::debug!(%error, "the brokers do not answer");
            false
        }
        Ok(metadata) => metadata.topics().iter().any(|topic| {
            let led = |partition: &MetadataPartition| partition.leader() >= 0;
            topic.error().is_none() && !topic.partitions().is_empty() && topic.partitions().iter().all(led)
        }),
    }
}
