//! Looks at the accounts of every process all the time. They must be balanced whenever somebody looks.

use std::time::Duration;

use stack::Stack;
use system_tests::metrics;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::sleep;

/// Those that have records to send.
pub const PROCESSES: [&str; 4] = ["api-1", "api-2", "db", "notification"];

/// Those of them that requests go through, whatever else is away.
pub const BUSY: [&str; 3] = ["api-1", "api-2", "db"];

const PAUSE: Duration = Duration::from_millis(50);

/// Where the records of a process are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Accounts {
    pub emitted: u64,
    pub acknowledged: u64,
    pub dropped: u64,
    pub in_flight: u64,
}

/// What one look at its metrics says.
pub async fn accounts(stack: &Stack, process: &str) -> Accounts {
    let metrics = metrics(stack, process).await;
    let number = |name: &str| metrics.sum(&format!("log_records_{name}"), &[]) as u64;
    Accounts {
        emitted: number("emitted_total"),
        acknowledged: number("acknowledged_total"),
        dropped: number("dropped_total"),
        in_flight: number("in_flight"),
    }
}

pub struct Accountant {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<u64>>,
}

impl Accountant {
    /// `most` records are in flight in any process at any time.
    pub fn begin(stack: &'static Stack, most: u64) -> Self {
        let stop = watch::Sender::new(false);
        let tasks = PROCESSES.map(|process| tokio::spawn(watch_over(stack, process, most, stop.subscribe())));
        Self { stop, tasks: tasks.into() }
    }

    /// Returns how often it has looked.
    pub async fn end(self) -> u64 {
        self.stop.send_replace(true);
        let mut looks = 0;
        for task in self.tasks {
            looks += task.await.expect("balanced accounts");
        }
        looks
    }
}

async fn watch_over(stack: &Stack, process: &str, most: u64, stop: watch::Receiver<bool>) -> u64 {
    let (mut looks, mut before) = (0, Accounts::default());
    while !*stop.borrow() {
        let now = accounts(stack, process).await;
        assert_eq!(now.emitted, now.acknowledged + now.dropped + now.in_flight, "{process}: {now:?}");
        assert!(now.in_flight <= most, "{process}: {now:?}");
        let grown =
            [(before.emitted, now.emitted), (before.acknowledged, now.acknowledged), (before.dropped, now.dropped)];
        assert!(grown.iter().all(|(before, now)| before <= now), "{process}: {before:?}, then {now:?}");
        (looks, before) = (looks + 1, now);
        sleep(PAUSE).await;
    }
    looks
}
