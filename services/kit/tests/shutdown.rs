//! Signals to this very process, so one test only.

use std::{
    pin::pin,
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use kit::shutdown::{Stop, Stopped, on_signal};
use nix::sys::signal::{Signal, raise};

struct Running {
    told: Arc<AtomicBool>,
    stopped: Stopped,
}

impl Stop for Running {
    async fn stop(self) -> Stopped {
        self.told.store(true, Ordering::Relaxed);
        self.stopped
    }
}

#[tokio::test]
async fn a_signal_stops_what_runs_and_the_exit_code_says_how_it_went() {
    let cases = [
        (Signal::SIGTERM, Stopped::Complete, ExitCode::SUCCESS),
        (Signal::SIGINT, Stopped::Complete, ExitCode::SUCCESS),
        (Signal::SIGTERM, Stopped::Incomplete, ExitCode::FAILURE),
    ];
    for (signal, stopped, expected) in cases {
        let told = Arc::new(AtomicBool::new(false));
        let mut ending = pin!(on_signal(Running { told: Arc::clone(&told), stopped }));
        // The first poll installs the handlers; until then the signal would end this process.
        assert!(futures::poll!(&mut ending).is_pending());
        assert!(!told.load(Ordering::Relaxed));
        raise(signal).unwrap();
        let code = tokio::time::timeout(Duration::from_secs(60), ending).await.unwrap();
        assert!(told.load(Ordering::Relaxed));
        assert_eq!(format!("{code:?}"), format!("{expected:?}"));
    }
}
