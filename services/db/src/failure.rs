//! Every way in which a call can fail, in the shop's own terms. Neither gRPC codes nor SQL states are known here: the
//! edge maps a failure to a status, `fault` reads PostgreSQL's errors.

use crate::fault::{Fault, Kind};

/// Why a call failed. The text is for the caller and says nothing of the cause, which is for the log.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Failure {
    #[error("there is no product {}", listed(.product_ids))]
    ProductNotFound { product_ids: Vec<i64> },
    #[error("there is no such user")]
    UserNotFound,
    #[error("there is no such order")]
    OrderNotFound,
    #[error("the order is another user's")]
    NotYourOrder,
    #[error("another product on sale has this name")]
    ProductNameTaken,
    #[error("the sid is taken")]
    SidTaken,
    #[error("the username is taken")]
    UsernameTaken,
    #[error("the e-mail address is taken")]
    EmailTaken,
    #[error("product {product_id} has too few units left")]
    OutOfStock { product_id: i64 },
    #[error("the idempotency key was used for another order")]
    IdempotencyKeyReused,
    #[error("a cancelled order cannot be placed again")]
    OrderCancelled,

    #[error("the database cannot be used, try again later")]
    DatabaseUnavailable(#[source] Fault),
    #[error("more orders wait than can be placed soon, and nothing was changed; try again later")]
    Overloaded,
    #[error("the service is about to stop, and nothing was changed; try again")]
    Stopping,
    #[error("the deadline passed before the order was begun, and nothing was changed")]
    Expired,
    #[error("every database connection is in use, try again later")]
    PoolExhausted,
    #[error("the data is locked by other calls, try again later")]
    Busy(#[source] Fault),
    #[error("the database did not finish in time, and nothing was changed")]
    TooSlow(#[source] Fault),
    #[error("the connection to the database broke; whether anything was changed is not known")]
    OutcomeUnknown(#[source] Fault),
    #[error("internal error")]
    Internal(#[source] Fault),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        match fault.kind() {
            Kind::Taken(constraint) => match constraint.as_str() {
                "users_sid_taken" => Self::SidTaken,
                "users_username_taken" => Self::UsernameTaken,
                "users_email_taken" => Self::EmailTaken,
                "products_name_on_sale" => Self::ProductNameTaken,
                // Somebody else is placing another order under it at this moment.
                "orders_idempotency_key_taken" => Self::Busy(fault),
                _ => Self::Internal(fault),
            },
            Kind::Contended | Kind::LockTimeout => Self::Busy(fault),
            Kind::StatementTimeout => Self::TooSlow(fault),
            Kind::Lost | Kind::CannotWrite => Self::DatabaseUnavailable(fault),
            Kind::Unfit | Kind::Unexpected => Self::Internal(fault),
        }
    }
}

impl Failure {
    /// For a change: when the connection broke under it, it may have been made.
    pub fn of_change(fault: Fault) -> Self {
        match fault.kind() {
            Kind::Lost => Self::OutcomeUnknown(fault),
            _ => fault.into(),
        }
    }

    /// For an order whose batch was given up, which only a defect can cause.
    pub fn abandoned() -> Self {
        Self::OutcomeUnknown(Fault::other("executor", Kind::Lost, "a batch was given up"))
    }

    /// Whether the session broke, or has not answered for so long that it is of no use to anybody else.
    pub fn spoils_session(&self) -> bool {
        match self {
            Self::DatabaseUnavailable(fault) | Self::TooSlow(fault) | Self::OutcomeUnknown(fault) => {
                fault.spoils_session()
            }
            _ => false,
        }
    }
}

/// `7`, or `7, 9`.
pub fn listed(ids: &[i64]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
