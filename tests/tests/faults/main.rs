//! The fault suite: load while parts of the store are killed, stopped and starved, and afterwards a checker that goes
//! through everything that was asked and answered, and through the database. `docs/faults.md` says what it shows.
//!
//! `FAULTS_SEED` repeats a trial, `FAULTS_ROUNDS` makes it longer; `cargo xtask test --faults` sets both.

mod checker;
mod doors;
mod faults;
mod ground;
mod history;
mod load;
mod order;
mod pool;
mod report;
mod settle;
mod witness;

use std::sync::Arc;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use stack::{Options, Stack};
use system_tests::own_store;
use tokio::time::sleep;

use ground::Ground;
use history::now;
use load::Load;

/// Of a request in these stores: shorter than by default, so that what hangs is told within a trial.
const DEADLINE: Duration = Duration::from_secs(3);
/// How long nothing is broken at first.
const CALM: Duration = Duration::from_secs(3);

/// Two DB services and three replicas, one of which talks to the second DB service.
fn store() -> Arc<Stack> {
    let parts = Options::only(["postgres", "db", "api-1", "api-2", "nginx"]);
    let deadline = format!("{}s", DEADLINE.as_secs());
    let options = ["api-1", "api-2"]
        .iter()
        .fold(parts, |options, part| options.with(part, "REQUEST_DEADLINE", deadline.as_str()));
    let stack = own_store(options);
    let second = stack.add("db", "db-2", &[]).expect("it starts");
    let endpoint = format!("http://{second}");
    stack.add("api-2", "api-3", &[("DB_ENDPOINT", &endpoint)]).expect("it starts");
    Arc::new(stack)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_order_is_accounted_for_whatever_fails() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    let rounds = number("FAULTS_ROUNDS").unwrap_or(1);
    let seed = number("FAULTS_SEED").unwrap_or_else(|| rand::random_range(0..1_000_000));
    eprintln!("\nseed {seed}: `cargo xtask test --faults --seed {seed} --rounds {rounds}` does this again");
    let stack = store();
    witness::install(&stack).await;
    let mut failed = Vec::new();
    for round in 0..rounds {
        let seed = seed + round;
        eprint!("\nround {} of {rounds}, ", round + 1);
        if !trial(&stack, seed).await {
            failed.push(seed);
        }
    }
    assert!(failed.is_empty(), "{} of {rounds} rounds failed, those with the seeds {failed:?}", failed.len());
}

/// One round: its load, each fault once, and whether afterwards everything is as it must be.
async fn trial(stack: &Arc<Stack>, seed: u64) -> bool {
    let mut rng = StdRng::seed_from_u64(seed);
    let shoppers = rng.random_range(32..=56);
    eprintln!("seed {seed}: {shoppers} shoppers");
    let ground = Ground::lay(stack, seed).await;
    let load = Load::begin(&ground, shoppers);

    let from = now();
    sleep(CALM).await;
    ground.record.calm(from, "nothing was broken yet");
    report::progress(&ground, 0, "nothing broken");
    for planned in faults::plan(&mut rng) {
        let (from, first, fault) = (now(), ground.record.len(), planned.fault);
        let waiting = planned.happen(&ground).await;
        sleep(Duration::from_millis(rng.random_range(200..500))).await;
        ground.record.fault(from, fault.to_string());
        report::progress(&ground, first, &format!("{fault} ({waiting} waiting)"));
    }
    load.end().await;

    settle::restart(&ground).await;
    settle::healthy(&ground).await;
    let from = now();
    settle::ask(&ground).await;
    settle::look_through(&ground).await;
    ground.record.calm(from, "everything was started again");
    let evidence = settle::evidence(&ground).await;
    eprintln!("  {}", settle::summary(&evidence));
    report::verdict(&evidence, seed)
}
