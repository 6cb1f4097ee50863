//! How long to wait before trying again: longer each time, and never quite the same.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

/// Delays without end. Each is up to twice as long as the one before, with as much again by chance.
#[derive(Debug)]
pub(crate) struct Delays {
    growing: ExponentialBackoff,
    longest: Duration,
}

impl Delays {
    /// From `shortest`, until they no longer grow at `longest`.
    pub(crate) fn new(shortest: Duration, longest: Duration) -> Self {
        let growing = ExponentialBuilder::new()
            .with_min_delay(shortest)
            .with_max_delay(longest)
            .with_jitter()
            .without_max_times()
            .build();
        Self { growing, longest }
    }

    /// The next one.
    pub(crate) fn next(&mut self) -> Duration {
        self.growing.next().unwrap_or(self.longest)
    }
}
