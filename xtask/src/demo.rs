//! `cargo xtask demo`: builds and runs the crate `demo`, which walks through the shop as a customer would.

use std::ffi::OsStr;
use std::process::{Command, ExitCode};

use anyhow::Context as _;
use clap::Args;
use stack::Development;

use crate::workspace;

/// Walk through the shop as a customer would, and read the mails that it sends; `--help` behind `--` shows how.
///
/// The mails are shown when the store here catches them, as it does unless SMTP_URL says where they go.
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
        .args(Development::mails()?.iter().flat_map(|directory| [OsStr::new("--mails"), directory.as_os_str()]))
        .args(&command.arguments)
        .current_dir(workspace::root())
        .status()
        .context("failed to run cargo")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
