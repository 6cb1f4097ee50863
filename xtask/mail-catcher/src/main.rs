//! The catcher as a process: `cargo xtask up` runs it where no other mail server is given.

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use clap::Parser;
use mail_catcher::{Catcher, Credentials, Settings, Tls, TlsMode};
use tokio::signal::unix::{SignalKind, signal};

/// Take every mail by SMTP and keep it as a file, until SIGTERM or Ctrl-C. No mail is passed on.
#[derive(Parser)]
#[command(
    name = "mail-catcher",
    after_help = "Examples:
  mail-catcher --directory /tmp/mails
  mail-catcher --directory /tmp/mails --listen 127.0.0.1:2525 --certificate mail.pem --key mail.key
  MAIL_CATCHER_PASSWORD=secret mail-catcher --directory /tmp/mails --username shop"
)]
struct Arguments {
    /// Where the mails go, as <time>-<n>.eml
    #[arg(long, value_name = "DIRECTORY")]
    directory: PathBuf,
    /// Where to listen
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:1025")]
    listen: SocketAddr,
    /// Offer STARTTLS with this certificate, in PEM
    #[arg(long, value_name = "FILE", requires = "key")]
    certificate: Option<PathBuf>,
    /// The certificate's private key, in PEM
    #[arg(long, value_name = "FILE", requires = "certificate")]
    key: Option<PathBuf>,
    /// Begin with TLS rather than offer STARTTLS
    #[arg(long, requires = "certificate")]
    implicit_tls: bool,
    /// Let nobody send who does not log in with this name and the password in MAIL_CATCHER_PASSWORD
    #[arg(long, value_name = "NAME")]
    username: Option<String>,
    /// Largest message in bytes
    #[arg(long, value_name = "BYTES", default_value_t = 10 * 1024 * 1024)]
    max_message_bytes: usize,
    /// Most connections at a time
    #[arg(long, value_name = "NUMBER", default_value_t = 64)]
    max_connections: usize,
    /// Let a client go that says nothing for so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    idle: u64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let settings = Arguments::parse().settings()?;
    tracing_subscriber::fmt().with_target(false).with_ansi(std::io::stdout().is_terminal()).init();
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let catcher = Catcher::start(settings).await?;
    tracing::info!("listening on {}, mails go to {}", catcher.address(), catcher.mailbox().directory().display());
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    catcher.stop().await;
    Ok(())
}

impl Arguments {
    fn settings(self) -> anyhow::Result<Settings> {
        let tls = match (&self.certificate, &self.key) {
            (Some(certificate), Some(key)) => Some(Tls {
                mode: if self.implicit_tls { TlsMode::Implicit } else { TlsMode::StartTls },
                certificate: read(certificate)?,
                key: read(key)?,
            }),
            _ => None,
        };
        let credentials = match self.username {
            Some(username) => {
                let password = std::env::var("MAIL_CATCHER_PASSWORD")
                    .context("--username needs its password in the environment, as MAIL_CATCHER_PASSWORD")?;
                Some(Credentials { username, password })
            }
            None => None,
        };
        Ok(Settings {
            listen: self.listen,
            tls,
            credentials,
            max_message_bytes: self.max_message_bytes,
            max_connections: self.max_connections,
            idle: Duration::from_secs(self.idle),
            ..Settings::new(self.directory)
        })
    }
}

fn read(file: &std::path::Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("failed to read {}", file.display()))
}
