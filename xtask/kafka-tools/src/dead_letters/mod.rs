//! `cargo xtask dead-letters`: what could not be dealt with, and dealing with it again.

mod list;
mod replay;

use std::io::Write;
use std::process::ExitCode;

use clap::Subcommand;
use kit::kafka::Kafka;
use stack::kafka::DEAD_LETTER_TOPIC;

use crate::letter::{Letter, letters};
use crate::reader::{From, Topic};

/// Show and replay the events that could not be dealt with.
#[derive(Subcommand)]
pub enum DeadLetters {
    List(list::List),
    Replay(replay::Replay),
}

/// Do it, and tell on `out`.
///
/// # Errors
///
/// When Kafka does not answer, the topic is not there, or `out` is closed.
pub fn run(command: &DeadLetters, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    match command {
        DeadLetters::List(command) => list::run(command, out),
        DeadLetters::Replay(command) => replay::run(command, out),
    }
}

fn read(kafka: &Kafka) -> anyhow::Result<Vec<Letter>> {
    Ok(letters(Topic::open(kafka, DEAD_LETTER_TOPIC, From::Beginning)?.read_out()?))
}
