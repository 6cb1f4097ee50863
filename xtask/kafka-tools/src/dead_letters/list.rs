//! `cargo xtask dead-letters list`.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use crate::cluster::Cluster;
use crate::letter::Letter;
use crate::line::plain;

/// Show dead letters, oldest first.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo xtask dead-letters list
  cargo xtask dead-letters list --reason smtp_permanent
  cargo xtask dead-letters list --replayed --json | jq -r .event_id")]
pub struct List {
    /// Only with this reason; may be repeated
    #[arg(long = "reason", value_name = "REASON")]
    reasons: Vec<String>,
    /// Those that were replayed as well
    #[arg(long)]
    replayed: bool,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    cluster: Cluster,
}

pub(super) fn run(command: &List, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let mut letters = super::read(&command.cluster.kafka()?)?;
    letters.retain(|letter| command.reasons.is_empty() || command.reasons.contains(&letter.reason));
    let all = letters.len();
    letters.retain(|letter| command.replayed || letter.replayed.is_none());
    if command.json {
        for letter in &letters {
            writeln!(out, "{}", serde_json::to_string(letter)?)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    if !letters.is_empty() {
        table(&letters, command.replayed, out)?;
    }
    let hidden = match all - letters.len() {
        0 => String::new(),
        hidden => format!(", and {hidden} that were replayed (--replayed shows them)"),
    };
    let noun = if letters.len() == 1 { "letter" } else { "letters" };
    writeln!(out, "{} dead {noun}{hidden}", letters.len())?;
    Ok(ExitCode::SUCCESS)
}

fn table(letters: &[Letter], replayed: bool, out: &mut dyn Write) -> std::io::Result<()> {
    let mut rows = vec![["TIME", "OFFSET", "REASON", "TYPE", "ORDER", "EVENT", "REPLAYED", "ERROR"].map(str::to_owned)];
    for letter in letters {
        let or = |text: &str| if text.is_empty() { "-".to_owned() } else { plain(text) };
        rows.push([
            or(&letter.time),
            letter.offset.to_string(),
            or(&letter.reason),
            or(&letter.event_type),
            or(&letter.order_id),
            or(&letter.event_id),
            or(letter.replayed.as_deref().unwrap_or_default()),
            or(&letter.error),
        ]);
    }
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    for row in &rows {
        let cells = row.iter().zip(&widths).enumerate().filter(|(column, _)| replayed || *column != 6);
        let line: Vec<String> = cells.map(|(_, (cell, width))| format!("{cell:width$}")).collect();
        writeln!(out, "{}", line.join("  ").trim_end())?;
    }
    Ok(())
}
