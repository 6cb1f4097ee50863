//! The mail of an event. No header has anything of the customer in it but the address, which was parsed: there is nothing
//! that a name could be smuggled through.

use std::sync::LazyLock;

use askama::Template;
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};

use crate::event::{Event, Kind};

/// RFC 3834: no answering machine is to answer this.
static AUTO_SUBMITTED: LazyLock<HeaderValue> =
    LazyLock::new(|| HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()));

/// A mail as it goes over the wire.
pub(crate) struct Mail {
    pub(crate) to: Address,
    pub(crate) bytes: Vec<u8>,
}

/// Why there can be no mail for an event, now or later.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ComposeError {
    #[error("the address is not valid: {0}")]
    Address(#[from] lettre::address::AddressError),
    #[error("the mail cannot be written: {0}")]
    Template(#[from] askama::Error),
    #[error("the mail cannot be put together: {0}")]
    Message(#[from] lettre::error::Error),
}

#[derive(Template)]
#[template(path = "order.txt", escape = "none")]
struct Text<'a> {
    name: &'a str,
    kind: Kind,
    order_id: i64,
    when: &'a str,
    lines: &'a [View],
    total: &'a str,
}

#[derive(Template)]
#[template(path = "order.html")]
struct Html<'a> {
    subject: &'a str,
    name: &'a str,
    kind: Kind,
    order_id: i64,
    when: &'a str,
    lines: &'a [View],
    total: &'a str,
}

struct View {
    name: String,
    quantity: i32,
    unit_price: String,
    sum: String,
}

/// Write the mail of an event to its customer's address.
pub(crate) fn compose(event: &Event, from: &Mailbox) -> Result<Mail, ComposeError> {
    let to: Address = event.email.as_deref().unwrap_or_default().trim().parse()?;
    let subject = match event.kind {
        Kind::Placed => format!("Your order {}", event.order_id),
        Kind::Cancelled => format!("Your order {} was cancelled", event.order_id),
    };
    let lines: Vec<View> = event
        .lines
        .iter()
        .map(|line| View {
            name: one_line(&line.name),
            quantity: line.quantity,
            unit_price: line.unit_price.to_string(),
            sum: line.sum.to_string(),
        })
        .collect();
    let (name, total) = (one_line(&event.name), event.total.to_string());
    let when = event.occurred_at.format("%-d %B %Y, %H:%M UTC").to_string();
    let (kind, order_id) = (event.kind, event.order_id);
    let text = Text { name: &name, kind, order_id, when: &when, lines: &lines, total: &total }.render()?;
    let html = Html { subject: &subject, name: &name, kind, order_id, when: &when, lines: &lines, total: &total };
    let html = html.render()?;
    let message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to.clone()))
        .subject(subject)
        .date_now()
        .message_id(Some(format!("<{}@{}>", event.id, from.email.domain())))
        .raw_header(AUTO_SUBMITTED.clone())
        .multipart(MultiPart::alternative_plain_html(text, html))?;
    Ok(Mail { to, bytes: message.formatted() })
}

/// What stands in one line, stays in one line.
fn one_line(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}
