//! How the mail server is reached, and from whom mails come.

use std::{fmt, fs, net::IpAddr, time::Duration};

use kit::config::{Reader, Secret};
use lettre::{message::Mailbox, transport::smtp::client::Certificate};

const URL: &str = "SMTP_URL";
const WHAT: &str = "smtp://host:port, with ?tls=required or ?tls=none if need be, or smtps://host:port";

/// The mail server, and who we are to it.
#[derive(Clone)]
pub struct Smtp {
    /// A name or an address, as it stands in the server's certificate.
    pub host: String,
    /// 587 by default, 465 with `smtps`.
    pub port: u16,
    /// How the line is encrypted.
    pub tls: Tls,
    /// `SMTP_CA_FILE`: the only authority to be believed, in PEM; the system's by default.
    pub authority: Option<Certificate>,
    /// `SMTP_USERNAME` and `SMTP_PASSWORD`: both or neither.
    pub login: Option<(Secret, Secret)>,
    /// `MAIL_FROM`: from whom mails come, such as `Tuckshop <shop@tuckshop.example>`.
    pub from: Mailbox,
    /// `SMTP_TIMEOUT`: for each step of a conversation; 30 s by default, 100 ms to 5 min.
    pub step_limit: Duration,
}

/// How the line to the mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// It is not, which is the default on this machine itself.
    None,
    /// With STARTTLS, or no mail is sent.
    Required,
    /// From the first byte.
    Wrapped,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Smtp");
        shown.field("host", &self.host).field("port", &self.port).field("tls", &self.tls).field("from", &self.from);
        shown.field("login", &self.login).field("step_limit", &self.step_limit).finish_non_exhaustive()
    }
}

impl Smtp {
    /// Problems are remembered in the reader, and then this is `None`.
    pub(super) fn from_reader(reader: &mut Reader) -> Option<Self> {
        let place = place(reader);
        let login = login(reader);
        let authority = authority(reader);
        let from: Option<Mailbox> = reader.required("MAIL_FROM", "a sender such as Tuckshop <shop@tuckshop.example>");
        if from.as_ref().is_some_and(|from| !AsRef::<str>::as_ref(&from.email).is_ascii()) {
            reader.refuse("MAIL_FROM", "must have an address in ASCII");
        }
        let step_limit = reader.duration_or("SMTP_TIMEOUT", Duration::from_secs(30));
        if !(Duration::from_millis(100)..=Duration::from_secs(300)).contains(&step_limit) {
            reader.refuse("SMTP_TIMEOUT", "must be from 100ms to 5m");
        }
        let (host, port, tls) = place?;
        if login.is_some() && tls == Tls::None && !is_this_machine(&host) {
            reader.refuse(URL, "must not say tls=none where there is a password to be sent");
        }
        Some(Self { host, port, tls, authority: authority?, login, from: from?, step_limit })
    }
}

fn place(reader: &mut Reader) -> Option<(String, u16, Tls)> {
    // A secret until it is known to hold no password.
    let url: Secret = reader.required(URL, WHAT)?;
    if url.expose().contains('@') {
        reader.refuse(URL, "must not have a login in it: that goes into SMTP_USERNAME and SMTP_PASSWORD");
        return None;
    }
    let place = parse(url.expose());
    if place.is_none() {
        reader.refuse(URL, format!("cannot be used: expected {WHAT}"));
    }
    place
}

fn parse(url: &str) -> Option<(String, u16, Tls)> {
    let (scheme, rest) = url.split_once("://")?;
    let (authority, query) = rest.split_once('?').map_or((rest, None), |(authority, query)| (authority, Some(query)));
    let authority = authority.strip_suffix('/').unwrap_or(authority);
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port.parse().ok().filter(|port| *port > 0)?)),
        _ => (authority, None),
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:".contains(&byte);
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if host.is_empty() || !host.bytes().all(plain) || (host.contains(':') && host.parse::<IpAddr>().is_err()) {
        return None;
    }
    let tls = match (scheme, query) {
        ("smtp", Some("tls=required")) => Tls::Required,
        ("smtp", Some("tls=none")) => Tls::None,
        ("smtp", None) if is_this_machine(host) => Tls::None,
        ("smtp", None) => Tls::Required,
        ("smtps", None) => Tls::Wrapped,
        _ => return None,
    };
    let port = port.unwrap_or(if tls == Tls::Wrapped { 465 } else { 587 });
    Some((host.to_owned(), port, tls))
}

/// What goes there is seen by nobody else.
fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn login(reader: &mut Reader) -> Option<(Secret, Secret)> {
    let names = ["SMTP_USERNAME", "SMTP_PASSWORD"];
    let [username, password] = names.map(|name| reader.optional::<Secret>(name, "a name and a password"));
    match (username, password) {
        (Some(username), Some(password)) => return Some((username, password)),
        (Some(_), None) => reader.refuse("SMTP_USERNAME", "has no effect without SMTP_PASSWORD"),
        (None, Some(_)) => reader.refuse("SMTP_PASSWORD", "has no effect without SMTP_USERNAME"),
        (None, None) => {}
    }
    None
}

/// `None` when the file cannot be used.
fn authority(reader: &mut Reader) -> Option<Option<Certificate>> {
    let name = "SMTP_CA_FILE";
    let Some(path) = reader.optional::<String>(name, "a path") else { return Some(None) };
    let pem = match fs::read(&path) {
        Ok(pem) => pem,
        Err(error) => {
            reader.refuse(name, format!("names a file that cannot be read ({})", error.kind()));
            return None;
        }
    };
    match Certificate::from_pem(&pem) {
        Ok(authority) => Some(Some(authority)),
        Err(_) => {
            reader.refuse(name, "names a file that is no certificate in PEM");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let check = |url, expected: Option<(&str, u16, Tls)>| {
            assert_eq!(parse(url), expected.map(|(host, port, tls)| (host.to_owned(), port, tls)), "{url}");
        };
        check("smtp://mail.example", Some(("mail.example", 587, Tls::Required)));
        check("smtp://mail.example:25/?tls=none", Some(("mail.example", 25, Tls::None)));
        check("smtps://mail.example", Some(("mail.example", 465, Tls::Wrapped)));
        check("smtp://[::1]:2525", Some(("::1", 2525, Tls::None)));
        check("smtp://[2001:db8::1]", Some(("2001:db8::1", 587, Tls::Required)));
        check("smtp://127.0.0.2", Some(("127.0.0.2", 587, Tls::None)));
        for url in
            ["smtp://", "smtp://a:0", "smtp://a:b", "smtp://a b", "smtp://a?tls=", "smtp://::1", "ftp://a", "a:25"]
        {
            check(url, None);
        }
    }
}
