//! The pool of connections and the two ways to use it: reading on a connection, and a change that runs to its end once
//! it has begun. Whether PostgreSQL is there is watched elsewhere, in `keeper`.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use deadpool_postgres::{
    Client, ClientWrapper, Hook, HookError, Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime,
    TimeoutType, Timeouts,
};
use futures::{FutureExt, future::BoxFuture};
use kit::postgres::with_options;
use tokio::{task::JoinError, time::timeout};
use tokio_postgres::NoTls;
use tokio_util::task::TaskTracker;
use tracing::Instrument;

use crate::{
    failure::Failure,
    fault::{Fault, Kind},
    queries,
};

/// For a free connection, when all are in use. With what may follow, it is about what callers wait for an answer.
const WAIT_LIMIT: Duration = Duration::from_secs(5);
/// For a new connection, or for one to be taken out of the pool.
const CONNECT_LIMIT: Duration = Duration::from_secs(2);
/// For a read. PostgreSQL's own limits come first, unless it does not answer at all.
const READ_LIMIT: Duration = Duration::from_secs(10);
/// For a change, likewise.
const CHANGE_LIMIT: Duration = Duration::from_secs(15);

/// Limits of the sessions that serve calls, enforced by PostgreSQL. Compiling plans never pays for statements this short.
const SESSION: &str =
    "-c statement_timeout=5s -c lock_timeout=3s -c idle_in_transaction_session_timeout=10s -c jit=off";
/// The session on which everybody's orders wait for a lock waits a shorter time, though not so short that deadlocks, which
/// PostgreSQL looks for after a second, are not found. Its statements are planned once and look up row by row: a plan that was
/// made when a table was small must not read all of it long after.
const ORDERS_SESSION: &str = "-c statement_timeout=5s -c lock_timeout=2s -c idle_in_transaction_session_timeout=10s -c jit=off \
     -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off \
     -c enable_hashjoin=off -c enable_mergejoin=off";

/// A handle on the pool; cloning it gives another one.
#[derive(Clone)]
pub struct Database {
    pool: Pool,
    /// One connection apart, on which batches of orders are carried out one after the other.
    orders: Pool,
    /// False until the schema is known to be there.
    open: Arc<AtomicBool>,
    changes: TaskTracker,
}

impl Database {
    /// Connects to nothing yet, and is closed until [`Database::open`].
    pub fn new(server: &tokio_postgres::Config, pool_size: usize) -> Self {
        Self {
            pool: pool(server, SESSION, pool_size),
            orders: pool(server, ORDERS_SESSION, 1),
            open: Arc::default(),
            changes: TaskTracker::new(),
        }
    }

    /// The schema is there: calls may begin.
    pub fn open(&self) {
        self.open.store(true, Ordering::Release);
    }

    /// Read on a connection. Ends with its caller, and gives the connection back.
    pub async fn read<T>(&self, work: impl AsyncFnOnce(&Client) -> Result<T, Failure>) -> Result<T, Failure> {
        let client = self.connection().await?;
        let outcome = timeout(READ_LIMIT, work(&client)).await;
        let late = |_| Failure::TooSlow(Fault::no_answer_within("read", READ_LIMIT));
        give_back(client, outcome.map_err(late).flatten())
    }

    /// Make a change on a connection. While it waits for the connection it ends with its caller; once it has begun, it
    /// runs to its end even when its caller has gone, because nobody could tell how far it came.
    pub async fn change<T: Send + 'static>(
        &self,
        work: impl for<'client> FnOnce(&'client mut Client) -> BoxFuture<'client, Result<T, Failure>> + Send + 'static,
    ) -> Result<T, Failure> {
        let mut client = self.connection().await?;
        let to_its_end = async {
            let outcome = timeout(CHANGE_LIMIT, work(&mut client)).await;
            let late = |_| Failure::OutcomeUnknown(Fault::no_answer_within("change", CHANGE_LIMIT));
            give_back(client, outcome.map_err(late).flatten())
        };
        let panicked =
            |error: JoinError| Failure::Internal(Fault::other("change", Kind::Unexpected, error.to_string()));
        self.changes.spawn(to_its_end.in_current_span()).await.map_err(panicked).flatten()
    }

    /// The connection for orders, of which there is one.
    pub async fn session(&self) -> Result<Session, Failure> {
        self.check_open()?;
        let client = self.orders.get().await;
        let client = client.map_err(|error| Failure::DatabaseUnavailable(Fault::no_connection(&error)))?;
        Ok(Session { client: Some(client), in_transaction: false })
    }

    /// Wait until every change that has begun is at its end.
    pub async fn finish_changes(&self) {
        self.changes.close();
        self.changes.wait().await;
    }

    /// Take no more calls, and close the connections that are not in use.
    pub fn close(&self) {
        self.pool.close();
        self.orders.close();
    }

    /// Publish how the pool is doing.
    pub fn record_pool(&self) {
        let status = self.pool.status();
        metrics::gauge!("db_pool_connections_max").set(status.max_size as f64);
        metrics::gauge!("db_pool_connections").set(status.size as f64);
        metrics::gauge!("db_pool_connections_available").set(status.available as f64);
        metrics::gauge!("db_pool_waiting").set(status.waiting as f64);
    }

    /// Whether the schema is known to be there.
    pub fn is_open(&self) -> bool {
        self.open.load(Ordering::Acquire)
    }

    fn check_open(&self) -> Result<(), Failure> {
        if self.is_open() {
            return Ok(());
        }
        let fault = Fault::other("connect", Kind::Lost, "the schema is not known to be there yet");
        Err(Failure::DatabaseUnavailable(fault))
    }

    async fn connection(&self) -> Result<Client, Failure> {
        self.check_open()?;
        let began = Instant::now();
        let client = self.pool.get().await;
        metrics::histogram!("db_pool_wait_seconds").record(began.elapsed());
        client.map_err(|error| match error {
            PoolError::Timeout(TimeoutType::Wait) => Failure::PoolExhausted,
            other => Failure::DatabaseUnavailable(Fault::no_connection(&other)),
        })
    }
}

/// The connection for orders. It goes back when this is dropped, and is closed instead when a transaction is open on it:
/// only closing ends that for certain.
pub struct Session {
    /// Present until it is dropped.
    client: Option<Client>,
    in_transaction: bool,
}

impl Session {
    pub fn client(&self) -> &Client {
        self.client.as_ref().expect("it is taken by drop only")
    }

    /// A transaction is about to begin.
    pub fn begin(&mut self) {
        self.in_transaction = true;
    }

    /// The transaction has ended.
    pub fn ended(&mut self) {
        self.in_transaction = false;
    }

    /// End the transaction without a trace.
    pub async fn roll_back(&mut self) -> Result<(), Fault> {
        self.run("ROLLBACK").await?;
        self.ended();
        Ok(())
    }

    /// A command that neither takes nor gives anything.
    pub async fn run(&self, command: &'static str) -> Result<(), Fault> {
        self.client().batch_execute(command).await.map_err(|error| Fault::new(command, &error))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(client) = self.client.take()
            && self.in_transaction
        {
            drop(Object::take(client));
        }
    }
}

fn pool(server: &tokio_postgres::Config, session: &str, size: usize) -> Pool {
    let manager = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let manager = Manager::from_config(with_options(server, session), NoTls, manager);
    let timeouts = Timeouts { wait: Some(WAIT_LIMIT), create: Some(CONNECT_LIMIT), recycle: Some(CONNECT_LIMIT) };
    let durable = Hook::async_fn(|client, _metrics| keep_commits_durable(client).boxed());
    let pool = Pool::builder(manager).max_size(size).timeouts(timeouts).post_create(durable).runtime(Runtime::Tokio1);
    pool.build().expect("a runtime is given, and nothing else can fail")
}

/// A new session is of no use before it has this.
async fn keep_commits_durable(client: &ClientWrapper) -> Result<(), HookError> {
    let answered = timeout(CONNECT_LIMIT, client.simple_query(queries::KEEP_COMMITS_DURABLE.sql)).await;
    let late = |_| HookError::message(format!("no answer within {CONNECT_LIMIT:?}"));
    answered.map_err(late)?.map(drop).map_err(HookError::Backend)
}

/// Back to the pool, unless it is broken: the pool notices that a moment later than its next user would.
fn give_back<T>(client: Client, outcome: Result<T, Failure>) -> Result<T, Failure> {
    if outcome.as_ref().is_err_and(Failure::spoils_session) {
        drop(Object::take(client));
    }
    outcome
}

/// What the metrics of the pool mean.
pub fn describe_metrics() {
    metrics::describe_gauge!("db_pool_connections_max", "most connections that the pool may open");
    metrics::describe_gauge!("db_pool_connections", "connections of the pool to PostgreSQL");
    metrics::describe_gauge!("db_pool_connections_available", "connections of the pool that are not in use");
    metrics::describe_gauge!("db_pool_waiting", "calls that wait for a connection");
    metrics::describe_histogram!(
        "db_pool_wait_seconds",
        metrics::Unit::Seconds,
        "time that calls waited for a connection"
    );
}
