//! What is counted and logged of every request, in one place.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use kit::gather::Gather;
use kit::logs::{Level, LogQueue, Record};
use metrics::{Counter, Histogram, counter, histogram};
use rest_runtime::server::{Exchange, GONE, Observer};

/// Counts every request, writes failures of the shop to the log, and sends one record per request to the log topic.
pub(crate) struct LogAndCount {
    logs: LogQueue,
    finished: Arc<Gather<Finished>>,
}

/// A request that was answered, for the metrics.
struct Finished {
    operation: &'static str,
    status: u16,
    seconds: f64,
}

/// By operation and status. Both are of the document, so that there are only so many.
type AllMeters = HashMap<(&'static str, u16), Meters>;

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
        let meters = Mutex::new(AllMeters::new());
        let count = move |finished: &[Finished]| {
            let mut meters = kit::locked(&meters);
            for &Finished { operation, status, seconds } in finished {
                meters.entry((operation, status)).or_insert_with(|| Meters::of(operation, status)).count(seconds);
            }
        };
        Self { logs, finished: Gather::new(count) }
    }
}

impl Meters {
    fn of(operation: &'static str, status: u16) -> Self {
        Self {
            requests: counter!("http_requests_total", "operation" => operation, "status" => status.to_string()),
            seconds: histogram!("http_request_seconds", "operation" => operation),
        }
    }

    fn count(&self, seconds: f64) {
        self.requests.increment(1);
        self.seconds.record(seconds);
    }
}

impl Observer for LogAndCount {
    fn finished(&self, exchange: &Exchange<'_>) {
        let (operation, status) = (exchange.operation.id, exchange.status);
        self.finished.note(Finished { operation, status, seconds: exchange.elapsed.as_secs_f64() });
        let (level, message) = describe(exchange);
        let (method, path) = (exchange.operation.method, exchange.path);
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
