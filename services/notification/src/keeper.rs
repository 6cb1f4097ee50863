//! Looks after the table of mails: waits for PostgreSQL, brings the schema up to date, tells readiness whether the database
//! answers, and forgets old mails.

use std::time::{Duration, Instant};

use kit::{outage::Outage, postgres::with_options, readiness::Condition};
use tokio::time::{sleep, timeout};
use tokio_postgres::NoTls;
use tokio_util::task::AbortOnDropHandle;

use crate::{
    claims::{Claims, ClaimsError},
    queries,
};

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// "notifica" in ASCII: any number would do that nobody else takes in this database.
const LOCK: i64 = 0x6e6f_7469_6669_6361;
/// For one statement, and for other instances to finish their migrations.
const SESSION: &str = "-c statement_timeout=60s -c lock_timeout=60s -c idle_in_transaction_session_timeout=10s";
/// For all migrations, those of other instances that go first included.
const MIGRATION_LIMIT: Duration = Duration::from_secs(5 * 60);
/// Between two questions to PostgreSQL while it answers, and while it does not.
const CHECK: (Duration, Duration) = (Duration::from_secs(2), Duration::from_millis(500));
/// Between two looks for mails to forget.
const FORGET: Duration = Duration::from_secs(60);

#[derive(Debug, thiserror::Error)]
enum Interruption {
    #[error("the database does not answer")]
    Claims(#[from] ClaimsError),
    #[error("the schema cannot be brought up to date")]
    Statement(#[from] tokio_postgres::Error),
    #[error("the schema cannot be brought up to date")]
    Migration(#[from] refinery::Error),
    #[error("the schema could not be brought up to date in time")]
    Late,
}

/// Looks after the table. Never ends by itself; may be dropped at any time.
pub(crate) async fn keep(server: tokio_postgres::Config, claims: Claims, window: Duration, condition: Condition) {
    let server = with_options(&server, SESSION);
    let mut migrated = false;
    let mut outage: Option<Outage> = None;
    let mut forgotten = Instant::now();
    loop {
        let seen = look(&server, &claims, &mut migrated).await;
        condition.set(seen.is_ok());
        match seen {
            Ok(()) => {
                if let Some(outage) = outage.take() {
                    outage.end("the table of mails can be used again");
                }
                if forgotten.elapsed() > FORGET {
                    forgotten = Instant::now();
                    while matches!(claims.forget(window).await, Ok(true)) {}
                }
                sleep(CHECK.0).await;
            }
            Err(interruption) => {
                let outage = outage.get_or_insert_with(Outage::begin);
                outage.log("the table of mails cannot be used, trying again", &interruption);
                sleep(CHECK.1).await;
            }
        }
    }
}

async fn look(server: &tokio_postgres::Config, claims: &Claims, migrated: &mut bool) -> Result<(), Interruption> {
    if !*migrated {
        timeout(MIGRATION_LIMIT, migrate(server)).await.map_err(|_| Interruption::Late)??;
        *migrated = true;
        claims.open();
    }
    Ok(claims.probe().await?)
}

/// Any number of instances may start at once: an advisory lock lets them through one by one. A release runs on the schema of
/// the next one too, so migrations that are not known here are no error.
async fn migrate(server: &tokio_postgres::Config) -> Result<(), Interruption> {
    let (mut client, connection) = server.connect(NoTls).await?;
    let _connection = AbortOnDropHandle::new(tokio::spawn(connection));
    client.query(queries::LOCK_MIGRATIONS.sql, &[&LOCK]).await?;
    client.batch_execute(queries::CREATE_SCHEMA.sql).await?;
    let mut runner = embedded::migrations::runner().set_abort_missing(false);
    runner.set_migration_table_name("notification.refinery_schema_history");
    for migration in runner.run_async(&mut client).await?.applied_migrations() {
        tracing::info!(%migration, "migrated");
    }
    client.query(queries::UNLOCK_MIGRATIONS.sql, &[&LOCK]).await?;
    Ok(())
}
