//! The relay's connection to PostgreSQL: the lock that makes it the relay, the news that there is something to tell, and the
//! rows. When it breaks, the lock is gone, and so is this.

use std::{collections::HashMap, future::poll_fn, sync::Arc, time::Duration};

use kit::postgres::with_options;
use tokio::{sync::Notify, time::timeout};
use tokio_postgres::{Client, Connection, Row, Socket, Statement, tls::NoTlsStream, types::ToSql};
use tokio_util::task::AbortOnDropHandle;

use super::event::Change;
use crate::{
    fault::{Fault, column},
    keeper,
    queries::{self, Query},
};

/// "relay" in ASCII: any number would do that nobody else takes in this database.
const LOCK: i64 = 0x72_656c_6179;
/// For an answer. PostgreSQL's own limit comes first, unless it does not answer at all.
const ANSWER_LIMIT: Duration = Duration::from_secs(8);

/// A relay that vanishes without a word, or stands still, loses its session and with it the lock after 15 s. What it has
/// deleted need not be on disk: a crash of the server brings the rows back, and the events are told twice. Like the executor's,
/// its statements look up row by row, whatever the tables were like when they were planned.
const SESSION: &str = "-c statement_timeout=5s -c lock_timeout=2s -c idle_session_timeout=15s -c tcp_keepalives_idle=5 \
     -c tcp_keepalives_interval=5 -c tcp_keepalives_count=2 -c synchronous_commit=off -c jit=off \
     -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off \
     -c enable_hashjoin=off -c enable_mergejoin=off";

/// The server with the settings of the relay's session.
pub fn session(server: &tokio_postgres::Config) -> tokio_postgres::Config {
    with_options(server, SESSION)
}

pub struct Outbox {
    client: Client,
    read: Statement,
    clear: Statement,
    names: Statement,
    news: Arc<Notify>,
    _hearing: AbortOnDropHandle<()>,
}

/// Names of products, by id.
pub type Names = HashMap<i64, String>;

impl Outbox {
    pub async fn open(server: &tokio_postgres::Config) -> Result<Self, Fault> {
        let (client, connection) = keeper::connect(server).await?;
        let news = Arc::new(Notify::new());
        let hearing = AbortOnDropHandle::new(tokio::spawn(hear(connection, Arc::clone(&news))));
        Ok(Self {
            read: prepare(&client, &queries::READ_OUTBOX).await?,
            clear: prepare(&client, &queries::CLEAR_OUTBOX).await?,
            names: prepare(&client, &queries::FIND_PRODUCT_NAMES).await?,
            client,
            news,
            _hearing: hearing,
        })
    }

    /// Become the relay, unless somebody else is. It ends with the connection.
    pub async fn lead(&self) -> Result<bool, Fault> {
        let query = &queries::LEAD_RELAY;
        let row = within(query, self.client.query_one(query.sql, &[&LOCK])).await?;
        let leads = column(&row, "leads")?;
        if leads {
            within(&queries::LISTEN_OUTBOX, self.client.simple_query(queries::LISTEN_OUTBOX.sql)).await?;
        }
        Ok(leads)
    }

    /// Until there may be something to tell, or the connection is lost, or `limit` has passed.
    pub async fn woken(&self, limit: Duration) {
        let _in_time = timeout(limit, self.news.notified()).await;
    }

    /// At most `limit` changes in order of their orders, from one on.
    pub async fn read(&self, from: i64, limit: usize) -> Result<Vec<Change>, Fault> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = self.rows(&queries::READ_OUTBOX, &self.read, &[&from, &limit]).await?;
        rows.iter().map(Change::from_row).collect()
    }

    pub async fn clear(&self, told: impl Iterator<Item = &Change>) -> Result<(), Fault> {
        let (cancelled, placed): (Vec<_>, Vec<_>) = told.partition(|change| change.cancelled);
        let ids = |changes: Vec<&Change>| changes.into_iter().map(|change| change.order_id).collect::<Vec<i64>>();
        self.rows(&queries::CLEAR_OUTBOX, &self.clear, &[&ids(placed), &ids(cancelled)]).await.map(drop)
    }

    pub async fn product_names(&self, changes: &[Change]) -> Result<Names, Fault> {
        let mut ids: Vec<i64> = changes.iter().flat_map(|change| &change.product_ids).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        let rows = self.rows(&queries::FIND_PRODUCT_NAMES, &self.names, &[&ids]).await?;
        rows.iter().map(|row| Ok((column(row, "id")?, column(row, "name")?))).collect()
    }

    /// How many changes wait. Takes long when they are many.
    pub async fn depth(&self) -> Result<i64, Fault> {
        let query = &queries::COUNT_OUTBOX;
        let row = within(query, self.client.query_one(query.sql, &[])).await?;
        column(&row, "depth")
    }

    /// Let the server see that somebody is there.
    pub async fn touch(&self) {
        let query = &queries::PROBE;
        // A connection that is lost is noticed by whoever needs it next.
        let _lost = within(query, self.client.simple_query(query.sql)).await;
    }

    async fn rows(
        &self,
        query: &Query,
        statement: &Statement,
        parameters: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>, Fault> {
        within(query, self.client.query(statement, parameters)).await
    }
}

async fn prepare(client: &Client, query: &Query) -> Result<Statement, Fault> {
    within(query, client.prepare(query.sql)).await
}

async fn within<T>(query: &Query, answer: impl Future<Output = Result<T, tokio_postgres::Error>>) -> Result<T, Fault> {
    let answered = timeout(ANSWER_LIMIT, answer).await;
    answered.map_err(|_| Fault::no_answer_within(query.name, ANSWER_LIMIT))?.map_err(query.fault())
}

/// Pass on that there are news. Has to run for the connection to do anything at all; its end is news, too.
async fn hear(mut connection: Connection<Socket, NoTlsStream>, news: Arc<Notify>) {
    while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
        if let tokio_postgres::AsyncMessage::Notification(_) = message {
            news.notify_one();
        }
    }
    news.notify_one();
}
