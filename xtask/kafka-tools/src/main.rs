//! What operators do with the store's topics, behind `cargo xtask logs` and `cargo xtask dead-letters`: follow the logs, look at
//! dead letters, send those again.
//!
//! Where Kafka is comes from `--bootstrap`, else from `KAFKA_BOOTSTRAP_SERVERS`, else it is the one that `cargo xtask up`
//! has started; TLS and the login come from the same variables as the services'.

mod cluster;
mod dead_letters;
mod letter;
mod line;
mod logs;
mod reader;

use std::io::{self, IsTerminal as _};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Logs(logs::Logs),
    #[command(subcommand)]
    DeadLetters(dead_letters::DeadLetters),
}

fn main() -> ExitCode {
    let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    match run(&Arguments::parse().command, colour) {
        Ok(code) => code,
        // Whoever read along has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command, colour: bool) -> anyhow::Result<ExitCode> {
    kit::telemetry::init("cargo xtask")?;
    let mut out = io::stdout().lock();
    match command {
        Command::Logs(command) => logs::run(command, colour, &mut out),
        Command::DeadLetters(command) => dead_letters::run(command, &mut out),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
