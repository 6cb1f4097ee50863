//! `cargo xtask logs`: the log records of all services, as they stand in Kafka.

use std::io::Write;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use clap::Args;
use rdkafka::Message as _;
use rdkafka::message::OwnedMessage;
use stack::kafka::LOG_TOPIC;

use crate::cluster::Cluster;
use crate::line::{Filter, Level, Record, plain};
use crate::reader::{From, Topic};

/// Most lines that are held back to be put in order.
const HELD: usize = 50_000;
/// How long the newest lines are held back: those of one request come from several partitions.
const HOLD: Duration = Duration::from_millis(250);

/// Follow the log records of all services in Kafka.
///
/// Shows what comes from now on, or from an earlier time on, until Ctrl-C. Times are UTC.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo xtask logs                                        what happens from now on
  cargo xtask logs --service api --level warn             what api-1 and api-2 refuse or fail
  cargo xtask logs --since 10m --no-follow                the last ten minutes
  cargo xtask logs --from-beginning --no-follow --request-id dac4c92c-c9ff-428e-bd52-88e289416020
  cargo xtask logs --json | jq .message")]
pub struct Logs {
    /// Only of this instance, or of all instances of this service; may be repeated
    #[arg(long = "service", value_name = "NAME")]
    services: Vec<String>,
    /// Only what matters at least this much
    #[arg(long, value_enum, default_value_t, ignore_case = true)]
    level: Level,
    /// Only of this request
    #[arg(long, value_name = "ID")]
    request_id: Option<String>,
    /// Begin this long ago (30s, 10m, 2h, 1d), or at this time (2026-11-21T12:00:00Z)
    #[arg(long, value_name = "TIME", value_parser = time, conflicts_with = "from_beginning")]
    since: Option<DateTime<Utc>>,
    /// Begin with the oldest record
    #[arg(long)]
    from_beginning: bool,
    /// End when everything was shown
    #[arg(long)]
    no_follow: bool,
    /// The records as they are, one JSON object a line
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    cluster: Cluster,
}

/// Show them on `out`.
///
/// # Errors
///
/// When Kafka does not answer, the topic is not there, or `out` is closed.
pub fn run(command: &Logs, colour: bool, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let since = command.since.map(|time| time.timestamp_millis());
    let from = match since {
        Some(milliseconds) => From::Time(milliseconds),
        None if command.from_beginning || command.no_follow => From::Beginning,
        None => From::Now,
    };
    let (services, request_id) = (command.services.clone(), command.request_id.clone());
    let filter = Filter { services, level: command.level, request_id, since };
    let mut topic = Topic::open(&command.cluster.kafka()?, LOG_TOPIC, from)?;
    let mut lines = Lines { held: Vec::new(), since: Instant::now() };
    while topic.is_behind() || !command.no_follow {
        if let Some(message) = topic.next(HOLD)? {
            lines.held.extend(line(&message, &filter, command.json, colour));
        }
        if lines.held.len() >= HELD || (!topic.is_behind() && lines.since.elapsed() >= HOLD) {
            lines.show(out)?;
        }
    }
    lines.show(out)?;
    Ok(ExitCode::SUCCESS)
}

struct Lines {
    /// With the time by which they are put in order.
    held: Vec<(i64, String)>,
    since: Instant,
}

impl Lines {
    fn show(&mut self, out: &mut dyn Write) -> std::io::Result<()> {
        self.held.sort_by_key(|(time, _)| *time);
        for (_, line) in self.held.drain(..) {
            writeln!(out, "{line}")?;
        }
        self.since = Instant::now();
        out.flush()
    }
}

/// What is shown of a message, when it is wanted. Something else than a record is shown as it is, when nothing special is
/// wanted.
fn line(message: &OwnedMessage, filter: &Filter, json: bool, colour: bool) -> Option<(i64, String)> {
    let value = message.payload().unwrap_or_default();
    let record = serde_json::from_slice::<Record>(value).ok();
    let time =
        record.as_ref().map(|record| record.timestamp_ms).or(message.timestamp().to_millis()).unwrap_or_default();
    let wanted = filter.takes(record.as_ref().unwrap_or(&Record { timestamp_ms: time, ..Record::default() }));
    let line = match record {
        Some(record) if !json => record.line(colour),
        Some(_) => String::from_utf8_lossy(value).into_owned(),
        None => plain(&String::from_utf8_lossy(value)),
    };
    wanted.then_some((time, line))
}

/// A time, or how long it is ago.
fn time(text: &str) -> Result<DateTime<Utc>, String> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Ok(time.to_utc());
    }
    let expected = || "expected such as 30s, 10m, 2h, 1d or 2026-11-21T12:00:00Z".to_owned();
    let (number, unit) = text.split_at(text.len() - text.chars().next_back().map_or(0, char::len_utf8));
    let number: i64 = number.parse().map_err(|_| expected())?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 60 * 60,
        "d" => 24 * 60 * 60,
        _ => return Err(expected()),
    };
    let ago = number.checked_mul(seconds).filter(|ago| *ago >= 0).and_then(chrono::TimeDelta::try_seconds);
    ago.and_then(|ago| Utc::now().checked_sub_signed(ago)).ok_or_else(expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_absolute_or_ago() {
        assert_eq!(time("2026-11-21T12:00:00Z").unwrap().timestamp(), 1_795_262_400);
        assert_eq!(time("2026-11-21T13:00:00.5+01:00").unwrap().timestamp_millis(), 1_795_262_400_500);
        for (text, seconds) in [("30s", 30), ("10m", 600), ("2h", 7_200), ("1d", 86_400)] {
            let begin = time(text).unwrap();
            let ago = (Utc::now() - begin).num_seconds();
            assert!((seconds..seconds + 60).contains(&ago), "{text}");
        }
        for text in ["", "5", "m", "-5m", "5 m", "5é", "99999999999999999999s", "9223372036854775807d", "yesterday"] {
            assert!(time(text).is_err(), "{text}");
        }
    }
}
