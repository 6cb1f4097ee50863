//! Which partitions are this instance's, and how far each is done. Messages are finished in any order; a partition is done up
//! to its first message that is not.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Mutex, MutexGuard},
};

use kit::kafka::Reports;
use rdkafka::{
    ClientContext, TopicPartitionList,
    config::RDKafkaLogLevel,
    consumer::{BaseConsumer, ConsumerContext, Rebalance},
    error::KafkaError,
    topic_partition_list::TopicPartitionListElem,
};
use tokio_util::sync::CancellationToken;

/// The consumer's context, which is told by Kafka's client what is assigned and revoked.
#[derive(Default)]
pub(crate) struct Partitions {
    assigned: Mutex<Assigned>,
    reports: Reports,
}

#[derive(Default)]
struct Assigned {
    by_number: HashMap<i32, Partition>,
    /// How many assignments there were: a partition that goes and comes back begins anew.
    assignments: u64,
}

struct Partition {
    assignment: u64,
    /// Offsets that were begun and are not finished. Those behind them that are finished may be many more, and need no place.
    unfinished: BTreeSet<i64>,
    /// The offset behind the last one that was begun.
    next: i64,
    revoked: CancellationToken,
}

/// The place of a message that was begun.
pub(crate) struct Place {
    partition: i32,
    offset: i64,
    assignment: u64,
    /// Cancelled when the partition is somebody else's, or when the service stops.
    pub(crate) revoked: CancellationToken,
}

impl Partitions {
    /// A message has come. Nothing when its partition is not this instance's any more.
    pub(crate) fn begin(&self, partition: i32, offset: i64) -> Option<Place> {
        let mut assigned = self.lock();
        let known = assigned.by_number.get_mut(&partition)?;
        known.unfinished.insert(offset);
        known.next = offset + 1;
        Some(Place { partition, offset, assignment: known.assignment, revoked: known.revoked.clone() })
    }

    /// A message is finished. Says which partition is done up to which offset when it is done further than before.
    pub(crate) fn finish(&self, place: &Place) -> Option<(i32, i64)> {
        let mut assigned = self.lock();
        let partition = assigned.by_number.get_mut(&place.partition)?;
        if partition.assignment != place.assignment {
            return None;
        }
        let is_first = partition.unfinished.first() == Some(&place.offset);
        partition.unfinished.remove(&place.offset);
        // Offsets only grow within an assignment.
        is_first.then(|| (place.partition, partition.unfinished.first().copied().unwrap_or(partition.next)))
    }

    /// Let everything that waits be abandoned.
    pub(crate) fn abandon(&self) {
        self.lock().by_number.values().for_each(|partition| partition.revoked.cancel());
    }

    fn assign(&self, numbers: impl Iterator<Item = i32>) {
        let mut assigned = self.lock();
        assigned.assignments += 1;
        let assignment = assigned.assignments;
        for number in numbers {
            let revoked = CancellationToken::new();
            let partition = Partition { assignment, unfinished: BTreeSet::new(), next: 0, revoked };
            assigned.by_number.insert(number, partition);
        }
    }

    fn revoke(&self, numbers: impl Iterator<Item = i32>) {
        let mut assigned = self.lock();
        for number in numbers {
            if let Some(partition) = assigned.by_number.remove(&number) {
                partition.revoked.cancel();
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Assigned> {
        kit::locked(&self.assigned)
    }
}

impl ConsumerContext for Partitions {
    fn pre_rebalance(&self, _: &BaseConsumer<Self>, rebalance: &Rebalance<'_>) {
        match rebalance {
            Rebalance::Assign(partitions) => self.assign(numbers(partitions)),
            Rebalance::Revoke(partitions) => self.revoke(numbers(partitions)),
            Rebalance::Error(_) => {}
        }
    }
}

impl ClientContext for Partitions {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, message: &str) {
        self.reports.log(level, facility, message);
    }

    fn error(&self, error: KafkaError, reason: &str) {
        self.reports.error(error, reason);
    }
}

fn numbers(partitions: &TopicPartitionList) -> impl Iterator<Item = i32> {
    let numbers: Vec<i32> = partitions.elements().iter().map(TopicPartitionListElem::partition).collect();
    tracing::debug!(?numbers, "the group divides the partitions anew");
    numbers.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partition_is_done_up_to_its_first_message_that_is_not() {
        let partitions = Partitions::default();
        assert!(partitions.begin(2, 10).is_none(), "it is not ours");
        partitions.assign([2, 3].into_iter());
        // Offsets have gaps: control records, compaction.
        let places = [10, 11, 14, 15].map(|offset| partitions.begin(2, offset).unwrap());
        let other = partitions.begin(3, 10).unwrap();
        assert_eq!(partitions.finish(&places[2]), None);
        assert_eq!(partitions.finish(&places[1]), None);
        assert_eq!(partitions.finish(&places[0]), Some((2, 15)));
        assert_eq!(partitions.finish(&other), Some((3, 11)));
        assert_eq!(partitions.finish(&places[3]), Some((2, 16)));
    }

    #[test]
    fn what_was_begun_before_a_partition_went_and_came_back_counts_for_nothing() {
        let partitions = Partitions::default();
        partitions.assign([0].into_iter());
        let before = partitions.begin(0, 10).unwrap();
        partitions.revoke([0].into_iter());
        assert!(before.revoked.is_cancelled());
        assert_eq!(partitions.finish(&before), None);
        partitions.assign([0].into_iter());
        let again = partitions.begin(0, 10).unwrap();
        assert_eq!(partitions.finish(&before), None);
        assert_eq!(partitions.finish(&again), Some((0, 11)));
        assert!(!again.revoked.is_cancelled());
    }
}
