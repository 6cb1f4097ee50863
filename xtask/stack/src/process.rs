//! Processes by id: whether one is still the one that was started, its descendants, signals, and stopping with a
//! deadline. Starting them is `launch`'s job.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{self, Signal};
use nix::unistd::Pid;
use serde::{Deserialize, Serialize};

const POLL: Duration = Duration::from_millis(10);

/// A process that cannot be mistaken for a later one with the same id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Identity {
    pub(crate) pid: u32,
    /// When it started, in clock ticks since boot (`/proc/<pid>/stat`, field 22).
    started: u64,
    /// Which boot those ticks count from.
    boot: String,
}

/// What `/proc/<pid>/stat` says.
struct Stat {
    state: char,
    parent: u32,
    group: u32,
    session: u32,
    started: u64,
}

impl Identity {
    /// The process that has this id now; none when there is no such process.
    pub(crate) fn of(pid: u32) -> Option<Self> {
        Some(Self { pid, started: stat(pid)?.started, boot: boot() })
    }

    /// Whether it still runs. A process that has ended but was not reaped does not.
    pub(crate) fn is_alive(&self) -> bool {
        self.boot == boot()
            && stat(self.pid).is_some_and(|stat| stat.started == self.started && !matches!(stat.state, 'Z' | 'X'))
    }

    /// Send a signal to this process alone. `false` when it is gone.
    pub(crate) fn signal(&self, signal: Signal) -> bool {
        self.is_alive() && kill(self.pid, signal)
    }

    /// Send a signal to it and everything that descends from it. `false` when nothing of that is left.
    pub(crate) fn signal_family(&self, signal: Signal) -> bool {
        self.family().into_iter().filter(|pid| kill(*pid, signal)).count() > 0
    }

    /// It and everything that descends from it, itself first. Descendants that outlived it still count, as long as they
    /// are in the session that it led.
    pub(crate) fn family(&self) -> Vec<u32> {
        if self.boot != boot() {
            return Vec::new();
        }
        let all = all();
        // When the id belongs to a later process, nothing of the old session is left: the kernel does not give an id to a
        // new process while a session or group still carries it.
        if all.get(&self.pid).is_some_and(|stat| stat.started != self.started) {
            return Vec::new();
        }
        let mut family = vec![self.pid];
        loop {
            let before = family.len();
            for (pid, stat) in &all {
                let related = family.contains(&stat.parent) || stat.session == self.pid || stat.group == self.pid;
                if related && !family.contains(pid) {
                    family.push(*pid);
                }
            }
            if family.len() == before {
                break;
            }
        }
        family.retain(|pid| all.get(pid).is_some_and(|stat| !matches!(stat.state, 'Z' | 'X')));
        family
    }

    /// Ask it to end with `signal`, wait up to `grace`, then end what is left of its family with SIGKILL.
    /// Returns whether SIGKILL was needed.
    pub(crate) fn stop(&self, signal: Signal, grace: Duration) -> bool {
        let deadline = Instant::now() + grace;
        self.signal(signal);
        while self.is_alive() && Instant::now() < deadline {
            thread::sleep(POLL);
        }
        let late = self.is_alive();
        self.end_family();
        late
    }

    /// SIGKILL for the process and whatever it left behind, until nothing is left (or 5 s have passed: a process in
    /// uninterruptible sleep cannot be waited for any longer).
    pub(crate) fn end_family(&self) {
        let deadline = Instant::now() + Duration::from_secs(5);
        loop {
            let family = self.family();
            if family.is_empty() || Instant::now() > deadline {
                return;
            }
            for pid in family {
                kill(pid, Signal::SIGKILL);
            }
            thread::sleep(POLL);
        }
    }
}

/// Wait until no process has `directory` as its working directory; `false` when that lasts longer than `limit`.
///
/// The server processes of a PostgreSQL whose postmaster was killed are in no group of ours, but they sit in the data
/// directory, and a new postmaster refuses to start before the last of them has noticed.
pub(crate) fn wait_until_left(directory: &Path, limit: Duration) -> bool {
    let deadline = Instant::now() + limit;
    loop {
        let occupied =
            pids().any(|pid| fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|working| working == directory));
        if !occupied {
            return true;
        }
        if Instant::now() > deadline {
            return false;
        }
        thread::sleep(POLL);
    }
}

/// The process that listens on a TCP port of this machine, as text for a person.
pub(crate) fn listener(port: u16) -> String {
    let unknown = || "another process".to_owned();
    let Some(inode) = ["/proc/net/tcp", "/proc/net/tcp6"].iter().find_map(|table| {
        fs::read_to_string(table).ok()?.lines().skip(1).find_map(|line| {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let (local, state, inode) = (fields.get(1)?, fields.get(3)?, fields.get(9)?);
            let matches = *state == "0A" && local.ends_with(&format!(":{port:04X}"));
            matches.then(|| format!("socket:[{inode}]"))
        })
    }) else {
        return unknown();
    };
    let holds = |pid: &u32| {
        fs::read_dir(format!("/proc/{pid}/fd")).is_ok_and(|descriptors| {
            descriptors.flatten().any(|descriptor| {
                fs::read_link(descriptor.path()).is_ok_and(|target| target.as_os_str() == inode.as_str())
            })
        })
    };
    match pids().find(holds) {
        Some(pid) => {
            let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
            format!("process {pid} ({})", name.trim())
        }
        None => unknown(),
    }
}

fn kill(pid: u32, signal: Signal) -> bool {
    i32::try_from(pid).is_ok_and(|pid| pid > 0 && signal::kill(Pid::from_raw(pid), signal).is_ok())
}

fn boot() -> String {
    fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned()
}

fn pids() -> impl Iterator<Item = u32> {
    fs::read_dir("/proc").into_iter().flatten().flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

fn all() -> BTreeMap<u32, Stat> {
    pids().filter_map(|pid| Some((pid, stat(pid)?))).collect()
}

/// The command's name stands in parentheses and may itself hold any character, so fields are counted from its end.
fn stat(pid: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?.chars().next()?;
    let parent = fields.next()?.parse().ok()?;
    let group = fields.next()?.parse().ok()?;
    let session = fields.next()?.parse().ok()?;
    let started = fields.nth(15)?.parse().ok()?;
    Some(Stat { state, parent, group, session, started })
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::*;

    fn sleeper() -> std::process::Child {
        Command::new("setsid").args(["sleep", "600"]).stdin(Stdio::null()).spawn().expect("setsid is there")
    }

    #[test]
    fn an_id_with_another_start_time_is_not_the_process() {
        let mut child = sleeper();
        let real = Identity::of(child.id()).expect("it runs");
        assert!(real.is_alive());
        let recycled = Identity { started: real.started + 1, ..real.clone() };
        assert!(!recycled.is_alive());
        assert!(!recycled.signal(Signal::SIGKILL));
        assert!(recycled.family().is_empty());
        assert!(!Identity { boot: "another boot".into(), ..real.clone() }.is_alive());
        assert!(!real.stop(Signal::SIGTERM, Duration::from_secs(60)));
        assert!(!real.is_alive(), "a zombie counts as gone");
        child.wait().expect("it ended");
    }

    #[test]
    fn what_does_not_listen_to_a_signal_is_killed_with_its_children() {
        let mut child = Command::new("setsid")
            .args(["bash", "-c", "trap '' TERM; sleep 601 & sleep 602 & while :; do wait; done"])
            .stdin(Stdio::null())
            .spawn()
            .expect("setsid is there");
        let identity = Identity::of(child.id()).expect("it runs");
        let deadline = Instant::now() + Duration::from_secs(60);
        while identity.family().len() < 3 {
            assert!(Instant::now() < deadline, "the children never appeared");
            thread::sleep(POLL);
        }
        assert!(identity.stop(Signal::SIGTERM, Duration::from_millis(200)));
        assert!(identity.family().is_empty());
        child.wait().expect("it ended");
    }

    #[test]
    fn the_holder_of_a_port_is_named() {
        let listener_socket = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener_socket.local_addr().expect("bound").port();
        assert!(listener(port).contains(&std::process::id().to_string()));
    }
}
