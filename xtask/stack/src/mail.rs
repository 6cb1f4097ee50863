//! The mail server, as a part: a catcher of our own that passes nothing on, unless another one is given.

use std::collections::BTreeMap;
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::path::PathBuf;
use std::time::Duration;

use nix::sys::signal::Signal;

use crate::binaries::CATCHER;
use crate::launch::Launch;
use crate::part::{Address, Part, Run};
use crate::places::Places;
use crate::{Error, probe};

/// Variables that say how mail is sent, taken over from outside together with `SMTP_URL`.
const VARIABLES: [&str; 5] = ["SMTP_URL", "SMTP_USERNAME", "SMTP_PASSWORD", "SMTP_CA_FILE", "MAIL_FROM"];

/// Where mail goes.
#[derive(Debug, Clone)]
pub(crate) enum Mail {
    /// To a catcher that runs here.
    Own {
        address: SocketAddr,
    },
    External(External),
}

/// A mail server that somebody else runs, with what a client must know of it. `Debug` shows the names alone.
#[derive(Clone)]
pub(crate) struct External {
    variables: BTreeMap<String, String>,
}

impl std::fmt::Debug for External {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.variables.keys()).finish()
    }
}

impl External {
    /// None without `SMTP_URL`.
    pub(crate) fn of(variable: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let variables: BTreeMap<String, String> =
            VARIABLES.into_iter().filter_map(|name| Some((name.to_owned(), variable(name)?))).collect();
        variables.contains_key("SMTP_URL").then_some(Self { variables })
    }

    /// `host:port`, without what else an URL may hold; none when it cannot be told.
    fn host_and_port(&self) -> Option<String> {
        let (scheme, rest) = self.variables.get("SMTP_URL")?.split_once("://")?;
        let authority = rest.split(['/', '?', '#']).next()?;
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let has_port = host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
        match (scheme, has_port) {
            (_, true) => Some(host.to_owned()),
            ("smtp", false) => Some(format!("{host}:587")),
            ("smtps", false) => Some(format!("{host}:465")),
            _ => None,
        }
    }
}

impl Mail {
    /// What a service that sends mail is told.
    pub(crate) fn environment(&self) -> BTreeMap<String, String> {
        match self {
            Self::Own { address } => BTreeMap::from([
                ("SMTP_URL".to_owned(), format!("smtp://{address}")),
                ("MAIL_FROM".to_owned(), "Tuckshop <shop@example.org>".to_owned()),
            ]),
            Self::External(External { variables }) => variables.clone(),
        }
    }

    /// `program` is missing when the catcher runs already.
    pub(crate) fn part(&self, program: Option<PathBuf>, places: &Places) -> Part {
        match self {
            Self::Own { address } => own(*address, program, places.clone()),
            Self::External(external) => elsewhere(external),
        }
    }
}

/// Where the catcher keeps what it caught.
pub(crate) fn directory(places: &Places) -> PathBuf {
    places.state.join("mail")
}

fn own(address: SocketAddr, program: Option<PathBuf>, places: Places) -> Part {
    Part {
        name: "mail".into(),
        what: "catcher, passes nothing on".into(),
        address: Address::Fixed(address.to_string()),
        after: Vec::new(),
        run: Run::Process {
            prepare: Box::new(move |_| {
                let program = program.clone().ok_or_else(|| Error::Refused(format!("{CATCHER} was not built")))?;
                let listen = address.to_string().into();
                let arguments =
                    vec!["--listen".into(), listen, "--directory".into(), directory(&places).into_os_string()];
                Ok(Launch { program, arguments, directory: places.state.clone(), ..Launch::default() })
            }),
            stop: Signal::SIGTERM,
            grace: Duration::from_secs(5),
            tied: Signal::SIGKILL,
        },
        probe: Box::new(move || probe::tcp(address)),
        within: Duration::from_secs(20),
    }
}

fn elsewhere(external: &External) -> Part {
    let address = external.host_and_port();
    Part {
        name: "mail".into(),
        what: "from SMTP_URL".into(),
        address: Address::Fixed(address.clone().unwrap_or_else(|| "SMTP_URL".into())),
        after: Vec::new(),
        run: Run::External,
        probe: Box::new(move || match &address {
            Some(address) => {
                let mut found = address.to_socket_addrs().map_err(|error| error.to_string())?;
                probe::tcp(found.next().ok_or_else(|| format!("{address} is nowhere"))?)
            }
            None => Ok(()),
        }),
        within: Duration::from_secs(30),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn external(variables: &[(&str, &str)]) -> Option<External> {
        let variables: BTreeMap<&str, &str> = variables.iter().copied().collect();
        External::of(|name| variables.get(name).map(|value| (*value).to_owned()))
    }

    #[test]
    fn the_address_is_read_out_of_the_url_without_its_secrets() {
        for (url, expected) in [
            ("smtp://mail.example.org", Some("mail.example.org:587")),
            ("smtps://mail.example.org/", Some("mail.example.org:465")),
            ("smtp://shop:geheim@mail.example.org:2525?tls=none", Some("mail.example.org:2525")),
            ("smtp://[::1]:2525", Some("[::1]:2525")),
            ("mail.example.org", None),
            ("http://mail.example.org", None),
        ] {
            let external = external(&[("SMTP_URL", url)]).expect("given");
            assert_eq!(external.host_and_port().as_deref(), expected, "{url}");
            assert!(!format!("{external:?}").contains("geheim"));
        }
    }

    #[test]
    fn what_is_given_from_outside_is_handed_on_whole_or_not_at_all() {
        assert!(external(&[("SMTP_USERNAME", "shop"), ("SMTP_PASSWORD", "geheim")]).is_none());
        let given = [("SMTP_URL", "smtps://mail.example.org"), ("SMTP_USERNAME", "shop"), ("SMTP_PASSWORD", "geheim")];
        let told = Mail::External(external(&given).expect("given")).environment();
        assert_eq!(told.iter().map(|(name, value)| (&**name, &**value)).collect::<Vec<_>>(), {
            let mut given = given;
            given.sort_unstable();
            given
        });
    }
}
