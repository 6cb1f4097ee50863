//! One conversation with the mail server, command by command, so that it is always known how far a mail has come. Until the
//! dot at its end has been sent, it was certainly not taken; from then on only the server's answer tells.
//!
//! What a failure means is decided here; what is done about it is decided in `delivery`.

use std::{fmt, time::Duration};

use lettre::{
    Address,
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, CertificateStore, TlsParameters},
        commands::{Data, Mail as MailFrom, Rcpt, Rset},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
        response::Severity,
    },
};
use tokio::time::timeout;

use crate::{
    config::{Smtp, Tls},
    mail::Mail,
};

/// How much longer than any other step the server may take to answer to a whole mail: it may look for viruses in it.
const ANSWER_STEPS: u32 = 4;

/// Longest text of a server that is kept, in characters.
const LONGEST_REASON: usize = 500;

/// Codes that are about us and not about the mail, whenever they come: authentication is missing, wrong or too weak.
const ABOUT_US: [u16; 4] = [530, 534, 535, 538];

/// Why a mail was not sent.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The server as a whole cannot be used now. The mail was not sent, and it is not its fault.
    Server(Reason),
    /// Not sent, and trying again later may help.
    Temporary(Reason),
    /// Not sent, and it never will be.
    Permanent(Reason),
    /// It was handed over, and no answer came: it may have been sent.
    Unknown(Reason),
}

impl Failure {
    /// Whether the server said so. If not, an answer may still be on its way, and would be taken for one to the next command:
    /// the conversation must not go on.
    pub(crate) fn was_answered(&self) -> bool {
        let (Self::Server(reason) | Self::Temporary(reason) | Self::Permanent(reason) | Self::Unknown(reason)) = self;
        reason.code.is_some()
    }
}

/// What the server said, or what happened to the connection.
#[derive(Clone, Debug)]
pub(crate) struct Reason {
    /// The reply code, when there was a reply.
    pub(crate) code: Option<u16>,
    text: String,
}

/// The mail server, and how to talk to it.
pub(crate) struct Server {
    host: String,
    port: u16,
    tls: Option<(Tls, TlsParameters)>,
    credentials: Option<Credentials>,
    hello: ClientId,
    sender: Address,
    step: Duration,
}

impl Server {
    /// Connects to nothing yet.
    pub(crate) fn new(smtp: &Smtp) -> Result<Self, Error> {
        let tls = match smtp.tls {
            Tls::None => None,
            tls => {
                let mut parameters = TlsParameters::builder(smtp.host.clone());
                if let Some(authority) = &smtp.authority {
                    parameters = parameters.certificate_store(CertificateStore::None);
                    parameters = parameters.add_root_certificate(authority.clone());
                }
                Some((tls, parameters.build()?))
            }
        };
        let credentials = smtp
            .login
            .as_ref()
            .map(|(username, password)| Credentials::new(username.expose().to_owned(), password.expose().to_owned()));
        Ok(Self {
            host: smtp.host.clone(),
            port: smtp.port,
            tls,
            credentials,
            hello: ClientId::Domain(smtp.from.email.domain().to_owned()),
            sender: smtp.from.email.clone(),
            step: smtp.step_limit,
        })
    }

    /// The longest that [`Conversation::text`] takes.
    pub(crate) fn text_limit(step: Duration) -> Duration {
        step * (1 + ANSWER_STEPS)
    }

    /// A connection over which mails can be sent: encrypted and authenticated as configured.
    pub(crate) async fn connect(&self) -> Result<Conversation, Reason> {
        let wrapped = match &self.tls {
            Some((Tls::Wrapped, parameters)) => Some(parameters.clone()),
            _ => None,
        };
        let address = (self.host.as_str(), self.port);
        let connecting = AsyncSmtpConnection::connect_tokio1(address, Some(self.step), &self.hello, wrapped, None);
        let mut connection = self.step("connect", connecting).await?;
        if let Some((Tls::Required, parameters)) = &self.tls {
            self.step("STARTTLS", connection.starttls(parameters.clone(), &self.hello)).await?;
        }
        if let Some(credentials) = &self.credentials {
            self.step("AUTH", connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials)).await?;
        }
        Ok(Conversation { connection, step: self.step })
    }

    /// Tell the server from whom a mail comes.
    pub(crate) async fn begin(&self, conversation: &mut Conversation, mail: &Mail) -> Result<(), Failure> {
        let mut parameters = Vec::new();
        if !AsRef::<str>::as_ref(&mail.to).is_ascii() {
            if !conversation.connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(Failure::Permanent(Reason::here("the mail server takes ASCII addresses only")));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !mail.bytes.is_ascii() {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        conversation.sender(&self.sender, parameters).await.map_err(Failure::Server)
    }

    /// Whether the server would take a mail from us.
    pub(crate) async fn probe(&self) -> Result<Conversation, Reason> {
        let mut conversation = self.connect().await?;
        conversation.sender(&self.sender, Vec::new()).await?;
        conversation.reset().await?;
        Ok(conversation)
    }

    async fn step<T>(&self, name: &str, work: impl Future<Output = Result<T, Error>>) -> Result<T, Reason> {
        within(self.step, name, work).await
    }
}

/// A connection to the mail server.
pub(crate) struct Conversation {
    connection: AsyncSmtpConnection,
    step: Duration,
}

impl Conversation {
    async fn sender(&mut self, sender: &Address, parameters: Vec<MailParameter>) -> Result<(), Reason> {
        let command = MailFrom::new(Some(sender.clone()), parameters);
        within(self.step, "MAIL", self.connection.command(command)).await.map(drop)
    }

    /// Tell the server to whom the mail goes, until it waits for the text.
    pub(crate) async fn recipient(&mut self, to: &Address) -> Result<(), Failure> {
        let command = Rcpt::new(to.clone(), Vec::new());
        within(self.step, "RCPT", self.connection.command(command)).await.map_err(refused)?;
        within(self.step, "DATA", self.connection.command(Data)).await.map_err(refused)?;
        Ok(())
    }

    /// Hand the mail over, and wait for the server's word that it was taken.
    pub(crate) async fn text(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        // lettre asks for the next part when all before it is written, and for none before it sends the dot.
        let mut parts = [bytes].into_iter();
        let mut complete = false;
        let parts = std::iter::from_fn(|| {
            let part = parts.next();
            complete = part.is_none();
            part
        });
        let limit = Server::text_limit(self.step);
        let answered = within(limit, "the mail", self.connection.message_iter(parts)).await;
        match answered {
            Ok(response) if response.code().severity == Severity::PositiveCompletion => Ok(()),
            Ok(response) => Err(Failure::Unknown(Reason::here(format!("the mail was answered {}", response.code())))),
            Err(reason) if reason.code.is_some() => Err(refused_text(reason)),
            Err(reason) if complete => Err(Failure::Unknown(reason)),
            Err(reason) => Err(Failure::Temporary(reason)),
        }
    }

    /// Forget the mail that was begun, so that another one can follow.
    pub(crate) async fn reset(&mut self) -> Result<(), Reason> {
        within(self.step, "RSET", self.connection.command(Rset)).await.map(drop)
    }

    /// Say goodbye.
    pub(crate) async fn end(mut self) {
        // Whoever does not hear it sees the connection end.
        let _ = timeout(self.step, self.connection.quit()).await;
    }
}

/// What a refusal before the text means.
fn refused(reason: Reason) -> Failure {
    match reason.code {
        Some(code) if ABOUT_US.contains(&code) => Failure::Server(reason),
        Some(500..) => Failure::Permanent(reason),
        _ => Failure::Temporary(reason),
    }
}

/// What a refusal of the whole mail means. One that is not 5xx is temporary, 421 included: the server says that it has not
/// taken it.
fn refused_text(reason: Reason) -> Failure {
    match reason.code {
        Some(500..) => Failure::Permanent(reason),
        _ => Failure::Temporary(reason),
    }
}

async fn within<T>(limit: Duration, name: &str, work: impl Future<Output = Result<T, Error>>) -> Result<T, Reason> {
    match timeout(limit, work).await {
        Ok(done) => done.map_err(|error| Reason::of(name, &error)),
        Err(_) => Err(Reason::here(format!("{name}: no answer within {limit:?}"))),
    }
}

impl Reason {
    fn of(name: &str, error: &Error) -> Self {
        let mut reason = Self::here(format!("{name}: {error}"));
        reason.code = error.status().map(u16::from);
        reason
    }

    /// Something that no server has said.
    pub(crate) fn here(text: impl AsRef<str>) -> Self {
        let plain = |character: char| if character.is_control() { ' ' } else { character };
        Self { code: None, text: text.as_ref().chars().take(LONGEST_REASON).map(plain).collect() }
    }

    /// Without the server's words, which often repeat the address.
    pub(crate) fn brief(&self) -> String {
        self.code.map_or_else(|| self.text.clone(), |code| format!("reply code {code}"))
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}
