//! `cargo xtask bench`: the store beside what it is measured against, in one run on one machine.

mod bare;
mod costs;
mod http;
mod machine;
mod measure;
mod page;
mod pgbench;
mod program;
mod rounds;
mod shop;
mod table;
mod usage;
mod wrk;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use stack::binaries::{self, CATCHER, Profile, SERVICES};
use stack::install::{self, Tool};
use stack::{Cancel, Event, Progress as _, kafka};

use crate::terminal::{Terminal, seconds};
use crate::{interrupt, workspace};

use machine::Machine;
use page::Findings;
use pgbench::Pgbench;
use shop::{Memory, Products, Shop};

/// Where a complete run is written down.
const PAGE: &str = "docs/benchmarks.md";

/// How many files one process may have open at most, where we may decide that.
const OPEN_FILES: u64 = 65_536;

/// The program that reads are measured against.
const BARE_HYPER: &str = "bare-hyper";

/// Measure the store beside what it is compared with: pgbench and a bare hyper server.
///
/// Builds in release mode, starts a private store on free ports, runs everything in turns, and prints one table of ratios.
/// The load comes from wrk, which is installed like PostgreSQL and NGINX when it is missing. A complete run takes about four
/// minutes after the build and writes docs/benchmarks.md; --quick and --only leave that page alone.
///
/// Leave the machine alone meanwhile. What is busy with something else slows both sides, but not evenly.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo xtask bench                            everything; writes docs/benchmarks.md
  cargo xtask bench --quick                    short rounds, for a first look
  cargo xtask bench --only hot --only reads    two parts of it
  cargo xtask bench --check                    exit with 1 when something is not reached")]
pub struct Bench {
    /// Short rounds and few of them: about two minutes after the build
    #[arg(long)]
    quick: bool,
    /// Only this part; may be repeated
    #[arg(long, value_enum, value_name = "NAME")]
    only: Vec<Part>,
    /// Exit with 1 when something that was measured is not reached
    #[arg(long)]
    check: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Memory of the services at rest
    Memory,
    /// Orders of one hot product against pgbench, and what they take of the processors
    Hot,
    /// Orders over 1,000 products against pgbench
    Thousand,
    /// GET /products against a bare hyper server
    Reads,
    /// 2,000 and 10,000 connections through NGINX
    Front,
    /// Orders under ten times the load that saturates
    Overload,
}

/// How much is run.
pub struct Plan {
    /// Of each pair; the median counts.
    pub rounds: usize,
    /// How long the store runs in each round.
    pub seconds: u32,
    /// How long pgbench runs in each round with each number of clients.
    pub baseline_seconds: u32,
    /// How long each load runs while the one that saturates is looked for.
    pub search_seconds: u32,
    /// How long orders are placed, and later products read, before that is measured: Kafka's Java machine compiles what
    /// each needs.
    pub warm_up_seconds: u32,
}

impl Plan {
    /// Of loads by so many clients that connecting takes a while: twice as long as others.
    fn crowd_seconds(&self) -> u32 {
        self.seconds * 2
    }
}

const COMPLETE: Plan = Plan { rounds: 5, seconds: 3, baseline_seconds: 2, search_seconds: 2, warm_up_seconds: 15 };
const QUICK: Plan = Plan { rounds: 2, seconds: 2, baseline_seconds: 1, search_seconds: 1, warm_up_seconds: 3 };

pub fn run(command: &Bench) -> anyhow::Result<ExitCode> {
    let cancel = Cancel::default();
    interrupt::cancels(&cancel)?;
    match bench(command, &cancel) {
        Err(_) if cancel.is_cancelled() => Ok(ExitCode::from(interrupt::EXIT_CODE)),
        outcome => outcome,
    }
}

fn bench(command: &Bench, cancel: &Cancel) -> anyhow::Result<ExitCode> {
    let plan = if command.quick { &QUICK } else { &COMPLETE };
    let wanted = |part| command.only.is_empty() || command.only.contains(&part);
    let terminal = Terminal::new();
    install::ensure(&[Tool::BuildTools, Tool::Postgres, Tool::Nginx, Tool::Wrk], &terminal)?;
    if let Err(error) = kafka::fetch(&terminal) {
        terminal.on(Event::Note(&format!("no Apache Kafka ({error}); using the embedded broker instead")));
    }
    // Those who may raise the hard limit need not be told to.
    let _ = rlimit::setrlimit(rlimit::Resource::NOFILE, OPEN_FILES, OPEN_FILES);
    binaries::build(&[&SERVICES[..], &[CATCHER]].concat(), Profile::Release, false)?;
    // Not in one go: cargo would unite the features of all, and build the services anew when they are built alone.
    let bare_hyper = binaries::build(&[BARE_HYPER], Profile::Release, false)?;

    let began = Instant::now();
    let (shop, at_rest) = Shop::open(cancel).context("failed to start the store")?;
    let machine = Machine::look(&shop.stack);
    eprintln!("ready after {}", seconds(began.elapsed()));
    let mut findings = Findings::default();
    measure_all(&shop, plan, &wanted, &bare_hyper[BARE_HYPER], &mut findings)?;
    if wanted(Part::Memory) {
        findings.rows.push(measure::memory(&at_rest));
        let after = shop.memory();
        eprintln!("memory of the services after all that: {:.1} MB", megabytes(&after));
    }
    drop(shop);
    eprintln!("measured in {}\n", seconds(began.elapsed()));

    print!("{}", table::of_rows(&findings.rows).text());
    if !findings.costs.is_empty() {
        print!("\n{}", costs::table(&findings.costs).text());
    }
    if !command.quick && command.only.is_empty() {
        let date = chrono::Utc::now().format("%Y-%m-%d").to_string();
        let text = page::page(plan, &machine, &findings, &date);
        std::fs::write(workspace::root().join(PAGE), text).with_context(|| format!("failed to write {PAGE}"))?;
        println!("\nwritten to {PAGE}");
    }
    let missed = findings.rows.iter().filter(|row| row.reached == Some(false)).count();
    Ok(if command.check && missed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn measure_all(
    shop: &Shop<'_>,
    plan: &Plan,
    wanted: &impl Fn(Part) -> bool,
    bare_hyper: &std::path::Path,
    findings: &mut Findings,
) -> anyhow::Result<()> {
    if [Part::Hot, Part::Thousand, Part::Reads].into_iter().any(wanted) {
        shop.order(Products::Hot, measure::CLIENTS, plan.warm_up_seconds).context("failed to warm up")?;
    }
    if wanted(Part::Hot) || wanted(Part::Thousand) {
        let pgbench = Pgbench::prepare(&shop.stack, shop.cancel)?;
        let parts = [
            (Part::Hot, Products::Hot, "order of one hot product"),
            (Part::Thousand, Products::Thousand, "order over 1,000 products"),
        ];
        for (_, products, what) in parts.into_iter().filter(|(part, ..)| wanted(*part)) {
            let (row, costs) = measure::orders(shop, &pgbench, plan, products)?;
            findings.rows.extend([row, measure::costs_row(what, &costs)]);
            findings.costs.push((what.to_owned(), costs));
        }
    }
    if wanted(Part::Reads) {
        let (row, costs) = measure::reads(shop, plan, bare_hyper)?;
        findings.rows.push(row);
        findings.costs.push((format!("GET {}", shop::READ), costs));
    }
    if wanted(Part::Front) {
        for connections in measure::FRONT {
            findings.rows.push(measure::front(shop, plan, connections)?);
        }
    }
    if wanted(Part::Overload) {
        findings.rows.extend(measure::overload(shop, plan)?);
    }
    Ok(())
}

fn megabytes(memory: &Memory) -> f64 {
    memory.total() as f64 / 1e6
}
