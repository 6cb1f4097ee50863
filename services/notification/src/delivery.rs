//! What becomes of one event: its mail is sent once, or it becomes a dead letter, or it is left to whoever reads it next. How
//! mails are handed over is known to `smtp`, what was done before to `claims`; who calls whom when is decided here.

use std::time::Duration;

use chrono::Utc;
use kit::logs::{Level, LogQueue, Record};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    claims::{Claims, ClaimsError, Identity, Outcome, State},
    dead_letters::{DeadLetters, Why},
    delays::Delays,
    event::{Event, Undecodable},
    incoming::Incoming,
    mail::{self, Mail},
    meters::{self, InFlight},
    post_office::PostOffice,
    smtp::{Failure, Reason},
};

/// The longest delay between two attempts at the same mail.
const LONGEST_DELAY: Duration = Duration::from_secs(5 * 60);
/// Between two attempts at something of our own, PostgreSQL or Kafka, that is away: at first, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(5));
/// Between two looks at a claim that somebody else has.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// The event is somebody else's from here on, or the service stops: nothing was decided about it.
#[derive(Debug)]
pub(crate) struct Abandoned;

/// Everything that deliveries share.
pub(crate) struct Delivery {
    pub(crate) claims: Claims,
    pub(crate) post_office: std::sync::Arc<PostOffice>,
    pub(crate) dead_letters: DeadLetters,
    pub(crate) logs: LogQueue,
    pub(crate) from: lettre::message::Mailbox,
    pub(crate) retry_delay: Duration,
    pub(crate) retry_limit: Duration,
    pub(crate) in_flight: InFlight,
}

/// A mail on its way.
struct Letter<'a> {
    message: &'a Incoming,
    event: &'a Event,
    mail: Mail,
    identity: Identity,
    /// Who we are in claims, for this one mail.
    by: Uuid,
    revoked: &'a CancellationToken,
}

/// How an attempt has ended.
enum Attempt {
    Sent,
    Failed(Failure),
    /// It did not come to the mail being handed over. What is known of it has to be looked up again.
    Nothing,
}

impl Delivery {
    /// Deal with a message. `revoked` ends every wait in here.
    pub(crate) async fn deal(
        &self,
        message: &Incoming,
        event: Result<Event, Undecodable>,
        revoked: &CancellationToken,
    ) -> Result<(), Abandoned> {
        let event = match event {
            Ok(event) => event,
            Err(error) => return self.give_up(message, None, Why::Undecodable, &error.to_string(), revoked).await,
        };
        let Some(replay_id) = message.replay_id().filter(|_| message.is_readable()) else {
            let error = "the headers cannot be read";
            return self.give_up(message, Some(&event), Why::Undecodable, error, revoked).await;
        };
        match mail::compose(&event, &self.from) {
            Ok(mail) => {
                let identity = Identity { event_id: event.id, replay_id, order_id: event.order_id };
                let letter = Letter { message, event: &event, mail, identity, by: Uuid::new_v4(), revoked };
                self.send(&letter).await
            }
            Err(error) => self.give_up(message, Some(&event), Why::SmtpPermanent, &error.to_string(), revoked).await,
        }
    }

    async fn send(&self, letter: &Letter<'_>) -> Result<(), Abandoned> {
        let mut delays = Delays::new(self.retry_delay, LONGEST_DELAY.max(self.retry_delay));
        loop {
            match self.patiently(letter.revoked, || self.claims.find(&letter.identity)).await? {
                State::Done => {
                    self.drop_duplicate(letter);
                    return Ok(());
                }
                State::Claimed { by, remaining } if by != letter.by => match remaining {
                    Some(remaining) => {
                        wait(remaining.min(LOOK_AGAIN), letter.revoked).await?;
                        continue;
                    }
                    None => {
                        if self.judge(letter).await? {
                            return Ok(());
                        }
                        continue;
                    }
                },
                State::Open | State::Claimed { .. } => {}
            }
            match self.attempt(letter).await? {
                Attempt::Sent => return self.note_sent(letter).await,
                Attempt::Nothing => {}
                Attempt::Failed(Failure::Server(reason)) => self.post_office.close(&reason),
                Attempt::Failed(Failure::Temporary(reason)) => {
                    if self.retries_are_exhausted(letter, &reason, &mut delays).await? {
                        return self.bury(letter, Why::RetriesExhausted, &reason).await;
                    }
                }
                Attempt::Failed(Failure::Permanent(reason)) => {
                    return self.bury(letter, Why::SmtpPermanent, &reason).await;
                }
                Attempt::Failed(Failure::Unknown(reason)) => {
                    return self.bury(letter, Why::OutcomeUnknown, &reason).await;
                }
            }
        }
    }

    /// One conversation. The mail is claimed when the server waits for its text, and not before: whatever happens up to
    /// there, it was not sent.
    async fn attempt(&self, letter: &Letter<'_>) -> Result<Attempt, Abandoned> {
        let _place = tokio::select! {
            place = self.post_office.turn() => place,
            () = letter.revoked.cancelled() => return Err(Abandoned),
        };
        let mut conversation = match self.post_office.begin(&letter.mail).await {
            Ok(conversation) => conversation,
            Err(failure) => return Ok(Attempt::Failed(failure)),
        };
        if let Err(failure) = conversation.recipient(&letter.mail.to).await {
            if failure.was_answered() {
                self.post_office.reuse(conversation).await;
            }
            return Ok(Attempt::Failed(failure));
        }
        match self.claims.claim(&letter.identity, letter.by).await {
            Ok(true) => {}
            // The connection is closed, which is the only way not to send a mail that far.
            Ok(false) => return Ok(Attempt::Nothing),
            Err(error) => {
                tracing::debug!(%error, "a mail could not be claimed");
                drop(conversation);
                wait(PAUSES.1, letter.revoked).await?;
                return Ok(Attempt::Nothing);
            }
        }
        match conversation.text(&letter.mail.bytes).await {
            Ok(()) => {
                self.post_office.taken(conversation);
                Ok(Attempt::Sent)
            }
            Err(failure) => Ok(Attempt::Failed(failure)),
        }
    }

    async fn note_sent(&self, letter: &Letter<'_>) -> Result<(), Abandoned> {
        let age = (Utc::now() - letter.event.occurred_at).to_std().unwrap_or_default();
        meters::sent(letter.event.kind, age);
        self.record(Level::Info, letter, "sent");
        let settle = || self.claims.settle(&letter.identity, Outcome::Sent);
        // As long as the lease lasts nobody else judges, whoever has the partition: until then it can still be noted.
        let never = CancellationToken::new();
        match timeout(self.claims.lease(), self.patiently(&never, settle)).await {
            Ok(settled) => settled,
            Err(_) => self.patiently(letter.revoked, settle).await,
        }
    }

    fn drop_duplicate(&self, letter: &Letter<'_>) {
        meters::duplicate();
        self.record(Level::Debug, letter, "dealt with before");
    }

    /// A claim has run out without an outcome: whoever had it was killed, or lost PostgreSQL. False when somebody else was
    /// first to see that.
    async fn judge(&self, letter: &Letter<'_>) -> Result<bool, Abandoned> {
        if !self.patiently(letter.revoked, || self.claims.take_over(&letter.identity, letter.by)).await? {
            return Ok(false);
        }
        let reason =
            Reason::here("the mail was handed over, and the process that did so ended before it noted the outcome");
        self.bury(letter, Why::OutcomeUnknown, &reason).await?;
        Ok(true)
    }

    /// A refusal for now: wait before the next attempt, unless there have been enough.
    async fn retries_are_exhausted(
        &self,
        letter: &Letter<'_>,
        reason: &Reason,
        delays: &mut Delays,
    ) -> Result<bool, Abandoned> {
        let defer = || self.claims.defer(&letter.identity, letter.by);
        let Some(waited) = self.patiently(letter.revoked, defer).await? else { return Ok(false) };
        let delay = delays.next();
        if waited + delay > self.retry_limit {
            return Ok(true);
        }
        meters::retried();
        self.record(Level::Warn, letter, &format!("refused for now ({}), trying again", reason.brief()));
        self.in_flight.aside(wait(delay, letter.revoked)).await?;
        Ok(false)
    }

    /// No mail will be sent, or none any more.
    async fn bury(&self, letter: &Letter<'_>, why: Why, reason: &Reason) -> Result<(), Abandoned> {
        self.give_up(letter.message, Some(letter.event), why, &reason.to_string(), letter.revoked).await?;
        self.patiently(letter.revoked, || self.claims.settle(&letter.identity, Outcome::DeadLettered)).await
    }

    async fn give_up(
        &self,
        message: &Incoming,
        event: Option<&Event>,
        why: Why,
        error: &str,
        revoked: &CancellationToken,
    ) -> Result<(), Abandoned> {
        let mut delays = Delays::new(PAUSES.0, PAUSES.1);
        while let Err(error) = self.dead_letters.publish(message, why, error).await {
            tracing::warn!(%error, "a dead letter could not be published, trying again");
            wait(delays.next(), revoked).await?;
        }
        meters::dead_letter(why);
        let (partition, offset) = (message.partition, message.offset);
        // Without the error, which may be in the server's words, and those may have the customer's address in them.
        tracing::warn!(partition, offset, order = event.map(|event| event.order_id), why = why.as_str(), "dead letter");
        let what = event.map_or_else(|| "an event".to_owned(), |event| format!("order {}", event.order_id));
        let text = format!("{what}: dead letter, {} (partition {partition}, offset {offset})", why.as_str());
        self.emit(Level::Error, message, event, &text);
        Ok(())
    }

    /// Ask PostgreSQL until it answers.
    async fn patiently<T, F>(&self, revoked: &CancellationToken, ask: impl Fn() -> F) -> Result<T, Abandoned>
    where
        F: Future<Output = Result<T, ClaimsError>>,
    {
        let mut delays = Delays::new(PAUSES.0, PAUSES.1);
        loop {
            match ask().await {
                Ok(answer) => return Ok(answer),
                Err(error) => tracing::debug!(%error, "the table of mails does not answer, asking again"),
            }
            wait(delays.next(), revoked).await?;
        }
    }

    fn record(&self, level: Level, letter: &Letter<'_>, outcome: &str) {
        let (order, mail) = (letter.event.order_id, letter.event.kind.mail());
        let text = format!("order {order}: {mail} {outcome}");
        self.emit(level, letter.message, Some(letter.event), &text);
    }

    fn emit(&self, level: Level, message: &Incoming, event: Option<&Event>, text: &str) {
        let user_sid = event.map_or("", |event| &event.sid);
        self.logs.emit(Record { user_sid, request_id: message.request_id(), ..Record::new(level, text) });
    }
}

async fn wait(delay: Duration, revoked: &CancellationToken) -> Result<(), Abandoned> {
    tokio::select! {
        () = sleep(delay) => Ok(()),
        () = revoked.cancelled() => Err(Abandoned),
    }
}
