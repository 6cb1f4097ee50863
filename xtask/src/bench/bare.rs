//! The baseline of reads: the program `bare-hyper`, which gives the store's own answer from memory.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use anyhow::Context as _;

/// It fetches one answer before it says where it is.
const PATIENCE: Duration = Duration::from_secs(15);

/// The server; it ends when this is dropped or this process ends.
pub struct BareHyper {
    child: Child,
    address: SocketAddr,
}

impl BareHyper {
    pub fn start(program: &Path, like: &str) -> anyhow::Result<Self> {
        let mut command = Command::new(program);
        // It ends with its standard input, should this process be killed.
        command.args(["--like", like]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().context("failed to start bare-hyper")?;
        let output = child.stdout.take().context("its output is piped")?;
        let mut server = Self { child, address: ([127, 0, 0, 1], 0).into() };
        server.address = address(output)?;
        Ok(server)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for BareHyper {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn address(output: ChildStdout) -> anyhow::Result<SocketAddr> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut line = String::new();
        let read = BufReader::new(output).read_line(&mut line);
        let _ = sender.send(read.map(|_| line));
    });
    let line = receiver.recv_timeout(PATIENCE).context("bare-hyper did not start in time")??;
    line.trim().parse().context("bare-hyper did not start")
}
