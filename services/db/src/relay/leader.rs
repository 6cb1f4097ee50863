//! The one relay at its work: read, publish, delete, and again. There is no mark up to which the outbox is read: an order may
//! be committed after one with a higher id. What is read again and again is short, because what was told is deleted.
//!
//! The events of one order keep their order: the second of them is not sent before the first is acknowledged. The order of a
//! batch would not do, because each message has its own time limit, and its own fate.

use std::{
    future::Future,
    pin::pin,
    time::{Duration, Instant},
};

use kit::outage::Outage;
use tokio::{
    task::spawn_blocking,
    time::{MissedTickBehavior, interval, sleep, sleep_until},
};

use super::{
    Destination, Stopping,
    event::Change,
    meters::{self, Leading},
    outbox::Outbox,
    publisher::{Outcome, Publisher},
};
use crate::fault::{Fault, Kind};

/// Most changes that are read and told at once.
const BATCH: usize = 500;
/// From one reading to the next while little waits, so that changes gather. The first one after a pause goes at once.
const GATHERING: Duration = Duration::from_millis(100);
/// Between two looks that nobody asked for, and two readings from the beginning.
const POLL: Duration = Duration::from_secs(1);
/// After a batch that Kafka did not take: at first, and at most. It has waited for Kafka before.
const PAUSES: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(5));
/// Counting a long outbox may take this share of the time.
const COUNTING: u32 = 50;

pub struct Leader {
    outbox: Outbox,
    destination: Destination,
    stopping: Stopping,
    /// None while it publishes.
    publisher: Option<Publisher>,
    /// Where to read on, past the dead rows of what was told. What is committed below is found by the next reading from the
    /// beginning, of which there is one at least every second.
    next: i64,
    swept: Instant,
    /// Since when the oldest change that is known waits.
    oldest: Option<Instant>,
    outage: Option<Outage>,
    pause: Duration,
    counted: Instant,
    counting: Duration,
    _leading: Leading,
}

/// What came of a batch.
enum Told {
    Everything,
    /// Some wait for another of the same order.
    WithoutRepeated,
    NotAll,
}

impl Leader {
    pub fn new(outbox: Outbox, destination: Destination, stopping: Stopping) -> Self {
        Self {
            outbox,
            destination,
            stopping,
            publisher: None,
            next: 0,
            swept: Instant::now(),
            oldest: None,
            outage: None,
            pause: PAUSES.0,
            counted: Instant::now(),
            counting: Duration::ZERO,
            _leading: Leading::begin(),
        }
    }

    /// Until the connection is lost, or the relay is to finish.
    pub async fn work(mut self) -> Result<(), Fault> {
        let worked = self.rounds().await;
        if let Some(publisher) = self.publisher.take() {
            // The end of a producer waits for its threads.
            let _ends_by_itself = spawn_blocking(move || drop(publisher));
        }
        worked
    }

    async fn rounds(&mut self) -> Result<(), Fault> {
        let finish = self.stopping.finish.clone();
        while !finish.is_cancelled() {
            let began = Instant::now();
            let changes = self.read().await?;
            let read = changes.len();
            if read == 0 {
                if let Some(publisher) = &self.publisher {
                    publisher.hear();
                }
                let _finish = finish.run_until_cancelled(self.outbox.woken(POLL)).await;
                continue;
            }
            match self.tell(changes).await? {
                Told::NotAll => {
                    let pause = self.pause;
                    self.pause = (pause * 2).min(PAUSES.1);
                    let _finish = finish.run_until_cancelled(self.counting(sleep(pause))).await;
                }
                Told::Everything if read < BATCH => {
                    let _finish = finish.run_until_cancelled(sleep_until((began + GATHERING).into())).await;
                }
                Told::Everything | Told::WithoutRepeated => {}
            }
        }
        Ok(())
    }

    async fn read(&mut self) -> Result<Vec<Change>, Fault> {
        if self.swept.elapsed() >= POLL {
            self.next = 0;
        }
        let mut changes = self.outbox.read(self.next, BATCH).await?;
        if changes.is_empty() && self.next > 0 {
            self.next = 0;
            changes = self.outbox.read(0, BATCH).await?;
        }
        if self.next == 0 {
            self.swept = Instant::now();
            self.oldest = changes.iter().map(Change::since).min();
            meters::age(self.oldest);
            if changes.len() < BATCH {
                meters::depth(changes.len() as f64);
            } else {
                self.count().await;
            }
        }
        Ok(changes)
    }

    /// Publish, and delete what Kafka has acknowledged.
    async fn tell(&mut self, changes: Vec<Change>) -> Result<Told, Fault> {
        let (changes, outcome) = self.publish(changes).await?;
        let Outcome { acknowledged, repeated, trouble } = outcome;
        meters::published(acknowledged.len());
        meters::failed(changes.len() - acknowledged.len() - repeated);
        if !acknowledged.is_empty() {
            self.outbox.clear(acknowledged.iter().filter_map(|&index| changes.get(index))).await?;
        }
        if let Some(trouble) = trouble {
            let outage = self.outage.get_or_insert_with(Outage::begin);
            outage.log("order events cannot be published, trying again", &trouble);
            self.next = 0;
            return Ok(Told::NotAll);
        }
        if let Some(outage) = self.outage.take() {
            outage.end("order events can be published again");
        }
        self.pause = PAUSES.0;
        self.next = changes.last().map_or(0, |change| change.order_id);
        Ok(if repeated > 0 { Told::WithoutRepeated } else { Told::Everything })
    }

    /// On a thread of its own, to its end: what is on its way cannot be called back, and its time is limited.
    async fn publish(&mut self, changes: Vec<Change>) -> Result<(Vec<Change>, Outcome), Fault> {
        let names = self.outbox.product_names(&changes).await?;
        let publisher = self.publisher.take();
        let mut publisher = publisher.unwrap_or_else(|| Publisher::new(self.destination.clone()));
        let abandon = self.stopping.abandon.clone();
        let publishing = spawn_blocking(move || {
            let outcome = publisher.publish(&changes, &names, &abandon);
            (publisher, changes, outcome)
        });
        let published = self.counting(publishing).await;
        let broken = |error: tokio::task::JoinError| Fault::other("publish", Kind::Unexpected, error.to_string());
        let (publisher, changes, outcome) = published.map_err(broken)?;
        self.publisher = Some(publisher);
        Ok((changes, outcome))
    }

    /// Keep an eye on the backlog, and the session in use, while something takes long: a session without a word for longer is
    /// taken for one that stands still.
    async fn counting<T>(&mut self, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        let mut ticks = interval(POLL);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ticks.reset();
        loop {
            tokio::select! {
                done = &mut work => return done,
                _ = ticks.tick() => {
                    meters::age(self.oldest);
                    self.outbox.touch().await;
                    self.count().await;
                }
            }
        }
    }

    /// An outbox that is too long to be counted in time must be told all the same. A connection that is lost is noticed by
    /// whoever needs it next.
    async fn count(&mut self) {
        if self.counted.elapsed() < self.counting * COUNTING {
            return;
        }
        let began = Instant::now();
        match self.outbox.depth().await {
            Ok(depth) => meters::depth(depth as f64),
            Err(fault) => tracing::debug!(cause = %fault, "the outbox could not be counted"),
        }
        (self.counted, self.counting) = (Instant::now(), began.elapsed());
    }
}
