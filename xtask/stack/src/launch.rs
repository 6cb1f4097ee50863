//! Turning a [`Launch`] into a running process: in a session of its own, as another user where asked, with output into a
//! log file, and, for tests, bound to the life of this process.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::{io, thread};

use nix::sys::signal::Signal;

use crate::Result;
use crate::error::Doing as _;
use crate::process::Identity;

/// Variables that every process inherits; all others are given one by one, so that no process sees another's secrets.
const INHERITED: [&str; 9] =
    ["PATH", "HOME", "LANG", "TZ", "TMPDIR", "JAVA_HOME", "RUST_LOG", "RUST_BACKTRACE", "LD_LIBRARY_PATH"];

/// A command to run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Launch {
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<OsString>,
    pub(crate) environment: BTreeMap<String, String>,
    pub(crate) directory: PathBuf,
    pub(crate) user: Option<User>,
}

/// Whom a process runs as, when that is not who we are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) uid: u32,
    pub(crate) gid: u32,
}

/// A process that runs.
#[derive(Debug)]
pub(crate) struct Process {
    pub(crate) identity: Identity,
    /// Present when this very process is the parent and has to reap it.
    child: Option<Child>,
    pub(crate) log: PathBuf,
    /// Where in the log this run's output begins, in bytes.
    pub(crate) log_start: u64,
}

impl Process {
    /// A process that an earlier command started.
    pub(crate) fn found(identity: Identity, log: PathBuf) -> Self {
        let log_start = fs::metadata(&log).map_or(0, |metadata| metadata.len());
        Self { identity, child: None, log, log_start }
    }

    /// How it ended; none while it runs, or when it is not our child. Also frees its entry in the process table.
    pub(crate) fn exit_status(&mut self) -> Option<ExitStatus> {
        self.child.as_mut()?.try_wait().ok().flatten()
    }
}

impl Launch {
    /// The command with what stands around it: `setsid` and, where needed, `setpriv`. Each replaces itself by the next, so
    /// the process id is that of the program.
    pub(crate) fn command(&self, tied: Option<Signal>) -> Command {
        let mut command = Command::new("setsid");
        if self.user.is_some() || tied.is_some() {
            command.arg("setpriv");
        }
        if let Some(user) = self.user {
            command.args([format!("--reuid={}", user.uid), format!("--regid={}", user.gid), "--clear-groups".into()]);
        }
        if let Some(signal) = tied {
            command.args(["--pdeathsig", signal.as_str().trim_start_matches("SIG")]);
        }
        command.arg(&self.program).args(&self.arguments).current_dir(&self.directory).env_clear();
        command.envs(INHERITED.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
        command.envs(&self.environment).stdin(Stdio::null());
        command
    }

    /// Start it with its output appended to `log`. When `tied` is given, the process gets that signal as soon as this
    /// process ends, whatever ends it.
    pub(crate) fn start(&self, log: &Path, tied: Option<Signal>) -> Result<Process> {
        let output = OpenOptions::new()
            .create(true)
            .append(true)
            .mode(0o600)
            .open(log)
            .doing(|| format!("open {}", log.display()))?;
        let log_start = output.metadata().doing(|| format!("read {}", log.display()))?.len();
        let errors = output.try_clone().doing(|| format!("open {}", log.display()))?;
        let mut command = self.command(tied);
        command.stdout(output).stderr(errors);
        let doing = || format!("start {} (through setsid, of util-linux)", self.program.display());
        let mut child = spawn(command).doing(doing)?;
        let Some(identity) = Identity::of(child.id()) else {
            let status = child.wait().doing(doing)?;
            return Err(io::Error::other(status.to_string())).doing(doing);
        };
        Ok(Process { identity, child: Some(child), log: log.to_owned(), log_start })
    }
}

type Request = (Command, Sender<io::Result<Child>>);

/// Spawn from a thread that lives as long as this process. "When the parent dies" means the parent *thread* to the
/// kernel (prctl(2), PR_SET_PDEATHSIG), and the threads of a test harness end with their test.
fn spawn(command: Command) -> io::Result<Child> {
    static LAUNCHER: LazyLock<Mutex<Sender<Request>>> = LazyLock::new(|| {
        let (sender, requests) = channel::<Request>();
        thread::spawn(move || {
            for (mut command, reply) in requests {
                let _ = reply.send(command.spawn());
            }
        });
        Mutex::new(sender)
    });
    let (reply, answer) = channel();
    let gone = || io::Error::other("the launcher thread is gone");
    LAUNCHER.lock().unwrap_or_else(PoisonError::into_inner).send((command, reply)).map_err(|_| gone())?;
    answer.recv().map_err(|_| gone())?
}
