//! The store's own services as parts: each a binary of this workspace, told everything through its environment.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use nix::sys::signal::Signal;

use crate::launch::Launch;
use crate::part::{Address, Part, Prepare, Run};
use crate::{Error, probe};

/// One instance of a service.
pub(crate) struct Service {
    /// The part's name and the service's `INSTANCE`.
    pub(crate) name: String,
    /// Its binary; none when that was not built because the part runs already.
    pub(crate) program: Option<PathBuf>,
    /// How it was built.
    pub(crate) what: String,
    pub(crate) address: SocketAddr,
    pub(crate) ops: SocketAddr,
    pub(crate) after: Vec<String>,
    /// Where it runs.
    pub(crate) directory: PathBuf,
    pub(crate) environment: Environment,
}

/// Variables that stand, and those that are known only once other parts run.
pub(crate) type Environment = Box<dyn Fn() -> crate::Result<BTreeMap<String, String>> + Send + Sync>;

impl Service {
    pub(crate) fn part(self) -> Part {
        let Self { name, program, what, address, ops, after, directory, environment } = self;
        let instance = name.clone();
        let prepare: Prepare = Box::new(move |_| {
            let program = program.clone().ok_or_else(|| Error::Refused(format!("{instance} was not built")))?;
            let mut variables = BTreeMap::from([
                ("INSTANCE".to_owned(), instance.clone()),
                ("OPS_LISTEN".to_owned(), ops.to_string()),
                // A panic shows where it came from when RUST_BACKTRACE is set; an error says why in words.
                ("RUST_LIB_BACKTRACE".to_owned(), "0".to_owned()),
            ]);
            variables.extend(environment()?);
            Ok(Launch {
                program,
                arguments: Vec::new(),
                environment: variables,
                directory: directory.clone(),
                user: None,
            })
        });
        Part {
            name,
            what,
            address: Address::Fixed(address.to_string()),
            after,
            run: Run::Process {
                prepare,
                stop: Signal::SIGTERM,
                // A little more than the services take for themselves (SHUTDOWN_LIMIT, 10 s).
                grace: Duration::from_secs(12),
                tied: Signal::SIGKILL,
            },
            // It may call itself ready a moment before it listens.
            probe: Box::new(move || probe::http(ops, "/readyz").and_then(|()| probe::tcp(address))),
            within: Duration::from_secs(60),
        }
    }
}
