//! What a part is: a name, how it is launched, when it is ready, what it waits for. Which parts there are stands in
//! `blueprint`; starting them is `engine`'s job.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use nix::sys::signal::Signal;

use crate::Result;
use crate::launch::Launch;
use crate::progress::Progress;

/// Looks once whether a part is ready; otherwise says what is missing.
pub(crate) type Probe = Box<dyn Fn() -> Result<(), String> + Send + Sync>;

/// Prepares what a part needs on disk and says what to run.
pub(crate) type Prepare = Box<dyn Fn(&dyn Progress) -> Result<Launch> + Send + Sync>;

/// One process of the store.
pub(crate) struct Part {
    pub(crate) name: String,
    /// What it is, for the table at the end: "PostgreSQL 15.18", "debug build".
    pub(crate) what: String,
    pub(crate) address: Address,
    /// The names of the parts that must be ready before this one is launched.
    pub(crate) after: Vec<String>,
    pub(crate) run: Run,
    pub(crate) probe: Probe,
    /// How long it may take to become ready.
    pub(crate) within: Duration,
}

/// Whether a part is a process of ours.
pub(crate) enum Run {
    /// It is, and this is how it lives and ends.
    Process {
        prepare: Prepare,
        /// Asks it to end in an orderly way.
        stop: Signal,
        /// How long that may take before SIGKILL.
        grace: Duration,
        /// Ends it at once when nobody cares about its data any more.
        tied: Signal,
    },
    /// Somebody else runs it; it is only waited for.
    External,
}

/// Where a part is reached.
pub(crate) enum Address {
    /// Known beforehand.
    Fixed(String),
    /// Chosen by the process, which writes it to this file.
    InFile(PathBuf),
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(address) => f.write_str(address),
            Self::InFile(path) => f.write_str(fs::read_to_string(path).unwrap_or_default().trim()),
        }
    }
}
