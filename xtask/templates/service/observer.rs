//! What is counted and logged of every request, in one place.

use rest_runtime::server::{Exchange, Observer};

/// Counts every request, and logs those that failed on our side.
pub(crate) struct LogAndCount;

impl Observer for LogAndCount {
    fn finished(&self, exchange: &Exchange<'_>) {
        let (operation, status) = (exchange.operation.id, exchange.status);
        metrics::counter!("http_requests_total", "operation" => operation, "status" => status.to_string()).increment(1);
        metrics::histogram!("http_request_seconds", "operation" => operation).record(exchange.elapsed.as_secs_f64());
        let request_id = exchange.scope.request_id.as_str();
        match exchange.failure {
            Some(failure) if status >= 500 => {
                tracing::error!(request_id, operation, status, failure = ?failure.problem, "failed");
            }
            _ => tracing::debug!(request_id, operation, status, "answered"),
        }
    }
}
