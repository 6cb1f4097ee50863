//! Programs that must be on the machine: looking for them, and installing what is missing with apt-get where that is
//! possible. It knows package names; where a part finds its own files is that part's business.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use nix::unistd::Uid;

use crate::error::Doing as _;
use crate::{Error, Event, Progress, Result, kafka, postgres};

/// A program, or a set of programs that come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// The PostgreSQL server, 14 or later, with its client programs.
    Postgres,
    /// NGINX.
    Nginx,
    /// What librdkafka's build needs beyond the C compiler that Rust links with: make, a C++ compiler.
    BuildTools,
    /// OpenSSL's headers and pkg-config, for librdkafka with TLS.
    OpenSsl,
    /// A Java runtime, 17 or later.
    Java,
    /// Maven, which fetches Apache Kafka.
    Maven,
    /// The browser in which a test opens the interface's documentation.
    Chromium,
    /// The HTTP load generator of the benchmark.
    Wrk,
}

impl Tool {
    /// What a person calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL",
            Self::Nginx => "NGINX",
            Self::BuildTools => "make and a C++ compiler",
            Self::OpenSsl => "OpenSSL's headers",
            Self::Java => "Java 17",
            Self::Maven => "Maven",
            Self::Chromium => "Chromium",
            Self::Wrk => "wrk",
        }
    }

    /// Debian's packages for it.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Postgres => &["postgresql"],
            Self::Nginx => &["nginx"],
            Self::BuildTools => &["make", "g++"],
            Self::OpenSsl => &["libssl-dev", "pkg-config"],
            Self::Java => &["default-jre-headless"],
            Self::Maven => &["maven"],
            Self::Chromium => &["chromium"],
            Self::Wrk => &["wrk"],
        }
    }

    /// Whether it is on this machine.
    #[must_use]
    pub fn is_present(self) -> bool {
        match self {
            Self::Postgres => postgres::Programs::find().is_some(),
            Self::Nginx => find("nginx").is_some(),
            Self::BuildTools => ["make", "cc", "c++"].iter().all(|program| find(program).is_some()),
            Self::OpenSsl => {
                let mut look = Command::new("pkg-config");
                look.args(["--exists", "openssl"]).stdin(Stdio::null());
                look.status().is_ok_and(|status| status.success())
            }
            Self::Java => kafka::java().is_some(),
            Self::Maven => find("mvn").is_some(),
            Self::Chromium => find("chromium").is_some(),
            Self::Wrk => find("wrk").is_some(),
        }
    }
}

/// Find a program in `PATH` or where administrators' programs lie, which is not in everybody's `PATH`.
#[must_use]
pub fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(["/usr/local/sbin", "/usr/sbin", "/sbin"].map(PathBuf::from))
        .map(|directory| directory.join(program))
        .find(|candidate| is_executable(candidate))
}

/// Make sure that all of `tools` are there; missing ones are installed together.
///
/// # Errors
///
/// [`Error::Missing`] with the command to run when they cannot be installed from here, [`Error::Command`] when apt-get
/// fails.
pub fn ensure(tools: &[Tool], progress: &dyn Progress) -> Result<()> {
    // apt-get refuses to run beside itself, and stacks of one program may start at the same time.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let missing: Vec<Tool> = tools.iter().copied().filter(|tool| !tool.is_present()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let needed = missing.iter().map(|tool| tool.name()).collect::<Vec<_>>().join(", ");
    let packages: Vec<&str> = missing.iter().flat_map(|tool| tool.packages()).copied().collect();
    let by_hand = || Error::Missing {
        needed: needed.clone(),
        command: format!("sudo apt-get update && sudo apt-get install -y {}", packages.join(" ")),
    };
    if !Uid::effective().is_root() || find("apt-get").is_none() {
        return Err(by_hand());
    }
    progress.on(Event::Note(&format!("installing {needed} (apt-get install {})", packages.join(" "))));
    let since = Instant::now();
    apt_get(["update"])?;
    apt_get(["install", "--yes", "--no-install-recommends"].iter().chain(&packages))?;
    progress.on(Event::Note(&format!("installed after {} s", since.elapsed().as_secs())));
    match missing.iter().find(|tool| !tool.is_present()) {
        None => Ok(()),
        Some(_) => Err(by_hand()),
    }
}

/// Its talk is shown only when it fails.
fn apt_get(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<()> {
    let output = Command::new("apt-get")
        .arg("-qq")
        .args(["-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3", "-o", "Acquire::http::Timeout=60"])
        .args(["-o", "Dpkg::Use-Pty=0"])
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null())
        .output()
        .doing(|| "run apt-get".into())?;
    if output.status.success() {
        return Ok(());
    }
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let lines: Vec<&str> = text.lines().collect();
    let output_end = lines[lines.len().saturating_sub(20)..].join("\n");
    Err(Error::Command { program: "apt-get".into(), status: output.status.to_string(), output: output_end })
}

pub(crate) fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}
