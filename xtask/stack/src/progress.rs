//! What is told while parts start and stop. How it looks is decided by whoever listens.

use std::time::Duration;

/// Something that happened to a part.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// Something out of the ordinary is being done: an installation, a build, a fallback.
    Note(&'a str),
    /// These parts are being waited for; sent about ten times a second.
    Waiting(&'a [Waiting]),
    /// A part answers.
    Ready {
        /// Its name.
        part: &'a str,
        /// How long that took, preparation included.
        took: Duration,
    },
    /// A part was running already and is left alone.
    Found {
        /// Its name.
        part: &'a str,
        /// Its process.
        pid: u32,
    },
    /// A part has ended because it was asked to.
    Stopped {
        /// Its name.
        part: &'a str,
        /// How long that took.
        took: Duration,
        /// Whether it had to be killed.
        killed: bool,
    },
}

/// One part that is not ready yet.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Its name.
    pub part: String,
    /// Since it began to start.
    pub elapsed: Duration,
    /// What the last look said; empty before the first one.
    pub reason: String,
}

/// Listens to events. Several parts start at the same time, each in a thread.
pub trait Progress: Sync {
    /// Called for each event, in the order in which they happen to a part.
    fn on(&self, event: Event<'_>);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn on(&self, _event: Event<'_>) {}
}
