//! The one error type of this crate. Its text is for the person at the terminal, so it says what to do.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why a part could not be found, started or stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The operating system refused something.
    #[error("failed to {doing}")]
    Io {
        /// What was being done.
        doing: String,
        /// The operating system's reason.
        #[source]
        source: io::Error,
    },
    /// Programs are missing and could not be installed from here.
    #[error("missing: {needed}; run this, then try again:\n\n    {command}\n")]
    Missing {
        /// What is missing.
        needed: String,
        /// The command to run.
        command: String,
    },
    /// A fixed port belongs to a process that this workspace did not start.
    #[error("port {port} is needed by {part} but taken by {holder}")]
    PortTaken {
        /// The part that needs it.
        part: String,
        /// The port on 127.0.0.1.
        port: u16,
        /// The process that listens there, as far as it can be known.
        holder: String,
    },
    /// A helper program ended with a failure.
    #[error("{program} failed ({status}){}{output}", if output.is_empty() { "" } else { ":\n" })]
    Command {
        /// What was run, without its arguments.
        program: String,
        /// How it ended.
        status: String,
        /// The last lines of its output.
        output: String,
    },
    /// A part ended before it was ready.
    #[error("{part} ended while it was starting; the end of {}:\n{tail}", log.display())]
    Died {
        /// The part.
        part: String,
        /// Its log file.
        log: PathBuf,
        /// The log's last lines since this start.
        tail: String,
    },
    /// A part runs but did not become ready in time.
    #[error("{part} was not ready after {} s ({reason}){}", waited.as_secs(), end_of(log.as_deref(), tail))]
    NotReady {
        /// The part.
        part: String,
        /// How long it was given.
        waited: Duration,
        /// What the last look said.
        reason: String,
        /// Its log file; none when it is not a process of ours.
        log: Option<PathBuf>,
        /// The log's last lines since this start.
        tail: String,
    },
    /// Somebody asked to stop while parts were starting.
    #[error("interrupted")]
    Cancelled,
    /// A state that only a person can resolve.
    #[error("{0}")]
    Refused(String),
}

fn end_of(log: Option<&Path>, tail: &str) -> String {
    log.map(|log| format!("; the end of {}:\n{tail}", log.display())).unwrap_or_default()
}

/// Say what was being done when an I/O error happened.
pub(crate) trait Doing<T> {
    fn doing(self, doing: impl FnOnce() -> String) -> Result<T, Error>;
}

impl<T> Doing<T> for io::Result<T> {
    fn doing(self, doing: impl FnOnce() -> String) -> Result<T, Error> {
        self.map_err(|source| Error::Io { doing: doing(), source })
    }
}
