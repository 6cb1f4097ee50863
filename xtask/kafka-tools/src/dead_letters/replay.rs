//! `cargo xtask dead-letters replay`. Each letter goes back to its topic first and is noted as replayed after; cut short in
//! between, it is replayed again under the same identity, by which the second one is known.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use kit::kafka::{Kafka, Reports};
use rdkafka::config::RDKafkaLogLevel;
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use rdkafka::producer::{BaseProducer, BaseRecord, DeliveryResult, Producer as _, ProducerContext};
use rdkafka::{ClientContext, message::OwnedHeaders};
use stack::kafka::DEAD_LETTER_TOPIC;
use uuid::Uuid;

use crate::cluster::Cluster;
use crate::letter::Letter;
use crate::line::plain;

/// Letters that are sent before they are noted.
const AT_ONCE: usize = 500;
/// For Kafka to take one.
const DELIVERY: Duration = Duration::from_secs(15);

/// Send dead letters back to the topic that they come from, to be dealt with again.
///
/// A letter that was replayed is left out from then on. One that cannot be dealt with again becomes another letter.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo xtask dead-letters replay --event 5f0c1a52-8f7e-5c1b-9b1c-3f3f0f6f6e11
  cargo xtask dead-letters replay --reason retries_exhausted --dry-run
  cargo xtask dead-letters replay --all

Exit codes: 0 when all that was asked for is replayed, or was before; 1 when something could not be, or is not there; 2 when the
command is not understood.")]
pub struct Replay {
    #[command(flatten)]
    which: Which,
    /// Those that were replayed already as well
    #[arg(long)]
    again: bool,
    /// Only say what would be replayed
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    cluster: Cluster,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct Which {
    /// The letters with this event id; may be repeated
    #[arg(long = "event", value_name = "ID")]
    events: Vec<String>,
    /// The letters with this reason; may be repeated
    #[arg(long = "reason", value_name = "REASON")]
    reasons: Vec<String>,
    /// All letters
    #[arg(long)]
    all: bool,
}

impl Which {
    fn takes(&self, letter: &Letter) -> bool {
        self.all || self.events.contains(&letter.event_id) || self.reasons.contains(&letter.reason)
    }
}

pub(super) fn run(command: &Replay, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let kafka = command.cluster.kafka()?;
    let letters = super::read(&kafka)?;
    let (mut chosen, done): (Vec<_>, Vec<_>) = letters
        .iter()
        .filter(|letter| command.which.takes(letter))
        .partition(|letter| command.again || letter.replayed.is_none());
    let mut failed = 0;
    for event in command.which.events.iter().filter(|event| !letters.iter().any(|letter| letter.event_id == **event)) {
        writeln!(out, "there is no letter with the event {}", plain(event))?;
        failed += 1;
    }
    if !command.which.events.is_empty() {
        for letter in &done {
            let time = plain(letter.replayed.as_deref().unwrap_or_default());
            writeln!(out, "was replayed at {time}, --again does it again: {}", letter.name())?;
        }
    }
    chosen.retain(|letter| {
        let known = letter.topic.is_some();
        if !known {
            eprintln!("cannot be replayed, it does not say which topic it comes from: {}", letter.name());
            failed += 1;
        }
        known
    });
    if command.dry_run {
        for letter in &chosen {
            writeln!(out, "would be replayed: {}", letter.name())?;
        }
        writeln!(out, "{} would be replayed", chosen.len())?;
    } else {
        let replayed = replay(&kafka, &chosen, command.again, out)?;
        failed += chosen.len() - replayed;
        writeln!(out, "{replayed} replayed, {} before, {failed} failed", done.len())?;
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Returns how many were replayed. It stops early when Kafka does not take some.
fn replay(kafka: &Kafka, letters: &[&Letter], again: bool, out: &mut dyn Write) -> anyhow::Result<usize> {
    let sender = Sender::new(kafka)?;
    let mut replayed = 0;
    for some in letters.chunks(AT_ONCE) {
        let ids: Vec<Uuid> =
            some.iter().map(|letter| if again { Uuid::new_v4() } else { letter.replay_id() }).collect();
        let messages = some.iter().zip(&ids).map(|(letter, id)| Outgoing {
            topic: letter.topic.as_deref().unwrap_or_default(),
            key: letter.key(),
            value: Some(letter.value()),
            headers: letter.headers(*id),
        });
        let mut outcomes = sender.send(messages)?;
        let taken = (0..some.len()).filter(|number| matches!(outcomes.get(number), Some(Ok(()))));
        let taken: Vec<(&Letter, Uuid)> = taken.map(|number| (some[number], ids[number])).collect();
        let notes = taken.iter().map(|(letter, id)| Outgoing {
            topic: DEAD_LETTER_TOPIC,
            key: letter.key(),
            value: None,
            headers: letter.note(*id),
        });
        let noted = sender.send(notes)?;
        for (number, (letter, _)) in taken.iter().enumerate() {
            writeln!(out, "replayed: {}", letter.name())?;
            if !matches!(noted.get(&number), Some(Ok(()))) {
                eprintln!("could not be noted as replayed, and will be replayed again: {}", letter.name());
            }
        }
        replayed += taken.len();
        let complete = noted.values().filter(|outcome| outcome.is_ok()).count() == some.len();
        for (number, letter) in some.iter().enumerate() {
            let late = Err(KafkaError::MessageProduction(RDKafkaErrorCode::MessageTimedOut));
            if let Err(error) = outcomes.remove(&number).unwrap_or(late) {
                eprintln!("could not be replayed ({error}): {}", letter.name());
            }
        }
        if !complete {
            break;
        }
    }
    Ok(replayed)
}

struct Outgoing<'a> {
    topic: &'a str,
    key: &'a [u8],
    value: Option<&'a [u8]>,
    headers: OwnedHeaders,
}

/// Sends messages and waits for what becomes of them.
struct Sender(BaseProducer<Outcomes>);

impl Sender {
    fn new(kafka: &Kafka) -> anyhow::Result<Self> {
        let mut settings = kafka.producer("cargo-xtask");
        settings.set("message.timeout.ms", DELIVERY.as_millis().to_string());
        Ok(Self(settings.create_with_context(Outcomes::default())?))
    }

    /// By the messages' numbers; one without an outcome did not get that far.
    fn send<'a>(
        &self,
        messages: impl Iterator<Item = Outgoing<'a>>,
    ) -> anyhow::Result<BTreeMap<usize, Result<(), KafkaError>>> {
        for (number, message) in messages.enumerate() {
            let record = BaseRecord::with_opaque_to(message.topic, Box::new(number));
            let mut record: BaseRecord<'_, [u8], [u8], _> = record.key(message.key).headers(message.headers);
            record.payload = message.value;
            if let Err((error, _)) = self.0.send(record) {
                self.0.context().note(number, Err(error));
            }
        }
        self.0.flush(2 * DELIVERY).context("Kafka does not answer")?;
        Ok(std::mem::take(&mut *self.0.context().outcomes.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

#[derive(Default)]
struct Outcomes {
    outcomes: Mutex<BTreeMap<usize, Result<(), KafkaError>>>,
    reports: Reports,
}

impl Outcomes {
    fn note(&self, number: usize, outcome: Result<(), KafkaError>) {
        self.outcomes.lock().unwrap_or_else(PoisonError::into_inner).insert(number, outcome);
    }
}

impl ProducerContext for Outcomes {
    type DeliveryOpaque = Box<usize>;

    fn delivery(&self, result: &DeliveryResult<'_>, number: Box<usize>) {
        self.note(*number, result.as_ref().map(drop).map_err(|(error, _)| error.clone()));
    }
}

impl ClientContext for Outcomes {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, message: &str) {
        self.reports.log(level, facility, message);
    }

    fn error(&self, error: KafkaError, reason: &str) {
        self.reports.error(error, reason);
    }
}
