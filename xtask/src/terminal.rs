//! How starting and stopping looks on a terminal, and in a log file where there is none.

use std::io::{IsTerminal as _, Write as _, stderr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use stack::{Event, Progress, Waiting};

const SPINNER: [&str; 10] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/// Without a terminal, this long passes between two lines that say what is waited for.
const REPEAT: Duration = Duration::from_secs(5);

const NAME_WIDTH: usize = 12;

/// Tells on standard error, with a line that is rewritten when that is a terminal.
pub struct Terminal {
    live: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    turn: usize,
    /// Whether the last line on the screen is the one that is rewritten.
    waiting_shown: bool,
    told_at: Duration,
}

impl Terminal {
    pub fn new() -> Self {
        Self { live: stderr().is_terminal(), state: Mutex::default() }
    }
}

impl Progress for Terminal {
    fn on(&self, event: Event<'_>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let line = match event {
            Event::Waiting(parts) => return state.wait(parts, self.live),
            Event::Note(text) => text.to_owned(),
            Event::Ready { part, took } => format!("{part:NAME_WIDTH$} ready after {}", seconds(took)),
            Event::Found { part, pid } => format!("{part:NAME_WIDTH$} runs already (process {pid})"),
            Event::Stopped { part, took, killed: false } => {
                format!("{part:NAME_WIDTH$} stopped after {}", seconds(took))
            }
            Event::Stopped { part, took, killed: true } => {
                format!("{part:NAME_WIDTH$} killed after {}", seconds(took))
            }
            other => format!("{other:?}"),
        };
        state.clear();
        // Nobody is left to tell when standard error is closed.
        let _ = writeln!(stderr(), "{line}");
    }
}

impl State {
    fn wait(&mut self, parts: &[Waiting], live: bool) {
        let longest = parts.iter().map(|part| part.elapsed).max().unwrap_or_default();
        if live {
            self.clear();
            self.turn = (self.turn + 1) % SPINNER.len();
            let mut line = format!("{} {}", SPINNER[self.turn], describe(parts));
            // A line that wraps could not be rewritten.
            if line.chars().count() > 78 {
                line = line.chars().take(77).chain(['…']).collect();
            }
            let _ = write!(stderr(), "{line}");
            let _ = stderr().flush();
            self.waiting_shown = true;
        } else if longest < self.told_at {
            self.told_at = Duration::ZERO;
        } else if longest - self.told_at >= REPEAT {
            self.told_at = longest;
            let _ = writeln!(stderr(), "{}", describe(parts));
        }
    }

    fn clear(&mut self) {
        if self.waiting_shown {
            let _ = write!(stderr(), "\r\x1b[2K");
            self.waiting_shown = false;
        }
    }
}

fn describe(parts: &[Waiting]) -> String {
    let one = |part: &Waiting| match part.reason.as_str() {
        "" => format!("{} {}", part.part, seconds(part.elapsed)),
        reason => format!("{} {} ({reason})", part.part, seconds(part.elapsed)),
    };
    format!("waiting for {}", parts.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// Such as `1.3 s`, or `2 min 5 s`.
pub fn seconds(duration: Duration) -> String {
    match duration.as_secs() {
        0..60 => format!("{:.1} s", duration.as_secs_f64()),
        long => format!("{} min {} s", long / 60, long % 60),
    }
}
