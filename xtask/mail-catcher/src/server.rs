//! Listening, and the life of connections.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;

use crate::error::Doing as _;
use crate::faults::Faults;
use crate::session::Session;
use crate::wire::Wire;
use crate::{Error, Fault, Mailbox, Settings, TlsMode};

/// For messages that are being taken in when the server stops.
const GRACE: Duration = Duration::from_secs(2);

/// A server that runs. It ends when it is dropped; [`Catcher::stop`] lets what is in flight come to an end.
pub struct Catcher {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

/// What all connections of a server have in common.
pub(crate) struct Shared {
    pub(crate) settings: Settings,
    pub(crate) mailbox: Mailbox,
    pub(crate) faults: Faults,
    pub(crate) acceptor: Option<TlsAcceptor>,
}

impl std::fmt::Debug for Catcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catcher").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Catcher {
    /// Listen, and keep what comes.
    ///
    /// # Errors
    ///
    /// When the address is taken, the directory cannot be made, or the certificate cannot be used.
    pub async fn start(settings: Settings) -> Result<Self, Error> {
        let mailbox = Mailbox::at(&settings.directory);
        mailbox.create()?;
        let acceptor = settings.tls.as_ref().map(crate::Tls::acceptor).transpose()?;
        let listener = TcpListener::bind(settings.listen).await.doing(|| format!("listen on {}", settings.listen))?;
        let address = listener.local_addr().doing(|| "read the address".into())?;
        let shared = Arc::new(Shared { settings, mailbox, faults: Faults::default(), acceptor });
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(serve(listener, Arc::clone(&shared), stopped));
        Ok(Self { address, shared, stop, task })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it has kept, and what lay in its directory before.
    #[must_use]
    pub fn mailbox(&self) -> &Mailbox {
        &self.shared.mailbox
    }

    /// From now on, this happens to every mail for this recipient, in place of what was to happen before.
    pub fn fail(&self, recipient: &str, fault: Fault) {
        self.shared.faults.set(recipient, fault, None);
    }

    /// This happens to the next `times` mails for this recipient, in place of what was to happen before.
    pub fn fail_times(&self, recipient: &str, fault: Fault, times: u32) {
        self.shared.faults.set(recipient, fault, Some(times));
    }

    /// From now on, mails for this recipient are kept again.
    pub fn heal(&self, recipient: &str) {
        self.shared.faults.clear(recipient);
    }

    /// How often the fault that was last asked for has happened to this recipient.
    #[must_use]
    pub fn failures(&self, recipient: &str) -> u32 {
        self.shared.faults.happened(recipient)
    }

    /// Take no more connections, tell the clients that are there, and wait for messages that are being taken in, for two
    /// seconds at most. The address is free when this returns.
    pub async fn stop(mut self) {
        let _ = self.stop.send(true);
        let _ = (&mut self.task).await;
    }
}

impl Drop for Catcher {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(listener: TcpListener, shared: Arc<Shared>, mut stopped: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let full = connections.len() >= shared.settings.max_connections;
                    connections.spawn(converse(stream, Arc::clone(&shared), stopped.clone(), full));
                }
                Err(error) => {
                    // Out of file descriptors, most likely: they come back.
                    tracing::warn!("a connection was not accepted: {error}");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            },
            Some(_) = connections.join_next() => {}
            _ = stopped.changed() => break,
        }
    }
    drop(listener);
    let all = async { while connections.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(GRACE, all).await;
}

async fn converse(stream: TcpStream, shared: Arc<Shared>, stopped: watch::Receiver<bool>, full: bool) {
    let _ = stream.set_nodelay(true);
    let mut wire = Wire::new(Box::new(stream), shared.settings.idle);
    if full {
        let _ = wire.send(b"421 4.3.2 Too many connections\r\n").await;
        return;
    }
    let implicit = shared.settings.tls.as_ref().is_some_and(|tls| tls.mode == TlsMode::Implicit);
    if let Some(acceptor) = shared.acceptor.as_ref().filter(|_| implicit) {
        match wire.encrypted(acceptor).await {
            Ok(encrypted) => wire = encrypted,
            Err(_) => return,
        }
    }
    Session::new(wire, shared, stopped, implicit).run().await;
}
