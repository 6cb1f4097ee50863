//! Brings the schema up to date. Any number of instances may start at once: an advisory lock lets them through one by
//! one. A release runs on the schema of the next one too, so migrations that are not known here are no error.

use refinery::Report;
use tokio_postgres::Client;

use crate::{fault::Fault, queries};

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// "tuckshop" in ASCII: any number would do that nobody else takes in this database.
const LOCK: i64 = 0x7475_636b_7368_6f70;

/// For one statement, and for other instances to finish their migrations.
pub const SESSION: &str = "-c statement_timeout=60s -c lock_timeout=60s -c idle_in_transaction_session_timeout=10s";

/// Why the schema is not up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    #[error("cannot take turns with other instances")]
    Lock(#[source] Fault),
    #[error("{doing}")]
    Statement {
        doing: String,
        #[source]
        fault: Fault,
    },
    #[error("the migrations that were applied do not fit those that are known")]
    Mismatch(#[source] refinery::Error),
}

/// Apply what is missing. The lock ends with the session if this is dropped or fails.
pub async fn run(client: &mut Client) -> Result<(), MigrationError> {
    let (lock, unlock) = (&queries::LOCK_MIGRATIONS, &queries::UNLOCK_MIGRATIONS);
    client.query(lock.sql, &[&LOCK]).await.map_err(lock.fault()).map_err(MigrationError::Lock)?;
    let runner = embedded::migrations::runner().set_abort_missing(false);
    let report = runner.run_async(client).await.map_err(error)?;
    client.query(unlock.sql, &[&LOCK]).await.map_err(unlock.fault()).map_err(MigrationError::Lock)?;
    log(&report);
    Ok(())
}

/// PostgreSQL's own words are cut down to what may be told.
fn error(error: refinery::Error) -> MigrationError {
    if let refinery::error::Kind::Connection(doing, cause) = error.kind()
        && let Some(cause) = cause.downcast_ref::<tokio_postgres::Error>()
    {
        return MigrationError::Statement { doing: doing.clone(), fault: Fault::new("migrate", cause) };
    }
    MigrationError::Mismatch(error)
}

fn log(report: &Report) {
    for migration in report.applied_migrations() {
        tracing::info!(%migration, "migrated");
    }
}
