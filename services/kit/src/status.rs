//! gRPC statuses with the details that the shop promises: `google.rpc.ErrorInfo` with a reason for programs, and
//! `google.rpc.BadRequest` for invalid input. Which failure gets which status is decided by the services.

use std::collections::HashMap;

use tonic::{Code, Status};
use tonic_types::{ErrorDetails, ErrorInfo, StatusExt};

pub use tonic_types::FieldViolation;

/// The `domain` of every `ErrorInfo` of the shop.
pub const DOMAIN: &str = "tuckshop";

/// The reason of every status made by [`invalid`].
pub const INVALID_ARGUMENT: &str = "INVALID_ARGUMENT";

/// A status for people (`message`) and for programs (`reason`, UPPER_SNAKE, listed in `docs/errors.md`).
pub fn status(code: Code, reason: &str, message: impl Into<String>) -> Status {
    with_metadata(code, reason, message, [])
}

/// Like [`status`], with values that belong to the reason.
pub fn with_metadata<const N: usize>(
    code: Code,
    reason: &str,
    message: impl Into<String>,
    metadata: [(&str, String); N],
) -> Status {
    let metadata: HashMap<_, _> = metadata.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Status::with_error_details(code, message, ErrorDetails::with_error_info(reason, DOMAIN, metadata))
}

/// INVALID_ARGUMENT that names every field that is wrong, in `google.rpc.BadRequest` and in its message.
pub fn invalid(violations: Vec<FieldViolation>) -> Status {
    invalid_with_metadata(violations, [])
}

/// Like [`invalid`], with values that belong to the refusal.
pub fn invalid_with_metadata<const N: usize>(violations: Vec<FieldViolation>, metadata: [(&str, String); N]) -> Status {
    let listed: Vec<_> = violations.iter().map(|one| format!("{}: {}", one.field, one.description)).collect();
    let metadata: HashMap<_, _> = metadata.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let mut details = ErrorDetails::with_bad_request(violations);
    details.set_error_info(INVALID_ARGUMENT, DOMAIN, metadata);
    Status::with_error_details(Code::InvalidArgument, format!("invalid input: {}", listed.join("; ")), details)
}

/// The reason in a status of the shop; `None` for a status that came from elsewhere, such as the transport.
pub fn reason(status: &Status) -> Option<String> {
    error_info(status).map(|info| info.reason)
}

/// A value that was given to [`with_metadata`].
pub fn metadata(status: &Status, key: &str) -> Option<String> {
    error_info(status)?.metadata.remove(key)
}

/// The fields that an INVALID_ARGUMENT names; empty for any other status.
pub fn violations(status: &Status) -> Vec<FieldViolation> {
    status.get_details_bad_request().map(|details| details.field_violations).unwrap_or_default()
}

/// The code's name as gRPC writes it, such as `NOT_FOUND`.
pub fn code_name(code: Code) -> &'static str {
    match code {
        Code::Ok => "OK",
        Code::Cancelled => "CANCELLED",
        Code::Unknown => "UNKNOWN",
        Code::InvalidArgument => "INVALID_ARGUMENT",
        Code::DeadlineExceeded => "DEADLINE_EXCEEDED",
        Code::NotFound => "NOT_FOUND",
        Code::AlreadyExists => "ALREADY_EXISTS",
        Code::PermissionDenied => "PERMISSION_DENIED",
        Code::ResourceExhausted => "RESOURCE_EXHAUSTED",
        Code::FailedPrecondition => "FAILED_PRECONDITION",
        Code::Aborted => "ABORTED",
        Code::OutOfRange => "OUT_OF_RANGE",
        Code::Unimplemented => "UNIMPLEMENTED",
        Code::Internal => "INTERNAL",
        Code::Unavailable => "UNAVAILABLE",
        Code::DataLoss => "DATA_LOSS",
        Code::Unauthenticated => "UNAUTHENTICATED",
    }
}

/// Whether a code says that the service failed, and not that the caller asked for something it cannot have.
pub fn is_failure_of_service(code: Code) -> bool {
    matches!(code, Code::Unknown | Code::Internal | Code::Unavailable | Code::DataLoss | Code::DeadlineExceeded)
}

fn error_info(status: &Status) -> Option<ErrorInfo> {
    status.get_details_error_info().filter(|info| info.domain == DOMAIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_says_its_reason_to_programs() {
        let status = with_metadata(Code::Unavailable, "KAFKA_UNAVAILABLE", "no broker", [("acknowledged", "7".into())]);
        assert_eq!((status.code(), status.message()), (Code::Unavailable, "no broker"));
        assert_eq!(reason(&status).as_deref(), Some("KAFKA_UNAVAILABLE"));
        assert_eq!(metadata(&status, "acknowledged").as_deref(), Some("7"));
        assert_eq!(metadata(&status, "else"), None);
        assert!(violations(&status).is_empty());
    }

    #[test]
    fn an_invalid_input_names_every_field() {
        let status =
            invalid(vec![FieldViolation::new("sid", "is too short"), FieldViolation::new("email", "has no @")]);
        assert_eq!(status.code(), Code::InvalidArgument);
        assert_eq!(status.message(), "invalid input: sid: is too short; email: has no @");
        assert_eq!(reason(&status).as_deref(), Some(INVALID_ARGUMENT));
        let fields: Vec<_> = violations(&status).into_iter().map(|one| one.field).collect();
        assert_eq!(fields, ["sid", "email"]);
    }

    #[test]
    fn details_of_others_and_damaged_ones_have_no_reason() {
        assert_eq!(reason(&Status::internal("plain")), None);
        let foreign = ErrorDetails::with_error_info("RATE", "elsewhere.example", HashMap::new());
        assert_eq!(reason(&Status::with_error_details(Code::Internal, "foreign", foreign)), None);
        let damaged = Status::with_details(Code::Internal, "damaged", bytes::Bytes::from_static(&[0xff, 0xff, 0x01]));
        assert_eq!(reason(&damaged), None);
    }
}
