//! Mails as files: written by the server, read by whoever knows the directory.
//!
//! A file begins with three lines of the server's own, `Return-Path`, `X-Envelope-To` and `Received`; after them comes the
//! message as it was sent. A file called `*.eml` is whole: it gets that name when all of it is written.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use chrono::Utc;
use mail_parser::{Message, MessageParser};

use crate::Error;
use crate::error::Doing as _;

const POLL: Duration = Duration::from_millis(50);

/// A directory of mails. It may be read while a server writes to it.
#[derive(Debug)]
pub struct Mailbox {
    directory: PathBuf,
    written: AtomicU64,
}

/// Who sent to whom, as the conversation had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Envelope {
    pub(crate) sender: String,
    pub(crate) recipients: Vec<String>,
    /// What the client called itself.
    pub(crate) client: String,
    /// `SMTP` or `ESMTP`, with `S` for TLS and `A` for authentication (RFC 3848).
    pub(crate) protocol: String,
}

/// A mail that was kept.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Its file.
    pub file: PathBuf,
    /// The sender in the envelope; empty when it had none.
    pub sender: String,
    /// The recipients in the envelope.
    pub recipients: Vec<String>,
    /// `ESMTP`, `ESMTPS` over TLS, `ESMTPA` with authentication, `ESMTPSA` with both (RFC 3848).
    pub protocol: String,
    /// The message as it was sent.
    pub message: Vec<u8>,
}

impl Mailbox {
    /// The mails in a directory, which need not exist yet.
    pub fn at(directory: impl Into<PathBuf>) -> Self {
        Self { directory: directory.into(), written: AtomicU64::new(0) }
    }

    /// Where they are.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// All mails, in the order in which they came.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or did not come from a catcher.
    pub fn mails(&self) -> Result<Vec<Mail>, Error> {
        let doing = || format!("read {}", self.directory.display());
        let entries = match fs::read_dir(&self.directory) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.doing(doing)?,
        };
        let mut files =
            entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<PathBuf>, _>>().doing(doing)?;
        files.retain(|file| file.extension().is_some_and(|extension| extension == "eml"));
        files.sort();
        files.iter().map(|file| Mail::read(file)).collect()
    }

    /// The mails for one recipient, compared without regard to case, in the order in which they came.
    ///
    /// # Errors
    ///
    /// As [`Mailbox::mails`].
    pub fn mails_for(&self, recipient: &str) -> Result<Vec<Mail>, Error> {
        let mut mails = self.mails()?;
        mails.retain(|mail| mail.recipients.iter().any(|to| to.to_lowercase() == recipient.to_lowercase()));
        Ok(mails)
    }

    /// The mails for one recipient as soon as there are at least `count`.
    ///
    /// # Errors
    ///
    /// When there are fewer after `limit`, and as [`Mailbox::mails`].
    pub async fn wait_for(&self, recipient: &str, count: usize, limit: Duration) -> Result<Vec<Mail>, Error> {
        let deadline = Instant::now() + limit;
        loop {
            let mails = self.mails_for(recipient)?;
            if mails.len() >= count {
                return Ok(mails);
            }
            if Instant::now() > deadline {
                return Err(Error::Missing {
                    recipient: recipient.to_owned(),
                    found: mails.len(),
                    wanted: count,
                    seconds: limit.as_secs_f32(),
                });
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Make the directory, for nobody else to read.
    pub(crate) fn create(&self) -> Result<(), Error> {
        let builder = DirBuilder::new().recursive(true).mode(0o700).create(&self.directory);
        builder.doing(|| format!("create {}", self.directory.display()))
    }

    /// Keep a message; when this returns, it is there for every reader.
    pub(crate) fn keep(&self, envelope: &Envelope, message: &[u8]) -> Result<PathBuf, Error> {
        let now = Utc::now();
        let number = self.written.fetch_add(1, Ordering::Relaxed) + 1;
        let file = self.directory.join(format!("{}-{number}.eml", now.format("%Y%m%dT%H%M%S%.6fZ")));
        let unfinished = file.with_extension("unfinished");
        let recipients: Vec<String> = envelope.recipients.iter().map(|recipient| format!("<{recipient}>")).collect();
        let head = format!(
            "Return-Path: <{}>\r\nX-Envelope-To: {}\r\nReceived: from {} by mail-catcher with {}; {}\r\n",
            envelope.sender,
            recipients.join(", "),
            envelope.client,
            envelope.protocol,
            now.to_rfc2822()
        );
        let written =
            OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished).and_then(|mut to| {
                to.write_all(head.as_bytes())?;
                to.write_all(message)?;
                fs::rename(&unfinished, &file)
            });
        written.doing(|| format!("write {}", file.display()))?;
        Ok(file)
    }
}

impl Mail {
    fn read(file: &Path) -> Result<Self, Error> {
        let bytes = fs::read(file).doing(|| format!("read {}", file.display()))?;
        Self::parse(file, &bytes).ok_or_else(|| Error::Io {
            doing: format!("read {}", file.display()),
            source: std::io::Error::new(std::io::ErrorKind::InvalidData, "it does not begin as a catcher's mails do"),
        })
    }

    fn parse(file: &Path, bytes: &[u8]) -> Option<Self> {
        let (sender, rest) = line(bytes, "Return-Path: ")?;
        let (recipients, rest) = line(rest, "X-Envelope-To: ")?;
        let (received, message) = line(rest, "Received: ")?;
        let protocol = received.split_once(" with ")?.1.split_once(';')?.0;
        Some(Self {
            file: file.to_owned(),
            sender: sender.trim_matches(['<', '>']).to_owned(),
            recipients: recipients.split(", ").map(|to| to.trim_matches(['<', '>']).to_owned()).collect(),
            protocol: protocol.to_owned(),
            message: message.to_vec(),
        })
    }

    /// A header of the message as text, folded lines in one; none when it has no such header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        let raw = self.parsed()?.header_raw(name.to_owned())?.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(raw)
    }

    /// The subject, decoded; empty when there is none.
    #[must_use]
    pub fn subject(&self) -> String {
        self.parsed().and_then(|message| message.subject().map(str::to_owned)).unwrap_or_default()
    }

    /// The text part, decoded; empty when there is none.
    #[must_use]
    pub fn text(&self) -> String {
        self.part("text/plain")
    }

    /// The HTML part, decoded; empty when there is none.
    #[must_use]
    pub fn html(&self) -> String {
        self.part("text/html")
    }

    fn part(&self, content_type: &str) -> String {
        use mail_parser::MimeHeaders as _;
        let Some(message) = self.parsed() else { return String::new() };
        let found = message.parts.iter().find(|part| {
            // A message that states no type is plain text (RFC 2045, 5.2).
            let stated = part.content_type().map_or("text/plain".to_owned(), |stated| {
                format!("{}/{}", stated.ctype(), stated.subtype().unwrap_or_default())
            });
            stated.eq_ignore_ascii_case(content_type)
        });
        found.and_then(|part| part.text_contents()).unwrap_or_default().to_owned()
    }

    fn parsed(&self) -> Option<Message<'_>> {
        MessageParser::default().parse(&self.message)
    }
}

/// The value of the header that comes first, and what follows its line.
fn line<'a>(bytes: &'a [u8], name: &str) -> Option<(&'a str, &'a [u8])> {
    let rest = bytes.strip_prefix(name.as_bytes())?;
    let end = rest.windows(2).position(|pair| pair == b"\r\n")?;
    Some((std::str::from_utf8(&rest[..end]).ok()?, &rest[end + 2..]))
}
