//! What is measured, one function per part of the benchmark. Each runs the store and what stands beside it in turns.

use std::cell::{Cell, RefCell};
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{bail, ensure};

use super::bare::BareHyper;
use super::costs::Costs;
use super::pgbench::Pgbench;
use super::rounds::{Rounds, Spread};
use super::shop::{Memory, Products, READ, Shop};
use super::table::{Row, time, whole};
use super::usage::Snapshot;
use super::wrk::Outcome;
use super::{Plan, http};

/// How many clients order and read at a time, unless many of them are the point.
pub const CLIENTS: u32 = 64;

/// The load that saturates is looked for among these, and then offered tenfold. Not below 64 connections: 600 clients
/// at a time are what a flash sale begins with.
pub const SATURATING: [u32; 5] = [64, 128, 256, 512, 1024];

/// How many clients come through NGINX.
pub const FRONT: [u32; 2] = [2_000, 10_000];

/// How many rounds of reads there are for one of orders: they are short, and scheduling makes a twentieth of difference.
pub const READ_ROUNDS: usize = 3;

/// How often each of these is tried at most; the median counts.
const MOST_LOOKS: usize = 3;

/// What a process opens besides connections.
const OTHER_OPEN_FILES: u64 = 500;

/// How long the store is left alone after an overload.
const RECOVERY: Duration = Duration::from_secs(1);

/// Processes that have ended are waited for by their parent within this time.
const REAPING: Duration = Duration::from_millis(100);

/// Orders against the plain transaction.
pub fn orders(shop: &Shop<'_>, pgbench: &Pgbench<'_>, plan: &Plan, products: Products) -> anyhow::Result<(Row, Costs)> {
    let (what, rows, required) = match products {
        Products::Hot => ("orders of one hot product", "one row", 5.0),
        Products::Thousand => ("orders over 1,000 products", "1,000 rows", 1.25),
    };
    shop.checkpoint()?;
    pgbench.run(products.count(), 16, 1)?;
    shop.order(products, CLIENTS, 1)?;
    let before = shop.orders_on_record()?;
    let costs = RefCell::new(Costs::default());
    let rounds = Rounds::run(
        plan.rounds,
        || pgbench.best(products.count(), plan.baseline_seconds),
        || counted(shop, &costs, || shop.order(products, CLIENTS, plan.seconds)),
        |round, plain, orders| {
            eprintln!(
                "{what}, round {round}: pgbench {}/s with {} clients, store {}/s{}",
                whole(plain.rate),
                plain.clients,
                whole(orders.rate()),
                failures(orders)
            );
        },
    )?;
    let accepted: u64 = rounds.stores().map(Outcome::accepted).sum();
    let on_record = shop.orders_on_record()? - before;
    ensure!(on_record >= accepted, "{accepted} orders were accepted but only {on_record} are in the database");
    let clients: Vec<String> = rounds.baselines().map(|plain| plain.clients.to_string()).collect();
    let plain = rounds.of_baseline(|plain| plain.rate);
    let ratio = rounds.ratio(|plain| plain.rate, Outcome::rate);
    let beside = format!("plain transaction on {rows} {}/s, clients {}", whole(plain.median), clients.join(", "));
    let row = Row::ratio(what.to_owned(), rounds.of_store(Outcome::rate), beside, ratio, required);
    Ok((row, costs.into_inner()))
}

/// Reading a page of products against a server that does nothing else.
pub fn reads(shop: &Shop<'_>, plan: &Plan, bare_hyper: &Path) -> anyhow::Result<(Row, Costs)> {
    let api = shop.stack.address("api-1");
    let bare = BareHyper::start(bare_hyper, &format!("http://{api}{READ}"))?;
    same_bytes(api, bare.address())?;
    shop.read(bare.address(), CLIENTS, 1, || {})?;
    shop.read(api, CLIENTS, plan.warm_up_seconds, || {})?;
    let costs = RefCell::new(Costs::default());
    let rounds = Rounds::run(
        plan.rounds * READ_ROUNDS,
        || shop.read(bare.address(), CLIENTS, plan.seconds, || {}),
        || counted(shop, &costs, || shop.read(api, CLIENTS, plan.seconds, || {})),
        |round, bare, store| {
            let (bare, rate) = (whole(bare.rate()), whole(store.rate()));
            eprintln!("reads, round {round}: bare hyper {bare}/s, store {rate}/s{}", failures(store));
        },
    )?;
    let beside = format!("bare hyper {}/s", whole(rounds.of_baseline(Outcome::rate).median));
    let ratio = rounds.ratio(Outcome::rate, Outcome::rate);
    let row = Row::ratio(format!("GET {READ}"), rounds.of_store(Outcome::rate), beside, ratio, 0.75);
    Ok((row, costs.into_inner()))
}

/// Very many clients through NGINX, none of whom may fail.
pub fn front(shop: &Shop<'_>, plan: &Plan, connections: u32) -> anyhow::Result<Row> {
    let measured = format!("GET {READ} through NGINX, {} connections", whole(connections.into()));
    let row = |store, baseline, result, reached| Row {
        measured: measured.clone(),
        store,
        baseline,
        result,
        required: "none failed, all open".to_owned(),
        reached: Some(reached),
    };
    let needed = u64::from(connections) + OTHER_OPEN_FILES;
    let (_, hard) = rlimit::getrlimit(rlimit::Resource::NOFILE)?;
    if hard < needed {
        let why = format!("open files: {needed} needed, {hard} allowed (ulimit -Hn)");
        eprintln!("{measured}: not measured, {why}");
        return Ok(row("not measured".to_owned(), why, String::new(), false));
    }
    let nginx = shop.stack.address("nginx");
    let seconds = plan.crowd_seconds();
    let (began, open) = (Instant::now(), Cell::new(None));
    let outcome = shop.read(nginx, connections, seconds, || {
        if open.get().is_none() && began.elapsed() > Duration::from_secs(seconds.into()).mul_f64(0.7) {
            open.set(Some(open_connections(nginx)));
        }
    })?;
    let open = open.get().unwrap_or_default();
    let failed = outcome.refused() + outcome.broken();
    let (median, p99) = (time(outcome.median()), time(outcome.p99()));
    eprintln!(
        "{measured}: {}/s, median {median}, p99 {p99}, {open} open at once{}",
        whole(outcome.rate()),
        failures(&outcome)
    );
    let baseline = format!("{} open at once", whole(open.into()));
    let store = format!("{}/s, p99 {p99}", whole(outcome.rate()));
    Ok(row(store, baseline, format!("{failed} failed"), failed == 0 && open >= connections))
}

/// Ten times the load that saturates: what is still accepted, and how late.
pub fn overload(shop: &Shop<'_>, plan: &Plan) -> anyhow::Result<Vec<Row>> {
    shop.checkpoint()?;
    shop.order(Products::Hot, CLIENTS, 1)?;
    let mut rates: [Vec<f64>; SATURATING.len()] = Default::default();
    // In turns, and several times: one look differs from the next by more than what is looked for.
    for _ in 0..plan.rounds.min(MOST_LOOKS) {
        for (connections, rates) in SATURATING.into_iter().zip(&mut rates) {
            let outcome = shop.order(Products::Hot, connections, plan.search_seconds)?;
            eprintln!("{connections} connections: {}/s accepted{}", whole(outcome.rate()), failures(&outcome));
            rates.push(outcome.rate());
        }
    }
    let medians = rates.into_iter().map(|rates| Spread::of(rates).median);
    let found: Vec<(u32, f64)> = SATURATING.into_iter().zip(medians).collect();
    let (peak, saturating) = saturation(&found);
    let tenfold = saturating * 10;
    let looks = Looks::default();
    let seconds = plan.crowd_seconds();
    let rounds = Rounds::run(
        plan.rounds,
        || shop.order(Products::Hot, peak, seconds),
        || {
            let over = shop.order_meanwhile(Products::Hot, tenfold, seconds, || looks.look(shop));
            // What it leaves behind must not burden the next run.
            std::thread::sleep(RECOVERY);
            over
        },
        |round, at_peak, over| {
            eprintln!(
                "overload, round {round}: {}/s with {peak} connections{}, {}/s with {tenfold}, p99 {}{}",
                whole(at_peak.rate()),
                failures(at_peak),
                whole(over.rate()),
                time(over.p99()),
                failures(over)
            );
        },
    )?;
    let ratio = rounds.ratio(Outcome::rate, Outcome::rate);
    let beside = format!("peak {}/s with {peak} connections", whole(rounds.of_baseline(Outcome::rate).median));
    let measured = format!("orders accepted with {} connections", whole(tenfold.into()));
    let mut goodput = Row::ratio(measured, rounds.of_store(Outcome::rate), beside, ratio, 0.9);
    let slowest = rounds.stores().map(Outcome::p99).max().unwrap_or_default();
    let broken: u64 = rounds.stores().map(Outcome::broken).sum();
    let refused: u64 = rounds.stores().map(Outcome::refused).sum();
    // A store that broke down at its peak already is not praised for doing no worse beyond it.
    let always_some = rounds.stores().chain(rounds.baselines()).all(|outcome| outcome.accepted() > 0);
    goodput.reached = goodput.reached.map(|reached| reached && always_some);
    let lateness = Row {
        measured: "p99 of the accepted ones".to_owned(),
        store: format!("at most {}", time(slowest)),
        baseline: format!("{} refused, {} without answer", whole(refused as f64), whole(broken as f64)),
        result: String::new(),
        required: "under 1 s, all answered".to_owned(),
        reached: Some(slowest < Duration::from_secs(1) && broken == 0 && always_some),
    };
    Ok(vec![goodput, lateness, looks.row()])
}

/// Orders by hand amid an overload: wrk counts refusals and does not say which.
#[derive(Default)]
struct Looks {
    accepted: Cell<u64>,
    refused: Cell<u64>,
    others: RefCell<Vec<String>>,
}

impl Looks {
    fn look(&self, shop: &Shop<'_>) {
        match shop.order_by_hand(shop.hot) {
            Ok(answer) => self.note(&answer),
            Err(error) => self.others.borrow_mut().push(format!("{error:#}")),
        }
    }

    fn note(&self, answer: &http::Answer) {
        let says_when = answer.headers.iter().any(|line| line.to_ascii_lowercase().starts_with("retry-after:"));
        match answer.status {
            201 => self.accepted.set(self.accepted.get() + 1),
            503 if says_when => self.refused.set(self.refused.get() + 1),
            status => self.others.borrow_mut().push(format!("{status} {}", answer.body)),
        }
    }

    fn row(&self) -> Row {
        let others = self.others.borrow();
        others.iter().for_each(|other| eprintln!("an order by hand amid the overload: {other}"));
        let (accepted, refused) = (self.accepted.get(), self.refused.get());
        Row {
            measured: "answers to orders by hand meanwhile".to_owned(),
            store: format!("{accepted} of 201, {refused} of 503 with Retry-After, {} others", others.len()),
            baseline: String::new(),
            result: String::new(),
            required: "no others".to_owned(),
            reached: Some(accepted + refused > 0 && others.is_empty()),
        }
    }
}

/// Memory of all services, each API replica counted.
pub fn memory(memory: &Memory) -> Row {
    let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
    let each = memory.by_instance.iter().map(|(instance, bytes)| format!("{instance} {}", megabytes(*bytes)));
    Row {
        measured: "memory of the services at rest".to_owned(),
        store: megabytes(memory.total()),
        baseline: each.collect::<Vec<_>>().join(", "),
        result: String::new(),
        required: "under 100 MB".to_owned(),
        reached: Some(memory.total() < 100_000_000),
    }
}

/// Run a load and note what it takes of the processors.
fn counted(
    shop: &Shop<'_>,
    costs: &RefCell<Costs>,
    load: impl FnOnce() -> anyhow::Result<Outcome>,
) -> anyhow::Result<Outcome> {
    std::thread::sleep(REAPING);
    let before = Snapshot::take(&shop.stack);
    let outcome = load()?;
    costs.borrow_mut().add(outcome.accepted(), Snapshot::take(&shop.stack).since(&before));
    Ok(outcome)
}

/// The connections with the best rate, and the fewest that came within a tenth of it.
fn saturation(found: &[(u32, f64)]) -> (u32, u32) {
    let best = found.iter().copied().max_by(|one, other| one.1.total_cmp(&other.1)).unwrap_or((CLIENTS, 0.0));
    let fewest = found.iter().find(|(_, rate)| *rate >= best.1 * 0.9).map_or(best.0, |(connections, _)| *connections);
    (best.0, fewest)
}

/// The baseline must not have less to send than the store.
fn same_bytes(store: SocketAddr, baseline: SocketAddr) -> anyhow::Result<()> {
    // These differ from request to request, or tell how this very connection goes on.
    let varies = |line: &String| ["date:", "x-request-id:", "connection:"].iter().any(|name| line.starts_with(name));
    let get = |address| -> anyhow::Result<http::Answer> {
        let mut answer = http::get(address, READ)?;
        answer.headers.retain(|line| !varies(line));
        answer.headers.sort();
        Ok(answer)
    };
    let (store, baseline) = (get(store)?, get(baseline)?);
    if store != baseline {
        bail!("the baseline answers otherwise than the store:\n{baseline:?}\n{store:?}");
    }
    Ok(())
}

/// Connections that `server` has at this moment.
fn open_connections(server: SocketAddr) -> u32 {
    let local = format!("0100007F:{:04X}", server.port());
    let table = fs::read_to_string("/proc/net/tcp").unwrap_or_default();
    // After its number a line has the local address, the remote one and the state, of which 01 is "established".
    let fields = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let open = fields.filter(|fields| fields.get(1) == Some(&local.as_str()) && fields.get(3) == Some(&"01"));
    open.map(|_| 1).sum()
}

fn failures(outcome: &Outcome) -> String {
    match (outcome.refused(), outcome.broken()) {
        (0, 0) => String::new(),
        (refused, 0) => format!(" ({refused} refused)"),
        (refused, broken) => format!(" ({refused} refused, {broken} without answer)"),
    }
}

/// What all processes together take for one request.
pub fn costs_row(what: &str, costs: &Costs) -> Row {
    Row {
        measured: format!("processor time per {what}, all processes"),
        store: format!("{:.0} µs", costs.per_request()),
        baseline: String::new(),
        result: String::new(),
        required: String::new(),
        reached: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_saturates_is_the_least_that_brings_nearly_everything() {
        assert_eq!(saturation(&[(64, 960.0), (128, 1000.0), (256, 990.0)]), (128, 64));
        assert_eq!(saturation(&[(64, 500.0), (128, 890.0), (256, 1000.0)]), (256, 256));
        assert_eq!(saturation(&[(64, 1000.0), (128, 400.0), (256, 1.0)]), (64, 64));
    }

    #[test]
    fn a_refusal_says_when_to_try_again() {
        let answer =
            |status, header: &str| http::Answer { status, headers: vec![header.to_owned()], body: String::new() };
        let looks = Looks::default();
        assert_eq!(looks.row().reached, Some(false), "nothing was seen");
        looks.note(&answer(201, "location: /orders/1"));
        looks.note(&answer(503, "Retry-After: 1"));
        assert_eq!(looks.row().reached, Some(true));
        looks.note(&answer(503, "date: today"));
        looks.note(&answer(504, "retry-after: 1"));
        assert_eq!(looks.row().reached, Some(false));
        assert_eq!(looks.row().store, "1 of 201, 1 of 503 with Retry-After, 2 others");
    }

    #[test]
    fn connections_are_counted_where_they_arrive() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("bound");
        let clients: Vec<_> = (0..3).map(|_| std::net::TcpStream::connect(address).expect("connected")).collect();
        assert_eq!(open_connections(address), 3);
        drop(clients);
    }
}
