//! The `db` process: configuration from the environment, then the service until a signal ends it.

use std::process::ExitCode;

use anyhow::Context;

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let config = db::Config::from_env()?;
    kit::telemetry::init(&config.common.instance)?;
    let running = db::start(config).await.context("the db service cannot start")?;
    Ok(kit::shutdown::on_signal(running).await)
}
