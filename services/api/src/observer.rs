//! What is counted and logged of every request, in one place.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use kit::logs::{Level, LogQueue, Record};
use metrics::{Counter, Histogram, counter, histogram};
use rest_runtime::server::{Exchange, GONE, Observer};
use thread_local::ThreadLocal;

/// Counts every request, writes failures of the shop to the log, and sends one record per request to the log topic.
pub(crate) struct LogAndCount {
    logs: LogQueue,
    /// By operation and status, found anew by each thread: a lock would be a place that all of them meet at. Both are of the
    /// document, so that there are only so many.
    meters: ThreadLocal<RefCell<HashMap<(&'static str, u16), Meters>>>,
}

/// Where requests of one operation with one status are counted.
struct Meters {
    requests: Counter,
    seconds: Histogram,
}

impl LogAndCount {
    pub(crate) fn new(logs: LogQueue) -> Self {
        metrics::describe_counter!(
            "http_requests_total",
            "Requests that reached an operation, by operation and status"
        );
        metrics::describe_histogram!("http_request_seconds", "From a request's head to its answer, by operation");
        Self { logs, meters: ThreadLocal::new() }
    }

    fn count(&self, exchange: &Exchange<'_>) {
        let (operation, status) = (exchange.operation.id, exchange.status);
        let mut meters = self.meters.get_or_default().borrow_mut();
        meters.entry((operation, status)).or_insert_with(|| Meters::of(operation, status)).count(exchange);
    }
}

impl Meters {
    fn of(operation: &'static str, status: u16) -> Self {
        Self {
            requests: counter!("http_requests_total", "operation" => operation, "status" => status.to_string()),
            seconds: histogram!("http_request_seconds", "operation" => operation),
        }
    }

    fn count(&self, exchange: &Exchange<'_>) {
        self.requests.increment(1);
        self.seconds.record(exchange.elapsed.as_secs_f64());
    }
}

impl Observer for LogAndCount {
    fn finished(&self, exchange: &Exchange<'_>) {
        self.count(exchange);
        let (level, message) = describe(exchange);
        let (method, path, status) = (exchange.operation.method, exchange.path, exchange.status);
        let request_id = exchange.scope.request_id.as_str();
        if level == Level::Error {
            let cause = exchange.failure.and_then(|failure| failure.problem.cause()).map(chain).unwrap_or_default();
            tracing::error!(request_id, method, path, status, cause, "{message}");
        } else {
            tracing::debug!(request_id, method, path, status, "{message}");
        }
        self.logs.emit(Record {
            path,
            method,
            user_sid: exchange.scope.caller().unwrap_or_default(),
            request_id,
            status: status.into(),
            ..Record::new(level, &message)
        });
    }
}

fn describe(exchange: &Exchange<'_>) -> (Level, Cow<'static, str>) {
    let operation = exchange.operation.id;
    let Some(failure) = exchange.failure else {
        return match exchange.status {
            GONE => (Level::Warn, format!("{operation}: the client went away").into()),
            _ => (Level::Info, operation.into()),
        };
    };
    let level = if exchange.status >= 500 { Level::Error } else { Level::Warn };
    let code = failure.problem.error_code.as_deref().unwrap_or_default();
    (level, format!("{operation}: {code}: {}", failure.problem.message).into())
}

/// A cause with the causes behind it.
fn chain(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> String {
    let mut text = cause.to_string();
    let mut next = cause.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}
