//! Starting and stopping: the foundation, the connection to the DB service, and the Dropshot server.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dropshot::{ConfigDropshot, HandlerTaskMode, HttpServer, ServerBuilder};
use grpc::store_v1::catalog_service_client::CatalogServiceClient;
use kit::channel::{ChannelError, channel};
use kit::readiness::Condition;
use kit::service::{Foundation, FoundationError};
use kit::shutdown::{Stop, Stopped};
use rest_runtime::server::{Context, Settings, register_document, register_swagger_ui};
use slog::Drain as _;
use store_api::server::{DOCUMENT, api_description};
use tokio::task::JoinSet;
use tonic::transport::Channel;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

use crate::Config;
use crate::observer::LogAndCount;
use crate::store::Store;
use crate::watch;

/// How often the DB service is asked whether it serves, and how long it may take to say so.
const PROBE: Duration = Duration::from_secs(1);

/// Connections that may wait to be accepted: as many as the front's (`deploy/nginx`).
const BACKLOG: i32 = 4096;

/// How often limits forget those who have not tried for a while.
const TIDY: Duration = Duration::from_secs(60);

/// A running API service.
pub struct Running {
    server: HttpServer<Context<Store>>,
    foundation: Foundation,
    /// Ended when it is dropped.
    background: JoinSet<()>,
    limit: Duration,
}

/// Why the service did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Below the service
    #[error(transparent)]
    Foundation(#[from] FoundationError),
    /// `DB_ENDPOINT` cannot be used
    #[error("DB_ENDPOINT cannot be used")]
    Endpoint(#[source] ChannelError),
    /// The REST interface cannot be served
    #[error("cannot serve the REST interface on {address}")]
    Server {
        /// `API_LISTEN`
        address: SocketAddr,
        /// Why
        #[source]
        source: rest_runtime::BoxError,
    },
}

/// Start the service. It is ready once the DB service is.
///
/// # Errors
///
/// When an address cannot be bound or an endpoint cannot be used; never because a peer is away.
pub async fn start(config: Config) -> Result<Running, StartError> {
    let foundation = Foundation::start(&config.common).await?;
    let db = channel(&config.db_endpoint).map_err(StartError::Endpoint)?;
    let db_service = foundation.readiness.condition("db-service");
    let store = Arc::new(Store::new(&config, db.clone()));
    let mut background = JoinSet::new();
    background.spawn(tidy(Arc::clone(&store)));
    background.spawn(watch::follow(CatalogServiceClient::new(db.clone()), store.products()));
    let settings = Settings {
        deadline: config.request_deadline,
        body_deadline: config.body_deadline,
        max_body_bytes: config.max_body_bytes,
        trusted_proxies: config.trusted_proxies.clone(),
        ..Settings::default()
    };
    let observer = Arc::new(LogAndCount::new(foundation.logs.clone()));
    let context = Context::new(store, DOCUMENT, settings, observer);
    let server = serve(&config, context).map_err(|source| StartError::Server { address: config.listen, source })?;
    if let Err(error) = backlog::lengthen(server.local_addr(), BACKLOG) {
        tracing::warn!(%error, "of many connections in one moment some will wait for a second");
    }
    // Not before: ready means that requests are answered.
    background.spawn(follow_health(db, db_service));
    tracing::info!(address = %server.local_addr(), "serving");
    Ok(Running { server, foundation, background, limit: config.common.shutdown_limit })
}

impl Running {
    /// Where the REST interface is served.
    pub fn local_addr(&self) -> SocketAddr {
        self.server.local_addr()
    }

    /// Where the ops endpoint is served.
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
    async fn stop(mut self) -> Stopped {
        let deadline = Instant::now() + self.limit;
        self.foundation.readiness.set_stopping();
        self.background.abort_all();
        let finished = tokio::time::timeout_at(deadline.into(), self.server.close()).await;
        self.foundation.stop(deadline).await;
        Stopped::when(matches!(finished, Ok(Ok(()))))
    }
}

fn serve(config: &Config, context: Context<Store>) -> Result<HttpServer<Context<Store>>, rest_runtime::BoxError> {
    let mut description = api_description::<Store>()?;
    register_document(&mut description)?;
    register_swagger_ui(&mut description)?;
    let dropshot = ConfigDropshot {
        bind_address: config.listen,
        default_request_body_max_bytes: config.max_body_bytes,
        // Handlers that write detach themselves; those that read need no task of their own.
        default_handler_task_mode: HandlerTaskMode::CancelOnDisconnect,
        ..ConfigDropshot::default()
    };
    // The filter stands outside of everything, so that Dropshot's records per request cost next to nothing.
    let drain = slog::LevelFilter::new(tracing_slog::TracingSlogDrain, slog::Level::Warning).fuse();
    let log = slog::Logger::root(drain, slog::o!());
    Ok(ServerBuilder::new(description, context, log).config(dropshot).start()?)
}

/// Ready while the DB service says that it serves.
async fn follow_health(db: Channel, condition: Condition) {
    let mut client = HealthClient::new(db);
    let mut ticks = tokio::time::interval(PROBE);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let answer = tokio::time::timeout(PROBE, client.check(HealthCheckRequest::default())).await;
        let serving = matches!(&answer, Ok(Ok(response)) if response.get_ref().status() == ServingStatus::Serving);
        condition.set(serving);
    }
}

async fn tidy(store: Arc<Store>) {
    let mut ticks = tokio::time::interval(TIDY);
    loop {
        ticks.tick().await;
        store.tidy().await;
    }
}
