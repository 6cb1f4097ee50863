//! What became of each mail, in PostgreSQL. A claim is there before a mail is handed over, its outcome after; whoever finds a
//! claim without an outcome cannot know whether the mail was sent, and does not send it. Nothing here knows SMTP or Kafka.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use deadpool_postgres::{Client, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime, Timeouts};
use kit::postgres::with_options;
use tokio::time::timeout;
use tokio_postgres::{NoTls, Row, types::ToSql};
use uuid::Uuid;

use crate::queries::{self, Query};

const CONNECTIONS: usize = 2;
/// For a free connection, or a new one.
const CONNECT_LIMIT: Duration = Duration::from_secs(5);
/// For one statement. PostgreSQL's own limits come first, unless it does not answer at all.
const LIMIT: Duration = Duration::from_secs(10);
/// As `forget_mails.sql` has it.
const FORGOTTEN_AT_ONCE: u64 = 1000;
const SESSION: &str =
    "-c statement_timeout=5s -c lock_timeout=3s -c idle_in_transaction_session_timeout=10s -c jit=off";

/// Which mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) event_id: Uuid,
    /// Nil when the event was not replayed.
    pub(crate) replay_id: Uuid,
    pub(crate) order_id: i64,
}

/// What is known of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It was not sent, and may be.
    Open,
    /// It was handed over, or was about to be. Nobody may judge what became of it for as long as something remains.
    Claimed { by: Uuid, remaining: Option<Duration> },
    /// It was sent, or given up.
    Done,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Sent,
    DeadLettered,
}

/// The table, or why it could not be asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ClaimsError {
    #[error("the schema is not known to be there yet")]
    Closed,
    #[error("no connection")]
    Connection(#[from] deadpool_postgres::PoolError),
    #[error("{statement}")]
    Statement {
        statement: &'static str,
        #[source]
        source: tokio_postgres::Error,
    },
    #[error("{0}: no answer in time")]
    Late(&'static str),
}

/// A handle on the table; cloning it gives another one.
#[derive(Clone)]
pub(crate) struct Claims {
    pool: Pool,
    /// False until the schema is known to be there.
    open: Arc<AtomicBool>,
    lease: Duration,
}

impl Claims {
    /// Connects to nothing yet, and is closed until [`Claims::open`]. `lease`: longer than handing over a mail can take.
    pub(crate) fn new(server: &tokio_postgres::Config, lease: Duration) -> Self {
        let manager = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_config(with_options(server, SESSION), NoTls, manager);
        let limit = Some(CONNECT_LIMIT);
        let timeouts = Timeouts { wait: limit, create: limit, recycle: limit };
        let pool = Pool::builder(manager).max_size(CONNECTIONS).timeouts(timeouts).runtime(Runtime::Tokio1).build();
        let pool = pool.expect("a runtime is given, and nothing else can fail");
        Self { pool, open: Arc::default(), lease }
    }

    /// The schema is there.
    pub(crate) fn open(&self) {
        self.open.store(true, Ordering::Release);
    }

    /// How long a claim keeps others from judging.
    pub(crate) fn lease(&self) -> Duration {
        self.lease
    }

    /// What is known of a mail.
    pub(crate) async fn find(&self, mail: &Identity) -> Result<State, ClaimsError> {
        let rows = self.rows(&queries::FIND_MAIL, &[&mail.event_id, &mail.replay_id]).await?;
        let Some(row) = rows.first() else { return Ok(State::Open) };
        let column = |source| ClaimsError::Statement { statement: queries::FIND_MAIL.name, source };
        Ok(match row.try_get::<_, &str>("state").map_err(column)? {
            "waiting" => State::Open,
            "sending" => {
                let milliseconds: i64 = row.try_get("lease_milliseconds").map_err(column)?;
                let remaining = u64::try_from(milliseconds).ok().filter(|left| *left > 0).map(Duration::from_millis);
                State::Claimed { by: row.try_get("claimed_by").map_err(column)?, remaining }
            }
            _ => State::Done,
        })
    }

    /// Claim a mail for handing it over. False when somebody else has it, or when it is done. Whoever has it already may
    /// claim it again, as long as it is certain that it was not sent.
    pub(crate) async fn claim(&self, mail: &Identity, by: Uuid) -> Result<bool, ClaimsError> {
        let Identity { event_id, replay_id, order_id } = mail;
        let lease = milliseconds(self.lease);
        let changed = self.changed(&queries::CLAIM_MAIL, &[event_id, replay_id, order_id, &by, &lease]).await?;
        Ok(changed > 0)
    }

    /// Take over a claim that has run out, to judge it. False when somebody else was first.
    pub(crate) async fn take_over(&self, mail: &Identity, by: Uuid) -> Result<bool, ClaimsError> {
        let lease = milliseconds(self.lease);
        let changed = self.changed(&queries::TAKE_OVER_MAIL, &[&mail.event_id, &mail.replay_id, &by, &lease]).await?;
        Ok(changed > 0)
    }

    /// It was not sent, and will be tried again. Says how long ago it was refused for the first time; nothing when somebody
    /// else has it, or when it is done.
    pub(crate) async fn defer(&self, mail: &Identity, by: Uuid) -> Result<Option<Duration>, ClaimsError> {
        let Identity { event_id, replay_id, order_id } = mail;
        let query = &queries::DEFER_MAIL;
        let rows = self.rows(query, &[event_id, replay_id, order_id, &by]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let waited: i64 = row
            .try_get("waited_milliseconds")
            .map_err(|source| ClaimsError::Statement { statement: query.name, source })?;
        Ok(Some(Duration::from_millis(waited.try_into().unwrap_or(0))))
    }

    /// It is done. That it was sent is never forgotten again.
    pub(crate) async fn settle(&self, mail: &Identity, outcome: Outcome) -> Result<(), ClaimsError> {
        let state = match outcome {
            Outcome::Sent => "sent",
            Outcome::DeadLettered => "dead_lettered",
        };
        let Identity { event_id, replay_id, order_id } = mail;
        self.changed(&queries::SETTLE_MAIL, &[event_id, replay_id, order_id, &state]).await.map(drop)
    }

    /// Forget mails that nothing has happened to for `window`. True when there are more of them than are forgotten at once.
    pub(crate) async fn forget(&self, window: Duration) -> Result<bool, ClaimsError> {
        let forgotten = self.changed(&queries::FORGET_MAILS, &[&milliseconds(window)]).await?;
        Ok(forgotten >= FORGOTTEN_AT_ONCE)
    }

    /// Whether PostgreSQL answers.
    pub(crate) async fn probe(&self) -> Result<(), ClaimsError> {
        self.rows(&queries::PROBE, &[]).await.map(drop)
    }

    /// Close the connections that are not in use.
    pub(crate) fn close(&self) {
        self.pool.close();
    }

    /// How many rows the statement has changed.
    async fn changed(&self, query: &'static Query, values: &[&(dyn ToSql + Sync)]) -> Result<u64, ClaimsError> {
        self.run(query, async |client| {
            let statement = client.prepare_cached(query.sql).await?;
            client.execute(&statement, values).await
        })
        .await
    }

    async fn rows(&self, query: &'static Query, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, ClaimsError> {
        self.run(query, async |client| {
            let statement = client.prepare_cached(query.sql).await?;
            client.query(&statement, values).await
        })
        .await
    }

    async fn run<T>(
        &self,
        query: &'static Query,
        work: impl AsyncFnOnce(&Client) -> Result<T, tokio_postgres::Error>,
    ) -> Result<T, ClaimsError> {
        if !self.open.load(Ordering::Acquire) {
            return Err(ClaimsError::Closed);
        }
        let client = self.pool.get().await?;
        let done = match timeout(LIMIT, work(&client)).await {
            Ok(done) => done.map_err(|source| ClaimsError::Statement { statement: query.name, source }),
            Err(_) => Err(ClaimsError::Late(query.name)),
        };
        if done.is_err() {
            // What may still be under way on it must not meet its next user.
            drop(Object::take(client));
        }
        done
    }
}

fn milliseconds(duration: Duration) -> i64 {
    duration.as_millis().try_into().unwrap_or(i64::MAX)
}
