//! Which parts the store has on this machine and how they fit together. The one place that names them all.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use crate::binaries::{self, CATCHER, Profile, SERVICES};
use crate::install::{self, Tool};
use crate::kafka::{Broker, Choice, Secure};
use crate::mail::{self, Mail};
use crate::part::Part;
use crate::places::{self, Places};
use crate::ports::Ports;
use crate::progress::Progress;
use crate::secrets::Secrets;
use crate::services::Service;
use crate::{Error, Result, environment, nginx, postgres};

/// All parts, each after those that it needs.
pub(crate) const PARTS: [&str; 9] =
    ["postgres", "kafka", "mail", "db", "logging", "notification", "api-1", "api-2", "nginx"];

/// Where PostgreSQL comes from.
pub(crate) enum Database {
    Own(postgres::Settings),
    External { url: String },
}

impl Database {
    pub(crate) fn url(&self) -> String {
        match self {
            Self::Own(settings) => settings.url(postgres::NAME),
            Self::External { url } => url.clone(),
        }
    }
}

/// What is asked for.
pub(crate) struct Wanted<'a> {
    /// Of [`PARTS`]; programs are looked for, installed and built only for these.
    pub(crate) parts: &'a [String],
    pub(crate) kafka: Choice,
    pub(crate) profile: Profile,
    /// Not our own server but the one at this URL.
    pub(crate) database_url: Option<String>,
    /// Not our own broker but these.
    pub(crate) kafka_bootstrap: Option<String>,
    /// Another listener of our own broker.
    pub(crate) kafka_secure: Option<Secure>,
    /// What the broker is that runs already.
    pub(crate) kafka_running: Option<String>,
    /// Not our own mail catcher but this server.
    pub(crate) mail: Option<mail::External>,
    /// Runs for long; otherwise it serves tests, and starting quickly counts.
    pub(crate) lasting: bool,
    /// cargo shows only errors.
    pub(crate) quiet: bool,
    /// Variables of single parts that differ, by part.
    pub(crate) environment: BTreeMap<String, BTreeMap<String, String>>,
}

/// Everything about one stack that stands before its first process is started.
pub(crate) struct Blueprint {
    pub(crate) places: Places,
    pub(crate) ports: Arc<Ports>,
    pub(crate) secrets: Secrets,
    pub(crate) database: Option<Database>,
    pub(crate) broker: Option<Broker>,
    pub(crate) mail: Mail,
    pub(crate) binaries: BTreeMap<String, PathBuf>,
    profile: Profile,
    environment: BTreeMap<String, BTreeMap<String, String>>,
}

impl Blueprint {
    /// Find, install or build what the wanted parts need.
    pub(crate) fn draw(
        wanted: Wanted<'_>,
        places: Places,
        ports: Ports,
        secrets: Secrets,
        progress: &dyn Progress,
    ) -> Result<Self> {
        let wants = |part: &str| wanted.parts.iter().any(|name| name == part);
        let services: Vec<&str> = SERVICES
            .into_iter()
            .filter(|service| wanted.parts.iter().any(|part| package_of(part) == Some(*service)))
            .collect();
        install::ensure(&tools(&wanted, &services), progress)?;
        // NGINX and the services take as many connections as we may give them.
        let _ = rlimit::increase_nofile_limit(u64::MAX);

        let catcher = (wants("mail") && wanted.mail.is_none()).then_some(CATCHER);
        let programs: Vec<&str> = services.iter().copied().chain(catcher).collect();
        let mut binaries = BTreeMap::new();
        if !programs.is_empty() {
            binaries = binaries::build(&programs, wanted.profile, wanted.quiet)?;
        }
        let broker = match (wanted.kafka_bootstrap, wanted.kafka_running) {
            (Some(bootstrap), _) => Some(Broker::External { bootstrap }),
            (None, Some(what)) => Some(Broker::running(&what)),
            (None, None) if wants("kafka") => Some(Broker::find(wanted.kafka, &places, wanted.quiet, progress)?),
            (None, None) => None,
        };
        let broker = match (broker, wanted.kafka_secure) {
            (Some(broker), Some(secure)) => Some(broker.secured(secure)?),
            (broker, _) => broker,
        };
        let database = match wanted.database_url {
            Some(url) => Some(Database::External { url }),
            None => postgres::Programs::find().map(|programs| {
                let (port, password) = (ports.of("postgres"), secrets.postgres_password.clone());
                Database::Own(postgres::Settings {
                    programs,
                    port,
                    password,
                    places: places.clone(),
                    lasting: wanted.lasting,
                })
            }),
        };
        let mail = match wanted.mail {
            Some(external) => Mail::External(external),
            None => Mail::Own { address: ports.address("mail") },
        };
        Ok(Self {
            places,
            ports: Arc::new(ports),
            secrets,
            database,
            broker,
            mail,
            binaries,
            profile: wanted.profile,
            environment: wanted.environment,
        })
    }

    /// A part of [`PARTS`].
    pub(crate) fn part(&self, name: &str) -> Result<Part> {
        match name {
            "postgres" => match &self.database {
                Some(Database::Own(settings)) => Ok(postgres::part(settings.clone())),
                Some(Database::External { url }) => Ok(postgres::external(url)),
                None => Err(Error::Refused("PostgreSQL is missing".into())),
            },
            "kafka" => match &self.broker {
                Some(broker) => Ok(broker.part(&self.ports, &self.places)),
                None => Err(Error::Refused("Kafka is missing".into())),
            },
            "mail" => Ok(self.mail.part(self.binaries.get(CATCHER).cloned(), &self.places)),
            "nginx" => {
                let program = install::find("nginx").ok_or_else(|| Error::Refused("NGINX is missing".into()))?;
                let settings = nginx::Settings {
                    program,
                    listen: self.ports.address("nginx"),
                    upstreams: [self.ports.address("api-1"), self.ports.address("api-2")],
                    directory: self.places.state.join("nginx"),
                };
                Ok(nginx::part(settings, vec!["api-1".into(), "api-2".into()]))
            }
            _ => {
                let ops = self.ports.address(&format!("{name}-ops"));
                self.service(name, name, self.ports.address_of_part(name), ops, BTreeMap::new())
            }
        }
    }

    /// An instance of the same service as the part `like`, on other ports and with some variables changed.
    pub(crate) fn service(
        &self,
        like: &str,
        name: &str,
        address: SocketAddr,
        ops: SocketAddr,
        changes: BTreeMap<String, String>,
    ) -> Result<Part> {
        let package =
            package_of(like).ok_or_else(|| Error::Refused(format!("{like} is not one of the store's services")))?;
        let program = self.binaries.get(package).cloned();
        let directory = self.places.state.join(name);
        places::private_directory(&directory)?;
        let mut changed = self.environment.get(like).cloned().unwrap_or_default();
        changed.extend(changes);
        let needed = match package {
            // It starts without Kafka, but the embedded broker has no address before it runs.
            "db" if matches!(self.broker, Some(Broker::Embedded { .. })) => &["postgres", "kafka"][..],
            "db" => &["postgres"],
            "logging" => &["kafka"],
            "notification" => &["postgres", "kafka", "mail", "logging"],
            _ => &["db", "logging"],
        };
        let service = Service {
            name: name.to_owned(),
            program,
            what: format!("{} build", self.profile.name()),
            address,
            ops,
            after: needed.iter().map(|part| (*part).to_owned()).collect(),
            directory,
            environment: environment::of(self, package, address, changed),
        };
        Ok(service.part())
    }
}

/// The package whose binary a part runs; none for parts that are not ours.
pub(crate) fn package_of(part: &str) -> Option<&'static str> {
    match part {
        "db" => Some("db"),
        "logging" => Some("logging"),
        "notification" => Some("notification"),
        _ if part.starts_with("api-") => Some("api"),
        _ => None,
    }
}

fn tools(wanted: &Wanted<'_>, services: &[&str]) -> Vec<Tool> {
    let wants = |part: &str| wanted.parts.iter().any(|name| name == part);
    let mut tools = Vec::new();
    if wants("postgres") && wanted.database_url.is_none() {
        tools.push(Tool::Postgres);
    }
    if wants("nginx") {
        tools.push(Tool::Nginx);
    }
    let embedded = wants("kafka") && wanted.kafka_bootstrap.is_none() && wanted.kafka == Choice::Embedded;
    let catcher = wants("mail") && wanted.mail.is_none();
    if !services.is_empty() || embedded || catcher {
        tools.push(Tool::BuildTools);
    }
    tools
}
