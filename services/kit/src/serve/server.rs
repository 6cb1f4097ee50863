//! A gRPC server on its own listener, with health and reflection, that can be told to finish.

use std::{
    convert::Infallible,
    io,
    net::SocketAddr,
    time::{Duration, Instant},
};

use http::{Request, Response};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle, time::timeout_at};
use tonic::{
    body::Body,
    server::NamedService,
    service::{Routes, RoutesBuilder},
    transport::{Server, server::TcpIncoming},
};
use tonic_health::{ServingStatus, server::HealthReporter};
use tower::Service;

use super::CallLayer;
use crate::{logs::LogQueue, readiness::Readiness, shutdown::Stopped};

/// Calls at the same time on one connection; a client holds back what is beyond.
const STREAMS: u32 = 4_096;

/// Calls that a client may give up before the server has looked at them. The protocol's default of 20 would end the
/// connection of a client whose deadlines pass under load.
const PENDING_RESETS: usize = 1_024;

const KEEP_ALIVE_INTERVAL: Duration = Duration::from_secs(20);
const KEEP_ALIVE_LIMIT: Duration = Duration::from_secs(10);
const STREAM_WINDOW: u32 = 1 << 20;
const CONNECTION_WINDOW: u32 = 4 << 20;

/// What a server will serve.
#[derive(Default)]
pub struct Builder {
    routes: RoutesBuilder,
    names: Vec<&'static str>,
}

impl Builder {
    /// With nothing to serve yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Add a generated service, such as `CatalogServiceServer::new(catalog)`.
    pub fn add_service<S>(mut self, service: S) -> Self
    where
        S: Service<Request<Body>, Response = Response<Body>, Error = Infallible>
            + NamedService
            + Clone
            + Send
            + Sync
            + 'static,
        S::Future: Send + 'static,
    {
        self.names.push(S::NAME);
        self.routes.add_service(service);
        self
    }

    /// Bind `listen` (port 0 takes a free one) and serve, with [`CallLayer`] around every call.
    ///
    /// `grpc.health.v1.Health` follows `readiness`, for the server and for each of its services by name; reflection
    /// (`grpc.reflection.v1`) describes them.
    ///
    /// # Errors
    ///
    /// When the address cannot be bound.
    pub async fn start(
        mut self,
        listen: SocketAddr,
        readiness: &Readiness,
        logs: Option<LogQueue>,
    ) -> io::Result<GrpcServer> {
        let listener = TcpListener::bind(listen).await?;
        let address = listener.local_addr()?;
        let (reporter, health) = tonic_health::server::health_reporter();
        self.routes.add_service(health);
        let report = report(reporter, readiness.clone(), self.names.clone());
        let mut reflection = tonic_reflection::server::Builder::configure()
            .register_encoded_file_descriptor_set(grpc::FILE_DESCRIPTOR_SET)
            .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
            .with_service_name("grpc.health.v1.Health")
            .with_service_name("grpc.reflection.v1.ServerReflection");
        for name in &self.names {
            reflection = reflection.with_service_name(*name);
        }
        self.routes.add_service(reflection.build_v1().map_err(io::Error::other)?);
        let (finish, finished) = oneshot::channel::<()>();
        let serving = serve(listener, self.routes.routes(), CallLayer::new(logs), finished);
        let serving = tokio::spawn(async move {
            tokio::select! {
                () = serving => {}
                () = report => {}
            }
        });
        Ok(GrpcServer { address, finish, serving })
    }
}

async fn serve(listener: TcpListener, routes: Routes, layer: CallLayer, finished: oneshot::Receiver<()>) {
    let served = Server::builder()
        .max_concurrent_streams(STREAMS)
        .http2_max_pending_accept_reset_streams(Some(PENDING_RESETS))
        .http2_keepalive_interval(Some(KEEP_ALIVE_INTERVAL))
        .http2_keepalive_timeout(Some(KEEP_ALIVE_LIMIT))
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .layer(layer)
        .add_routes(routes)
        .serve_with_incoming_shutdown(TcpIncoming::from(listener).with_nodelay(Some(true)), async {
            // The sender being gone means the same as a message: nobody wants this server any more.
            let _ = finished.await;
        })
        .await;
    if let Err(error) = served {
        tracing::error!(%error, "the gRPC server ended");
    }
}

/// Keep the health service's answers true to the readiness; never returns, because it holds the readiness itself.
async fn report(reporter: HealthReporter, readiness: Readiness, names: Vec<&'static str>) {
    let mut watch = readiness.watch();
    loop {
        let ready = *watch.borrow_and_update();
        let status = if ready { ServingStatus::Serving } else { ServingStatus::NotServing };
        for name in names.iter().copied().chain([""]) {
            reporter.set_service_status(name, status).await;
        }
        if watch.changed().await.is_err() {
            return;
        }
    }
}

/// A running server. Dropping it lets it finish its calls without waiting for them.
#[derive(Debug)]
pub struct GrpcServer {
    address: SocketAddr,
    finish: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

impl GrpcServer {
    /// Where it listens.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Close the listener, take no more calls, and wait for those in flight until `deadline`. Complete when all of them
    /// were answered.
    pub async fn stop(mut self, deadline: Instant) -> Stopped {
        let _ = self.finish.send(());
        let finished = timeout_at(deadline.into(), &mut self.serving).await.is_ok();
        self.serving.abort();
        Stopped::when(finished)
    }
}
