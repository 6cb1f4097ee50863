//! An SMTP server on this machine that keeps every mail as a file and passes none on: for development, and for tests that
//! want a real conversation, with faults where they want them.
//!
//! A mail is a file `<time>-<n>.eml` in one directory, written whole before the client hears 250 (see [`Mailbox`]). Commands
//! are parsed, and dots are taken out of messages, by `smtp-proto`; what is here is the conversation (RFC 5321), with
//! STARTTLS (RFC 3207) or TLS from the first byte (RFC 8314) and AUTH PLAIN and LOGIN (RFC 4954) when asked for.
//!
//! ```no_run
//! # async fn example() -> Result<(), mail_catcher::Error> {
//! use mail_catcher::{Catcher, Fault, Settings};
//!
//! let catcher = Catcher::start(Settings::new("/tmp/mails")).await?;
//! catcher.fail_times("late@example.org", Fault::RefuseRecipient(450), 2);
//! // … something sends to `catcher.address()` …
//! let mails = catcher.mailbox().wait_for("late@example.org", 1, std::time::Duration::from_secs(10)).await?;
//! assert!(mails[0].text().contains("hoodie"));
//! catcher.stop().await;
//! # Ok(())
//! # }
//! ```

mod authentication;
mod error;
mod faults;
mod mailbox;
mod server;
mod session;
mod tls;
mod wire;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

pub use authentication::Credentials;
pub use error::Error;
pub use faults::Fault;
pub use mailbox::{Mail, Mailbox};
pub use server::Catcher;
pub use tls::{Tls, TlsMode};

/// How a catcher listens and what it bears.
#[derive(Debug, Clone)]
pub struct Settings {
    /// 127.0.0.1 and a free port by default.
    pub listen: SocketAddr,
    /// Where the mails go; made when it is not there.
    pub directory: PathBuf,
    /// None by default.
    pub tls: Option<Tls>,
    /// With these, a client must authenticate before it sends; none by default.
    pub credentials: Option<Credentials>,
    /// Largest message in bytes; 10 MiB by default.
    pub max_message_bytes: usize,
    /// Most connections at a time; 64 by default.
    pub max_connections: usize,
    /// A client that says nothing, or reads nothing, for this long is let go; 5 minutes by default (RFC 5321, 4.5.3.2.7).
    pub idle: Duration,
}

impl Settings {
    /// The defaults, with mails in `directory`.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            directory: directory.into(),
            tls: None,
            credentials: None,
            max_message_bytes: 10 * 1024 * 1024,
            max_connections: 64,
            idle: Duration::from_secs(5 * 60),
        }
    }
}
