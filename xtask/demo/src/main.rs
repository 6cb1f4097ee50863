//! `cargo xtask demo`: the shop as a customer walks through it, over the generated client. It stands apart from xtask,
//! which must build while generated code does not.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use clap::Parser;
use mail_catcher::Mailbox;
use rest_runtime::Failure;
use store_api::client::{Client, Error, ResponseValue};
use store_api::types::{self, IdempotencyKey, Login, NewOrder, OrderLine, Registration};

/// For a mail to arrive, after what it tells of. Usually it takes less than a second.
const MAIL_LIMIT: Duration = Duration::from_secs(30);

/// Walk through the shop as a customer would: register, log in, browse, order, look, cancel; and read the mails.
#[derive(Parser)]
#[command(name = "cargo xtask demo", bin_name = "cargo xtask demo")]
#[command(after_help = "Examples:
  cargo xtask up --detach && cargo xtask demo
  cargo xtask demo --url http://127.0.0.1:8081    one replica, past NGINX")]
struct Arguments {
    /// Where the store is
    #[arg(long, default_value = "http://127.0.0.1:8080")]
    url: String,
    /// Where the store's mails are caught; without it they are not looked for
    #[arg(long, value_name = "DIRECTORY", overrides_with = "mails")]
    mails: Option<PathBuf>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match walk(&arguments.url, arguments.mails.map(Mailbox::at).as_ref()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            eprintln!("Does the store run? `cargo xtask up --detach` starts it.");
            ExitCode::FAILURE
        }
    }
}

async fn walk(url: &str, mailbox: Option<&Mailbox>) -> anyhow::Result<()> {
    let visitor = Client::new(url)?;
    println!("{}", done(visitor.greet().await)?.message);

    step("Browse");
    let page = done(visitor.list_products(None, None, None).await)?;
    for product in &page.items {
        println!(
            "  {:>3}  {:<12} {:>7}  {:>4} left  {}",
            product.id, product.name, product.price, product.stock, product.slogan
        );
    }
    let product = page.items.iter().find(|product| product.stock.get() >= 2).context("everything is sold out")?;

    step("Register and log in");
    let sid = format!("demo-{}", &uuid::Uuid::new_v4().simple().to_string()[..12]);
    let password = uuid::Uuid::new_v4().to_string();
    let email = format!("{sid}@example.org");
    let registration = Registration {
        sid: sid.as_str().try_into()?,
        password: password.as_str().try_into()?,
        username: None,
        email: Some(email.as_str().try_into()?),
    };
    let registered = done(visitor.register(&registration).await)?;
    println!("  account {} for {}, {email}", registered.user.id, registered.user.sid);
    let login = Login { sid: sid.as_str().try_into()?, password: password.as_str().try_into()? };
    let session = done(visitor.login(&login).await)?;
    println!("  logged in until {}", session.expires_at);
    let customer = visitor.clone().with_bearer_auth(session.token.as_str());

    step("Order");
    let line = OrderLine { product_id: product.id, quantity: 2.try_into()? };
    let order = NewOrder { items: vec![line].try_into()? };
    let key: IdempotencyKey = uuid::Uuid::new_v4().to_string().try_into()?;
    let first = done(customer.place_order(Some(&key), &order).await)?;
    let placed = &first.body;
    println!("  order {} at {}: 2 x {} for {}", placed.id, first.location, product.name, placed.total_price);
    let again = done(customer.place_order(Some(&key), &order).await)?;
    anyhow::ensure!(again == first, "the same key gave another order");
    println!("  sent again with the same key: still order {}", again.body.id);
    show_mail(mailbox, &email, 1).await?;

    step("Look");
    let orders = done(customer.list_orders(None, None).await)?;
    println!("  {} order, {} units of {} left", orders.total_count, stock(&visitor, product).await?, product.name);

    step("Cancel");
    let cancelled = done(customer.cancel_order(&placed.id).await)?;
    println!("  order {} is {}", cancelled.id, cancelled.status);
    show_mail(mailbox, &email, 2).await?;
    println!("  {} units of {} left", stock(&visitor, product).await?, product.name);

    step("Leave");
    done(customer.deactivate_me().await)?;
    let refused = visitor.login(&login).await.err().context("a deactivated account could log in")?;
    println!("  the account is deactivated; logging in again: {}", explain(refused));
    Ok(())
}

fn step(name: &str) {
    println!("\n{name}");
}

/// Wait for a customer's mail, the first or the second and so on, and show it.
async fn show_mail(mailbox: Option<&Mailbox>, address: &str, number: usize) -> anyhow::Result<()> {
    let Some(mailbox) = mailbox else { return Ok(()) };
    let mails = mailbox.wait_for(address, number, MAIL_LIMIT).await;
    let mails = mails.context("no mail came; .dev/log/notification.log says why")?;
    let mail = &mails[number - 1];
    println!("  a mail to {address}: {}", mail.subject());
    for line in mail.text().lines() {
        println!("  {}", format!("| {line}").trim_end());
    }
    Ok(())
}

async fn stock(visitor: &Client, product: &types::Product) -> anyhow::Result<i32> {
    Ok(done(visitor.get_product(&product.id).await)?.stock.get())
}

fn done<T, E: Into<Failure>>(result: Result<ResponseValue<T>, Error<E>>) -> anyhow::Result<T> {
    result.map(ResponseValue::into_inner).map_err(explain)
}

/// What the store said, rather than how the client puts it.
fn explain<E: Into<Failure>>(error: Error<E>) -> anyhow::Error {
    match error {
        Error::ErrorResponse(response) => {
            let status = response.status();
            let failure: Failure = response.into_inner().into();
            anyhow::anyhow!("{status}: {}", failure.problem.message)
        }
        other => anyhow::Error::new(other.into_untyped()).context("the store did not answer as its document says"),
    }
}
