//! A time without something that is needed, told in few lines however long it is.

use std::{
    error::Error,
    iter::successors,
    time::{Duration, Instant},
};

/// Between lines about an outage that goes on.
const SILENCE: Duration = Duration::from_secs(15);

/// One such time. Made when it is noticed, ended when it is over.
#[derive(Debug)]
pub struct Outage {
    began: Instant,
    logged: Option<Instant>,
}

impl Outage {
    /// It begins now.
    pub fn begin() -> Self {
        Self { began: Instant::now(), logged: None }
    }

    /// Say that it goes on, and why, unless that was said a moment ago.
    pub fn log(&mut self, what: &str, cause: &(dyn Error + 'static)) {
        if self.logged.is_some_and(|logged| logged.elapsed() < SILENCE) {
            return;
        }
        self.logged = Some(Instant::now());
        tracing::warn!(seconds = self.began.elapsed().as_secs(), cause = chain(cause), "{what}");
    }

    /// Say that it is over, and how long it was.
    pub fn end(self, what: &str) {
        tracing::info!(seconds = self.began.elapsed().as_secs_f32(), "{what}");
    }
}

/// An error and its causes in one line.
fn chain(error: &(dyn Error + 'static)) -> String {
    let causes = successors(Some(error), |error| (*error).source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
