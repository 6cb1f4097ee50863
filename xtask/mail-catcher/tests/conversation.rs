//! Conversations as a client has them, byte for byte.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use mail_catcher::{Catcher, Credentials, Fault, Settings, Tls, TlsMode};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// For anything that should happen soon; a test that waits this long fails.
const SOON: Duration = Duration::from_secs(60);

trait Stream: AsyncRead + AsyncWrite + Unpin {}
impl<T: AsyncRead + AsyncWrite + Unpin> Stream for T {}

/// A client that says what it is told to.
struct Client(BufReader<Box<dyn Stream>>);

impl Client {
    async fn connect(address: SocketAddr) -> Self {
        let mut client = Self(BufReader::new(Box::new(TcpStream::connect(address).await.expect("connected"))));
        assert_eq!(client.reply().await, "220 mail-catcher ESMTP");
        client
    }

    /// One reply, of several lines when it has them.
    async fn reply(&mut self) -> String {
        let mut reply = String::new();
        loop {
            let start = reply.len();
            let reading = self.0.read_line(&mut reply);
            let read = tokio::time::timeout(SOON, reading).await.expect("an answer in time").expect("an answer");
            if read == 0 || reply.as_bytes().get(start + 3) != Some(&b'-') {
                return reply.trim_end().replace("\r\n", "\n");
            }
        }
    }

    async fn write(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).await.expect("written");
        self.0.flush().await.expect("written");
    }

    async fn say(&mut self, command: &str) -> String {
        self.write(&format!("{command}\r\n")).await;
        self.reply().await
    }

    async fn expect(&mut self, command: &str, reply: &str) {
        let heard = self.say(command).await;
        assert!(heard.starts_with(reply), "{command}: {heard}");
    }

    /// From EHLO to the answer to the message.
    async fn send(&mut self, recipient: &str, message: &str) -> String {
        self.expect("EHLO client.example", "250").await;
        self.expect("MAIL FROM:<shop@example.org>", "250").await;
        self.expect(&format!("RCPT TO:<{recipient}>"), "250").await;
        self.expect("DATA", "354").await;
        self.say(&format!("{message}\r\n.")).await
    }

    async fn encrypted(self, certificate: &CertificateDer<'static>) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(certificate.clone()).expect("a certificate");
        let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from("localhost").expect("a name");
        let stream = TlsConnector::from(Arc::new(config)).connect(name, self.0.into_inner()).await.expect("TLS");
        Self(BufReader::new(Box::new(stream)))
    }
}

struct Started {
    catcher: Catcher,
    _directory: tempfile::TempDir,
}

async fn started(change: impl FnOnce(&mut Settings)) -> Started {
    let directory = tempfile::tempdir().expect("a directory");
    let mut settings = Settings::new(directory.path().join("mails"));
    change(&mut settings);
    Started { catcher: Catcher::start(settings).await.expect("started"), _directory: directory }
}

fn tls(mode: TlsMode) -> (Tls, CertificateDer<'static>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let (certificate, key) = (made.cert.pem().into_bytes(), made.signing_key.serialize_pem().into_bytes());
    (Tls { mode, certificate, key }, made.cert.der().clone())
}

#[tokio::test]
async fn a_mail_is_kept_as_it_was_sent() {
    let started = started(|_| {}).await;
    let mut client = Client::connect(started.catcher.address()).await;
    client.expect("EHLO client.example", "250-mail-catcher").await;
    client.expect("MAIL FROM:<shop@example.org> SIZE=100 BODY=8BITMIME", "250").await;
    client.expect("RCPT TO:<a@example.org>", "250").await;
    client.expect("RCPT TO:<B@example.org>", "250").await;
    client.expect("DATA", "354").await;
    client.expect("Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\n..\r\n..two\r\nthree\r\n.", "250").await;
    client.expect("QUIT", "221").await;

    let mailbox = started.catcher.mailbox();
    let [mail] = <[_; 1]>::try_from(mailbox.mails_for("b@example.org").expect("read")).expect("one mail");
    assert_eq!(mail.sender, "shop@example.org");
    assert_eq!(mail.recipients, ["a@example.org", "B@example.org"]);
    assert_eq!(mail.protocol, "ESMTP");
    assert_eq!(mail.message, b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\n.\r\n.two\r\nthree\r\n");
    assert_eq!(mail.subject(), "Gr\u{fc}\u{df}e");
    assert_eq!(mail.text().lines().collect::<Vec<_>>(), [".", ".two", "three"]);
    assert_eq!(mail.html(), "");
    assert!(mailbox.mails_for("c@example.org").expect("read").is_empty());
}

#[tokio::test]
async fn a_conversation_may_carry_several_mails_and_pipelined_commands() {
    let started = started(|_| {}).await;
    let mut client = Client::connect(started.catcher.address()).await;
    assert!(client.send("a@example.org", "Subject: 1\r\n\r\nfirst").await.starts_with("250"));
    client.write("MAIL FROM:<>\r\nRCPT TO:<a@example.org>\r\nDATA\r\n").await;
    for code in ["250", "250", "354"] {
        assert!(client.reply().await.starts_with(code));
    }
    // Nothing but the dot, which follows the line of DATA.
    client.expect(".", "250").await;
    let mails = started.catcher.mailbox().mails_for("a@example.org").expect("read");
    let senders: Vec<_> = mails.iter().map(|mail| mail.sender.as_str()).collect();
    assert_eq!(senders, ["shop@example.org", ""]);
    assert_eq!(mails[1].message, b"");
}

#[tokio::test]
async fn commands_come_in_order_and_wrong_ones_are_refused() {
    let started = started(|_| {}).await;
    let mut client = Client::connect(started.catcher.address()).await;
    for (command, reply) in [
        ("MAIL FROM:<a@example.org>", "503"),
        ("EHLO client.example", "250"),
        ("RCPT TO:<a@example.org>", "503"),
        ("DATA", "503"),
        ("MAIL FROM:<a@example.org>", "250"),
        ("MAIL FROM:<a@example.org>", "503"),
        ("RSET", "250"),
        ("RCPT TO:<a@example.org>", "503"),
        ("MAIL FROM:", "501"),
        ("STARTTLS", "502"),
        ("AUTH PLAIN AGEAYg==", "502"),
        ("EXPN all", "502"),
        ("HELLO", "500"),
        ("NOOP", "250"),
        ("VRFY a", "252"),
    ] {
        client.expect(command, reply).await;
    }
    let mut last = String::new();
    for _ in 0..30 {
        last = client.say("HELLO").await;
        if !last.starts_with("500") {
            break;
        }
    }
    assert!(last.starts_with("421"), "{last}");
    assert_eq!(client.reply().await, "", "the connection is closed");
}

#[tokio::test]
async fn there_are_limits() {
    let started = started(|settings| {
        settings.max_message_bytes = 1000;
        settings.max_connections = 1;
    })
    .await;
    let address = started.catcher.address();
    let mut client = Client::connect(address).await;
    let mut second = Client(BufReader::new(Box::new(TcpStream::connect(address).await.expect("connected"))));
    assert!(second.reply().await.starts_with("421"));

    assert!(client.send("a@example.org", &"x".repeat(999)).await.starts_with("552"), "with its last line end, 1001");
    client.expect("MAIL FROM:<a@example.org> SIZE=1001", "552").await;
    // Much too long, and a dot at the start of a line far behind the limit: all of it is one message.
    let long = "0123456789\r\n..\r\n".repeat(10_000);
    assert!(client.send("a@example.org", &long).await.starts_with("552"));
    assert!(client.send("a@example.org", &"x".repeat(998)).await.starts_with("250"));
    assert_eq!(started.catcher.mailbox().mails().expect("read").len(), 1);

    client.write(&"x".repeat(5000)).await;
    assert!(client.reply().await.starts_with("500"));
    assert_eq!(client.reply().await, "", "the connection is closed");

    loop {
        // The place of the one before is free a moment after it has gone.
        let mut client = Client(BufReader::new(Box::new(TcpStream::connect(address).await.expect("connected"))));
        if client.reply().await.starts_with("220") {
            break;
        }
    }
}

#[tokio::test]
async fn who_says_nothing_is_let_go() {
    let started = started(|settings| settings.idle = Duration::from_secs(1)).await;
    let mut client = Client::connect(started.catcher.address()).await;
    assert!(client.reply().await.starts_with("421 4.4.2"), "it said nothing");
}

#[tokio::test]
async fn tls_begins_with_starttls_or_at_once() {
    for mode in [TlsMode::StartTls, TlsMode::Implicit] {
        let (tls, certificate) = tls(mode);
        let started = started(|settings| settings.tls = Some(tls)).await;
        let address = started.catcher.address();
        let mut client = match mode {
            TlsMode::StartTls => {
                let mut client = Client::connect(address).await;
                assert!(client.say("EHLO client.example").await.contains("STARTTLS"));
                client.expect("STARTTLS", "220").await;
                client.encrypted(&certificate).await
            }
            TlsMode::Implicit => {
                let stream = TcpStream::connect(address).await.expect("connected");
                let mut client = Client(BufReader::new(Box::new(stream))).encrypted(&certificate).await;
                assert_eq!(client.reply().await, "220 mail-catcher ESMTP");
                client
            }
        };
        client.expect("MAIL FROM:<a@example.org>", "503").await;
        assert!(!client.say("EHLO client.example").await.contains("STARTTLS"));
        assert!(client.send("a@example.org", "x").await.starts_with("250"));
        assert_eq!(started.catcher.mailbox().mails().expect("read")[0].protocol, "ESMTPS");
    }
}

#[tokio::test]
async fn commands_smuggled_in_before_the_handshake_end_the_conversation() {
    let (tls, _) = tls(TlsMode::StartTls);
    let started = started(|settings| settings.tls = Some(tls)).await;
    let mut client = Client::connect(started.catcher.address()).await;
    client.expect("EHLO client.example", "250").await;
    client.write("STARTTLS\r\nMAIL FROM:<a@example.org>\r\n").await;
    assert!(client.reply().await.starts_with("220"));
    let mut rest = Vec::new();
    let _ = tokio::time::timeout(SOON, client.0.read_to_end(&mut rest)).await.expect("closed in time");
    assert_eq!(rest, b"");
}

#[tokio::test]
async fn who_must_authenticate_does_it_after_starttls() {
    let (tls, certificate) = tls(TlsMode::StartTls);
    let started = started(|settings| {
        settings.tls = Some(tls);
        settings.credentials = Some(Credentials { username: "shop".into(), password: "geheim".into() });
    })
    .await;
    let mut client = Client::connect(started.catcher.address()).await;
    assert!(!client.say("EHLO client.example").await.contains("AUTH"));
    client.expect("MAIL FROM:<a@example.org>", "530").await;
    client.expect("AUTH PLAIN AHNob3AAZ2VoZWlt", "538").await;
    client.expect("STARTTLS", "220").await;
    let mut client = client.encrypted(&certificate).await;
    assert!(client.say("EHLO client.example").await.contains("PLAIN"));
    client.expect("MAIL FROM:<a@example.org>", "530").await;
    client.expect("AUTH PLAIN AHNob3AAZmFsc2No", "535").await;
    client.expect("AUTH PLAIN %%%", "535").await;
    client.expect("AUTH CRAM-MD5", "504").await;
    client.expect("AUTH LOGIN", "334 VXNlcm5hbWU6").await;
    client.expect("c2hvcA==", "334 UGFzc3dvcmQ6").await;
    client.expect("Z2VoZWlt", "235").await;
    assert!(client.send("a@example.org", "x").await.starts_with("250"));
    assert_eq!(started.catcher.mailbox().mails().expect("read")[0].protocol, "ESMTPSA");
}

#[tokio::test]
async fn plain_is_taken_with_and_without_an_initial_response() {
    let credentials = Credentials { username: "shop".into(), password: "geheim".into() };
    let started = started(|settings| settings.credentials = Some(credentials)).await;
    for with_initial in [true, false] {
        let mut client = Client::connect(started.catcher.address()).await;
        client.expect("EHLO client.example", "250").await;
        if with_initial {
            client.expect("AUTH PLAIN AHNob3AAZ2VoZWlt", "235").await;
        } else {
            client.expect("AUTH PLAIN", "334").await;
            client.expect("AHNob3AAZ2VoZWlt", "235").await;
        }
        client.expect("AUTH PLAIN AHNob3AAZ2VoZWlt", "503").await;
    }
}

#[tokio::test]
async fn faults_happen_to_the_recipients_they_are_for() {
    let started = started(|_| {}).await;
    let catcher = &started.catcher;
    catcher.fail_times("Late@example.org", Fault::RefuseRecipient(450), 1);
    catcher.fail("never@example.org", Fault::RefuseRecipient(550));
    catcher.fail_times("full@example.org", Fault::RefuseMessage(452), 1);
    let mut client = Client::connect(catcher.address()).await;
    client.expect("EHLO client.example", "250").await;
    client.expect("MAIL FROM:<shop@example.org>", "250").await;
    client.expect("RCPT TO:<late@example.org>", "450 4.0.0").await;
    client.expect("RCPT TO:<never@example.org>", "550 5.0.0").await;
    client.expect("RCPT TO:<never@example.org>", "550").await;
    assert_eq!((catcher.failures("late@example.org"), catcher.failures("never@example.org")), (1, 2));
    assert!(client.send("late@example.org", "x").await.starts_with("250"));
    assert!(client.send("full@example.org", "x").await.starts_with("452"));
    assert!(client.send("full@example.org", "x").await.starts_with("250"));
    catcher.heal("never@example.org");
    assert!(client.send("never@example.org", "x").await.starts_with("250"));
    assert_eq!(catcher.mailbox().mails().expect("read").len(), 3);
}

#[tokio::test]
async fn a_client_can_be_left_without_an_answer() {
    let started = started(|_| {}).await;
    let catcher = &started.catcher;
    for (fault, kept, closed) in [
        (Fault::HangAtRecipient, 0, false),
        (Fault::HangBeforeKeeping, 0, false),
        (Fault::HangAfterKeeping, 1, false),
        (Fault::CloseAfterKeeping, 1, true),
    ] {
        let recipient = format!("{fault:?}@example.org");
        catcher.fail(&recipient, fault);
        let mut client = Client::connect(catcher.address()).await;
        client.expect("EHLO client.example", "250").await;
        client.expect("MAIL FROM:<shop@example.org>", "250").await;
        client.write(&format!("RCPT TO:<{recipient}>\r\n")).await;
        if fault != Fault::HangAtRecipient {
            assert!(client.reply().await.starts_with("250"));
            client.expect("DATA", "354").await;
            client.write("x\r\n.\r\n").await;
        }
        let deadline = Instant::now() + SOON;
        while catcher.failures(&recipient) == 0 {
            assert!(Instant::now() < deadline, "{fault:?} does not happen");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        catcher.mailbox().wait_for(&recipient, kept, SOON).await.expect("kept");
        let mut answer = [0];
        let limit = if closed { SOON } else { Duration::from_millis(300) };
        let read = tokio::time::timeout(limit, client.0.read(&mut answer)).await;
        assert_eq!(read.is_ok(), closed, "{fault:?}");
        assert!(matches!(read, Err(_) | Ok(Ok(0))), "{fault:?} was answered");
        assert_eq!(catcher.failures(&recipient), 1);
        assert_eq!(catcher.mailbox().mails_for(&recipient).expect("read").len(), kept, "{fault:?}");
    }
}

#[tokio::test]
async fn it_stops_when_told_and_starts_again_at_the_same_address() {
    let directory = tempfile::tempdir().expect("a directory");
    let catcher = Catcher::start(Settings::new(directory.path())).await.expect("started");
    let address = catcher.address();
    let mut idle = Client::connect(address).await;
    tokio::time::timeout(SOON, catcher.stop()).await.expect("it stops");
    assert!(idle.reply().await.starts_with("421"));
    TcpStream::connect(address).await.expect_err("nobody listens");
    let catcher = Catcher::start(Settings { listen: address, ..Settings::new(directory.path()) }).await.expect("again");
    let mut client = Client::connect(address).await;
    assert!(client.send("a@example.org", "x").await.starts_with("250"));
    drop(catcher);
}
