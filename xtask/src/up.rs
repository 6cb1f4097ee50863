//! `cargo xtask up`: the whole store on this machine, without containers.

use std::io::{IsTerminal as _, Write as _, stdout};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use stack::binaries::Profile;
use stack::kafka::Choice;
use stack::{Cancel, Development, Progress as _, Row, State, logs};

use crate::interrupt;
use crate::terminal::{Terminal, seconds};

/// Colours that are told apart on dark and light screens.
const COLOURS: [u8; 6] = [36, 33, 32, 35, 34, 31];

/// How often the followed parts are looked for.
const LOOK: Duration = Duration::from_secs(1);

/// Start the whole store on this machine, without containers.
///
/// Starts PostgreSQL, Kafka, a mail catcher, the services and NGINX, each as soon as what it needs is ready, then follows their logs;
/// Ctrl-C stops everything. What is missing on the machine is installed with apt-get when run as root on Debian; otherwise
/// the command to run is printed. What runs already is left alone. State, logs and generated secrets are in .dev/; so are
/// the mails, one file each in .dev/mail/.
///
/// DATABASE_URL, KAFKA_BOOTSTRAP_SERVERS and SMTP_URL, when they are set, take the place of the parts started here. With
/// SMTP_URL, the notification service is also given SMTP_USERNAME, SMTP_PASSWORD, SMTP_CA_FILE and MAIL_FROM.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo xtask up                     start everything and follow the logs
  cargo xtask up --detach            return once everything is ready; `cargo xtask down` stops it
  cargo xtask up --release           run optimised builds
  cargo xtask up --kafka embedded    without Java
  SMTP_URL=smtps://mail.example.org MAIL_FROM=shop@example.org cargo xtask up
                                     send mails instead of catching them")]
pub struct Up {
    /// Return once everything is ready
    #[arg(long)]
    detach: bool,
    /// Run optimised builds of the services
    #[arg(long)]
    release: bool,
    /// Which Kafka to run
    #[arg(long, value_enum, default_value_t)]
    kafka: Kafka,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Kafka {
    /// Apache Kafka where Java 17 and Maven are, else the embedded one
    #[default]
    Auto,
    /// Apache Kafka; Java and Maven are installed when they are missing
    Apache,
    /// librdkafka's built-in broker, which keeps nothing when it ends
    Embedded,
}

pub fn run(command: &Up) -> anyhow::Result<ExitCode> {
    let development = Development {
        profile: if command.release { Profile::Release } else { Profile::Debug },
        kafka: match command.kafka {
            Kafka::Auto => Choice::Auto,
            Kafka::Apache => Choice::Apache,
            Kafka::Embedded => Choice::Embedded,
        },
    };
    let since = Instant::now();
    let cancel = Cancel::default();
    interrupt::cancels(&cancel)?;
    let terminal = Terminal::new();
    let rows = match development.up(&terminal, &cancel) {
        Ok(rows) => rows,
        Err(_) if cancel.is_cancelled() => return Ok(ExitCode::from(interrupt::EXIT_CODE)),
        Err(error) => return Err(error.into()),
    };
    show(&rows, since.elapsed())?;
    if command.detach {
        println!("`cargo xtask down` stops it; the logs are in .dev/log/");
        return Ok(ExitCode::SUCCESS);
    }
    println!("Ctrl-C stops everything\n");
    if follow(&cancel)? {
        terminal.on(stack::Event::Note("stopping everything"));
        Development::down(&terminal)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn show(rows: &[Row], took: Duration) -> std::io::Result<()> {
    let width = |column: fn(&Row) -> &str| rows.iter().map(|row| column(row).len()).max().unwrap_or_default();
    let (parts, addresses) = (width(|row| &row.part), width(|row| &row.address));
    let mut out = stdout().lock();
    writeln!(out)?;
    for row in rows {
        let state = match row.state {
            State::Started => "",
            State::Found => ", ran already",
            State::External => ", not started here",
        };
        writeln!(out, "  {:parts$}   {:addresses$}   {}{state}", row.part, row.address, row.what)?;
    }
    if let Some(front) = rows.iter().find(|row| row.part == "nginx") {
        writeln!(out, "\nready after {}: {}, documentation at {}/docs", seconds(took), front.address, front.address)?;
    }
    Ok(())
}

/// Show the logs until somebody asks to stop, which gives `true`, or nothing runs any more.
fn follow(cancel: &Cancel) -> anyhow::Result<bool> {
    let logs = Development::logs()?;
    let colour = stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut running = Development::running()?;
    let names = running.clone();
    let mut looked = Instant::now();
    let ended = Cancel::default();
    let stop = cancel.clone();
    let idle = || {
        if stop.is_cancelled() {
            ended.cancel();
        }
        if looked.elapsed() < LOOK {
            return;
        }
        looked = Instant::now();
        let Ok(now) = Development::running() else { return };
        for gone in running.iter().filter(|name| !now.contains(name)) {
            println!("{gone} has ended; `cargo xtask up --detach` starts it again");
        }
        if now.is_empty() {
            ended.cancel();
        }
        running = now;
    };
    let line = |part: &str, text: &str| {
        let position = names.iter().position(|name| name == part).unwrap_or_default();
        let mut out = stdout().lock();
        // A closed pipe ends the showing of logs, not the store.
        let _ = match colour {
            true => writeln!(out, "\x1b[{}m{part:12} |\x1b[0m {text}", COLOURS[position % COLOURS.len()]),
            false => writeln!(out, "{part:12} | {text}"),
        };
    };
    logs::follow(logs, &ended, line, idle);
    Ok(cancel.is_cancelled())
}
