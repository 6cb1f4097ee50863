//! The directories of a stack for tests: data in the system's directory for temporary files, logs in `.dev/stacks/` of the
//! workspace, where a person finds them after a failure.
//!
//! A test process that is killed, or whose stack is a static, removes nothing; the next stack removes what such a one left.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use nix::unistd::Uid;
use tempfile::TempDir;

use crate::error::Doing as _;
use crate::places::{self, Places, private_directory};
use crate::process::Identity;
use crate::{Result, postgres, workspace};

const PREFIX: &str = "tuckshop-stack-";

/// Says which process a directory belongs to.
const OWNER: &str = "owner.json";

/// The logs of this many test processes that have ended are kept.
const KEPT_LOGS: usize = 8;

/// The directories of one stack. Dropping removes them.
#[derive(Debug)]
pub(super) struct Directory {
    places: Places,
    logs_kept: AtomicBool,
    _state: TempDir,
}

impl Directory {
    pub(super) fn create() -> Result<Self> {
        let logs = workspace().join(".dev/stacks");
        private_directory(&logs)?;
        sweep(&std::env::temp_dir(), &logs);
        let state =
            tempfile::Builder::new().prefix(PREFIX).tempdir().doing(|| "create a temporary directory".into())?;
        // The user that PostgreSQL runs as passes through.
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(state.path(), fs::Permissions::from_mode(0o711))
            .doing(|| format!("open {}", state.path().display()))?;
        let log = logs.join(log_name());
        let places = Places::private(state.path().to_owned(), log.clone())?;
        let owner = Identity::of(std::process::id());
        let owner = serde_json::to_string(&owner).expect("an identity is plain data");
        for directory in [state.path(), &log] {
            places::write(&directory.join(OWNER), &owner, 0o600)?;
        }
        Ok(Self { places, logs_kept: AtomicBool::new(false), _state: state })
    }

    pub(super) fn places(&self) -> &Places {
        &self.places
    }

    /// Leave the logs where they are, and say where.
    pub(super) fn keep_logs(&self) {
        if !self.logs_kept.swap(true, Ordering::Relaxed) {
            eprintln!("the logs of this stack are in {}", self.places.log.display());
        }
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next stack.
        let _ = postgres::wipe(&self.places);
        if !self.logs_kept.load(Ordering::Relaxed) {
            let _ = fs::remove_dir_all(&self.places.log);
        }
    }
}

/// The test program, its process, and which of its stacks it is.
fn log_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let program = std::env::current_exe().ok().and_then(|path| Some(path.file_stem()?.to_str()?.to_owned()));
    let program = program.unwrap_or_else(|| "test".into());
    // Cargo appends a hash to the name.
    let name = program.rsplit_once('-').map_or(program.as_str(), |(name, _)| name);
    format!("{name}-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

fn sweep(temporary: &Path, logs: &Path) {
    for directory in abandoned(temporary, PREFIX) {
        if let Ok(places) = Places::private(directory.clone(), directory.clone()) {
            let _ = postgres::wipe(&places);
        }
        let _ = fs::remove_dir_all(directory);
    }
    let mut old = abandoned(logs, "");
    old.sort_by_key(|path| std::cmp::Reverse(path.metadata().and_then(|metadata| metadata.modified()).ok()));
    for directory in old.into_iter().skip(KEPT_LOGS) {
        let _ = fs::remove_dir_all(directory);
    }
}

/// Directories of ours whose process has ended.
fn abandoned(parent: &Path, prefix: &str) -> Vec<PathBuf> {
    let us = Uid::effective().as_raw();
    let is_abandoned = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let ours = || fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir() && metadata.uid() == us);
        let owner = || serde_json::from_str::<Identity>(&fs::read_to_string(path.join(OWNER)).ok()?).ok();
        name.starts_with(prefix) && ours() && owner().is_some_and(|owner| !owner.is_alive())
    };
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(is_abandoned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_an_ended_process_left_is_swept() {
        let parent = tempfile::tempdir().expect("a directory");
        let make = |name: &str, owner: Option<&Identity>| {
            let directory = parent.path().join(name);
            fs::create_dir(&directory).expect("created");
            if let Some(owner) = owner {
                fs::write(directory.join(OWNER), serde_json::to_string(owner).expect("plain data")).expect("written");
            }
            directory
        };
        let mut child = std::process::Command::new("sleep").arg("60").spawn().expect("sleep is there");
        let ended = Identity::of(child.id()).expect("it runs");
        child.kill().expect("it runs");
        child.wait().expect("it ended");
        let us = Identity::of(std::process::id()).expect("we run");

        let gone = make("tuckshop-stack-gone", Some(&ended));
        make("tuckshop-stack-alive", Some(&us));
        make("tuckshop-stack-without-owner", None);
        make("another-directory", Some(&ended));
        assert_eq!(abandoned(parent.path(), PREFIX), [gone]);
    }
}
