//! PostgreSQL: finding its programs, and a cluster of our own with password authentication, on 127.0.0.1 only, with full
//! durability. What is inside the databases is the DB service's business.
//!
//! The server refuses to run as root. When we are root it runs as the user `postgres` (or `nobody`), and its directory
//! is one that this user can reach (`directory`).

mod directory;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use nix::sys::signal::Signal;

use crate::error::Doing as _;
use crate::launch::{Launch, User};
use crate::part::{Address, Part, Run};
use crate::places::{self, Places};
use crate::process::wait_until_left;
use crate::progress::Progress;
use crate::{Error, Options, Result, Stack, install, probe};

use directory::{give, home, server_user};
pub(crate) use directory::{has_data, wipe};

/// The role that owns everything, and the database that the store uses.
pub(crate) const NAME: &str = "tuckshop";

/// A directory of PostgreSQL's programs that has all we need.
#[derive(Debug, Clone)]
pub(crate) struct Programs {
    directory: PathBuf,
}

impl Programs {
    /// Look in `PATH`, then where Debian and Red Hat put servers, the newest version first.
    pub(crate) fn find() -> Option<Self> {
        let in_path = std::env::var_os("PATH")
            .map(|path| std::env::split_paths(&path).collect::<Vec<_>>())
            .unwrap_or_default()
            .into_iter()
            .filter_map(|directory| Some(directory.join("postgres").canonicalize().ok()?.parent()?.to_owned()));
        let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
            .collect();
        versions.sort_by(|left, right| right.cmp(left));
        in_path.chain(versions.into_iter().map(|(_, directory)| directory)).map(|directory| Self { directory }).find(
            |programs| {
                ["postgres", "initdb", "pg_isready", "createdb"]
                    .iter()
                    .all(|program| install::is_executable(&programs.directory.join(program)))
            },
        )
    }

    fn program(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    /// Such as `15.18`.
    pub(crate) fn version(&self) -> String {
        let output = Command::new(self.program("postgres")).arg("--version").stdin(Stdio::null()).output();
        let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
        text.split_whitespace().nth(2).unwrap_or("of unknown version").to_owned()
    }
}

/// What a cluster of ours needs to know.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) programs: Programs,
    pub(crate) port: u16,
    pub(crate) password: String,
    pub(crate) places: Places,
    /// Its data outlives us, so that initialising it must reach the disk.
    pub(crate) lasting: bool,
}

impl Settings {
    pub(crate) fn url(&self, database: &str) -> String {
        format!("postgres://{NAME}:{}@127.0.0.1:{}/{database}", self.password, self.port)
    }

    /// A client program that stands beside the server's, told through its environment where to connect.
    pub(crate) fn client(&self, program: &str, database: &str) -> Result<Command> {
        let path = self.programs.program(program);
        if !install::is_executable(&path) {
            return Err(Error::Refused(format!(
                "{} is missing; install the package that has it (postgresql on Debian, postgresql-contrib elsewhere)",
                path.display()
            )));
        }
        let mut command = Command::new(path);
        command
            .env("PGHOST", "127.0.0.1")
            .env("PGPORT", self.port.to_string())
            .env("PGUSER", NAME)
            .env("PGPASSWORD", &self.password)
            .env("PGDATABASE", database)
            .env("PGCONNECT_TIMEOUT", "10")
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        Ok(command)
    }

    /// Create a database unless there is one of that name.
    pub(crate) fn create_database(&self, name: &str) -> Result<()> {
        let output = self
            .client("createdb", "postgres")?
            .args(["--no-password", "--", name])
            .output()
            .doing(|| "run createdb".into())?;
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() || errors.contains("already exists") {
            return Ok(());
        }
        Err(Error::Command { program: "createdb".into(), status: output.status.to_string(), output: errors })
    }

    fn launch(&self, progress: &dyn Progress) -> Result<Launch> {
        let user = server_user()?;
        let home = home(&self.places, user, progress)?;
        let data = home.join("data");
        if data.join("PG_VERSION").exists() {
            self.refuse_other_version(&data)?;
        } else {
            self.initialise(&home, user)?;
        }
        if !wait_until_left(&data, Duration::from_secs(10)) {
            return Err(Error::Refused(format!("another PostgreSQL still uses {}", data.display())));
        }
        let port = format!("port={}", self.port);
        let settings = [
            "listen_addresses=127.0.0.1",
            &port,
            // Everybody connects over TCP; the path of a socket below a deep checkout would be too long.
            "unix_socket_directories=",
            "max_connections=200",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "logging_collector=off",
            "log_timezone=UTC",
            "timezone=UTC",
        ];
        let mut arguments: Vec<OsString> = vec!["-D".into(), data.into()];
        arguments.extend(settings.iter().flat_map(|setting| [OsString::from("-c"), OsString::from(setting)]));
        Ok(self.server(&home, user, "postgres", arguments))
    }

    fn server(&self, home: &Path, user: Option<User>, program: &str, arguments: Vec<OsString>) -> Launch {
        let environment =
            BTreeMap::from([("HOME".to_owned(), home.display().to_string()), ("LC_ALL".to_owned(), "C".to_owned())]);
        Launch { program: self.programs.program(program), arguments, environment, directory: home.to_owned(), user }
    }

    /// Make the cluster beside its final place and move it there when it is complete, so that an interruption leaves
    /// nothing that looks like a cluster.
    fn initialise(&self, home: &Path, user: Option<User>) -> Result<()> {
        let unfinished = home.join("data.unfinished");
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished).doing(|| format!("remove {}", unfinished.display()))?;
        }
        let password = home.join("password");
        places::write(&password, &self.password, 0o600)?;
        give(&password, user)?;
        let argument = |name: &str, path: &Path| OsString::from(format!("--{name}={}", path.display()));
        let mut arguments: Vec<OsString> = vec![
            argument("pgdata", &unfinished),
            argument("pwfile", &password),
            format!("--username={NAME}").into(),
            "--auth=scram-sha-256".into(),
            "--encoding=UTF8".into(),
            "--no-locale".into(),
        ];
        if !self.lasting {
            arguments.push("--no-sync".into());
        }
        let initialised = run(&self.server(home, user, "initdb", arguments), "");
        fs::remove_file(&password).doing(|| format!("remove {}", password.display()))?;
        initialised?;
        let single = ["--single".into(), "-D".into(), unfinished.clone().into_os_string(), "postgres".into()];
        run(&self.server(home, user, "postgres", single.to_vec()), &format!("CREATE DATABASE {NAME}\n"))?;
        let data = home.join("data");
        fs::rename(&unfinished, &data).doing(|| format!("create {}", data.display()))
    }

    fn refuse_other_version(&self, data: &Path) -> Result<()> {
        let file = data.join("PG_VERSION");
        let stored = fs::read_to_string(&file).doing(|| format!("read {}", file.display()))?;
        let installed = self.programs.version();
        if installed.split('.').next() == Some(stored.trim()) {
            return Ok(());
        }
        Err(Error::Refused(format!(
            "{} was made by PostgreSQL {}, but {installed} is installed; `cargo xtask down --wipe` removes the data",
            data.display(),
            stored.trim()
        )))
    }
}

/// The server as a part.
pub(crate) fn part(settings: Settings) -> Part {
    let (port, ready) = (settings.port, settings.programs.program("pg_isready"));
    Part {
        name: "postgres".into(),
        what: format!("PostgreSQL {}, a cluster of our own", settings.programs.version()),
        address: Address::Fixed(format!("127.0.0.1:{port}")),
        after: Vec::new(),
        run: Run::Process {
            prepare: Box::new(move |progress| settings.launch(progress)),
            // "Fast shutdown": disconnects clients, then writes a checkpoint.
            stop: Signal::SIGINT,
            grace: Duration::from_secs(20),
            // "Immediate shutdown": the server processes go too, which a killed postmaster leaves behind for a while.
            tied: Signal::SIGQUIT,
        },
        probe: Box::new(move || accepts(&ready, port)),
        within: Duration::from_secs(60),
    }
}

/// Somebody else's server, as a part.
pub(crate) fn external(url: &str) -> Part {
    let address = host_and_port(url);
    let shown = address.clone().unwrap_or_else(|| "DATABASE_URL".into());
    Part {
        name: "postgres".into(),
        what: "from DATABASE_URL".into(),
        address: Address::Fixed(shown),
        after: Vec::new(),
        run: Run::External,
        probe: Box::new(move || match &address {
            Some(address) => resolve(address).and_then(probe::tcp),
            None => Ok(()),
        }),
        within: Duration::from_secs(30),
    }
}

/// Only PostgreSQL, for tests that need nothing else. Ends, with its data, when it is dropped or this process ends.
#[derive(Debug)]
pub struct Cluster {
    stack: Stack,
}

impl Cluster {
    /// Start a cluster on a free port in a directory of its own; takes about two seconds.
    ///
    /// # Errors
    ///
    /// When PostgreSQL is neither there nor can be installed, or does not become ready.
    pub fn start_private() -> Result<Self> {
        Ok(Self { stack: Stack::start(Options::only(["postgres"]))? })
    }

    /// The URL of a database, which is created when it is not there yet. Give each test its own.
    ///
    /// # Errors
    ///
    /// When the server does not answer or refuses the name.
    pub fn database_url(&self, name: &str) -> Result<String> {
        self.stack.create_database(name)
    }

    /// The stack around it: kill, stop and start the part `postgres` through it.
    #[must_use]
    pub fn stack(&self) -> &Stack {
        &self.stack
    }
}

/// Run a helper to its end, with `input` on its standard input.
fn run(launch: &Launch, input: &str) -> Result<()> {
    use std::io::Write as _;
    let doing = || format!("run {}", launch.program.display());
    let mut command = launch.command(Some(Signal::SIGKILL));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().doing(doing)?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes()).doing(doing)?;
    }
    let output = child.wait_with_output().doing(doing)?;
    if output.status.success() {
        return Ok(());
    }
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Err(Error::Command {
        program: launch.program.display().to_string(),
        status: output.status.to_string(),
        output: text.trim_end().to_owned(),
    })
}

fn accepts(pg_isready: &Path, port: u16) -> Result<(), String> {
    let status = Command::new(pg_isready)
        .args(["--quiet", "--timeout=2", "--host=127.0.0.1", "--port", &port.to_string()])
        .stdin(Stdio::null())
        .status()
        .map_err(|error| error.to_string())?;
    match status.code() {
        Some(0) => Ok(()),
        Some(1) => Err("starting up".into()),
        _ => Err("no answer".into()),
    }
}

/// `host:port` of a URL; none for the other forms that libpq takes.
fn host_and_port(url: &str) -> Option<String> {
    let authority = url.split_once("://")?.1.split(['/', '?']).next()?;
    let host = authority.rsplit('@').next()?;
    if host.is_empty() || host.contains(',') {
        return None;
    }
    let has_port = host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    Some(if has_port { host.to_owned() } else { format!("{host}:5432") })
}

fn resolve(address: &str) -> Result<SocketAddr, String> {
    use std::net::ToSocketAddrs as _;
    let mut addresses = address.to_socket_addrs().map_err(|error| error.to_string())?;
    addresses.next().ok_or_else(|| format!("{address} has no address"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_from_a_url_without_its_password() {
        let check = |url, expected: Option<&str>| assert_eq!(host_and_port(url).as_deref(), expected, "{url}");
        check("postgres://user:p@ss@db.example:6000/shop?sslmode=require", Some("db.example:6000"));
        check("postgresql://db.example/shop", Some("db.example:5432"));
        check("postgres://[::1]:6000/shop", Some("[::1]:6000"));
        check("postgres://[::1]/shop", Some("[::1]:5432"));
        check("postgres:///shop?host=/run/postgresql", None);
        check("host=db.example user=shop", None);
    }
}
