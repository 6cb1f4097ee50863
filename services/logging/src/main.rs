//! The logging service as a process: reads its configuration from the environment, serves until SIGTERM or SIGINT.
//! What it does is in the library.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let config = logging::Config::from_env()?;
    kit::telemetry::init(&config.common.instance)?;
    let running = logging::start(config).await?;
    Ok(kit::shutdown::on_signal(running).await)
}
