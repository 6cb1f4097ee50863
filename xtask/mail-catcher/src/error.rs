//! What can go wrong outside of a conversation.

use std::io;

/// Why a catcher does not start, or mails cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file, a directory or the socket.
    #[error("failed to {doing}")]
    Io {
        /// What was tried.
        doing: String,
        /// Why it failed.
        #[source]
        source: io::Error,
    },
    /// The certificate or its key.
    #[error("the certificate or its key cannot be used: {0}")]
    Tls(String),
    /// Waiting for mails came to an end.
    #[error("{found} of {wanted} mails for {recipient} after {seconds} s")]
    Missing {
        /// For whom they were to be.
        recipient: String,
        /// How many there were.
        found: usize,
        /// How many were waited for.
        wanted: usize,
        /// How long that was.
        seconds: f32,
    },
}

/// Adds what was being done to an I/O error.
pub(crate) trait Doing<T> {
    fn doing(self, doing: impl FnOnce() -> String) -> Result<T, Error>;
}

impl<T> Doing<T> for io::Result<T> {
    fn doing(self, doing: impl FnOnce() -> String) -> Result<T, Error> {
        self.map_err(|source| Error::Io { doing: doing(), source })
    }
}
