//! The processes of a stack for tests: which there are, ending them in every way, and starting them again.

use std::net::SocketAddr;
use std::process::ExitStatus;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crate::blueprint::PARTS;
use crate::engine::{self, Provided};
use crate::part::{Part, Run};
use crate::ports::{local, reserve};
use crate::{Cancel, Error, Result, Signal, Silent, Stack};

use super::Entry;

const POLL: Duration = Duration::from_millis(10);

/// Faults and recoveries.
impl Stack {
    /// The process ids of a part, its main process first; empty when it does not run.
    #[must_use]
    pub fn pids(&self, part: &str) -> Vec<u32> {
        let identity = self.entries().get(part).and_then(|entry| Some(entry.process.as_ref()?.identity.clone()));
        identity.map(|identity| identity.family()).unwrap_or_default()
    }

    /// Whether a part's main process runs.
    #[must_use]
    pub fn is_running(&self, part: &str) -> bool {
        let entries = self.entries();
        entries.get(part).and_then(|entry| entry.process.as_ref()).is_some_and(|process| process.identity.is_alive())
    }

    /// Send a signal to a part's main process, and do not wait.
    ///
    /// # Errors
    ///
    /// When it does not run.
    pub fn kill(&self, part: &str, signal: Signal) -> Result<()> {
        let entries = self.entries();
        let process = entries.get(part).and_then(|entry| entry.process.as_ref());
        match process.is_some_and(|process| process.identity.signal(signal)) {
            true => Ok(()),
            false => Err(Error::Refused(format!("{part} does not run"))),
        }
    }

    /// Send a signal to every process of a part, so that none of them carries on without the others, and do not wait.
    ///
    /// # Errors
    ///
    /// When none of them runs.
    pub fn kill_all(&self, part: &str, signal: Signal) -> Result<()> {
        let identity = self.entries().get(part).and_then(|entry| Some(entry.process.as_ref()?.identity.clone()));
        match identity.is_some_and(|identity| identity.signal_family(signal)) {
            true => Ok(()),
            false => Err(Error::Refused(format!("{part} does not run"))),
        }
    }

    /// Wait until a part's main process has ended, and say how.
    ///
    /// # Errors
    ///
    /// When it was never started, or still runs after `within`.
    pub fn wait_exit(&self, part: &str, within: Duration) -> Result<ExitStatus> {
        let deadline = Instant::now() + within;
        loop {
            let mut entries = self.entries();
            let process = entries.get_mut(part).and_then(|entry| entry.process.as_mut());
            let process = process.ok_or_else(|| Error::Refused(format!("{part} was never started")))?;
            if let Some(status) = process.exit_status() {
                return Ok(status);
            }
            drop(entries);
            if Instant::now() > deadline {
                return Err(Error::Refused(format!("{part} still runs after {} s", within.as_secs())));
            }
            thread::sleep(POLL);
        }
    }

    /// Stop a part as `cargo xtask down` would, and wait. A part that does not run is left so.
    ///
    /// # Errors
    ///
    /// When it had to be killed because it did not end in time.
    pub fn stop(&self, part: &str) -> Result<()> {
        let entries = self.entries();
        let Some(entry) = entries.get(part) else { return Ok(()) };
        let (Some(process), Run::Process { stop, grace, .. }) = (&entry.process, &entry.part.run) else {
            return Ok(());
        };
        let (identity, stop, grace) = (process.identity.clone(), *stop, *grace);
        drop(entries);
        match identity.stop(stop, grace) {
            false => Ok(()),
            true => Err(Error::Refused(format!("{part} had to be killed after {} s", grace.as_secs()))),
        }
    }

    /// Start a part that does not run, and wait until it is ready.
    ///
    /// # Errors
    ///
    /// When it dies or is not ready in time.
    pub fn start_part(&self, part: &str) -> Result<()> {
        self.launch(part)?;
        let within = self.part(part)?.within;
        self.wait_ready(part, within)
    }

    /// Start a part that does not run, and do not wait.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    pub fn launch(&self, part: &str) -> Result<()> {
        let part = self.part(part)?;
        self.provide(&part).map(drop)
    }

    /// Stop a part, start it again, on the same ports, and wait until it is ready.
    ///
    /// # Errors
    ///
    /// When it has to be killed, dies, or is not ready in time.
    pub fn restart(&self, part: &str) -> Result<()> {
        self.stop(part)?;
        self.start_part(part)
    }

    /// Wait until a part that was started is ready.
    ///
    /// # Errors
    ///
    /// When it dies or is not ready in time.
    pub fn wait_ready(&self, part: &str, within: Duration) -> Result<()> {
        let shape = self.part(part)?;
        let process = self.entries().get(part).and_then(|entry| Some(Provided::of(entry.process.as_ref()?, false)));
        let process = process.ok_or_else(|| Error::Refused(format!("{part} was never started")))?;
        engine::wait_ready(&shape, &process, within, &Cancel::default())
    }

    /// Start another instance of the service that the part `like` runs (`api-1`, `db`, `notification`), under a name of its
    /// own, on free ports, with some variables changed; wait until it is ready. From then on it is a part like the others.
    ///
    /// # Errors
    ///
    /// When `like` is no service, the name is taken, or the instance dies or is not ready in time.
    pub fn add(&self, like: &str, name: &str, environment: &[(&str, &str)]) -> Result<SocketAddr> {
        let reservations = vec![reserve()?, reserve()?];
        let ops = local(reservations[1].port());
        // As with the part `like`: who listens for nothing else is reached where it tells its health.
        let listens = self.blueprint.ports.find(like).is_some();
        let address = if listens { local(reservations[0].port()) } else { ops };
        let changes = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let part = Arc::new(self.blueprint.service(like, name, address, ops, changes)?);
        let mut entries = self.entries();
        if PARTS.contains(&name) || entries.contains_key(name) {
            return Err(Error::Refused(format!("a part is called {name} already")));
        }
        let entry = Entry { part, address, ops: Some(ops), process: None, _reservations: reservations };
        entries.insert(name.to_owned(), entry);
        drop(entries);
        self.start_part(name)?;
        Ok(address)
    }

    fn part(&self, name: &str) -> Result<Arc<Part>> {
        let entries = self.entries();
        let entry = entries.get(name).ok_or_else(|| Error::Refused(format!("no part is called {name}")))?;
        Ok(Arc::clone(&entry.part))
    }

    pub(super) fn provide(&self, part: &Part) -> Result<Provided> {
        let Run::Process { prepare, tied, .. } = &part.run else {
            return Err(Error::Refused(format!("{} is not ours to start", part.name)));
        };
        let before = self.entries().get_mut(&part.name).and_then(|entry| entry.process.take());
        if let Some(mut before) = before {
            if before.identity.is_alive() {
                let refusal = Error::Refused(format!("{} runs already", part.name));
                if let Some(entry) = self.entries().get_mut(&part.name) {
                    entry.process = Some(before);
                }
                return Err(refusal);
            }
            before.identity.end_family();
            before.exit_status();
        }
        let launch = prepare(&Silent)?;
        let process = launch.start(&self.directory.places().log_of(&part.name), Some(*tied))?;
        let provided = Provided::of(&process, false);
        if let Some(entry) = self.entries().get_mut(&part.name) {
            entry.process = Some(process);
        }
        Ok(provided)
    }
}
