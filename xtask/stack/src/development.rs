//! The store on this machine while one works on it: fixed ports, state under `.dev/`, processes that outlive the command
//! that starts them. What runs is written down in `.dev/run/`, one file per part.

mod records;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::binaries::Profile;
use crate::blueprint::{Blueprint, PARTS, Wanted};
use crate::engine::{self, Provided};
use crate::error::Doing as _;
use crate::kafka::{Broker, Choice};
use crate::launch::Process;
use crate::logs::Followed;
use crate::part::{Part, Run};
use crate::places::{self, Places};
use crate::ports::{Ports, is_free};
use crate::progress::{Event, Progress};
use crate::secrets::Secrets;
use crate::{Cancel, Error, Result, kafka, mail, postgres, process};

use records::Record;

/// Another `up` or `down` is waited for this long.
const LOCK_LIMIT: Duration = Duration::from_secs(60);

/// How to run the store.
#[derive(Debug, Clone, Default)]
pub struct Development {
    /// How the services are built.
    pub profile: Profile,
    /// Which Kafka to run, when `KAFKA_BOOTSTRAP_SERVERS` is not set.
    pub kafka: Choice,
}

/// A line of the table of what runs.
#[derive(Debug, Clone)]
pub struct Row {
    /// The part.
    pub part: String,
    /// Where it is reached.
    pub address: String,
    /// What it is.
    pub what: String,
    /// How it came to run.
    pub state: State,
}

/// How a part came to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Just now.
    Started,
    /// It ran before and was left alone.
    Found,
    /// Somebody else runs it.
    External,
}

impl Development {
    /// Start what is not running and wait until all parts are ready. When that fails, what this call has started is
    /// stopped again.
    ///
    /// `DATABASE_URL`, `KAFKA_BOOTSTRAP_SERVERS` and `SMTP_URL` in the environment take the place of parts of our own.
    ///
    /// # Errors
    ///
    /// When a program is missing, a port is taken, a part dies or is not ready in time, or `cancel` is used.
    pub fn up(&self, progress: &dyn Progress, cancel: &Cancel) -> Result<Vec<Row>> {
        let places = Places::development()?;
        let _lock = lock(&places)?;
        let secrets_file = places.state.join("secrets.env");
        let database_url = variable("DATABASE_URL");
        if database_url.is_none() && !secrets_file.exists() && postgres::has_data(&places) {
            return Err(Error::Refused(format!(
                "{} is gone, and with it the password of PostgreSQL's data; `cargo xtask down --wipe` removes the data",
                secrets_file.display()
            )));
        }
        let secrets = Secrets::kept_in(&secrets_file)?;
        let running = records::running(&places)?;
        let missing: Vec<String> =
            PARTS.map(str::to_owned).into_iter().filter(|name| !running.contains_key(name)).collect();
        let ports = Ports::fixed();
        for name in missing.iter().filter(|name| self.starts(name)) {
            refuse_taken_ports(name, &ports)?;
        }
        let wanted = Wanted {
            // What runs needs neither programs nor a build.
            parts: &missing,
            kafka: self.kafka,
            profile: self.profile,
            database_url,
            kafka_bootstrap: variable("KAFKA_BOOTSTRAP_SERVERS"),
            kafka_secure: None,
            kafka_running: running.get("kafka").map(|record| record.what.clone()),
            mail: mail::External::of(variable),
            lasting: true,
            quiet: false,
            environment: BTreeMap::new(),
        };
        let blueprint = Blueprint::draw(wanted, places.clone(), ports, secrets, progress)?;
        let mut parts = PARTS.iter().map(|name| blueprint.part(name)).collect::<Result<Vec<Part>>>()?;
        if let Some(record) = running.get("kafka").filter(|record| !self.kafka.allows(&record.what)) {
            progress.on(Event::Note(&left_alone("kafka", &record.what)));
        }
        for part in &mut parts {
            if let Some(record) = running.get(&part.name).filter(|record| record.what != part.what) {
                progress.on(Event::Note(&left_alone(&part.name, &record.what)));
                part.what.clone_from(&record.what);
            }
        }

        let started = Mutex::new(Vec::new());
        let provide = |part: &Part| -> Result<Provided> {
            if let Some(record) = running.get(&part.name) {
                return Ok(Provided::of(&Process::found(record.identity.clone(), record.log.clone()), true));
            }
            let (process, record) = launch(part, &places, progress)?;
            records::write(&places, &part.name, &record)?;
            started.lock().unwrap_or_else(PoisonError::into_inner).push((part.name.clone(), record));
            Ok(Provided::of(&process, false))
        };
        if let Err(error) = engine::start(&parts.iter().collect::<Vec<_>>(), &provide, progress, cancel) {
            let mut started = started.into_inner().unwrap_or_else(PoisonError::into_inner);
            started.sort_by_key(|(name, _)| std::cmp::Reverse(PARTS.iter().position(|part| part == name)));
            stop(&places, started, progress);
            return Err(error);
        }
        let row = |part: &Part| Row {
            part: part.name.clone(),
            address: part.address.to_string(),
            what: part.what.clone(),
            state: match part.run {
                Run::External => State::External,
                Run::Process { .. } if running.contains_key(&part.name) => State::Found,
                Run::Process { .. } => State::Started,
            },
        };
        Ok(parts.iter().map(row).collect())
    }

    /// Whether a part that does not run will be a process of ours, on its fixed ports.
    fn starts(&self, part: &str) -> bool {
        match part {
            "postgres" => variable("DATABASE_URL").is_none(),
            "kafka" => variable("KAFKA_BOOTSTRAP_SERVERS").is_none() && self.kafka != Choice::Embedded,
            "mail" => variable("SMTP_URL").is_none(),
            _ => true,
        }
    }

    /// Stop all parts in reverse order, whoever started them. Returns how many there were.
    ///
    /// # Errors
    ///
    /// When the notes about running parts cannot be read, or another `up` or `down` does not come to an end.
    pub fn down(progress: &dyn Progress) -> Result<usize> {
        let places = Places::development()?;
        let _lock = lock(&places)?;
        let mut running = records::running(&places)?;
        let known: Vec<(String, Record)> = PARTS.iter().rev().filter_map(|name| running.remove_entry(*name)).collect();
        // Parts that this version does not know come first: they can only depend on the others.
        let ordered: Vec<(String, Record)> = running.into_iter().chain(known).collect();
        let count = ordered.len();
        stop(&places, ordered, progress);
        Ok(count)
    }

    /// Remove all data: the database, the topics and the mails. Programs that were fetched stay, and so do the secrets.
    ///
    /// # Errors
    ///
    /// When something still runs or a directory cannot be removed.
    pub fn wipe() -> Result<()> {
        let places = Places::development()?;
        let _lock = lock(&places)?;
        if let Some(part) = records::running(&places)?.keys().next() {
            return Err(Error::Refused(format!("{part} still runs")));
        }
        postgres::wipe(&places)?;
        kafka::wipe(&places)?;
        let mail = mail::directory(&places);
        if mail.exists() {
            fs::remove_dir_all(&mail).doing(|| format!("remove {}", mail.display()))?;
        }
        Ok(())
    }

    /// The logs of all parts that run here, to be followed from now on.
    ///
    /// # Errors
    ///
    /// When the notes about running parts cannot be read.
    pub fn logs() -> Result<Vec<Followed>> {
        let running = records::alive(&Places::development()?)?;
        Ok(running.into_iter().map(|(name, record)| Followed::from_end(name, record.log)).collect())
    }

    /// Where mails are caught; none when no catcher runs here.
    ///
    /// # Errors
    ///
    /// When the notes about running parts cannot be read.
    pub fn mails() -> Result<Option<PathBuf>> {
        let places = Places::development()?;
        let catches = records::alive(&places)?.contains_key("mail");
        Ok(catches.then(|| mail::directory(&places)))
    }

    /// Where the Kafka listens that was started here, for clients; none when none runs.
    ///
    /// # Errors
    ///
    /// When the notes about running parts cannot be read.
    pub fn kafka() -> Result<Option<String>> {
        let places = Places::development()?;
        let running = records::alive(&places)?;
        let broker = running.get("kafka").map(|record| Broker::running(&record.what));
        broker.map(|broker| broker.bootstrap(&Ports::fixed(), &places)).transpose()
    }

    /// The names of the parts that run now.
    ///
    /// # Errors
    ///
    /// When the notes about running parts cannot be read.
    pub fn running() -> Result<Vec<String>> {
        Ok(records::alive(&Places::development()?)?.into_keys().collect())
    }
}

fn lock(places: &Places) -> Result<File> {
    places::lock(&records::directory(places)?.join("lock"), LOCK_LIMIT)
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn left_alone(part: &str, what: &str) -> String {
    format!("{part} runs already ({what}) and is left alone; `cargo xtask down` stops it")
}

/// Said before anything is built or started.
fn refuse_taken_ports(part: &str, ports: &Ports) -> Result<()> {
    match ports.of_part(part).find(|port| !is_free(*port)) {
        None => Ok(()),
        Some(port) => Err(Error::PortTaken { part: part.to_owned(), port, holder: process::listener(port) }),
    }
}

fn launch(part: &Part, places: &Places, progress: &dyn Progress) -> Result<(Process, Record)> {
    let Run::Process { prepare, stop, grace, .. } = &part.run else {
        return Err(Error::Refused(format!("{} is not ours to start", part.name)));
    };
    let launch = prepare(progress)?;
    let log = places.log_of(&part.name);
    if log.exists() {
        // The run before this one stays readable; older ones go.
        fs::rename(&log, log.with_extension("log.1")).doing(|| format!("move {}", log.display()))?;
    }
    let process = launch.start(&log, None)?;
    let record = Record::new(process.identity.clone(), part.what.clone(), log, *stop, *grace);
    Ok((process, record))
}

fn stop(places: &Places, parts: Vec<(String, Record)>, progress: &dyn Progress) {
    for (part, record) in parts {
        let since = Instant::now();
        let killed = record.identity.stop(record.stop(), record.grace());
        records::forget(places, &part);
        progress.on(Event::Stopped { part: &part, took: since.elapsed(), killed });
    }
}
