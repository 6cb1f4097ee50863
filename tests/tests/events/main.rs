//! The event suite: orders are placed and cancelled while the relay, the notification service and the logging service are
//! killed and the broker is stopped and started; afterwards every order on record has its events, once and in order, and
//! every event its mail. `docs/faults.md` says what it shows.
//!
//! `EVENTS_SEED` repeats a suite, `EVENTS_ROUNDS` makes it longer; `cargo xtask test --events` sets both.

mod checker;
mod faults;
mod load;
mod post;
mod store;
mod topic;

use std::sync::Arc;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use stack::Stack;
use system_tests::{metrics, until};
use tokio::time::sleep;

use load::Load;
use post::Post;
use store::Store;
use topic::{DeadLetters, Events};

/// For everything to be as it must be, once nothing is broken any more.
const SETTLED: Duration = Duration::from_secs(180);
/// In which what should not come has time to come all the same.
const QUIET: Duration = Duration::from_millis(500);

/// All that there is to be looked at. Everything in it is of all rounds so far.
struct Evidence {
    events: Events,
    dead_letters: DeadLetters,
    post: Post,
    /// The values that are no events.
    poison: Vec<String>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_order_is_told_of_once_whatever_is_killed_apache_kafka() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    let rounds = number("EVENTS_ROUNDS").unwrap_or(2);
    let seed = number("EVENTS_SEED").unwrap_or_else(|| rand::random_range(0..1_000_000));
    eprintln!("\nseed {seed}: `cargo xtask test --events --seed {seed} --rounds {rounds}` does this again");
    let began = Instant::now();
    let store = Store::open().await;
    let mut evidence = Evidence::of(&store.stack);
    for round in 0..rounds {
        let mut rng = StdRng::seed_from_u64(seed + round);
        eprintln!("\nround {} of {rounds}, seed {}", round + 1, seed + round);
        trial(&store, &mut evidence, round, &mut rng).await;
    }
    sleep(QUIET).await;
    let orders = store.orders().await;
    evidence.look();
    let violations = evidence.violations(&orders);
    assert!(violations.is_empty(), "{} in the end:\n{}", violations.len(), violations.join("\n"));
    eprintln!("\n{rounds} rounds in {} s: {}", began.elapsed().as_secs(), evidence.summary(&orders));
}

/// One round: its load, its faults, and whether afterwards everything is as it must be.
async fn trial(store: &Store, evidence: &mut Evidence, round: u64, rng: &mut StdRng) {
    let load = Load::begin(store, rng);
    for planned in faults::plan(rng, round) {
        sleep(planned.after).await;
        let before = store.placed().await;
        eprint!("  {}", planned.fault);
        planned.fault.happen(store).await;
        eprintln!(": {} orders meanwhile", store.placed().await - before);
        if rng.random_bool(0.5) {
            let poison = format!("no event: {}", system_tests::fresh("poison"));
            evidence.events.publish_poison(&poison, rng);
            evidence.poison.push(poison);
        }
    }
    load.end().await;
    store.ready().await;
    let orders = evidence.settle(store).await;
    logs_are_accounted_for(&store.stack).await;
    eprintln!("  so far: {}", evidence.summary(&orders));
}

/// The replicas were never killed, so that their accounts are of everything they have ever emitted.
async fn logs_are_accounted_for(stack: &Arc<Stack>) {
    for part in ["api-1", "api-3"] {
        until(&format!("the records of {part} are acknowledged or dropped"), SETTLED, async || {
            let metrics = metrics(stack, part).await;
            let count = |what: &str| metrics.sum(&format!("log_records_{what}"), &[]);
            let (emitted, in_flight) = (count("emitted_total"), count("in_flight"));
            emitted == count("acknowledged_total") + count("dropped_total") + in_flight && in_flight < emitted / 2.0
        })
        .await;
    }
}

impl Evidence {
    fn of(stack: &Stack) -> Self {
        let bootstrap = stack.kafka_bootstrap().expect("Kafka is in this store");
        Self {
            events: Events::read(&bootstrap),
            dead_letters: DeadLetters::read(&bootstrap),
            post: Post::at(stack.mail_directory()),
            poison: Vec::new(),
        }
    }

    fn look(&mut self) {
        self.events.look();
        self.dead_letters.look();
        self.post.look();
    }

    fn violations(&self, orders: &[checker::Order]) -> Vec<String> {
        let unknown = self.dead_letters.unknown();
        let mut violations = checker::events(orders, self.events.seen());
        violations.extend(checker::mails(orders, self.events.seen(), self.post.counts(), &unknown));
        violations.extend(checker::dead_letters(&self.poison, self.dead_letters.seen()));
        violations
    }

    /// Wait until nothing is wrong, and was not a moment before; replay what nobody knows the outcome of, where there is no
    /// mail. Returns the orders on record: some may have come there after whoever placed them had given up.
    async fn settle(&mut self, store: &Store) -> Vec<checker::Order> {
        let deadline = Instant::now() + SETTLED;
        let mut was_settled = false;
        loop {
            self.look();
            for letter in self.dead_letters.next_to_replay(self.post.counts()) {
                eprintln!("  the mail of event {} is replayed: nobody knew whether it was sent", letter.event_id());
                self.events.replay(&letter);
            }
            let orders = store.orders().await;
            let violations = self.violations(&orders);
            let is_settled = violations.is_empty() && store.backlog().await == 0;
            if is_settled && was_settled {
                return orders;
            }
            was_settled = is_settled;
            let told = violations.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
            assert!(Instant::now() < deadline, "{} violations:\n{told}", violations.len());
            sleep(QUIET).await;
        }
    }

    fn summary(&self, orders: &[checker::Order]) -> String {
        let cancelled = orders.iter().filter(|order| order.cancelled).count();
        let (messages, different) = (self.events.seen().len(), checker::different(self.events.seen()));
        format!(
            "{} orders, {cancelled} cancelled, {different} events in {messages} messages, {} mails, {} poisoned messages \
             with {} events behind them, {} mails of unknown outcome, {} of them replayed",
            orders.len(),
            self.post.counts().values().sum::<usize>(),
            self.poison.len(),
            self.events.behind_poison(),
            self.dead_letters.unknown().len(),
            self.dead_letters.replayed(),
        )
    }
}
