//! `cargo xtask logs` and `cargo xtask dead-letters`: build and run the crate `kafka-tools`, which needs generated code and a
//! Kafka client, of which this program is to know nothing.

use std::process::{Command, ExitCode};

use anyhow::Context as _;
use clap::Args;

use crate::workspace;

/// Follow the log records of all services in Kafka.
#[derive(Args)]
#[command(disable_help_flag = true)]
pub struct Logs {
    /// What to show; --help says more
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Show and replay the events that could not be dealt with.
#[derive(Args)]
#[command(disable_help_flag = true)]
pub struct DeadLetters {
    /// list or replay; --help says more
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

pub fn logs(command: &Logs) -> anyhow::Result<ExitCode> {
    run("logs", &command.arguments)
}

pub fn dead_letters(command: &DeadLetters) -> anyhow::Result<ExitCode> {
    run("dead-letters", &command.arguments)
}

fn run(name: &str, arguments: &[String]) -> anyhow::Result<ExitCode> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut tool = Command::new(cargo);
    tool.args(["run", "--quiet", "--package", "kafka-tools"]);
    let set = |name: &str| std::env::var(name).unwrap_or_default().to_lowercase();
    if set("KAFKA_SECURITY_PROTOCOL").ends_with("ssl") || set("KAFKA_SASL_MECHANISM").starts_with("scram") {
        tool.args(["--features", "kafka-tls"]);
    }
    let status = tool.arg("--").arg(name).args(arguments).current_dir(workspace::root()).status();
    let code = status.context("failed to run cargo")?.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
