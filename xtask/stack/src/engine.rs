//! Starts any set of parts, each as soon as what it waits for is ready, and tells how that goes. It does not know what
//! the parts are, nor where their processes are written down.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::launch::Process;
use crate::part::{Part, Run};
use crate::process::Identity;
use crate::progress::{Event, Progress, Waiting};
use crate::{Error, Result, logs};

const LOOK: Duration = Duration::from_millis(50);
const TELL: Duration = Duration::from_millis(100);

/// Lines of a log that are shown when its part fails.
const TAIL: usize = 20;

/// Ends waiting from outside, for instance on Ctrl-C. Clones share the state.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Whoever waits gives up with [`Error::Cancelled`].
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether that has happened.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Finds or launches a part's process. Not called for external parts.
pub(crate) type Provide<'a> = dyn Fn(&Part) -> Result<Provided> + Sync + 'a;

/// A process to wait for.
pub(crate) struct Provided {
    pub(crate) identity: Identity,
    pub(crate) log: std::path::PathBuf,
    pub(crate) log_start: u64,
    pub(crate) found: bool,
}

impl Provided {
    pub(crate) fn of(process: &Process, found: bool) -> Self {
        Self { identity: process.identity.clone(), log: process.log.clone(), log_start: process.log_start, found }
    }
}

enum State {
    Queued,
    Starting { since: Instant, reason: String },
    Ready,
    Failed,
}

struct Board {
    states: Mutex<BTreeMap<String, State>>,
    changed: Condvar,
    /// Set by the first failure, so that the others stop waiting.
    cancel: Cancel,
    failed: Cancel,
}

/// Start `parts` and wait until all are ready. After the first failure nothing more is launched; what runs by then is
/// left to the caller.
pub(crate) fn start(parts: &[&Part], provide: &Provide<'_>, progress: &dyn Progress, cancel: &Cancel) -> Result<()> {
    let board = Board {
        states: Mutex::new(parts.iter().map(|part| (part.name.clone(), State::Queued)).collect()),
        changed: Condvar::new(),
        cancel: cancel.clone(),
        failed: Cancel::default(),
    };
    let results = thread::scope(|scope| {
        let threads: Vec<_> =
            parts.iter().map(|part| scope.spawn(|| board.bring_up(part, provide, progress))).collect();
        while threads.iter().any(|thread| !thread.is_finished()) {
            let waiting = board.waiting();
            if !waiting.is_empty() {
                progress.on(Event::Waiting(&waiting));
            }
            drop(board.changed.wait_timeout(board.lock(), TELL));
        }
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err(Error::Refused("a starter thread panicked".into()))))
            .collect::<Vec<_>>()
    });
    // The cause comes first: a part that gave up because another failed only says that it was cancelled.
    let (mut cancelled, mut failure) = (false, None);
    for result in results {
        match result {
            Ok(()) => {}
            Err(Error::Cancelled) => cancelled = true,
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    match failure {
        Some(error) => Err(error),
        None if cancelled => Err(Error::Cancelled),
        None => Ok(()),
    }
}

/// Wait until one process that already runs is ready.
pub(crate) fn wait_ready(part: &Part, process: &Provided, within: Duration, cancel: &Cancel) -> Result<()> {
    wait(part, Some(process), within, &|| cancel.is_cancelled(), &mut |_| {})
}

impl Board {
    fn bring_up(&self, part: &Part, provide: &Provide<'_>, progress: &dyn Progress) -> Result<()> {
        let result = self.bring_up_inner(part, provide, progress);
        if result.is_err() {
            self.failed.cancel();
        }
        self.set(&part.name, if result.is_ok() { State::Ready } else { State::Failed });
        result
    }

    fn bring_up_inner(&self, part: &Part, provide: &Provide<'_>, progress: &dyn Progress) -> Result<()> {
        self.wait_for(&part.after)?;
        let since = Instant::now();
        self.set(&part.name, State::Starting { since, reason: String::new() });
        let provided = match part.run {
            Run::Process { .. } => Some(provide(part)?),
            Run::External => None,
        };
        wait(part, provided.as_ref(), part.within, &|| self.given_up(), &mut |reason| {
            self.set(&part.name, State::Starting { since, reason });
        })?;
        progress.on(match &provided {
            Some(provided) if provided.found => Event::Found { part: &part.name, pid: provided.identity.pid },
            _ => Event::Ready { part: &part.name, took: since.elapsed() },
        });
        Ok(())
    }

    /// Parts that are not in the set at all are nobody's to wait for.
    fn wait_for(&self, names: &[String]) -> Result<()> {
        let mut states = self.lock();
        loop {
            if self.given_up() {
                return Err(Error::Cancelled);
            }
            let pending = |name: &String| states.get(name).is_some_and(|state| !matches!(state, State::Ready));
            if !names.iter().any(pending) {
                return Ok(());
            }
            states = self.changed.wait_timeout(states, TELL).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn given_up(&self) -> bool {
        self.cancel.is_cancelled() || self.failed.is_cancelled()
    }

    fn waiting(&self) -> Vec<Waiting> {
        let starting = |(name, state): (&String, &State)| match state {
            State::Starting { since, reason } => {
                Some(Waiting { part: name.clone(), elapsed: since.elapsed(), reason: reason.clone() })
            }
            State::Queued | State::Ready | State::Failed => None,
        };
        self.lock().iter().filter_map(starting).collect()
    }

    fn set(&self, name: &str, state: State) {
        self.lock().insert(name.to_owned(), state);
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, State>> {
        self.states.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn wait(
    part: &Part,
    process: Option<&Provided>,
    within: Duration,
    given_up: &dyn Fn() -> bool,
    tell: &mut dyn FnMut(String),
) -> Result<()> {
    let deadline = Instant::now() + within;
    loop {
        let looked = (part.probe)();
        // Looked at after the probe: an answer from a stranger on the port does not count once our process is gone.
        if let Some(process) = process
            && !process.identity.is_alive()
        {
            let tail = logs::tail(&process.log, process.log_start, TAIL);
            return Err(Error::Died { part: part.name.clone(), log: process.log.clone(), tail });
        }
        let Err(reason) = looked else { return Ok(()) };
        if given_up() {
            return Err(Error::Cancelled);
        }
        if Instant::now() > deadline {
            let tail = process.map(|process| logs::tail(&process.log, process.log_start, TAIL)).unwrap_or_default();
            let log = process.map(|process| process.log.clone());
            return Err(Error::NotReady { part: part.name.clone(), waited: within, reason, log, tail });
        }
        tell(reason);
        thread::sleep(LOOK);
    }
}
