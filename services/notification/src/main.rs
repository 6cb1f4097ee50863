//! The `notification` process: configuration from the environment, then the service until a signal ends it.

use std::process::ExitCode;

use anyhow::Context;

#[tokio::main(worker_threads = 2)]
async fn main() -> anyhow::Result<ExitCode> {
    let config = notification::Config::from_env()?;
    kit::telemetry::init(&config.common.instance)?;
    let running = notification::start(config).await.context("the notification service cannot start")?;
    Ok(kit::shutdown::on_signal(running).await)
}
