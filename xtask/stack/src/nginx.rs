//! NGINX: the same configuration templates as in the container (`deploy/nginx/`), rendered for this machine, and the
//! server as a part. What the configuration says is explained where it says it.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use nix::sys::signal::Signal;
use nix::unistd::Uid;

use crate::error::Doing as _;
use crate::launch::Launch;
use crate::part::{Address, Part, Run};
use crate::places::{self, private_directory};
use crate::{Error, Result, install, probe, workspace};

/// The templates below `deploy/nginx/`; each becomes a file of the same name without `.template`.
const TEMPLATES: [&str; 2] = ["nginx.conf.template", "store.conf.template"];

/// Two connections for each of 10,000 clients, and some for itself.
const CONNECTIONS: u64 = 20_480;

/// An instance of NGINX.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) program: PathBuf,
    pub(crate) listen: SocketAddr,
    /// The API replicas.
    pub(crate) upstreams: [SocketAddr; 2],
    /// Where the rendered configuration and all that NGINX writes lie.
    pub(crate) directory: PathBuf,
}

impl Settings {
    fn variables(&self) -> BTreeMap<&'static str, String> {
        let (_, hard) = rlimit::getrlimit(rlimit::Resource::NOFILE).unwrap_or((1024, 1024));
        let open_files = hard.clamp(256, 2 * CONNECTIONS);
        BTreeMap::from([
            // Its workers only use what their own directory holds, and that only we may enter.
            ("NGINX_USER", if Uid::effective().is_root() { "root".to_owned() } else { "nobody".to_owned() }),
            ("NGINX_RUN", self.directory.display().to_string()),
            ("NGINX_OPEN_FILES", open_files.to_string()),
            ("NGINX_CONNECTIONS", CONNECTIONS.min(open_files - 64).to_string()),
            ("STORE_LISTEN", self.listen.to_string()),
            ("STORE_API_1", self.upstreams[0].to_string()),
            ("STORE_API_2", self.upstreams[1].to_string()),
        ])
    }

    /// Write the configuration.
    fn render(&self) -> Result<()> {
        private_directory(&self.directory)?;
        let variables = self.variables();
        for template in TEMPLATES {
            let source = workspace().join("deploy/nginx").join(template);
            let text = fs::read_to_string(&source).doing(|| format!("read {}", source.display()))?;
            let rendered = substitute(&text, &variables)
                .map_err(|name| Error::Refused(format!("{} names ${{{name}}}, which is not set", source.display())))?;
            places::write(&self.directory.join(template.trim_end_matches(".template")), &rendered, 0o644)?;
        }
        Ok(())
    }

    fn arguments(&self) -> Vec<std::ffi::OsString> {
        let configuration = self.directory.join("nginx.conf");
        vec![
            "-p".into(),
            self.directory.clone().into(),
            "-c".into(),
            configuration.into(),
            "-e".into(),
            "stderr".into(),
        ]
    }

    fn launch(&self) -> Result<Launch> {
        self.render()?;
        let mut arguments = self.arguments();
        arguments.extend(["-g".into(), "daemon off;".into()]);
        Ok(Launch {
            program: self.program.clone(),
            arguments,
            environment: BTreeMap::new(),
            directory: self.directory.clone(),
            user: None,
        })
    }
}

/// The server as a part.
pub(crate) fn part(settings: Settings, after: Vec<String>) -> Part {
    let listen = settings.listen;
    Part {
        name: "nginx".into(),
        what: "NGINX, balances api-1 and api-2".into(),
        address: Address::Fixed(format!("http://{listen}")),
        after,
        run: Run::Process {
            prepare: Box::new(move |_| settings.launch()),
            // Finishes what is in flight.
            stop: Signal::SIGQUIT,
            grace: Duration::from_secs(12),
            // A killed master would leave its workers behind.
            tied: Signal::SIGTERM,
        },
        probe: Box::new(move || probe::http(listen, "/")),
        within: Duration::from_secs(30),
    }
}

/// Render the configuration as on this machine and let NGINX itself check it.
///
/// # Errors
///
/// When NGINX is not there, a template names an unknown variable, or NGINX refuses the result; its reasons are in the error.
pub fn check() -> Result<()> {
    let program = install::find("nginx").ok_or_else(|| Error::Refused("NGINX is missing".into()))?;
    let directory = tempfile::tempdir().doing(|| "create a directory".into())?;
    let settings = Settings {
        program,
        listen: SocketAddr::from(([127, 0, 0, 1], crate::ports::reserve()?.port())),
        upstreams: [([127, 0, 0, 1], 8081).into(), ([127, 0, 0, 1], 8082).into()],
        directory: directory.path().to_owned(),
    };
    settings.render()?;
    let output = Command::new(&settings.program)
        .arg("-t")
        .args(settings.arguments())
        .stdin(Stdio::null())
        .output()
        .doing(|| "run nginx -t".into())?;
    if output.status.success() {
        return Ok(());
    }
    Err(Error::Command {
        program: "nginx -t".into(),
        status: output.status.to_string(),
        output: String::from_utf8_lossy(&output.stderr).trim_end().to_owned(),
    })
}

/// The variables that a template names, in order, each once.
///
/// # Errors
///
/// When the file cannot be read.
pub fn variables(template: &Path) -> Result<Vec<String>> {
    let text = fs::read_to_string(template).doing(|| format!("read {}", template.display()))?;
    let mut names: Vec<String> = Vec::new();
    for (name, _) in text.split("${").skip(1).filter_map(|part| part.split_once('}')) {
        if is_variable(name) && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

/// Replace `${NAME}` as envsubst does; NGINX's own variables are in lower case and without braces. The error is the
/// first name that has no value.
fn substitute(text: &str, variables: &BTreeMap<&str, String>) -> Result<String, String> {
    let mut parts = text.split("${");
    let mut rendered = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}') {
            Some((name, rest)) if is_variable(name) => {
                rendered.push_str(variables.get(name).ok_or_else(|| name.to_owned())?);
                rendered.push_str(rest);
            }
            _ => {
                rendered.push_str("${");
                rendered.push_str(part);
            }
        }
    }
    Ok(rendered)
}

/// `NAME` alone is what a comment calls such variables.
fn is_variable(name: &str) -> bool {
    name != "NAME"
        && !name.is_empty()
        && name
            .chars()
            .all(|character| character == '_' || character.is_ascii_uppercase() || character.is_ascii_digit())
}

#[cfg(test)]
mod tests;
