//! `cargo xtask test`: everything that must hold before a change goes in, set-up included. Continuous integration runs
//! nothing else.

use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use clap::Args;
use stack::binaries::{self, CATCHER, Profile, SERVICES};
use stack::install::{self, Tool};
use stack::{Event, Progress as _, kafka};

use crate::terminal::{Terminal, seconds};
use crate::{deploy, fuzz, workspace};

/// Tests whose path holds one of these words need a program that not every machine can have; without it they are skipped
/// and named. A test that only Apache Kafka can pass has `apache_kafka` in its name.
const NEEDS: [(&str, &str); 2] = [("chromium", "Chromium"), ("apache_kafka", "Apache Kafka (Java 17 and Maven)")];

/// What every test that starts the store needs.
const STORE_TOOLS: [Tool; 3] = [Tool::BuildTools, Tool::Postgres, Tool::Nginx];

/// Run all checks and tests, set-up included.
///
/// In this order, up to the first failure: toolchain components and programs that the tests need, drift between the specs
/// and generated/, formatting, clippy with warnings as errors, unit tests, a build of the services, the files under
/// deploy/, system tests against real processes, one round of the fault suite, two of the event suite.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo xtask test           everything that every change must pass
  cargo xtask test --fast    drift, formatting, clippy and unit tests only
  cargo xtask test --faults  the fault suite only: load while parts are killed, stopped and starved, for about five minutes
  cargo xtask test --faults --seed 4 --rounds 1    the round with this seed again
  cargo xtask test --events  the event suite only: relay, notification and logging killed, Kafka away, for about 25 minutes
  cargo xtask test --slow    the slow part as well: the generator against whole collections of documents, Kafka over TLS, the benchmarks, fuzzing")]
pub struct Test {
    /// Leave out deploy/ and the system tests
    #[arg(long)]
    fast: bool,
    /// Add what takes long: crates that are generated and compiled by the dozen, Kafka over TLS, the benchmarks, fuzzing
    #[arg(long, conflicts_with = "fast")]
    slow: bool,
    /// How long each fuzz target runs, in seconds
    #[arg(long, default_value_t = 60, requires = "slow")]
    fuzz_seconds: u32,
    /// Only the fault suite, and longer than otherwise (docs/faults.md)
    #[arg(long, group = "suite", conflicts_with_all = ["fast", "slow"])]
    faults: bool,
    /// Only the event suite, and longer than otherwise (docs/faults.md)
    #[arg(long, group = "suite", conflicts_with_all = ["fast", "slow"])]
    events: bool,
    /// How many rounds of the suite, each with its own seed and every fault once [default: 6 of faults, 50 of events]
    #[arg(long, requires = "suite", value_parser = clap::value_parser!(u32).range(1..))]
    rounds: Option<u32>,
    /// The seed of the first round; the others count on from it [default: another each time]
    #[arg(long, requires = "suite")]
    seed: Option<u64>,
}

pub fn run(command: &Test) -> anyhow::Result<ExitCode> {
    let mut run = Run { terminal: Terminal::new(), done: Vec::new(), skipped: Vec::new() };
    let began = Instant::now();
    let outcome = run.everything(command);
    eprintln!();
    for (name, took) in &run.done {
        eprintln!("  passed   {name:28} {:>14}", seconds(*took));
    }
    match outcome {
        Ok(()) => {
            for skipped in &run.skipped {
                eprintln!("  skipped  {skipped}");
            }
            eprintln!("\nall passed in {}", seconds(began.elapsed()));
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            eprintln!("  FAILED   {error:#}\n\nstopped after {}", seconds(began.elapsed()));
            Ok(ExitCode::FAILURE)
        }
    }
}

struct Run {
    terminal: Terminal,
    done: Vec<(&'static str, Duration)>,
    skipped: Vec<String>,
}

impl Run {
    fn everything(&mut self, command: &Test) -> anyhow::Result<()> {
        if command.faults {
            self.step("programs", |run| Ok(install::ensure(&STORE_TOOLS, &run.terminal)?))?;
            return self.step("fault suite", |_| suite("faults", command.rounds.unwrap_or(6), command.seed));
        }
        if command.events {
            self.step("programs", |run| run.programs(true))?;
            return self.events("event suite", command.rounds.unwrap_or(50), command.seed);
        }
        let fast = command.fast;
        self.step("toolchain", |_| components())?;
        self.step("programs", |run| run.programs(fast))?;
        self.step("drift of generated/", |_| this_program(&["codegen", "--check"]))?;
        self.step("formatting", |_| cargo(&["fmt", "--all", "--check"]))?;
        self.step("clippy", |_| {
            let slow = "openapi-dropshot/slow,xtask/slow";
            cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--features",
                slow,
                "--locked",
                "--",
                "--deny",
                "warnings",
            ])
        })?;
        self.step("unit tests", |run| run.tests(&["--workspace", "--exclude", "system-tests"]))?;
        if fast {
            return Ok(());
        }
        // As the stack builds them: together, so that all see the same features of what they share.
        let programs = [&SERVICES[..], &[CATCHER]].concat();
        self.step("services", |_| Ok(binaries::build(&programs, Profile::Debug, false).map(drop)?))?;
        self.step("deploy/", |run| deploy::check(&workspace::root(), &mut run.skipped))?;
        self.step("system tests", |run| {
            run.tests(&["--package", "system-tests", "--lib", "--test", "system", "--test", "logs"])
        })?;
        self.step("fault suite, one round", |_| suite("faults", 1, None))?;
        self.events("event suite, two rounds", 2, None)?;
        if command.slow {
            self.step("slow tests of the generator", |_| {
                cargo(&["test", "--locked", "--package", "openapi-dropshot", "--features", "slow", "--", "--nocapture"])
            })?;
            self.step("slow tests of the commands", |_| {
                cargo(&["test", "--locked", "--package", "xtask", "--features", "slow", "--", "--nocapture"])
            })?;
            self.step("Kafka over TLS", |run| {
                install::ensure(&[Tool::OpenSsl], &run.terminal)?;
                run.tests(&["--package", "logging", "--features", "kafka-tls"])
            })?;
            self.step("benchmark of the generator", |_| {
                cargo(&["bench", "--locked", "--package", "openapi-dropshot"])
            })?;
            self.step("benchmark of the store, in short", |_| this_program(&["bench", "--quick", "--only=reads"]))?;
            self.step("fuzzing", |_| fuzz::run(command.fuzz_seconds))?;
        }
        Ok(())
    }

    /// The embedded broker does not outlive itself, so that there is nothing to be shown with it.
    fn events(&mut self, name: &'static str, rounds: u32, seed: Option<u64>) -> anyhow::Result<()> {
        match NEEDS.into_iter().find(|(word, _)| *word == "apache_kafka" && !is_met(word)) {
            Some((_, need)) => {
                self.skipped.push(format!("{name}, which needs {need}"));
                Ok(())
            }
            None => self.step(name, |_| suite("events", rounds, seed)),
        }
    }

    fn step(&mut self, name: &'static str, work: impl FnOnce(&mut Self) -> anyhow::Result<()>) -> anyhow::Result<()> {
        eprintln!("\n==> {name}");
        let since = Instant::now();
        work(self).context(name)?;
        eprintln!("    {name}: {}", seconds(since.elapsed()));
        self.done.push((name, since.elapsed()));
        Ok(())
    }

    /// What the tests start must be there; what some of them can be skipped without need not.
    fn programs(&mut self, fast: bool) -> anyhow::Result<()> {
        install::ensure(&STORE_TOOLS, &self.terminal)?;
        let mut optional = vec![Tool::Java, Tool::Maven];
        if !fast {
            optional.push(Tool::Chromium);
        }
        if let Err(error) = install::ensure(&optional, &self.terminal) {
            self.terminal.on(Event::Note(&format!("going on without: {error}")));
        }
        if let Err(error) = kafka::fetch(&self.terminal) {
            self.terminal.on(Event::Note(&format!("no Apache Kafka: {error}")));
        }
        Ok(())
    }

    /// `cargo test`, without the tests that cannot run on this machine; those are noted by name.
    fn tests(&mut self, packages: &[&str]) -> anyhow::Result<()> {
        let missing: Vec<(&str, &str)> = NEEDS.into_iter().filter(|(word, _)| !is_met(word)).collect();
        let mut arguments = vec!["test", "--locked"];
        arguments.extend(packages);
        if missing.is_empty() {
            return cargo(&arguments);
        }
        let mut list = command(&arguments);
        list.args(["--", "--list", "--format", "terse"]).stderr(Stdio::inherit());
        let listed = list.output().context("failed to run cargo")?;
        for name in String::from_utf8_lossy(&listed.stdout).lines().filter_map(|line| line.strip_suffix(": test")) {
            if let Some((_, need)) = missing.iter().find(|(word, _)| name.contains(word)) {
                self.skipped.push(format!("{name}, which needs {need}"));
            }
        }
        arguments.push("--");
        arguments.extend(missing.iter().flat_map(|(word, _)| ["--skip", word]));
        cargo(&arguments)
    }
}

fn is_met(word: &str) -> bool {
    match word {
        "chromium" => Tool::Chromium.is_present(),
        _ => kafka::is_fetched(),
    }
}

/// A toolchain that was installed in its minimal form lacks these two.
fn components() -> anyhow::Result<()> {
    for (component, program) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        let present = command(&[program, "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
        if present.context("failed to run cargo")?.success() {
            continue;
        }
        let added = Command::new("rustup").args(["component", "add", component]).stdin(Stdio::null()).status();
        if !added.is_ok_and(|status| status.success()) {
            bail!("{component} is missing; run `rustup component add {component}`");
        }
    }
    Ok(())
}

/// In a process of its own, as a person would run it.
fn this_program(arguments: &[&str]) -> anyhow::Result<()> {
    let this = std::env::current_exe().context("failed to find this program")?;
    let status = Command::new(this).args(arguments).stdin(Stdio::null()).status();
    match status.context("failed to run this program again")?.success() {
        true => Ok(()),
        false => bail!("`cargo xtask {}` failed", arguments.join(" ")),
    }
}

/// With its progress shown.
fn suite(name: &str, rounds: u32, seed: Option<u64>) -> anyhow::Result<()> {
    let arguments = ["test", "--locked", "--package", "system-tests", "--test", name, "--", "--nocapture"];
    let (mut suite, variables) = (command(&arguments), name.to_uppercase());
    suite.env(format!("{variables}_ROUNDS"), rounds.to_string());
    if let Some(seed) = seed {
        suite.env(format!("{variables}_SEED"), seed.to_string());
    }
    succeed(suite, &arguments)
}

fn cargo(arguments: &[&str]) -> anyhow::Result<()> {
    succeed(command(arguments), arguments)
}

fn succeed(mut command: Command, arguments: &[&str]) -> anyhow::Result<()> {
    let status = command.status().context("failed to run cargo")?;
    if !status.success() {
        bail!("`cargo {}` failed ({status})", arguments.join(" "));
    }
    Ok(())
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(workspace::root()).stdin(Stdio::null());
    command
}
