//! Waiting for something to become true, never longer than stated.

use std::time::{Duration, Instant};

const PAUSE: Duration = Duration::from_millis(20);

/// Ask again and again until `condition` holds.
///
/// # Panics
///
/// When it does not hold `within` the time, with `what` should have.
pub async fn until(what: &str, within: Duration, mut condition: impl AsyncFnMut() -> bool) {
    let deadline = Instant::now() + within;
    while !condition().await {
        assert!(Instant::now() < deadline, "not within {within:?}: {what}");
        tokio::time::sleep(PAUSE).await;
    }
}
