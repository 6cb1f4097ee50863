//! Waiting for something to become true, never much longer than stated.

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

/// Ask again and again until `condition` holds, as it must whenever it begins to be asked for later than `bound` from now,
/// however long the asking takes.
///
/// # Panics
///
/// When it does not hold then, with `what` should have.
pub async fn promised(what: &str, bound: Duration, mut condition: impl AsyncFnMut() -> bool) {
    let since = Instant::now();
    loop {
        let late = since.elapsed() >= bound;
        if condition().await {
            return;
        }
        assert!(!late, "not {bound:?} later: {what}");
        tokio::time::sleep(PAUSE).await;
    }
}
