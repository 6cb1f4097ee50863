//! What people see: how a trial goes on, and, when something is wrong, what led to it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::checker::{self, Evidence, Violation, vacuity};
use crate::ground::Ground;
use crate::history::{History, now};

/// Violations that are told; more are only counted.
const MOST_VIOLATIONS: usize = 10;
/// Requests that are told of each.
const MOST_REQUESTS: usize = 24;

/// A line about what happened since the request with the number `first`.
pub fn progress(ground: &Ground, first: usize, what: &str) {
    let [all, done, refused, unknown] = ground.record.counts_since(first);
    let seconds = (now() - ground.record.began()) as f64 / 1e6;
    eprintln!("  {seconds:5.1} s  {what:68} {all:5} requests: {done:5} done, {refused:4} refused, {unknown:3} unknown");
}

/// Check everything, and tell what is wrong, with the seed and what led to it. Returns whether nothing is.
pub fn verdict(evidence: &Evidence, seed: u64) -> bool {
    let (violations, missing) = (checker::check(evidence), vacuity::missing(&evidence.history));
    if violations.is_empty() && missing.is_empty() {
        return true;
    }
    let mut text = format!("{} violations with seed {seed}\n", violations.len());
    for what in missing {
        let _ = writeln!(text, "\nthe trial shows too little: {what}");
    }
    for violation in violations.iter().take(MOST_VIOLATIONS) {
        tell(&mut text, violation, &evidence.history);
    }
    if violations.len() > MOST_VIOLATIONS {
        let _ = writeln!(text, "\nand {} more", violations.len() - MOST_VIOLATIONS);
    }
    text.push_str("\nwhat was broken when:\n");
    for span in evidence.history.calm.iter().chain(&evidence.history.faults) {
        let _ = writeln!(text, "  {}", evidence.history.span(span));
    }
    match keep(&evidence.history, seed) {
        Ok(file) => {
            let _ = writeln!(text, "\nevery request is in {}", file.display());
        }
        Err(error) => {
            let _ = writeln!(text, "\nthe requests could not be kept: {error}");
        }
    }
    let _ = writeln!(text, "`cargo xtask test --faults --seed {seed} --rounds 1` does this again");
    eprintln!("{text}");
    false
}

fn tell(text: &mut String, Violation { rule, what, requests }: &Violation, history: &History) {
    let _ = writeln!(text, "\n{rule}: {what}");
    for number in requests.iter().take(MOST_REQUESTS) {
        let _ = writeln!(text, "  {}", history.line(&history.requests[*number]));
    }
    if requests.len() > MOST_REQUESTS {
        let _ = writeln!(text, "  and {} more", requests.len() - MOST_REQUESTS);
    }
}

fn keep(history: &History, seed: u64) -> std::io::Result<PathBuf> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("faults-{seed}.txt"));
    let lines: Vec<String> = history.requests.iter().map(|request| history.line(request) + "\n").collect();
    std::fs::write(&file, lines.concat())?;
    Ok(file)
}
