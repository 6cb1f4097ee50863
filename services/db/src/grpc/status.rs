//! What each failure is called on the wire: the only place that gives gRPC codes and reasons to the shop's failures, and
//! the only place that logs their causes.

use kit::status::{status, with_metadata};
use tonic::{Code, Status};

use crate::failure::{Failure, listed};

/// The status of a failed call. Its message says nothing of the cause.
pub fn of(failure: Failure) -> Status {
    log(&failure);
    let message = failure.to_string();
    match failure {
        Failure::ProductNotFound { product_ids } => {
            let metadata = [("product_ids", listed(&product_ids))];
            with_metadata(Code::NotFound, "PRODUCT_NOT_FOUND", message, metadata)
        }
        Failure::UserNotFound => status(Code::NotFound, "USER_NOT_FOUND", message),
        Failure::OrderNotFound => status(Code::NotFound, "ORDER_NOT_FOUND", message),
        Failure::NotYourOrder => status(Code::PermissionDenied, "NOT_YOUR_ORDER", message),
        Failure::ProductNameTaken => status(Code::AlreadyExists, "PRODUCT_NAME_TAKEN", message),
        Failure::SidTaken => status(Code::AlreadyExists, "SID_TAKEN", message),
        Failure::UsernameTaken => status(Code::AlreadyExists, "USERNAME_TAKEN", message),
        Failure::EmailTaken => status(Code::AlreadyExists, "EMAIL_TAKEN", message),
        Failure::OutOfStock { product_id } => {
            let metadata = [("product_id", product_id.to_string())];
            with_metadata(Code::FailedPrecondition, "OUT_OF_STOCK", message, metadata)
        }
        Failure::IdempotencyKeyReused => status(Code::FailedPrecondition, "IDEMPOTENCY_KEY_REUSED", message),
        Failure::OrderCancelled => status(Code::FailedPrecondition, "ORDER_CANCELLED", message),
        Failure::DatabaseUnavailable(_) => status(Code::Unavailable, "DATABASE_UNAVAILABLE", message),
        Failure::Overloaded => status(Code::Unavailable, "OVERLOADED", message),
        Failure::Stopping => status(Code::Unavailable, "STOPPING", message),
        Failure::Expired => status(Code::DeadlineExceeded, "DEADLINE_EXCEEDED", message),
        Failure::PoolExhausted => status(Code::Unavailable, "POOL_EXHAUSTED", message),
        Failure::Busy(_) => status(Code::Unavailable, "DATABASE_BUSY", message),
        Failure::TooSlow(_) => status(Code::DeadlineExceeded, "DATABASE_TIMEOUT", message),
        Failure::OutcomeUnknown(_) => status(Code::DeadlineExceeded, "OUTCOME_UNKNOWN", message),
        Failure::Internal(_) => status(Code::Internal, "INTERNAL", message),
    }
}

/// Within the call's span, so that the request id stands beside it. A server that is away fails every call and has lines of
/// its own from the keeper, so it is told here only to those who look closely.
fn log(failure: &Failure) {
    match failure {
        Failure::Internal(cause) => tracing::error!(%cause, "a call failed"),
        Failure::Busy(cause) | Failure::TooSlow(cause) | Failure::OutcomeUnknown(cause) => {
            tracing::warn!(%cause, "a call failed");
        }
        Failure::DatabaseUnavailable(cause) if cause.is_loss() => tracing::debug!(%cause, "a call failed"),
        Failure::DatabaseUnavailable(cause) => tracing::warn!(%cause, "a call failed"),
        _ => {}
    }
}
