//! Reading log files: the end of one, and several at once as they grow.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::Cancel;

/// At most this much of a log is read for its last lines, in bytes.
const TAIL_BYTES: u64 = 64 * 1024;

/// At most this much of one log is read before the next one has its turn, in bytes.
const TURN: u64 = 256 * 1024;

const POLL: Duration = Duration::from_millis(100);

/// The last `lines` lines that were written after byte `start`, indented; says so when there are none.
#[must_use]
pub fn tail(path: &Path, start: u64, lines: usize) -> String {
    let read = || -> std::io::Result<Vec<u8>> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(start.max(length.saturating_sub(TAIL_BYTES))))?;
        let mut bytes = Vec::new();
        file.take(TAIL_BYTES).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let text = read().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let all: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if all.is_empty() {
        return "    (nothing was logged)".to_owned();
    }
    all[all.len().saturating_sub(lines)..].iter().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

/// A log file that is being followed.
#[derive(Debug)]
pub struct Followed {
    name: String,
    path: PathBuf,
    position: u64,
    /// A line whose end has not been written yet, up to [`TURN`] bytes of it.
    pending: Vec<u8>,
}

impl Followed {
    /// Follow `path` from its end as it is now.
    #[must_use]
    pub fn from_end(name: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let position = fs::metadata(&path).map_or(0, |metadata| metadata.len());
        Self { name: name.into(), path, position, pending: Vec::new() }
    }

    /// Whole lines that have been written since the last call. A file that became shorter is read from its beginning.
    fn advance(&mut self, line: &mut dyn FnMut(&str, &str)) {
        let Ok(mut file) = File::open(&self.path) else { return };
        let length = file.metadata().map_or(0, |metadata| metadata.len());
        if length < self.position {
            self.position = 0;
            self.pending.clear();
        }
        if length == self.position || file.seek(SeekFrom::Start(self.position)).is_err() {
            return;
        }
        if let Ok(count) = file.take(TURN).read_to_end(&mut self.pending) {
            self.position += count as u64;
        }
        while let Some(end) = self.pending.iter().position(|byte| *byte == b'\n') {
            let rest = self.pending.split_off(end + 1);
            line(&self.name, String::from_utf8_lossy(&self.pending[..end]).trim_end_matches('\r'));
            self.pending = rest;
        }
        if self.pending.len() as u64 > TURN {
            line(&self.name, &String::from_utf8_lossy(&self.pending));
            self.pending.clear();
        }
    }
}

/// Hand over every new line of every log, with the name it is followed under, until cancelled. `idle` is called between
/// looks, about ten times a second.
pub fn follow(mut logs: Vec<Followed>, cancel: &Cancel, mut line: impl FnMut(&str, &str), mut idle: impl FnMut()) {
    while !cancel.is_cancelled() {
        for log in &mut logs {
            log.advance(&mut line);
        }
        idle();
        thread::sleep(POLL);
    }
    for log in &mut logs {
        log.advance(&mut line);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn the_tail_begins_where_the_run_began() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("part.log");
        fs::write(&path, "before\none\n\ntwo\nthree\n").expect("written");
        assert_eq!(tail(&path, 7, 2), "    two\n    three");
        assert_eq!(tail(&path, 7, 9), "    one\n    two\n    three");
        assert_eq!(tail(&path, 22, 9), "    (nothing was logged)");
        assert_eq!(tail(&directory.path().join("none"), 0, 9), "    (nothing was logged)");
    }

    #[test]
    fn lines_are_followed_whole_and_across_truncation() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("part.log");
        fs::write(&path, "old\n").expect("written");
        let mut log = Followed::from_end("part", &path);
        let mut seen = Vec::new();
        let mut advance = |log: &mut Followed| {
            log.advance(&mut |name, line| seen.push(format!("{name}: {line}")));
            std::mem::take(&mut seen)
        };
        let mut file = File::options().append(true).open(&path).expect("opened");
        file.write_all(b"one\ntw").expect("written");
        assert_eq!(advance(&mut log), ["part: one"]);
        file.write_all(b"o\r\n").expect("written");
        assert_eq!(advance(&mut log), ["part: two"]);
        fs::write(&path, "new\n").expect("written");
        assert_eq!(advance(&mut log), ["part: new"]);
    }
}
