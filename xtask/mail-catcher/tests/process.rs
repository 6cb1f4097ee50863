//! The binary: it says where it listens, and SIGTERM ends it with exit code 0.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// A process that does not outlive its test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn it_ends_cleanly_on_both_signals() {
    for signal in [Signal::SIGTERM, Signal::SIGINT] {
        let directory = tempfile::tempdir().expect("a directory");
        let mut child = Command::new(env!("CARGO_BIN_EXE_mail-catcher"))
            .args(["--listen", "127.0.0.1:0", "--directory"])
            .arg(directory.path().join("mails"))
            .stdout(Stdio::piped())
            .spawn()
            .expect("started");
        let output = child.stdout.take().expect("piped");
        let mut process = Process(child);
        let line = BufReader::new(output).lines().next().expect("a line").expect("text");
        assert!(line.contains("listening on 127.0.0.1:"), "{line}");
        assert!(directory.path().join("mails").is_dir());
        kill(Pid::from_raw(i32::try_from(process.0.id()).expect("an id")), signal).expect("signalled");
        let deadline = Instant::now() + Duration::from_secs(60);
        let status = loop {
            if let Some(status) = process.0.try_wait().expect("its status") {
                break status;
            }
            assert!(Instant::now() < deadline, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        };
        assert_eq!(status.code(), Some(0));
    }
}

#[test]
fn a_password_is_never_an_argument() {
    let output = Command::new(env!("CARGO_BIN_EXE_mail-catcher"))
        .args(["--directory", "/nowhere", "--username", "shop"])
        .env_remove("MAIL_CATCHER_PASSWORD")
        .output()
        .expect("run");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("MAIL_CATCHER_PASSWORD"));
}
