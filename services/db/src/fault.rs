//! What went wrong at PostgreSQL, as far as it may be told. The server's detail line can quote a whole row, a password
//! hash among its columns, so nothing of it is kept. What a fault means to the caller is decided in `failure`.

use std::{error::Error, io, time::Duration};

use deadpool_postgres::{HookError, PoolError};
use tokio_postgres::{Row, error::SqlState, types::FromSql};

/// A failed statement or connection. Its text is for the log.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{statement}: {what}")]
pub struct Fault {
    statement: &'static str,
    kind: Kind,
    what: String,
}

/// What can be done about a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A unique constraint or index, by its name.
    Taken(String),
    /// The transaction lost against others and can be repeated: a deadlock or a serialization failure.
    Contended,
    /// A lock was not granted in time.
    LockTimeout,
    /// The statement was cancelled at its limit.
    StatementTimeout,
    /// There is no connection, or not any more. A statement that was under way may have had its effect.
    Lost,
    /// The server cannot write at all: it is a standby, or its disk is full.
    CannotWrite,
    /// Data that PostgreSQL or this service cannot deal with. A single row may be at fault.
    Unfit,
    /// Anything else: a defect of this service or of its database.
    Unexpected,
}

impl Fault {
    /// From an error of the statement, or of the step, that is called `statement`.
    pub fn new(statement: &'static str, error: &tokio_postgres::Error) -> Self {
        let what = match error.as_db_error() {
            Some(cause) => {
                let code = cause.code().code();
                let constraint = cause.constraint().map(|name| format!(" ({name})")).unwrap_or_default();
                format!("{} {code}: {}{constraint}", cause.severity(), cause.message())
            }
            None => match error.source() {
                Some(source) => format!("{error}: {source}"),
                None => error.to_string(),
            },
        };
        Self { statement, kind: kind(error), what }
    }

    /// A fault that PostgreSQL did not report itself.
    pub fn other(statement: &'static str, kind: Kind, what: impl Into<String>) -> Self {
        Self { statement, kind, what: what.into() }
    }

    /// Something did not happen within `limit`.
    pub fn no_answer_within(statement: &'static str, limit: Duration) -> Self {
        Self::other(statement, Kind::Lost, format!("no answer within {limit:?}"))
    }

    /// No connection could be had from the pool, for another reason than that all are in use.
    pub fn no_connection(error: &PoolError) -> Self {
        match error {
            PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => {
                Self { kind: Kind::Lost, ..Self::new("connect", error) }
            }
            other => Self::other("connect", Kind::Lost, other.to_string()),
        }
    }

    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Whether its session is of no use to anybody any more. Another one may lead to a server that can write.
    pub fn spoils_session(&self) -> bool {
        matches!(self.kind, Kind::Lost | Kind::CannotWrite)
    }

    /// Whether the connection is gone, and with it what was under way.
    pub fn is_loss(&self) -> bool {
        self.kind == Kind::Lost
    }
}

/// A column of a row; a fault when it is missing or of another type, which only a defect can cause.
pub fn column<'a, T: FromSql<'a>>(row: &'a Row, name: &str) -> Result<T, Fault> {
    row.try_get(name).map_err(|error| Fault::new("row", &error))
}

fn kind(error: &tokio_postgres::Error) -> Kind {
    let Some(cause) = error.as_db_error() else {
        let broken = error.is_closed() || error.source().is_some_and(<dyn Error>::is::<io::Error>);
        return if broken { Kind::Lost } else { Kind::Unfit };
    };
    match cause.code() {
        &SqlState::UNIQUE_VIOLATION => Kind::Taken(cause.constraint().unwrap_or_default().to_owned()),
        &SqlState::T_R_DEADLOCK_DETECTED | &SqlState::T_R_SERIALIZATION_FAILURE => Kind::Contended,
        &SqlState::LOCK_NOT_AVAILABLE => Kind::LockTimeout,
        &SqlState::QUERY_CANCELED => Kind::StatementTimeout,
        // Class 08 is the connection, 57P a server that stops or starts; 25P03 ends the session of an idle transaction.
        code if code.code().starts_with("08") || code.code().starts_with("57P") => Kind::Lost,
        &SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT | &SqlState::TOO_MANY_CONNECTIONS => Kind::Lost,
        &SqlState::READ_ONLY_SQL_TRANSACTION => Kind::CannotWrite,
        code => match code.code().get(..2) {
            // Insufficient resources.
            Some("53") => Kind::CannotWrite,
            // Cardinality, data, integrity constraint, WITH CHECK OPTION, program limit, raised by a trigger, and a row that
            // is corrupted.
            Some("21" | "22" | "23" | "44" | "54" | "P0" | "XX") => Kind::Unfit,
            _ => Kind::Unexpected,
        },
    }
}
