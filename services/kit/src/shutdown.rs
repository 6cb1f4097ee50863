//! Ending a process in order: wait for a signal, let what runs finish within its limit, and say how it went. What has
//! to be finished, and how long that may take, is known to the service that stops.

use std::{
    pin::pin,
    process::{self, ExitCode},
    time::Instant,
};

use tokio::signal::unix::{Signal, SignalKind, signal};

/// Whether everything that was in flight could be finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Stopped {
    /// Everything was finished.
    Complete,
    /// The limit passed first, and something was abandoned.
    Incomplete,
}

impl Stopped {
    /// Complete when both are.
    pub fn and(self, other: Self) -> Self {
        if self == Self::Complete { other } else { self }
    }

    /// Complete when `finished`.
    pub fn when(finished: bool) -> Self {
        if finished { Self::Complete } else { Self::Incomplete }
    }
}

/// Something that runs and can be told to stop.
pub trait Stop: Send {
    /// Take no more work, finish what is in flight, and return. Must return within a limit of its own.
    fn stop(self) -> impl Future<Output = Stopped> + Send;
}

/// Wait for SIGTERM or SIGINT, then stop `running`. A second signal ends the process at once.
///
/// The exit code is 0 when everything was finished within the limit, and 1 otherwise.
pub async fn on_signal<R: Stop>(running: R) -> ExitCode {
    let mut signals = match Signals::new() {
        Ok(signals) => signals,
        Err(error) => {
            tracing::error!(%error, "cannot listen for signals, stopping");
            let _ = running.stop().await;
            return ExitCode::FAILURE;
        }
    };
    let name = signals.next().await;
    tracing::info!(signal = name, "stopping, a second signal ends at once");
    let started = Instant::now();
    let mut stop = pin!(running.stop());
    let stopped = tokio::select! {
        stopped = &mut stop => stopped,
        name = signals.next() => {
            tracing::warn!(signal = name, "ending at once, work in flight is abandoned");
            process::exit(1);
        }
    };
    let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    match stopped {
        Stopped::Complete => {
            tracing::info!(milliseconds, "stopped, everything in flight was finished");
            ExitCode::SUCCESS
        }
        Stopped::Incomplete => {
            tracing::warn!(milliseconds, "stopped at the limit, something in flight was abandoned");
            ExitCode::FAILURE
        }
    }
}

struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn next(&mut self) -> &'static str {
        tokio::select! {
            _ = self.terminate.recv() => "SIGTERM",
            _ = self.interrupt.recv() => "SIGINT",
        }
    }
}
