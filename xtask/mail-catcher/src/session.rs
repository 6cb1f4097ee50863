//! One conversation: the commands in the order in which RFC 5321 has them, and an answer to each.

use std::sync::Arc;

use smtp_proto::{
    AUTH_LOGIN, AUTH_PLAIN, EXT_8BIT_MIME, EXT_AUTH, EXT_ENHANCED_STATUS_CODES, EXT_PIPELINING, EXT_SIZE,
    EXT_SMTP_UTF8, EXT_START_TLS, EhloResponse, MailFrom, Request,
};
use tokio::sync::watch;

use crate::authentication::{Credentials, decoded, encoded, plain};
use crate::mailbox::Envelope;
use crate::server::Shared;
use crate::wire::{Stopped, Wire};
use crate::{Fault, TlsMode};

const MAX_RECIPIENTS: usize = 100;
/// Commands that are refused before the client is let go.
const MAX_REFUSED: u32 = 20;

pub(crate) struct Session {
    wire: Option<Wire>,
    shared: Arc<Shared>,
    stopped: watch::Receiver<bool>,
    encrypted: bool,
    authenticated: bool,
    /// What the client called itself, and whether it speaks ESMTP.
    client: Option<(String, bool)>,
    sender: Option<String>,
    recipients: Vec<String>,
    refused: u32,
}

/// What follows an answer.
enum Next {
    Command,
    End,
}

type Answer = Result<Next, Stopped>;

impl Session {
    pub(crate) fn new(wire: Wire, shared: Arc<Shared>, stopped: watch::Receiver<bool>, encrypted: bool) -> Self {
        Self {
            wire: Some(wire),
            shared,
            stopped,
            encrypted,
            authenticated: false,
            client: None,
            sender: None,
            recipients: Vec::new(),
            refused: 0,
        }
    }

    pub(crate) async fn run(mut self) {
        let last_words = match self.commands().await {
            Ok(()) | Err(Stopped::Gone) => return,
            Err(Stopped::Idle) => "421 4.4.2 Nothing was said for too long",
            Err(Stopped::LongLine) => "500 5.5.6 The line is too long",
        };
        let _ = self.say(last_words).await;
    }

    async fn commands(&mut self) -> Result<(), Stopped> {
        self.say("220 mail-catcher ESMTP").await?;
        let mut line = Vec::new();
        loop {
            line.clear();
            let mut stopped = self.stopped.clone();
            let goes_on = tokio::select! {
                read = self.wire()?.line(&mut line) => read.map(|()| true)?,
                () = told_to_stop(&mut stopped) => false,
            };
            if !goes_on {
                return self.say("421 4.3.2 The server stops").await;
            }
            let answer = match Request::parse(&mut line.iter()) {
                Ok(request) => self.answer(request.into_owned()).await?,
                Err(smtp_proto::Error::UnknownCommand) => self.refuse("500 5.5.2 Unknown command").await?,
                Err(error) => self.refuse(&format!("501 5.5.4 {error}")).await?,
            };
            if let Next::End = answer {
                return Ok(());
            }
        }
    }

    async fn answer(&mut self, request: Request<String>) -> Answer {
        match request {
            Request::Ehlo { host } => self.hello(&host, true).await,
            Request::Helo { host } => self.hello(&host, false).await,
            Request::StartTls => self.start_tls().await,
            Request::Auth { mechanism, initial_response } => self.authenticate(mechanism, initial_response).await,
            Request::Mail { from } => self.mail(from).await,
            Request::Rcpt { to } => self.recipient(to.address).await,
            Request::Data => self.data().await,
            Request::Rset => {
                self.forget_mail();
                self.accept("250 2.0.0 Forgotten").await
            }
            Request::Noop { .. } => self.accept("250 2.0.0 Nothing done").await,
            Request::Vrfy { .. } => self.accept("252 2.0.0 Every recipient is taken").await,
            Request::Quit => {
                self.say("221 2.0.0 Goodbye").await?;
                Ok(Next::End)
            }
            other => self.refuse(&format!("502 5.5.1 {} is not known here", other.name())).await,
        }
    }

    async fn hello(&mut self, host: &str, extended: bool) -> Answer {
        // It goes into a header, so it keeps to what a header can hold.
        let host: String = host.chars().filter(char::is_ascii_graphic).filter(|letter| *letter != ';').collect();
        self.client = Some((host, extended));
        self.forget_mail();
        if !extended {
            return self.accept("250 mail-catcher").await;
        }
        let mut greeting = EhloResponse::new("mail-catcher");
        greeting.capabilities = EXT_8BIT_MIME | EXT_ENHANCED_STATUS_CODES | EXT_PIPELINING | EXT_SIZE | EXT_SMTP_UTF8;
        greeting.size = self.shared.settings.max_message_bytes;
        if self.may_start_tls() {
            greeting.capabilities |= EXT_START_TLS;
        }
        // No password is asked for on a line that could be encrypted and is not.
        if self.shared.settings.credentials.is_some() && !self.may_start_tls() {
            greeting.capabilities |= EXT_AUTH;
            greeting.auth_mechanisms = AUTH_PLAIN | AUTH_LOGIN;
        }
        let mut reply = Vec::new();
        greeting.write(&mut reply)?;
        self.wire()?.send(&reply).await?;
        Ok(Next::Command)
    }

    async fn start_tls(&mut self) -> Answer {
        let Some(acceptor) = self.shared.acceptor.clone().filter(|_| self.may_start_tls()) else {
            return self.refuse("502 5.5.1 There is no TLS to start").await;
        };
        self.say("220 2.0.0 Go ahead").await?;
        let wire = self.wire.take().ok_or(Stopped::Gone)?;
        self.wire = Some(wire.encrypted(&acceptor).await?);
        self.encrypted = true;
        // What was said before counts for nothing (RFC 3207, 4.2).
        self.client = None;
        self.forget_mail();
        Ok(Next::Command)
    }

    async fn authenticate(&mut self, mechanism: u64, initial: String) -> Answer {
        let Some(wanted) = self.shared.settings.credentials.clone() else {
            return self.refuse("502 5.5.1 There is nobody to be").await;
        };
        if self.may_start_tls() {
            return self.refuse("538 5.7.11 STARTTLS comes first").await;
        }
        if self.authenticated || self.sender.is_some() {
            return self.refuse("503 5.5.1 Not now").await;
        }
        let given = match mechanism {
            AUTH_PLAIN => plain(&self.asked_unless_given("", initial).await?),
            AUTH_LOGIN => {
                let username = decoded(&self.asked_unless_given(&encoded("Username:"), initial).await?);
                let password = decoded(&self.ask(&encoded("Password:")).await?);
                username.zip(password).map(|(username, password)| Credentials { username, password })
            }
            _ => return self.refuse("504 5.5.4 PLAIN or LOGIN").await,
        };
        if given == Some(wanted) {
            self.authenticated = true;
            return self.accept("235 2.7.0 Welcome").await;
        }
        self.refuse("535 5.7.8 The name or the password is wrong").await
    }

    async fn asked_unless_given(&mut self, question: &str, given: String) -> Result<String, Stopped> {
        if given.is_empty() { self.ask(question).await } else { Ok(given) }
    }

    async fn ask(&mut self, question: &str) -> Result<String, Stopped> {
        self.say(&format!("334 {question}")).await?;
        let mut line = Vec::new();
        self.wire()?.line(&mut line).await?;
        Ok(String::from_utf8_lossy(&line).into_owned())
    }

    async fn mail(&mut self, from: MailFrom<String>) -> Answer {
        if self.client.is_none() {
            return self.refuse("503 5.5.1 EHLO comes first").await;
        }
        if self.sender.is_some() {
            return self.refuse("503 5.5.1 There is a sender already").await;
        }
        if self.shared.settings.credentials.is_some() && !self.authenticated {
            return self.refuse("530 5.7.0 Authenticate first").await;
        }
        if from.size > self.shared.settings.max_message_bytes {
            return self.refuse("552 5.3.4 The message is too long").await;
        }
        if !is_printable(&from.address) {
            return self.refuse("553 5.1.7 The address cannot be used").await;
        }
        self.sender = Some(from.address);
        self.accept("250 2.1.0 Sender taken").await
    }

    async fn recipient(&mut self, address: String) -> Answer {
        if self.sender.is_none() {
            return self.refuse("503 5.5.1 MAIL comes first").await;
        }
        if self.recipients.len() >= MAX_RECIPIENTS {
            return self.refuse("452 4.5.3 Too many recipients").await;
        }
        if !is_printable(&address) {
            return self.refuse("553 5.1.3 The address cannot be used").await;
        }
        match self.shared.faults.at_recipient(&address) {
            Some(Fault::RefuseRecipient(code)) => self.accept(&fault(code)).await,
            Some(_) => Err(self.wire()?.hang().await),
            None => {
                self.recipients.push(address);
                self.accept("250 2.1.5 Recipient taken").await
            }
        }
    }

    async fn data(&mut self) -> Answer {
        if self.recipients.is_empty() {
            return self.refuse("503 5.5.1 RCPT comes first").await;
        }
        self.say("354 The message, then a dot on a line of its own").await?;
        let limit = self.shared.settings.max_message_bytes;
        let message = self.wire()?.message(limit).await?;
        let envelope = self.envelope();
        self.forget_mail();
        let Some(message) = message else {
            return self.refuse("552 5.3.4 The message is too long").await;
        };
        match self.shared.faults.at_message(&envelope.recipients) {
            Some(Fault::RefuseMessage(code)) => self.accept(&fault(code)).await,
            Some(Fault::HangBeforeKeeping) => Err(self.wire()?.hang().await),
            Some(Fault::HangAfterKeeping) => {
                self.keep(envelope, message).await;
                Err(self.wire()?.hang().await)
            }
            Some(_) => {
                self.keep(envelope, message).await;
                Ok(Next::End)
            }
            None if self.keep(envelope, message).await => self.accept("250 2.0.0 Kept").await,
            None => self.accept("451 4.3.0 The mail could not be kept").await,
        }
    }

    /// Write a mail, and say whether it is there.
    async fn keep(&mut self, envelope: Envelope, message: Vec<u8>) -> bool {
        let shared = Arc::clone(&self.shared);
        let kept = tokio::task::spawn_blocking(move || {
            let file = shared.mailbox.keep(&envelope, &message);
            (envelope, file)
        });
        match kept.await {
            Ok((envelope, Ok(file))) => {
                let file = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                tracing::info!("kept {file}: from {} to {}", envelope.sender, envelope.recipients.join(", "));
                true
            }
            Ok((_, Err(error))) => {
                let cause = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
                tracing::error!("{error}: {cause}");
                false
            }
            Err(error) => {
                tracing::error!("the mail was not written: {error}");
                false
            }
        }
    }

    fn envelope(&self) -> Envelope {
        let (client, extended) = self.client.clone().unwrap_or_default();
        let mut protocol = if extended { "ESMTP" } else { "SMTP" }.to_owned();
        for (holds, letter) in [(self.encrypted, 'S'), (self.authenticated, 'A')] {
            if holds && extended {
                protocol.push(letter);
            }
        }
        let sender = self.sender.clone().unwrap_or_default();
        Envelope { sender, recipients: self.recipients.clone(), client, protocol }
    }

    fn forget_mail(&mut self) {
        self.sender = None;
        self.recipients.clear();
    }

    fn may_start_tls(&self) -> bool {
        !self.encrypted && self.shared.settings.tls.as_ref().is_some_and(|tls| tls.mode == TlsMode::StartTls)
    }

    async fn accept(&mut self, reply: &str) -> Answer {
        self.say(reply).await?;
        Ok(Next::Command)
    }

    async fn refuse(&mut self, reply: &str) -> Answer {
        self.refused += 1;
        if self.refused > MAX_REFUSED {
            self.say("421 4.7.0 Too many commands were refused").await?;
            return Ok(Next::End);
        }
        self.accept(reply).await
    }

    async fn say(&mut self, reply: &str) -> Result<(), Stopped> {
        self.wire()?.send(format!("{reply}\r\n").as_bytes()).await
    }

    /// None only while TLS is being agreed on, or when that failed.
    fn wire(&mut self) -> Result<&mut Wire, Stopped> {
        self.wire.as_mut().ok_or(Stopped::Gone)
    }
}

async fn told_to_stop(stopped: &mut watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// The address goes into a header between angle brackets.
fn is_printable(address: &str) -> bool {
    !address.chars().any(|letter| letter.is_control() || matches!(letter, '<' | '>' | ','))
}

fn fault(code: u16) -> String {
    format!("{code} {}.0.0 As asked for", code / 100)
}
