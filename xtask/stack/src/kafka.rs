//! Kafka: which broker runs here, as a part, and the topics that the store needs.
//!
//! Apache Kafka wherever Java and Maven are; otherwise librdkafka's built-in broker, in the program `embedded-kafka`. That
//! one is for a first look: it keeps nothing across a restart, chooses its own port, and a consumer group that its last
//! member has left can never be joined again.

mod apache;
mod secure;
mod topics;

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use nix::sys::signal::Signal;

use crate::binaries::{self, Profile};
use crate::error::Doing as _;
use crate::install::{self, Tool};
use crate::launch::Launch;
use crate::part::{Address, Part, Run};
use crate::places::{Places, private_directory};
use crate::ports::{Ports, local};
use crate::progress::{Event, Progress};
use crate::{Error, Result, probe};

pub use apache::VERSION;
pub(crate) use apache::java;
pub use secure::Secure;
pub use topics::Topic;

/// Where the logging service puts its records.
pub const LOG_TOPIC: &str = "api-logs";
/// Where what has happened to orders is told.
pub const ORDER_TOPIC: &str = "order-events";
/// Where events go that could not be dealt with.
pub const DEAD_LETTER_TOPIC: &str = "order-events.dead-letter";

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The topics that the store needs.
pub const TOPICS: [Topic; 3] = [
    Topic { name: LOG_TOPIC, partitions: 3, retention: DAY.saturating_mul(7) },
    Topic { name: ORDER_TOPIC, partitions: 6, retention: DAY.saturating_mul(7) },
    Topic { name: DEAD_LETTER_TOPIC, partitions: 1, retention: DAY.saturating_mul(30) },
];

/// What the embedded broker is called in tables and records.
const EMBEDDED: &str = "librdkafka's built-in broker, keeps nothing";

/// Which broker to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// Apache Kafka where it can be had, else the embedded one.
    #[default]
    Auto,
    /// Apache Kafka or nothing; Java and Maven are installed when they are missing.
    Apache,
    /// librdkafka's built-in broker.
    Embedded,
}

impl Choice {
    /// Whether a broker that runs is one that would have been chosen.
    pub(crate) fn allows(self, what: &str) -> bool {
        self == Self::Auto || (self == Self::Embedded) == (what == EMBEDDED)
    }
}

/// A broker that can be run here, or that somebody else runs. One that runs already needs no programs any more.
#[derive(Debug, Clone)]
pub(crate) enum Broker {
    External { bootstrap: String },
    Apache(Option<apache::Programs>),
    Embedded { program: Option<PathBuf> },
}

impl Broker {
    /// Find or fetch the broker that was chosen.
    pub(crate) fn find(choice: Choice, places: &Places, quiet: bool, progress: &dyn Progress) -> Result<Self> {
        match choice {
            Choice::Embedded => Self::embedded(quiet),
            Choice::Apache => {
                if !apache::is_complete(places) {
                    install::ensure(&[Tool::Maven], progress)?;
                }
                install::ensure(&[Tool::Java], progress)?;
                apache::Programs::find(places, progress).map(|programs| Self::Apache(Some(programs)))
            }
            Choice::Auto => match apache::Programs::find(places, progress) {
                Ok(programs) => Ok(Self::Apache(Some(programs))),
                Err(error) => {
                    progress.on(Event::Note(&format!("no Apache Kafka ({error}); using the embedded broker instead")));
                    Self::embedded(quiet)
                }
            },
        }
    }

    fn embedded(quiet: bool) -> Result<Self> {
        let mut built = binaries::build(&["embedded-kafka"], Profile::Debug, quiet)?;
        Ok(Self::Embedded { program: built.remove("embedded-kafka") })
    }

    /// The same with another listener.
    pub(crate) fn secured(self, secure: Secure) -> Result<Self> {
        match self {
            Self::Apache(Some(programs)) => Ok(Self::Apache(Some(programs.secured(secure)))),
            _ => Err(Error::Refused("only Apache Kafka can listen with TLS; Java 17 and Maven are missing".into())),
        }
    }

    /// The one that was written down as running, by what it is.
    pub(crate) fn running(what: &str) -> Self {
        if what == EMBEDDED { Self::Embedded { program: None } } else { Self::Apache(None) }
    }

    /// Where clients connect. The embedded broker is asked, so it must be running.
    pub(crate) fn bootstrap(&self, ports: &Ports, places: &Places) -> Result<String> {
        match self {
            Self::External { bootstrap } => Ok(bootstrap.clone()),
            Self::Apache(_) => Ok(ports.address("kafka").to_string()),
            Self::Embedded { .. } => {
                let file = embedded_address(places);
                let address = fs::read_to_string(&file).doing(|| format!("read {}", file.display()))?;
                Ok(address.trim().to_owned())
            }
        }
    }

    /// The broker as a part.
    pub(crate) fn part(&self, ports: &Ports, places: &Places) -> Part {
        let name = "kafka".to_owned();
        match self {
            Self::External { bootstrap } => external(name, bootstrap.clone()),
            Self::Apache(programs) => {
                let (client, controller) = (ports.of("kafka"), ports.of("kafka-controller"));
                let (programs, places) = (programs.clone(), places.clone());
                Part {
                    name,
                    what: format!("Apache Kafka {}", apache::VERSION),
                    address: Address::Fixed(local(client).to_string()),
                    after: Vec::new(),
                    run: Run::Process {
                        prepare: Box::new(move |_| match &programs {
                            Some(programs) => programs.launch(&places, client, controller),
                            None => Err(runs_already()),
                        }),
                        stop: Signal::SIGTERM,
                        grace: Duration::from_secs(20),
                        tied: Signal::SIGKILL,
                    },
                    probe: Box::new(move || topics::ensure(local(client), &TOPICS)),
                    within: Duration::from_secs(60),
                }
            }
            Self::Embedded { program } => embedded(name, program.clone(), places.clone()),
        }
    }
}

fn external(name: String, bootstrap: String) -> Part {
    let first = bootstrap.split(',').next().unwrap_or_default().to_owned();
    Part {
        name,
        what: "from KAFKA_BOOTSTRAP_SERVERS".into(),
        address: Address::Fixed(bootstrap),
        after: Vec::new(),
        run: Run::External,
        probe: Box::new(move || {
            use std::net::ToSocketAddrs as _;
            let mut addresses = first.to_socket_addrs().map_err(|error| error.to_string())?;
            let address: SocketAddr = addresses.next().ok_or_else(|| format!("{first} has no address"))?;
            topics::ensure(address, &TOPICS)
        }),
        within: Duration::from_secs(30),
    }
}

fn embedded(name: String, program: Option<PathBuf>, places: Places) -> Part {
    let file = embedded_address(&places);
    let address = Address::InFile(file.clone());
    Part {
        name,
        what: EMBEDDED.into(),
        address,
        after: Vec::new(),
        run: Run::Process {
            prepare: Box::new(move |_| {
                let program = program.clone().ok_or_else(runs_already)?;
                let directory = places.state.join("kafka");
                private_directory(&directory)?;
                let file = embedded_address(&places);
                if file.exists() {
                    fs::remove_file(&file).doing(|| format!("remove {}", file.display()))?;
                }
                let mut arguments = vec!["--address-file".into(), file.into_os_string()];
                for topic in TOPICS {
                    arguments.push("--topic".into());
                    arguments.push(format!("{}:{}", topic.name, topic.partitions).into());
                }
                Ok(Launch { program, arguments, directory, ..Launch::default() })
            }),
            stop: Signal::SIGTERM,
            grace: Duration::from_secs(5),
            tied: Signal::SIGKILL,
        },
        probe: Box::new(move || {
            let text = fs::read_to_string(&file).map_err(|_| "no address yet".to_owned())?;
            let address = text.trim().parse().map_err(|_| format!("bad address {text:?}"))?;
            probe::tcp(address)
        }),
        within: Duration::from_secs(20),
    }
}

fn runs_already() -> Error {
    Error::Refused("Kafka was running and has ended; try again".into())
}

/// The file into which the embedded broker writes where it listens.
fn embedded_address(places: &Places) -> PathBuf {
    places.state.join("kafka/embedded-address")
}

/// Remove the broker's data, not its programs. It must not be running.
pub(crate) fn wipe(places: &Places) -> Result<()> {
    let data = places.state.join("kafka/data");
    if data.exists() {
        fs::remove_dir_all(&data).doing(|| format!("remove {}", data.display()))?;
    }
    Ok(())
}

/// Fetch Apache Kafka now rather than when it is first needed.
///
/// # Errors
///
/// When Java or Maven is missing, or the download fails.
pub fn fetch(progress: &dyn Progress) -> Result<(), Error> {
    apache::Programs::find(&Places::development()?, progress).map(drop)
}

/// Whether Apache Kafka can be run without fetching anything.
#[must_use]
pub fn is_fetched() -> bool {
    java().is_some() && Places::development().is_ok_and(|places| apache::is_complete(&places))
}
