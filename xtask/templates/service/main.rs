//! The service `{{name}}`, as a process.

use std::process::ExitCode;

use {{library}}::{Config, start};

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
