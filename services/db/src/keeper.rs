//! Keeps one connection beside the pool: waits for PostgreSQL, brings the schema up to date, and tells readiness whether
//! the database answers. It serves no calls.

use std::{
    convert::Infallible,
    time::{Duration, Instant},
};

use kit::{outage::Outage, postgres::with_options, readiness::Condition};
use tokio::time::{sleep, timeout};
use tokio_postgres::{Client, Connection, NoTls, Socket, tls::NoTlsStream};
use tokio_util::task::AbortOnDropHandle;

use crate::{
    database::Database,
    fault::{Fault, Kind},
    migrations::{self, MigrationError},
    queries,
};

const CONNECT_LIMIT: Duration = Duration::from_secs(2);
/// For all migrations, those of other instances that go first included.
const MIGRATION_LIMIT: Duration = Duration::from_secs(10 * 60);
const PROBE_INTERVAL: Duration = Duration::from_secs(1);
const PROBE_LIMIT: Duration = Duration::from_secs(2);
/// Before connecting again: at first, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));

/// Why the keeper has to begin anew.
#[derive(Debug, thiserror::Error)]
enum Interruption {
    #[error("the database cannot be reached")]
    Connection(#[source] Fault),
    #[error("the schema cannot be brought up to date")]
    Schema(#[source] MigrationError),
}

pub struct Keeper {
    server: tokio_postgres::Config,
    database: Database,
    reachable: Condition,
    migrated: bool,
}

impl Keeper {
    pub fn new(server: &tokio_postgres::Config, database: Database, reachable: Condition) -> Self {
        let server = with_options(server, migrations::SESSION);
        Self { server, database, reachable, migrated: false }
    }

    /// Never ends by itself; may be dropped at any time.
    pub async fn run(mut self) {
        let mut pause = PAUSES.0;
        let mut outage: Option<Outage> = None;
        loop {
            let began = Instant::now();
            let Err(interruption) = self.session(&mut outage).await;
            self.reachable.set(false);
            if outage.is_none() && began.elapsed() > PROBE_INTERVAL {
                pause = PAUSES.0;
            }
            outage.get_or_insert_with(Outage::begin).log("the database cannot be used, trying again", &interruption);
            sleep(pause).await;
            pause = (pause * 2).min(PAUSES.1);
        }
    }

    /// One connection, until it is lost.
    async fn session(&mut self, outage: &mut Option<Outage>) -> Result<Infallible, Interruption> {
        let (mut client, connection) = connect(&self.server).await.map_err(Interruption::Connection)?;
        let mut connection = AbortOnDropHandle::new(tokio::spawn(connection));
        if !self.migrated {
            let migrated = timeout(MIGRATION_LIMIT, migrations::run(&mut client)).await;
            let late = |_| Interruption::Connection(Fault::no_answer_within("migrate", MIGRATION_LIMIT));
            migrated.map_err(late)?.map_err(Interruption::Schema)?;
            self.migrated = true;
        }
        loop {
            probe(&client).await.map_err(Interruption::Connection)?;
            self.database.open();
            self.reachable.set(true);
            if let Some(outage) = outage.take() {
                outage.end("the database can be reached again");
            }
            tokio::select! {
                ended = &mut connection => return Err(Interruption::Connection(lost(ended))),
                () = sleep(PROBE_INTERVAL) => {}
            }
        }
    }
}

/// A connection beside the pool; it has to be polled for anything to happen.
pub async fn connect(server: &tokio_postgres::Config) -> Result<(Client, Connection<Socket, NoTlsStream>), Fault> {
    let connected = timeout(CONNECT_LIMIT, server.connect(NoTls)).await;
    let connected = connected.map_err(|_| Fault::no_answer_within("connect", CONNECT_LIMIT))?;
    connected.map_err(|error| Fault::new("connect", &error))
}

async fn probe(client: &Client) -> Result<(), Fault> {
    let answered = timeout(PROBE_LIMIT, client.simple_query(queries::PROBE.sql)).await;
    let answered = answered.map_err(|_| Fault::no_answer_within(queries::PROBE.name, PROBE_LIMIT))?;
    answered.map(drop).map_err(queries::PROBE.fault())
}

fn lost(ended: Result<Result<(), tokio_postgres::Error>, tokio::task::JoinError>) -> Fault {
    match ended {
        Ok(Err(error)) => Fault::new("connection", &error),
        _ => Fault::other("connection", Kind::Lost, "closed"),
    }
}
