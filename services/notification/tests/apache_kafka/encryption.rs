//! TLS to the mail server, with certificates of a test's own authority.

use mail_catcher::{Credentials, Tls, TlsMode};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

use crate::ground::{Ground, Order, eventually};

/// The authority, and a certificate of it for this machine.
fn certificates(mode: TlsMode) -> (String, Tls) {
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    let certificate = CertificateParams::new(names).unwrap().signed_by(&key, &authority).unwrap();
    let tls = Tls { mode, certificate: certificate.pem().into_bytes(), key: key.serialize_pem().into_bytes() };
    (authority.pem(), tls)
}

async fn encrypted(mode: TlsMode) -> (Ground, String) {
    let (authority, tls) = certificates(mode);
    let ground = Ground::with_mail_server(|settings| {
        settings.tls = Some(tls);
        settings.credentials = Some(Credentials { username: "shop".to_owned(), password: "secret".to_owned() });
    })
    .await;
    let authority = ground.file("authority.pem", &authority);
    (ground, authority)
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_and_passwords_go_over_an_encrypted_line() {
    for mode in [TlsMode::StartTls, TlsMode::Implicit] {
        let (ground, authority) = encrypted(mode).await;
        let port = ground.mail_address().port();
        // By name and by address: both stand in the certificate.
        let url = match mode {
            TlsMode::StartTls => format!("smtp://localhost:{port}?tls=required"),
            TlsMode::Implicit => format!("smtps://127.0.0.1:{port}"),
        };
        let variables = [
            ("SMTP_URL", url.as_str()),
            ("SMTP_CA_FILE", &authority),
            ("SMTP_USERNAME", "shop"),
            ("SMTP_PASSWORD", "secret"),
        ];
        let _service = ground.service(&variables).await;
        let order = Order::new();
        ground.publish(&[order.placed(), order.cancelled()]).await;
        for mail in ground.mails_to(&order, 2).await {
            assert_eq!(mail.protocol, "ESMTPSA");
        }
        ground.dead_letters(0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_cannot_prove_who_it_is_gets_nothing() {
    let (mut ground, authority) = encrypted(TlsMode::StartTls).await;
    let (another, _) = certificates(TlsMode::StartTls);
    let another = ground.file("another.pem", &another);
    let url = format!("smtp://localhost:{}?tls=required", ground.mail_address().port());
    let order = Order::new();
    ground.publish(&[order.placed()]).await;
    let told = |service: &crate::process::Process| {
        service
            .lines("the mail server cannot be used, trying again")
            .iter()
            .map(|line| line["reason"].to_string())
            .collect::<String>()
    };
    // Without a file, the system's authorities count, and they do not know this one.
    for file in [Some(&another), None] {
        let mut variables = vec![("SMTP_URL", url.as_str()), ("SMTP_USERNAME", "shop"), ("SMTP_PASSWORD", "secret")];
        variables.extend(file.map(|file| ("SMTP_CA_FILE", file.as_str())));
        let service = ground.launch(&variables);
        eventually("it is refused", async || told(&service).contains("certificate")).await;
        assert!(service.not_ready().await.contains(&"smtp".to_owned()));
    }
    // A server without TLS gets nothing either, though it would take everything.
    ground.take_mail_server().await;
    ground.give_mail_server(|settings| settings.tls = None).await;
    let service = ground.launch(&[("SMTP_URL", &url), ("SMTP_CA_FILE", &authority)]);
    eventually("it is refused", async || told(&service).contains("STARTTLS is not supported")).await;
    assert_eq!(ground.catcher().mailbox().mails().unwrap().len(), 0);
}
