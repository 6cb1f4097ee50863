//! The service `{{name}}`: fills in the trait that is generated from `{{document}}`, and serves it.

mod config;
mod observer;
mod service;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dropshot::{ConfigDropshot, HandlerTaskMode, HttpServer, ServerBuilder};
use kit::service::{Foundation, FoundationError};
use kit::shutdown::{Stop, Stopped};
use {{api_library}}::server::{DOCUMENT, api_description};
use rest_runtime::server::{{{imports}}};
use slog::Drain as _;

pub use config::Config;
use observer::LogAndCount;
use service::Service;

/// The running service.
pub struct Running {
    server: HttpServer<Context<Service>>,
    foundation: Foundation,
    limit: Duration,
}

/// Why the service did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Below the service
    #[error(transparent)]
    Foundation(#[from] FoundationError),
    /// The REST interface cannot be served
    #[error("cannot serve the REST interface on {address}")]
    Server {
        /// `{{prefix}}_LISTEN`
        address: SocketAddr,
        /// Why
        #[source]
        source: rest_runtime::BoxError,
    },
}

/// Start the service. Port 0 takes a free one.
///
/// # Errors
///
/// When an address cannot be bound or an endpoint cannot be used.
pub async fn start(config: Config) -> Result<Running, StartError> {
    let foundation = Foundation::start(&config.common).await?;
    let server = serve(&config).map_err(|source| StartError::Server { address: config.listen, source })?;
    tracing::info!(address = %server.local_addr(), "serving");
    Ok(Running { server, foundation, limit: config.common.shutdown_limit })
}

fn serve(config: &Config) -> Result<HttpServer<Context<Service>>, rest_runtime::BoxError> {
    let settings = Settings::default();
    let dropshot = ConfigDropshot {
        bind_address: config.listen,
        default_request_body_max_bytes: settings.max_body_bytes,
        // A handler that writes goes on when its client has gone.
        default_handler_task_mode: HandlerTaskMode::Detached,
        ..ConfigDropshot::default()
    };
    {{description_of_api}}
    let context = Context::new(Arc::new(Service), DOCUMENT, settings, Arc::new(LogAndCount));
    // The filter stands outside of everything, so that Dropshot's records per request cost next to nothing.
    let drain = slog::LevelFilter::new(tracing_slog::TracingSlogDrain, slog::Level::Warning).fuse();
    let log = slog::Logger::root(drain, slog::o!());
    Ok(ServerBuilder::new(description, context, log).config(dropshot).start()?)
}

impl Running {
    /// Where the REST interface is served.
    pub fn local_addr(&self) -> SocketAddr {
        self.server.local_addr()
    }

    /// Where health, readiness and metrics are served.
    pub fn ops_addr(&self) -> SocketAddr {
        self.foundation.ops_addr()
    }
}

impl fmt::Debug for Running {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Running").field("address", &self.local_addr()).finish_non_exhaustive()
    }
}

impl Stop for Running {
    async fn stop(self) -> Stopped {
        let deadline = Instant::now() + self.limit;
        self.foundation.readiness.set_stopping();
        let finished = tokio::time::timeout_at(deadline.into(), self.server.close()).await;
        self.foundation.stop(deadline).await;
        Stopped::when(matches!(finished, Ok(Ok(()))))
    }
}
