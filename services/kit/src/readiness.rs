//! Whether a service can do its work now, as named conditions that its parts keep true or false. What is done about it
//! (the ops endpoint's answer, the gRPC health status) stands where it is done.

use std::sync::{Arc, Mutex, MutexGuard};

use tokio::sync::watch;

use crate::locked;

/// All conditions of one service. Cloning it is cheap and gives another handle on the same conditions.
///
/// A service without conditions is ready; one that is stopping never is.
#[derive(Clone, Debug)]
pub struct Readiness {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    ready: watch::Sender<bool>,
}

#[derive(Debug, Default)]
struct State {
    conditions: Vec<(String, bool)>,
    stopping: bool,
}

/// One condition of a [`Readiness`]. False until it is first set.
#[derive(Clone, Debug)]
pub struct Condition {
    shared: Arc<Shared>,
    index: usize,
}

impl Readiness {
    /// Without conditions yet.
    #[expect(clippy::new_without_default, reason = "a default readiness would hide that it is shared")]
    pub fn new() -> Self {
        Self { shared: Arc::new(Shared { state: Mutex::default(), ready: watch::Sender::new(true) }) }
    }

    /// Add a condition, such as "database". It is false until it is set.
    pub fn condition(&self, name: &str) -> Condition {
        let mut state = self.shared.lock();
        state.conditions.push((name.to_owned(), false));
        self.shared.publish(&state);
        Condition { shared: Arc::clone(&self.shared), index: state.conditions.len() - 1 }
    }

    /// Whether every condition holds.
    pub fn is_ready(&self) -> bool {
        *self.shared.ready.borrow()
    }

    /// The names of what does not hold, with "stopping" once the service stops. Empty when it is ready.
    pub fn not_ready(&self) -> Vec<String> {
        let state = self.shared.lock();
        let conditions = state.conditions.iter().filter(|(_, holds)| !holds).map(|(name, _)| name.clone());
        conditions.chain(state.stopping.then(|| "stopping".to_owned())).collect()
    }

    /// Follow [`Readiness::is_ready`]; the receiver wakes on changes only.
    pub fn watch(&self) -> watch::Receiver<bool> {
        self.shared.ready.subscribe()
    }

    /// The service is about to stop: from here on it is not ready, whatever its conditions say, so that balancers look
    /// elsewhere while the calls in flight are finished.
    pub fn set_stopping(&self) {
        let mut state = self.shared.lock();
        state.stopping = true;
        self.shared.publish(&state);
    }
}

impl Condition {
    /// Say whether the condition holds. Cheap when nothing changes.
    pub fn set(&self, holds: bool) {
        let mut state = self.shared.lock();
        let Some((name, known)) = state.conditions.get_mut(self.index) else { return };
        if *known != holds {
            tracing::info!(condition = %name, holds, "readiness changed");
            *known = holds;
            self.shared.publish(&state);
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        locked(&self.state)
    }

    fn publish(&self, state: &State) {
        let ready = !state.stopping && state.conditions.iter().all(|(_, holds)| *holds);
        self.ready.send_if_modified(|known| std::mem::replace(known, ready) != ready);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ready_when_every_condition_holds_and_never_again_once_stopping() {
        let readiness = Readiness::new();
        assert!(readiness.is_ready());
        let (database, cache) = (readiness.condition("database"), readiness.condition("cache"));
        let mut watch = readiness.watch();
        assert_eq!(readiness.not_ready(), ["database", "cache"]);
        database.set(true);
        assert!(!watch.has_changed().unwrap(), "one of two conditions changes nothing");
        cache.set(true);
        assert!(watch.has_changed().unwrap() && *watch.borrow_and_update());
        cache.set(true);
        assert!(!watch.has_changed().unwrap());
        database.set(false);
        assert!(!*watch.borrow_and_update());
        assert_eq!(readiness.not_ready(), ["database"]);
        database.set(true);
        readiness.set_stopping();
        cache.set(true);
        assert!(!readiness.is_ready());
        assert_eq!(readiness.not_ready(), ["stopping"]);
    }
}
