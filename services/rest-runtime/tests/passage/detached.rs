//! Handlers whose client goes away: those that read end with it, those that write run to their end, and both are on record.

use std::sync::Arc;
use std::time::Duration;

use dropshot::{
    ApiDescription, ApiEndpoint, ApiEndpointVersions, ConfigDropshot, HandlerTaskMode, HttpError, RequestContext,
    ServerBuilder,
};
use http::Method;
use rest_runtime::server::{
    Answer, Context, Document, Exchange, Observer, Operation, Reply, Settings, Untyped, around, detached,
};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc};

type Request = RequestContext<Context<Gate>>;

/// Where handlers wait.
struct Gate {
    begun: Semaphore,
    open: Semaphore,
}

struct Told(mpsc::UnboundedSender<(&'static str, u16)>);

impl Observer for Told {
    fn finished(&self, exchange: &Exchange<'_>) {
        let _nobody_listens = self.0.send((exchange.operation.method, exchange.status));
    }
}

async fn answer(request: &Request, operation: &'static Operation) -> Result<Reply<Untyped>, HttpError> {
    around(request, operation, || async {
        let gate = request.context().api();
        gate.begun.add_permits(1);
        let _opened = gate.open.acquire().await;
        Ok(Answer::empty(204))
    })
    .await
}

async fn read(request: Request) -> Result<Reply<Untyped>, HttpError> {
    const OPERATION: Operation = Operation { id: "read", method: "GET", path: "/" };
    answer(&request, &OPERATION).await
}

// As generated.
async fn write(request: Request) -> Result<Reply<Untyped>, HttpError> {
    const OPERATION: Operation = Operation { id: "write", method: "POST", path: "/" };
    detached(async move { answer(&request, &OPERATION).await }).await
}

#[tokio::test]
async fn reads_end_with_their_client_and_writes_do_not() {
    let mut description = ApiDescription::new();
    let endpoint = |id: &str, method| (id.to_owned(), method, "application/json", "/", ApiEndpointVersions::All);
    let (id, method, media, path, versions) = endpoint("read", Method::GET);
    description.register(ApiEndpoint::new(id, read, method, media, path, versions)).expect("an endpoint");
    let (id, method, media, path, versions) = endpoint("write", Method::POST);
    description.register(ApiEndpoint::new(id, write, method, media, path, versions)).expect("an endpoint");
    let (sender, mut told) = mpsc::unbounded_channel();
    let gate = Arc::new(Gate { begun: Semaphore::new(0), open: Semaphore::new(0) });
    let document = Document { yaml: b"", json: b"" };
    let context = Context::new(Arc::clone(&gate), document, Settings::default(), Arc::new(Told(sender)));
    let config = ConfigDropshot {
        bind_address: ([127, 0, 0, 1], 0).into(),
        default_handler_task_mode: HandlerTaskMode::CancelOnDisconnect,
        ..ConfigDropshot::default()
    };
    let log = slog::Logger::root(slog::Discard, slog::o!());
    let server = ServerBuilder::new(description, context, log).config(config).start().expect("a server");

    for method in ["GET", "POST"] {
        let mut client = TcpStream::connect(server.local_addr()).await.expect("connected");
        let head = format!("{method} / HTTP/1.1\r\nhost: here\r\ncontent-length: 0\r\n\r\n");
        client.write_all(head.as_bytes()).await.expect("sent");
        gate.begun.acquire().await.expect("it begins").forget();
    }
    assert_eq!(told.recv().await, Some(("GET", 499)));
    let closing = tokio::spawn(server.close());
    let early = tokio::time::timeout(Duration::from_millis(50), told.recv()).await;
    assert!(early.is_err() && !closing.is_finished(), "the write is still under way: {early:?}");
    gate.open.add_permits(1);
    assert_eq!(told.recv().await, Some(("POST", 204)));
    closing.await.expect("no panic").expect("closed");
}
