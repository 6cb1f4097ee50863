//! `cargo xtask demo`: builds and runs the crate `demo`, which walks through the shop as a customer would.

use std::process::{Command, ExitCode};

use anyhow::Context as _;
use clap::Args;

use crate::workspace;

/// Walk through the shop as a customer would; `--help` behind `--` shows how.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo xtask up --detach && cargo xtask demo
  cargo xtask demo --url http://127.0.0.1:8081    one replica, past NGINX")]
pub struct Demo {
    /// What the walk is told, such as --url
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

pub fn run(command: &Demo) -> anyhow::Result<ExitCode> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--package", "demo", "--"])
        .args(&command.arguments)
        .current_dir(workspace::root())
        .status()
        .context("failed to run cargo")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
