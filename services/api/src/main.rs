//! The REST interface of the store, as a process.

use std::process::ExitCode;

use api::{Config, start};

/// Gives memory back to the system: hashing a password takes 19 MiB for a moment, on whichever thread is free.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> anyhow::Result<ExitCode> {
    let config = Config::from_env()?;
    kit::telemetry::init(&config.common.instance)?;
    let running = start(config).await?;
    Ok(kit::shutdown::on_signal(running).await)
}
