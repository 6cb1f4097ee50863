//! The workspace's own programs, built by cargo.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::error::Doing as _;
use crate::{Error, Result, workspace};

/// The services' packages; each has one binary of the same name.
pub const SERVICES: [&str; 4] = ["db", "logging", "notification", "api"];

/// The package of the mail catcher, with a binary of the same name. It runs beside the services.
pub const CATCHER: &str = "mail-catcher";

/// How to build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// Quick to build.
    #[default]
    Debug,
    /// Optimised.
    Release,
}

impl Profile {
    /// As people and cargo's directories call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// The part of cargo's messages that is of interest.
#[derive(Deserialize)]
struct Message {
    reason: String,
    executable: Option<PathBuf>,
    target: Option<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// Build the binaries of `packages` and say where they are. cargo's own progress goes to standard error, unless `quiet`.
///
/// # Errors
///
/// When cargo cannot be run or the build fails; the compiler's messages have been shown by then.
pub fn build(packages: &[&str], profile: Profile, quiet: bool) -> Result<BTreeMap<String, PathBuf>> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["build", "--message-format=json-render-diagnostics", "--bins"]);
    command.args(packages.iter().flat_map(|package| ["--package", package]));
    if profile == Profile::Release {
        command.arg("--release");
    }
    if quiet {
        command.arg("--quiet");
    }
    // Set by the cargo that runs this program or test; they describe that package, not the ones to be built.
    for (name, _) in std::env::vars_os() {
        let described = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"];
        if name.to_str().is_some_and(|name| described.iter().any(|prefix| name.starts_with(prefix))) {
            command.env_remove(name);
        }
    }
    let output = command
        .current_dir(workspace())
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .doing(|| "run cargo build".into())?;
    if !output.status.success() {
        let (program, status) = (format!("cargo build of {}", packages.join(", ")), output.status.to_string());
        return Err(Error::Command { program, status, output: String::new() });
    }
    let found: BTreeMap<String, PathBuf> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok())
        .filter(|message| message.reason == "compiler-artifact")
        .filter_map(|message| Some((message.target?.name, message.executable?)))
        .collect();
    match packages.iter().find(|package| !found.contains_key(**package)) {
        None => Ok(found),
        Some(package) => Err(Error::Refused(format!("cargo built no binary called {package}"))),
    }
}
