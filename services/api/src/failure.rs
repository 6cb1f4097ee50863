//! The one place where a gRPC status becomes a REST failure.

use std::time::Duration;

use kit::call::CONNECTION_LOST;
use rest_runtime::{Failure, Violation};
use tonic::{Code, Status};

/// When to try again what is not available now.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// What the DB service's answer means for the client of the REST interface.
pub(crate) fn from_status(status: Status) -> Failure {
    let reason = kit::status::reason(&status).unwrap_or_default();
    let code = reason.to_lowercase();
    let failure = |http: u16| Failure::new(http, code.as_str(), status.message());
    match (status.code(), reason.as_str()) {
        // The only user that the REST interface speaks of is the caller.
        (Code::NotFound, "USER_NOT_FOUND") => Failure::unauthorized(),
        (Code::NotFound, _) => failure(404),
        (Code::AlreadyExists, _) => failure(409),
        (Code::FailedPrecondition, "IDEMPOTENCY_KEY_REUSED") => failure(422),
        (Code::FailedPrecondition, _) => failure(409),
        (Code::PermissionDenied, _) => failure(403),
        (Code::InvalidArgument, _) => Failure::invalid(violations(&status)),
        (Code::ResourceExhausted, _) => {
            Failure::new(429, "too_many_requests", "too many requests, try again later").with_retry_after(RETRY_AFTER)
        }
        (Code::Unavailable, "OVERLOADED") => {
            Failure::new(503, "overloaded", "there is too much to do, try again later").with_retry_after(RETRY_AFTER)
        }
        (Code::Unavailable | Code::Aborted, _) => unavailable(status),
        (Code::DeadlineExceeded, _) => {
            Failure::new(504, "deadline_exceeded", "the answer was not ready in time").with_cause(status)
        }
        _ => bad_gateway(status),
    }
}

/// Like [`from_status`], for a call on behalf of a request that has no body: what is wrong is a parameter.
pub(crate) fn from_status_of_read(status: Status) -> Failure {
    let mut failure = from_status(status);
    for violation in &mut failure.problem.details {
        violation.parameter = violation.pointer.take().map(|pointer| pointer.trim_start_matches('/').to_owned());
    }
    failure
}

/// Like [`from_status`], for a call that changes something and is not known by a key: when its answer was lost, nobody can say
/// whether the change was made.
pub(crate) fn from_status_of_write(status: Status) -> Failure {
    if kit::status::reason(&status).as_deref() == Some(CONNECTION_LOST) {
        return Failure::new(504, "deadline_exceeded", "the answer was lost").with_cause(status);
    }
    from_status(status)
}

/// Like [`from_status`], for a question that comes before the operation itself: whatever became of it, nothing was changed.
pub(crate) fn from_status_of_check(status: Status) -> Failure {
    match from_status(status.clone()) {
        Failure { status: 502 | 504, .. } => unavailable(status),
        failure => failure,
    }
}

fn unavailable(cause: Status) -> Failure {
    Failure::new(503, "service_unavailable", "a part of the shop cannot be reached, try again later")
        .with_retry_after(RETRY_AFTER)
        .with_cause(cause)
}

/// The DB service answered with something that makes no sense.
pub(crate) fn bad_gateway(cause: impl Into<rest_runtime::BoxError>) -> Failure {
    Failure::new(502, "bad_gateway", "a part of the shop failed").with_cause(cause)
}

fn violations(status: &Status) -> Vec<Violation> {
    kit::status::violations(status)
        .into_iter()
        .map(|violation| Violation {
            pointer: Some(format!("/{}", violation.field.replace(['.', '['], "/").replace(']', ""))),
            parameter: None,
            reason: violation.description,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_status() {
        let cases = [
            (Code::NotFound, "PRODUCT_NOT_FOUND", 404, "product_not_found"),
            (Code::NotFound, "ORDER_NOT_FOUND", 404, "order_not_found"),
            (Code::NotFound, "USER_NOT_FOUND", 401, "unauthorized"),
            (Code::AlreadyExists, "SID_TAKEN", 409, "sid_taken"),
            (Code::FailedPrecondition, "OUT_OF_STOCK", 409, "out_of_stock"),
            (Code::FailedPrecondition, "IDEMPOTENCY_KEY_REUSED", 422, "idempotency_key_reused"),
            (Code::PermissionDenied, "NOT_YOUR_ORDER", 403, "not_your_order"),
            (Code::ResourceExhausted, "", 429, "too_many_requests"),
            (Code::Unavailable, "POOL_EXHAUSTED", 503, "service_unavailable"),
            (Code::Unavailable, "OVERLOADED", 503, "overloaded"),
            (Code::DeadlineExceeded, "", 504, "deadline_exceeded"),
            (Code::Internal, "INTERNAL", 502, "bad_gateway"),
            (Code::Unknown, "", 502, "bad_gateway"),
            (Code::Unimplemented, "", 502, "bad_gateway"),
        ];
        for (code, reason, http, error_code) in cases {
            let failure = from_status(kit::status::status(code, reason, "text"));
            assert_eq!((failure.status, failure.problem.error_code.as_deref()), (http, Some(error_code)), "{code:?}");
        }
    }

    #[test]
    fn a_write_whose_answer_was_lost_may_have_happened() {
        let lost = || kit::status::status(Code::Unavailable, CONNECTION_LOST, "text");
        assert_eq!((from_status_of_write(lost()).status, from_status_of_read(lost()).status), (504, 503));
        let not_sent = kit::status::status(Code::Unavailable, kit::call::UNREACHABLE, "text");
        assert_eq!(from_status_of_write(not_sent).status, 503);
    }

    #[test]
    fn a_question_before_the_operation_has_changed_nothing() {
        let cases = [
            (Code::DeadlineExceeded, "DEADLINE_EXCEEDED", 503),
            (Code::DeadlineExceeded, "DATABASE_TIMEOUT", 503),
            (Code::Unavailable, CONNECTION_LOST, 503),
            (Code::Internal, "INTERNAL", 503),
            (Code::NotFound, "USER_NOT_FOUND", 401),
        ];
        for (code, reason, http) in cases {
            let failure = from_status_of_check(kit::status::status(code, reason, "text"));
            assert_eq!((failure.status, failure.problem.retry_after().is_some()), (http, http == 503), "{reason}");
        }
    }

    #[test]
    fn nothing_of_a_defect_reaches_the_client() {
        let failure = from_status(Status::internal("relation \"users\" does not exist"));
        let body = failure.problem.message;
        assert!(!body.contains("users"), "{body}");
    }

    #[test]
    fn fields_become_pointers() {
        let fields = vec![kit::status::FieldViolation::new("lines[1].quantity", "must be at most 3")];
        let failure = from_status(kit::status::invalid(fields));
        assert_eq!(failure.status, 400);
        assert_eq!(failure.problem.details[0].pointer.as_deref(), Some("/lines/1/quantity"));
    }

    #[test]
    fn fields_of_a_read_are_parameters() {
        let fields = vec![kit::status::FieldViolation::new("category", "must have 1 to 50 characters")];
        let failure = from_status_of_read(kit::status::invalid(fields));
        let violation = &failure.problem.details[0];
        assert_eq!((violation.pointer.as_deref(), violation.parameter.as_deref()), (None, Some("category")));
    }
}
