//! The server, and the client.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use dropshot::{
    ApiDescription, ApiEndpoint, ApiEndpointVersions, ConfigDropshot, HttpError, HttpResponseOk, HttpServer,
    RequestContext, ServerBuilder,
};
use futures::{StreamExt as _, stream};
use http::Method;
use rest_runtime::client::{ClientHooks, ClientInfo, Connection};
use rest_runtime::forms::Part;
use rest_runtime::parameters::Shape;
use rest_runtime::server::routes::{Piece, Route, choose};
use rest_runtime::server::{
    Answer, Body, Context, Document, Exchange, NoParameters, Observer, Operation, ParameterSchema, RawBody, Reply,
    Scheme, Settings, Untyped, around, around_secured, authorization, basic, bearer_token, declared, key_in_cookie,
    key_in_header, key_in_query, path_piece, path_raw,
};
use rest_runtime::{ByteStream, Event, EventStream, Failure, Value, Violations};

pub type Request = RequestContext<Context<Api>>;

/// What the endpoints call.
#[derive(Default)]
pub struct Api {
    /// Whether the stream of events was dropped.
    pub dropped: Arc<AtomicBool>,
}

struct Nothing;

impl Observer for Nothing {
    fn finished(&self, _exchange: &Exchange<'_>) {}
}

struct FilePath;

impl ParameterSchema for FilePath {
    type Path = FileSegment;
    type Query = NoParameters;
    type Header = NoParameters;
}

rest_runtime::declare_parameters! {
    FileSegment, r#"{"type":"object","required":["segment"],"properties":{"segment":{"type":"string"}}}"#, []
}

const OPERATION: Operation = Operation { id: "test", method: "POST", path: "/test" };

pub async fn start() -> (HttpServer<Context<Api>>, Client) {
    let mut description = ApiDescription::new();
    macro_rules! endpoint {
        ($method:ident $path:literal $function:ident $($declared:expr)?) => {
            let id = format!("{}_{}", Method::$method, stringify!($function));
            let versions = ApiEndpointVersions::All;
            let endpoint = ApiEndpoint::new(id, $function, Method::$method, "application/json", $path, versions);
            description.register($($declared)?(endpoint)).expect("an endpoint");
        };
    }
    endpoint!(POST "/echo" echo);
    endpoint!(POST "/collect" collect);
    endpoint!(POST "/any" any);
    endpoint!(POST "/typed" typed);
    endpoint!(GET "/events" events);
    endpoint!(GET "/late" late);
    endpoint!(GET "/never" never);
    endpoint!(GET "/broken" broken);
    endpoint!(GET "/cookies" cookies);
    endpoint!(GET "/secret" secret);
    endpoint!(GET "/files/{segment}" files declared::<FilePath, _>);
    endpoint!(PUT "/files/{segment}" files declared::<FilePath, _>);
    let settings = Settings {
        deadline: Duration::from_secs(10),
        body_deadline: Duration::from_secs(2),
        max_body_bytes: 512,
        max_stream_bytes: 1024,
        ..Settings::default()
    };
    let document = Document { yaml: b"", json: b"" };
    let context = Context::new(Arc::new(Api::default()), document, settings, Arc::new(Nothing));
    let config = ConfigDropshot { bind_address: ([127, 0, 0, 1], 0).into(), ..ConfigDropshot::default() };
    let log = slog::Logger::root(slog::Discard, slog::o!());
    let server = ServerBuilder::new(description, context, log).config(config).start().expect("a server");
    let baseurl = format!("http://{}", server.local_addr());
    (server, Client { connection: Connection::new(baseurl, reqwest::Client::new()) })
}

async fn echo(request: Request, body: RawBody) -> Result<Reply<Untyped>, HttpError> {
    around(&request, &OPERATION, || async { Answer::stream(200, "application/octet-stream", body.stream(&request)) })
        .await
}

async fn collect(request: Request, body: RawBody) -> Result<Reply<Untyped>, HttpError> {
    around(&request, &OPERATION, || async {
        let bytes = body.stream(&request).collect(10_000).await.map_err(Failure::of_stream)?;
        Answer::json(200, &bytes.len())
    })
    .await
}

async fn any(request: Request, body: RawBody) -> Result<Reply<Untyped>, HttpError> {
    const FORM: Shape = Shape::Object(&[("a", Shape::Integer)], None);
    around(&request, &OPERATION, || async {
        if body.is_absent() {
            return Ok(Answer::empty(204));
        }
        let mut violations = Violations::for_request();
        let value: Option<Value> = match body.media_type().as_deref() {
            Some("application/json") => body.json(&request, &mut violations).await?,
            Some("text/plain") => body.text::<String, _>(&request, &mut violations).await?.map(Value::from),
            Some("application/x-www-form-urlencoded") => body.form(&request, &FORM, &[], &mut violations).await?,
            Some("multipart/form-data") => {
                let file = body.parts(&request).await?.file("a", &mut violations);
                file.map(|file: Option<Part>| Value::from(file.map(|part| part.content.to_vec())))
            }
            _ => return Err(body.unsupported(&["application/json", "text/plain"])),
        };
        let Some(value) = value else { return Err(Failure::invalid(violations.into_vec())) };
        Answer::json_as(201, "application/vnd.any+json", &value)
    })
    .await
}

async fn typed(request: Request, body: Body<i32>) -> Result<Reply<HttpResponseOk<i32>>, HttpError> {
    around(&request, &OPERATION, || async {
        let mut violations = Violations::for_request();
        let Some(number) = body.json(&request, &mut violations).await? else {
            return Err(Failure::invalid(violations.into_vec()));
        };
        Answer::json(200, &number)
    })
    .await
}

struct Flag(Arc<AtomicBool>);

impl Drop for Flag {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// One every 20 ms, without an end.
async fn events(request: Request) -> Result<Reply<Untyped>, HttpError> {
    around(&request, &OPERATION, || async {
        let flag = Flag(Arc::clone(&request.context().api().dropped));
        let events = stream::unfold((0, flag), |(count, flag)| async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let event = Event { id: Some(count.to_string()), ..Event::new(format!("{{\n\"count\":{count}}}")) };
            Some((Ok(event), (count + 1, flag)))
        });
        Ok(Answer::events(200, EventStream::new(events)))
    })
    .await
}

/// Ends after the deadline.
async fn late(request: Request) -> Result<Reply<Untyped>, HttpError> {
    around(&request, &OPERATION, || async {
        let pieces = stream::iter(["a", "b", "c"]).then(|piece| async move {
            tokio::time::sleep(Duration::from_secs(4)).await;
            Ok(piece.into())
        });
        Answer::stream(200, "text/plain", ByteStream::new(pieces))
    })
    .await
}

async fn never(request: Request) -> Result<Reply<Untyped>, HttpError> {
    around(&request, &OPERATION, std::future::pending).await
}

async fn broken(request: Request) -> Result<Reply<Untyped>, HttpError> {
    around(&request, &OPERATION, || async {
        let pieces = stream::iter([Ok("a".into()), Err("broken".into())]);
        Answer::stream(200, "text/plain", ByteStream::new(pieces))
    })
    .await
}

async fn cookies(request: Request) -> Result<Reply<Untyped>, HttpError> {
    around(&request, &OPERATION, || async {
        let answer = Answer::text(200, "text/plain", "\u{e9}")?.header("X-Count", "old")?;
        answer.header("X-Count", "2")?.headers("Set-Cookie", ["a=1", "b=2"])
    })
    .await
}

const SCHEMES: &[Scheme] = &[Scheme::Bearer, Scheme::Basic, Scheme::Http("Digest"), Scheme::Header("x-key")];

/// Takes any of the schemes, and says which and what it was.
async fn secret(request: Request) -> Result<Reply<Untyped>, HttpError> {
    around_secured(&request, &OPERATION, SCHEMES, || async {
        let caller = if Scheme::Bearer.is_present(&request) {
            format!("bearer {}", bearer_token(&request)?)
        } else if Scheme::Basic.is_present(&request) {
            let (user, password) = basic(&request)?;
            format!("basic {user} {password}")
        } else if Scheme::Http("Digest").is_present(&request) {
            format!("digest {}", authorization(&request, "Digest")?)
        } else if Scheme::Header("X-Key").is_present(&request) {
            format!("header {}", key_in_header(&request, "X-Key")?)
        } else if Scheme::Query("key").is_present(&request) {
            format!("query {}", key_in_query(&request, "key")?)
        } else if Scheme::Cookie("sid").is_present(&request) {
            format!("cookie {}", key_in_cookie(&request, "sid")?)
        } else {
            return Err(Failure::unauthorized());
        };
        Answer::json(200, &caller)
    })
    .await
}

const JSON: &[Piece] = &[Piece::Variable, Piece::Literal(".json")];
const FILES: &[Route] = &[
    Route {
        segments: &[&[Piece::Literal("files")], &[Piece::Variable]],
        trailing_slash: false,
        methods: &["GET", "PUT"],
    },
    Route {
        segments: &[&[Piece::Literal("files")], &[Piece::Literal("mine")]],
        trailing_slash: false,
        methods: &["GET"],
    },
    Route { segments: &[&[Piece::Literal("files")], JSON], trailing_slash: false, methods: &["GET"] },
];

async fn files(request: Request, body: RawBody) -> Result<Reply<Untyped>, HttpError> {
    match choose(&request, FILES)? {
        0 => any_file(request, Body::from_raw(body)).await.map(Reply::erase),
        1 => my_file(request).await.map(Reply::erase),
        _ => json_file(request).await.map(Reply::erase),
    }
}

async fn any_file(request: Request, body: Body<i32>) -> Result<Reply<HttpResponseOk<String>>, HttpError> {
    around(&request, &OPERATION, || async {
        let body = if body.is_absent() { "no body" } else { "body" };
        Answer::json(200, &format!("any {} {body}", path_raw(&request, 1, None)))
    })
    .await
}

async fn my_file(request: Request) -> Result<Reply<HttpResponseOk<String>>, HttpError> {
    around(&request, &OPERATION, || async { Answer::json(200, &"mine") }).await
}

async fn json_file(request: Request) -> Result<Reply<HttpResponseOk<String>>, HttpError> {
    around(&request, &OPERATION, || async {
        let mut violations = Violations::for_request();
        let name: Option<String> = path_piece(&request, 1, JSON, 0, "name", &mut violations);
        let Some(name) = name else { return Err(Failure::invalid(violations.into_vec())) };
        Answer::json(200, &format!("json {name} {}", path_raw(&request, 1, Some((JSON, 0)))))
    })
    .await
}

/// As generated.
pub struct Client {
    pub connection: Connection,
}

impl ClientInfo<()> for Client {
    fn api_version() -> &'static str {
        "1"
    }

    fn baseurl(&self) -> &str {
        &self.connection.baseurl
    }

    fn client(&self) -> &reqwest::Client {
        &self.connection.http
    }

    fn inner(&self) -> &() {
        &()
    }
}

impl ClientHooks<()> for Client {}

impl Client {
    /// For requests that no client of this crate sends.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.connection.http.request(method, format!("{}{path}", self.connection.baseurl))
    }
}

/// The status and the JSON body of a response.
pub async fn json(request: reqwest::RequestBuilder) -> (u16, Value) {
    let response = request.send().await.expect("a response");
    (response.status().as_u16(), response.json().await.expect("JSON"))
}
