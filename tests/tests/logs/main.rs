//! Logs neither block nor get lost: load goes on while the logging service is killed, while it stands still, and while Kafka
//! is away. A program of its own, so that nothing else takes the time that is compared.

mod accountant;
mod load;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use stack::{Options, Signal, Stack, kafka::Choice};
use system_tests::{Records, Staff, metrics, own_store, until};

use accountant::{Accountant, BUSY, PROCESSES, accounts};
use load::{Load, Times};

/// Streams of the logging service to itself.
const OWN: f64 = 1.0;

/// A stream is closed every two seconds; a peer that is silent is given up after five more.
const SOON: Duration = Duration::from_secs(60);

/// Records that may wait in a process: few, so that faults of seconds fill the queue.
const QUEUE: u64 = 300;
/// Records that may be sent and not acknowledged, in every process.
const WINDOW: u64 = 10_000;

/// How much slower a request may be with a fault than without. What waited for the logging service would be slower by
/// hundreds of times.
const FACTOR: u32 = 10;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn apache_kafka_and_the_logging_service_fail_and_nobody_waits_and_every_record_is_accounted_for() {
    let mut options = Options::all().kafka(Choice::Apache).with("logging", "KAFKA_DELIVERY_TIMEOUT", "1s");
    for process in PROCESSES {
        options = options.with(process, "LOG_QUEUE", QUEUE.to_string());
    }
    // No request may fail, also where the disk stands still for a moment.
    options = options.with("db", "DB_ORDER_WAIT", "30s");
    let stack: &'static Stack = Box::leak(Box::new(own_store(options)));
    let before = PROCESSES.map(|process| stack.pids(process));
    let product = Staff::of(stack).product("1.00", 1_000_000).await;
    let accountant = Accountant::begin(stack, QUEUE + WINDOW);
    let load = Load::begin(stack, product.id).await;
    resumed(stack).await;
    load.time(Duration::from_secs(2)).await;
    let mut without = vec![load.time(Duration::from_secs(4)).await];
    let mut with = Vec::new();
    let memory = BUSY.map(|process| resident(stack, process));

    let dropped = dropped_by_all(stack).await;
    stack.kill("logging", Signal::SIGKILL).expect("it runs");
    with.push(("the logging service is killed", load.time(Duration::from_secs(4)).await));
    full(stack, &dropped).await;
    stack.start_part("logging").expect("it comes back");
    resumed(stack).await;
    without.push(load.time(Duration::from_secs(3)).await);

    let dropped = dropped_by_all(stack).await;
    stack.kill("logging", Signal::SIGSTOP).expect("it runs");
    with.push(("the logging service stands still", load.time(Duration::from_secs(12)).await));
    full(stack, &dropped).await;
    stack.kill("logging", Signal::SIGCONT).expect("it still runs");
    resumed(stack).await;
    without.push(load.time(Duration::from_secs(3)).await);

    let (dropped, logging) = (dropped_by_all(stack).await, stack.pids("logging"));
    stack.stop("kafka").expect("it ends");
    with.push(("Kafka is away", load.time(Duration::from_secs(6)).await));
    full(stack, &dropped).await;
    stack.start_part("kafka").expect("it comes back");
    resumed(stack).await;
    without.push(load.time(Duration::from_secs(3)).await);

    assert_eq!(stack.pids("logging"), logging, "it was not restarted for Kafka");
    assert_eq!(PROCESSES.map(|process| stack.pids(process)), before, "no process was restarted");
    for (process, before) in BUSY.iter().zip(memory) {
        let now = resident(stack, process);
        println!("{process}: {before} KiB before the faults, {now} KiB after them");
        assert!(now < 2 * before, "{process} grew from {before} to {now} KiB");
    }
    compare(&without, &with);
    load.end().await;
    settled(stack, accountant).await;
}

/// Delivery goes on: each busy process has records acknowledged again, over one stream.
async fn resumed(stack: &Stack) {
    let before = acknowledged_by_all(stack).await;
    until("records of every busy process are acknowledged", SOON, async || {
        acknowledged_by_all(stack).await.iter().zip(&before).all(|(now, before)| now > before)
    })
    .await;
    until("each process has one stream open", SOON, async || {
        metrics(stack, "logging").await.sum("log_streams_open", &[]) == PROCESSES.len() as f64 + OWN
    })
    .await;
}

/// The fault lasted long enough to fill every queue.
async fn full(stack: &Stack, before: &[u64; 3]) {
    until("every busy process drops records", SOON, async || {
        dropped_by_all(stack).await.iter().zip(before).all(|(now, before)| now > before)
    })
    .await;
}

async fn acknowledged_by_all(stack: &Stack) -> [u64; 3] {
    let mut numbers = [0; 3];
    for (number, process) in numbers.iter_mut().zip(BUSY) {
        *number = accounts(stack, process).await.acknowledged;
    }
    numbers
}

async fn dropped_by_all(stack: &Stack) -> [u64; 3] {
    let mut numbers = [0; 3];
    for (number, process) in numbers.iter_mut().zip(BUSY) {
        *number = accounts(stack, process).await.dropped;
    }
    numbers
}

/// What a process has in memory, in KiB.
fn resident(stack: &Stack, process: &str) -> u64 {
    let pid = stack.pids(process)[0];
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

/// Against the slowest time without a fault: the machine has its moods.
fn compare(without: &[Times], with: &[(&str, Times)]) {
    let slowest = |of: fn(&Times) -> Duration| without.iter().map(of).max().expect("there is one");
    let (median, late) = (slowest(|times| times.median), slowest(|times| times.late));
    println!("without a fault: {without:?}");
    for (fault, times) in with {
        println!("{fault}: {times:?}");
    }
    for (fault, times) in with {
        assert!(times.median < FACTOR * median, "{fault}: half of the requests take {times:?}, else {median:?}");
        assert!(times.late < FACTOR * late, "{fault}: one of a hundred requests takes {times:?}, else {late:?}");
    }
}

/// Nothing is under way any more, and what is said to be acknowledged is on the topic.
async fn settled(stack: &'static Stack, accountant: Accountant) {
    until("nothing is in flight", SOON, async || {
        let mut in_flight = 0;
        for process in PROCESSES {
            in_flight += accounts(stack, process).await.in_flight;
        }
        in_flight == 0
    })
    .await;
    println!("looked at the accounts {} times", accountant.end().await);
    let mut totals = BTreeMap::new();
    for process in PROCESSES {
        let accounts = accounts(stack, process).await;
        println!("{process}: {accounts:?}");
        assert_eq!(accounts.emitted, accounts.acknowledged + accounts.dropped, "{process}");
        totals.insert(process, accounts);
    }
    let on_topic = tokio::task::spawn_blocking(move || {
        let enough = |found: &BTreeMap<&str, u64>| {
            totals
                .iter()
                .all(|(process, accounts)| found.get(process).is_some_and(|found| *found >= accounts.acknowledged))
        };
        let found = Records::of(stack).until("every acknowledged record", SOON, |records| {
            // The same record can be there more than once.
            let distinct: BTreeSet<(&str, String)> =
                records.iter().map(|record| (record.key.as_str(), record.value.to_string())).collect();
            let mut found = BTreeMap::new();
            for process in PROCESSES {
                let number = distinct.range((process, String::new())..).take_while(|(key, _)| *key == process).count();
                found.insert(process, number as u64);
            }
            enough(&found).then_some(found)
        });
        (found, totals)
    });
    let (found, totals) = on_topic.await.expect("no panic");
    for (process, accounts) in totals {
        println!("{process}: {} different records on the topic", found[process]);
        assert!(found[process] <= accounts.emitted, "{process}");
    }
}
