//! `cargo xtask down`: stop what `cargo xtask up` started.

use std::process::ExitCode;

use clap::Args;
use stack::Development;

use crate::terminal::Terminal;

/// Stop everything that `cargo xtask up` started.
///
/// Parts are stopped in reverse order, each with time to finish what it is doing. Data stays.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo xtask down           stop the store
  cargo xtask down --wipe    stop it and remove its data: database, topics, mails")]
pub struct Down {
    /// Remove the data too
    #[arg(long)]
    wipe: bool,
}

pub fn run(command: &Down) -> anyhow::Result<ExitCode> {
    let count = Development::down(&Terminal::new())?;
    if count == 0 {
        println!("nothing was running");
    }
    if command.wipe {
        Development::wipe()?;
        println!("the data is removed");
    }
    Ok(ExitCode::SUCCESS)
}
