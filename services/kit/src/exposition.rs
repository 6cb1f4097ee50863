//! The process's metrics recorder and its Prometheus text. Installed once per process, however many services start in
//! it; which metrics there are is decided where they are counted.

use std::{
    sync::{Mutex, OnceLock},
    time::Duration,
};

use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use crate::{gather, locked, logs::accounts};

/// Bucket bounds of every histogram whose name ends in `_seconds`, in seconds.
const SECONDS: [f64; 16] =
    [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// Bucket bounds of every histogram whose name ends in `_size`.
const SIZES: [f64; 12] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 1_024.0, 4_096.0];

/// Histograms gather their samples until somebody drains them: a process that nobody scrapes must not grow.
const UPKEEP: Duration = Duration::from_secs(5);

static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();

/// Install the recorder behind the `metrics` macros, or find the one installed before.
///
/// A process that has installed a recorder of its own keeps it, and the handle renders nothing then.
pub(crate) fn install() -> PrometheusHandle {
    HANDLE
        .get_or_init(|| {
            let recorder = PrometheusBuilder::new()
                .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)
                .and_then(|builder| builder.set_buckets_for_metric(Matcher::Suffix("_size".to_owned()), &SIZES))
                .expect("the lists of buckets are not empty")
                .build_recorder();
            let handle = recorder.handle();
            if metrics::set_global_recorder(recorder).is_err() {
                tracing::warn!("another metrics recorder is installed, /metrics stays empty");
            }
            describe();
            keep_up(handle.clone());
            handle
        })
        .clone()
}

/// The metrics as they are now, as Prometheus reads them.
pub fn render() -> String {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = locked(&ONE_AT_A_TIME);
    accounts::tell();
    gather::count_all();
    install().render()
}

/// What kit itself counts.
fn describe() {
    describe_counter!("grpc_server_requests_total", "Finished calls by service, method and status code.");
    describe_histogram!("grpc_server_request_seconds", Unit::Seconds, "From a call's arrival to its end.");
    describe_counter!("log_records_emitted_total", "Log records that were given to the queue.");
    describe_counter!("log_records_acknowledged_total", "Log records that the logging service has acknowledged.");
    describe_counter!("log_records_dropped_total", "Log records given up: the oldest of a full queue, or refused.");
    describe_gauge!("log_records_in_flight", "Log records queued, or sent and not acknowledged yet.");
}

/// A thread and not a task, because the recorder outlives the runtime of any one service.
fn keep_up(handle: PrometheusHandle) {
    let upkeep = move || {
        loop {
            std::thread::sleep(UPKEEP);
            handle.run_upkeep();
        }
    };
    if let Err(error) = std::thread::Builder::new().name("metrics-upkeep".to_owned()).spawn(upkeep) {
        tracing::warn!(%error, "no thread for the upkeep of metrics, histograms are drained by scrapes only");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn installing_twice_gives_the_same_recorder() {
        install();
        metrics::counter!("exposition_test_total").increment(3);
        metrics::histogram!("exposition_test_seconds").record(0.003);
        for text in [install().render(), render()] {
            assert!(text.contains("exposition_test_total 3\n"), "{text}");
            assert!(text.contains("exposition_test_seconds_bucket{le=\"0.0025\"} 0\n"), "{text}");
            assert!(text.contains("exposition_test_seconds_bucket{le=\"0.005\"} 1\n"), "{text}");
        }
    }
}
