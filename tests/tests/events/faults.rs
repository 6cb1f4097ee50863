//! What is broken, and how it is mended. In every round the relay, the notification service and the logging service are
//! killed, in any order and at any moment; in every fourth the broker goes away.

use std::fmt;
use std::time::Duration;

use rand::RngExt as _;
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;

use crate::store::{Store, kill_and_start};

/// Between rounds in which the broker goes away.
const BROKER_ROUNDS: u64 = 4;

pub struct Planned {
    pub after: Duration,
    pub fault: Fault,
}

#[derive(Debug, Clone, Copy)]
pub enum Fault {
    /// SIGKILL to the DB service that relays, away for a while.
    KillRelay(Duration),
    /// SIGKILL to another service.
    Kill(&'static str, Duration),
    /// The broker ends in an orderly way, or at once.
    Broker { killed: bool, away: Duration },
    /// The relay's session ends, and the service goes on.
    EndSession,
}

/// The faults of one round.
pub fn plan(rng: &mut StdRng, round: u64) -> Vec<Planned> {
    let mut milliseconds = |range: std::ops::Range<u64>| Duration::from_millis(rng.random_range(range));
    let mut faults = vec![
        Fault::KillRelay(milliseconds(0..1500)),
        Fault::Kill("notification", milliseconds(0..1500)),
        Fault::Kill("logging", milliseconds(0..1500)),
    ];
    if round % BROKER_ROUNDS == 1 {
        faults.push(Fault::Broker { killed: round % (2 * BROKER_ROUNDS) == 1, away: milliseconds(1000..8000) });
    } else if round % BROKER_ROUNDS == 3 {
        faults.push(Fault::EndSession);
    }
    faults.shuffle(rng);
    let mut planned = |fault| Planned { after: Duration::from_micros(rng.random_range(0..1_200_000)), fault };
    faults.into_iter().map(&mut planned).collect()
}

impl Fault {
    /// Break it and mend it.
    pub async fn happen(self, store: &Store) {
        match self {
            Self::KillRelay(away) => kill_and_start(store, store.relay().await, away).await,
            Self::Kill(part, away) => kill_and_start(store, part.to_owned(), away).await,
            Self::Broker { killed: true, away } => kill_and_start(store, "kafka".to_owned(), away).await,
            Self::Broker { killed: false, away } => {
                store.with(|stack| stack.stop("kafka")).await;
                tokio::time::sleep(away).await;
                store.with(|stack| stack.start_part("kafka")).await;
            }
            Self::EndSession => {
                let end = "SELECT pg_terminate_backend(pid) FROM pg_locks
                           WHERE locktype = 'advisory' AND classid = x'72'::integer::oid";
                let client = system_tests::database(&store.stack).await;
                client.query(end, &[]).await.expect("it is ours");
            }
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KillRelay(away) => write!(out, "the relay killed, started again after {away:?}"),
            Self::Kill(part, away) => write!(out, "{part} killed, started again after {away:?}"),
            Self::Broker { killed: true, away } => write!(out, "the broker killed, started again after {away:?}"),
            Self::Broker { away, .. } => write!(out, "the broker stopped, started again after {away:?}"),
            Self::EndSession => write!(out, "the relay's session ended"),
        }
    }
}
