//! The notes about what runs: `.dev/run/<part>.json`. A note whose process is gone counts for nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::str::FromStr as _;
use std::time::Duration;

use nix::sys::signal::Signal;
use serde::{Deserialize, Serialize};

use crate::error::Doing as _;
use crate::places::{self, Places, private_directory};
use crate::process::Identity;
use crate::{Error, Result};

/// What is written down about a running part.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) identity: Identity,
    /// What it is, as in the table.
    pub(super) what: String,
    pub(super) log: PathBuf,
    /// The signal that ends it in an orderly way, such as `SIGTERM`.
    stop: String,
    grace_seconds: u64,
}

impl Record {
    pub(super) fn new(identity: Identity, what: String, log: PathBuf, stop: Signal, grace: Duration) -> Self {
        Self { identity, what, log, stop: stop.as_str().to_owned(), grace_seconds: grace.as_secs() }
    }

    pub(super) fn stop(&self) -> Signal {
        Signal::from_str(&self.stop).unwrap_or(Signal::SIGTERM)
    }

    pub(super) fn grace(&self) -> Duration {
        Duration::from_secs(self.grace_seconds)
    }
}

/// `.dev/run`.
pub(super) fn directory(places: &Places) -> Result<PathBuf> {
    let directory = places.state.join("run");
    private_directory(&directory)?;
    Ok(directory)
}

/// The parts that run now. What a part that has ended left behind, such as the workers of a killed NGINX, is ended, and its
/// note removed: for the holder of the lock only.
pub(super) fn running(places: &Places) -> Result<BTreeMap<String, Record>> {
    let (running, ended): (BTreeMap<_, _>, BTreeMap<_, _>) =
        all(places)?.into_iter().partition(|(_, record)| record.identity.is_alive());
    for (name, record) in ended {
        record.identity.end_family();
        forget(places, &name);
    }
    Ok(running)
}

/// The parts that run now; changes nothing.
pub(super) fn alive(places: &Places) -> Result<BTreeMap<String, Record>> {
    let mut all = all(places)?;
    all.retain(|_, record| record.identity.is_alive());
    Ok(all)
}

fn all(places: &Places) -> Result<BTreeMap<String, Record>> {
    let directory = directory(places)?;
    let doing = || format!("read {}", directory.display());
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(&directory).doing(doing)? {
        let path = entry.doing(doing)?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let Some(name) = path.file_stem().and_then(|name| name.to_str()).map(str::to_owned) else { continue };
        // A note may go while the directory is read.
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let record = serde_json::from_str(&text)
            .map_err(|error| Error::Refused(format!("{} cannot be read ({error}); remove it", path.display())))?;
        all.insert(name, record);
    }
    Ok(all)
}

pub(super) fn write(places: &Places, part: &str, record: &Record) -> Result<()> {
    let text = serde_json::to_string_pretty(record).expect("a record has no maps with odd keys");
    places::write(&directory(places)?.join(format!("{part}.json")), &format!("{text}\n"), 0o600)
}

/// A note that stays does no harm: its process is gone.
pub(super) fn forget(places: &Places, part: &str) {
    let _ = fs::remove_file(places.state.join("run").join(format!("{part}.json")));
}
