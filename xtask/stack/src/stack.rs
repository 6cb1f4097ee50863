//! The store for tests: free ports, a directory of its own, any number side by side. Faults are made by ending processes by
//! id (`processes`). No process survives the test process, however that ends: the kernel tells each one (see `launch`).

mod directory;
mod processes;

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::binaries::Profile;
use crate::blueprint::{Blueprint, Database, PARTS, Wanted};
use crate::engine;
use crate::kafka::{Broker, Choice, Secure};
use crate::launch::Process;
use crate::part::{Part, Run};
use crate::ports::{Ports, Reservation};
use crate::secrets::Secrets;
use crate::{Cancel, Error, Result, Silent, mail, postgres};

use directory::Directory;

/// What a stack for tests consists of.
#[derive(Debug, Clone, Default)]
pub struct Options {
    parts: Option<Vec<String>>,
    kafka: Choice,
    kafka_secure: Option<Secure>,
    profile: Profile,
    environment: BTreeMap<String, BTreeMap<String, String>>,
}

impl Options {
    /// Everything: `postgres`, `kafka`, `mail`, `db`, `logging`, `notification`, `api-1`, `api-2`, `nginx`.
    #[must_use]
    pub fn all() -> Self {
        Self::default()
    }

    /// Only these parts. What such a part otherwise waits for is not waited for, but it has an address to be configured
    /// with, at which nobody answers.
    #[must_use]
    pub fn only<const N: usize>(parts: [&str; N]) -> Self {
        Self { parts: Some(parts.map(str::to_owned).to_vec()), ..Self::default() }
    }

    /// Which Kafka; Apache Kafka where it can be had by default.
    #[must_use]
    pub fn kafka(mut self, choice: Choice) -> Self {
        self.kafka = choice;
        self
    }

    /// Let Kafka listen with TLS and a login as well. That takes Apache Kafka.
    #[must_use]
    pub fn kafka_secure(mut self, secure: Secure) -> Self {
        self.kafka_secure = Some(secure);
        self
    }

    /// How the services are built; quickly by default. Beside optimised ones Kafka is compiled well, too, once it has run
    /// for a while.
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// Set a variable in the environment of a service, over what it gets otherwise.
    #[must_use]
    pub fn with(mut self, part: &str, name: &str, value: impl Into<String>) -> Self {
        self.environment.entry(part.to_owned()).or_default().insert(name.to_owned(), value.into());
        self
    }
}

struct Entry {
    part: Arc<Part>,
    address: SocketAddr,
    ops: Option<SocketAddr>,
    process: Option<Process>,
    _reservations: Vec<Reservation>,
}

/// A store of one's own. It ends, with its data, when it is dropped. All methods block; each wait has a limit.
pub struct Stack {
    blueprint: Blueprint,
    entries: Mutex<BTreeMap<String, Entry>>,
    // Declared last: its files go after the processes.
    directory: Directory,
}

impl std::fmt::Debug for Stack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stack").field("directory", &self.directory).finish_non_exhaustive()
    }
}

impl Stack {
    /// Build what is to be started, start it, and wait until every part is ready: about six seconds for everything when
    /// all is built.
    ///
    /// `DATABASE_URL`, `KAFKA_BOOTSTRAP_SERVERS` and `SMTP_URL` of the environment are not looked at: tests end what they use.
    ///
    /// # Errors
    ///
    /// When a program is missing and cannot be installed, the build fails, or a part dies or is not ready in time; the last
    /// lines of its log are in the error.
    pub fn start(options: Options) -> Result<Self> {
        let names = options.parts.unwrap_or_else(|| PARTS.map(str::to_owned).to_vec());
        if let Some(unknown) = names.iter().find(|name| !PARTS.contains(&name.as_str())) {
            return Err(Error::Refused(format!("no part is called {unknown}")));
        }
        let directory = Directory::create()?;
        let wanted = Wanted {
            parts: &names,
            kafka: options.kafka,
            profile: options.profile,
            database_url: None,
            kafka_bootstrap: None,
            kafka_secure: options.kafka_secure,
            kafka_running: None,
            mail: None,
            lasting: options.profile == Profile::Release,
            quiet: true,
            environment: options.environment,
        };
        let blueprint =
            Blueprint::draw(wanted, directory.places().clone(), Ports::free()?, Secrets::random()?, &Silent)?;
        let mut entries = BTreeMap::new();
        for name in &names {
            let entry = Entry {
                part: Arc::new(blueprint.part(name)?),
                address: blueprint.ports.address_of_part(name),
                ops: blueprint.ports.find(&format!("{name}-ops")),
                process: None,
                _reservations: Vec::new(),
            };
            entries.insert(name.clone(), entry);
        }
        let parts: Vec<Arc<Part>> = entries.values().map(|entry| Arc::clone(&entry.part)).collect();
        let stack = Self { blueprint, entries: Mutex::new(entries), directory };
        let parts: Vec<&Part> = parts.iter().map(Arc::as_ref).collect();
        match engine::start(&parts, &|part| stack.provide(part), &Silent, &Cancel::default()) {
            Ok(()) => Ok(stack),
            Err(error) => {
                stack.directory.keep_logs();
                Err(error)
            }
        }
    }

    /// The store as customers reach it, through NGINX: `http://127.0.0.1:<port>`.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.url("nginx")
    }

    /// The API replicas `api-1` and `api-2` themselves.
    #[must_use]
    pub fn api_urls(&self) -> [String; 2] {
        [self.url("api-1"), self.url("api-2")]
    }

    /// `http://` and the address of a part: of `db` and `logging` their gRPC endpoint.
    #[must_use]
    pub fn url(&self, part: &str) -> String {
        format!("http://{}", self.address(part))
    }

    /// Where a part listens, whether it is in this stack or only configured.
    ///
    /// # Panics
    ///
    /// When no part has that name.
    #[must_use]
    pub fn address(&self, part: &str) -> SocketAddr {
        self.entries().get(part).map_or_else(|| self.blueprint.ports.address_of_part(part), |entry| entry.address)
    }

    /// `http://` and the address at which a service tells its health and metrics.
    ///
    /// # Panics
    ///
    /// When no service has that name.
    #[must_use]
    pub fn ops_url(&self, part: &str) -> String {
        let ops = self.entries().get(part).and_then(|entry| entry.ops);
        format!("http://{}", ops.unwrap_or_else(|| self.blueprint.ports.address(&format!("{part}-ops"))))
    }

    /// `host:port` for Kafka clients.
    ///
    /// # Errors
    ///
    /// When no Kafka is in this stack.
    pub fn kafka_bootstrap(&self) -> Result<String> {
        let broker = self.blueprint.broker.as_ref().ok_or_else(|| Error::Refused("no Kafka in this stack".into()))?;
        broker.bootstrap(&self.blueprint.ports, self.directory.places())
    }

    /// Whether Kafka keeps its data across a restart, which the embedded broker does not.
    #[must_use]
    pub fn has_apache_kafka(&self) -> bool {
        matches!(self.blueprint.broker, Some(Broker::Apache(_)))
    }

    /// Where the mails are that the part `mail` has caught; it is made with the first start.
    #[must_use]
    pub fn mail_directory(&self) -> PathBuf {
        mail::directory(self.directory.places())
    }

    /// The URL of the store's database, with its password.
    #[must_use]
    pub fn database_url(&self) -> String {
        self.blueprint.database.as_ref().map(Database::url).unwrap_or_default()
    }

    /// The URL of another database on the same server, which is created when it is not there yet.
    ///
    /// # Errors
    ///
    /// When the server does not answer or refuses the name.
    pub fn create_database(&self, name: &str) -> Result<String> {
        match &self.blueprint.database {
            Some(Database::Own(settings)) => {
                settings.create_database(name)?;
                Ok(settings.url(name))
            }
            _ => Err(Error::Refused("no PostgreSQL in this stack".into())),
        }
    }

    /// A client program of PostgreSQL, such as `psql` or `pgbench`, which finds the server and its password in its
    /// environment.
    ///
    /// # Errors
    ///
    /// When there is no such program beside the server's, or no PostgreSQL in this stack.
    pub fn postgres_client(&self, program: &str, database: &str) -> Result<Command> {
        match &self.blueprint.database {
            Some(Database::Own(settings)) => settings.client(program, database),
            _ => Err(Error::Refused("no PostgreSQL in this stack".into())),
        }
    }

    /// The name of the store's own database.
    #[must_use]
    pub fn database(&self) -> &'static str {
        postgres::NAME
    }

    /// The names of all parts of this stack.
    #[must_use]
    pub fn parts(&self) -> Vec<String> {
        self.entries().keys().cloned().collect()
    }

    /// The secret with which the API replicas sign tokens.
    #[must_use]
    pub fn jwt_secret(&self) -> &str {
        &self.blueprint.secrets.jwt_secret
    }

    /// The program of the service `db`, `logging`, `notification` or `api`, when one of its instances is in this stack.
    #[must_use]
    pub fn binary(&self, service: &str) -> Option<PathBuf> {
        self.blueprint.binaries.get(service).cloned()
    }

    /// What a part has written to its log so far; empty when it was never started.
    #[must_use]
    pub fn log(&self, part: &str) -> String {
        let path = self.directory.places().log_of(part);
        fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }

    fn entries(&self) -> MutexGuard<'_, BTreeMap<String, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        let mut entries = self.entries();
        let running = |entry: &Entry| match (&entry.process, &entry.part.run) {
            (Some(process), Run::Process { tied, .. }) => Some((process.identity.clone(), *tied)),
            _ => None,
        };
        let processes: Vec<_> = entries.values().filter_map(running).collect();
        for (identity, tied) in &processes {
            identity.signal(*tied);
        }
        for (identity, tied) in &processes {
            identity.stop(*tied, Duration::from_secs(5));
        }
        for process in entries.values_mut().filter_map(|entry| entry.process.as_mut()) {
            process.exit_status();
        }
        drop(entries);
        if thread::panicking() {
            self.directory.keep_logs();
        }
    }
}
