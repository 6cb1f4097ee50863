//! Where things are: the workspace, and the directories in which one stack keeps its state and logs.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::Doing as _;
use crate::{Error, Result};

/// The directory that holds the workspace's `Cargo.toml`.
#[must_use]
pub fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("this crate lies two levels below the workspace").to_owned()
}

/// The directories of one stack.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    /// Data, sockets, rendered configuration.
    pub(crate) state: PathBuf,
    /// One log file per part.
    pub(crate) log: PathBuf,
    /// What all stacks of a workspace have in common: downloaded and never changed. `.dev/`.
    pub(crate) shared: PathBuf,
}

impl Places {
    /// `.dev/` in the workspace.
    pub(crate) fn development() -> Result<Self> {
        let state = workspace().join(".dev");
        let places = Self { log: state.join("log"), shared: state.clone(), state };
        private_directory(&places.state)?;
        private_directory(&places.log)?;
        Ok(places)
    }

    /// Given directories, for tests.
    pub(crate) fn private(state: PathBuf, log: PathBuf) -> Result<Self> {
        let shared = workspace().join(".dev");
        private_directory(&shared)?;
        private_directory(&log)?;
        Ok(Self { state, log, shared })
    }

    pub(crate) fn log_of(&self, part: &str) -> PathBuf {
        self.log.join(format!("{part}.log"))
    }
}

/// Create a directory, with its parents, that others can pass through but not list: PostgreSQL, which must not run as
/// root, has its own directory inside.
pub(crate) fn private_directory(path: &Path) -> Result<()> {
    let doing = || format!("create {}", path.display());
    if !path.is_dir() {
        DirBuilder::new().recursive(true).mode(0o711).create(path).doing(doing)?;
        fs::set_permissions(path, fs::Permissions::from_mode(0o711)).doing(doing)?;
    }
    Ok(())
}

/// Hold a lock on a file, so that of several processes one does the work; waits up to `limit` for another to finish.
pub(crate) fn lock(path: &Path, limit: Duration) -> Result<File> {
    let file = File::options().create(true).append(true).open(path).doing(|| format!("open {}", path.display()))?;
    let deadline = Instant::now() + limit;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => thread::sleep(Duration::from_millis(50)),
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Refused(format!("another process still holds {}", path.display())));
            }
            Err(TryLockError::Error(source)) => {
                return Err(Error::Io { doing: format!("lock {}", path.display()), source });
            }
        }
    }
}

/// Write a file as a whole or not at all, with the given mode.
pub(crate) fn write(path: &Path, text: &str, mode: u32) -> Result<()> {
    use std::io::Write as _;
    let doing = || format!("write {}", path.display());
    let directory = path.parent().unwrap_or(Path::new("."));
    let mut file =
        tempfile::Builder::new().permissions(fs::Permissions::from_mode(mode)).tempfile_in(directory).doing(doing)?;
    file.write_all(text.as_bytes()).doing(doing)?;
    file.persist(path).map_err(|error| error.error).doing(doing)?;
    Ok(())
}
