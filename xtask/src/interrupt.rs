//! Ctrl-C: asks for an orderly end once, and ends the process at the second time.

use stack::Cancel;
use tokio::signal::unix::{SignalKind, signal};

/// What a shell expects of a process that Ctrl-C has ended.
pub const EXIT_CODE: u8 = 130;

/// From now on SIGINT, SIGTERM and the terminal's end cancel.
pub fn cancels(cancel: &Cancel) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let (mut interrupt, mut terminate, mut hang_up) = {
        let _entered = runtime.enter();
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?, signal(SignalKind::hangup())?)
    };
    let cancel = cancel.clone();
    std::thread::spawn(move || {
        runtime.block_on(async {
            loop {
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                    _ = hang_up.recv() => {}
                }
                if cancel.is_cancelled() {
                    std::process::exit(EXIT_CODE.into());
                }
                cancel.cancel();
            }
        });
    });
    Ok(())
}
