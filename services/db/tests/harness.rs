//! Starts the service on a database of its own, and asks it over gRPC. The server is the one of `DATABASE_URL`, or a
//! private cluster that ends with this process.

use std::{
    collections::HashMap,
    future::Future,
    io::{self, Write},
    net::SocketAddr,
    sync::{
        Mutex, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use db::{Config, Running};
use grpc::store_v1::{
    CreateProductRequest, CreateUserRequest, Order, OrderLine, PlaceOrderRequest, Product, User,
    catalog_service_client::CatalogServiceClient, order_service_client::OrderServiceClient,
    user_service_client::UserServiceClient,
};
use kit::{call::CallContext, config::Reader};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    task::JoinHandle,
};
use tokio_postgres::{Client, NoTls};
use tonic::{Code, Response, Status, transport::Channel};
use tonic_health::pb::{HealthCheckRequest, health_client::HealthClient};

pub const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo";

/// Ends every session of the database but one's own, and says how many they were.
pub const END_SESSIONS: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                                WHERE datname = current_database() AND pid <> pg_backend_pid()";

/// How long anything may take that is only waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long the service lets an order wait for a lock.
const LOCK_WAIT: Duration = Duration::from_secs(2);

/// A running service and a connection to its database beside it.
pub struct Shop {
    // Fields end in this order: the service before its database.
    pub service: Running,
    pub sql: Client,
    pub database: Database,
    channel: Channel,
}

impl Shop {
    /// On a new database, ready for calls.
    pub async fn open() -> Self {
        Self::open_with(&[]).await
    }

    /// With variables beyond the usual ones.
    pub async fn open_with(variables: &[(&str, &str)]) -> Self {
        let database = Database::create().await;
        let service = start(&database.url, variables).await;
        eventually("the service is ready", async || is_ready(&service).await).await;
        let channel = channel(&service);
        Self { service, sql: database.connect().await, database, channel }
    }

    pub fn catalog(&self) -> CatalogServiceClient<Channel> {
        CatalogServiceClient::new(self.channel.clone())
    }

    pub fn users(&self) -> UserServiceClient<Channel> {
        UserServiceClient::new(self.channel.clone())
    }

    pub fn orders(&self) -> OrderServiceClient<Channel> {
        OrderServiceClient::new(self.channel.clone())
    }

    /// A new user, whose sid nobody else has.
    pub async fn user(&self) -> User {
        let sid = format!("s{:07}", number());
        let request = CreateUserRequest { sid, password_hash: HASH.into(), username: None, email: None };
        ok(self.users().create_user(request).await)
    }

    /// A new product at 0.10 each.
    pub async fn product(&self, stock: i32) -> Product {
        let request = CreateProductRequest {
            name: format!("Product {}", number()),
            category: "test".into(),
            price: "0.1".into(),
            stock: Some(stock),
            ..CreateProductRequest::default()
        };
        ok(self.catalog().create_product(request).await)
    }

    pub async fn place(&self, request: PlaceOrderRequest) -> Result<Order, Status> {
        self.orders().place_order(request).await.map(Response::into_inner)
    }

    /// Have an order placed meanwhile, here.
    pub fn begin(&self, request: PlaceOrderRequest) -> Placing {
        begin(self.orders(), request)
    }

    pub async fn stock(&self, product_id: i64) -> i32 {
        let row = self.sql.query_one("SELECT stock FROM products WHERE id = $1", &[&product_id]).await;
        row.unwrap().get(0)
    }

    /// Lock all products against changes, so that orders wait, and nobody who only reads them, as the relay does at its start.
    pub async fn hold_products(&self) -> Held {
        self.sql.batch_execute("BEGIN; LOCK TABLE products IN EXCLUSIVE MODE").await.unwrap();
        Held::now()
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &str) -> i64 {
        self.sql.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await.unwrap().get(0)
    }

    /// The service's connections on which a statement that begins like this waits, or sleeps.
    pub async fn waiting(&self, statement: &str) -> Vec<i32> {
        let query = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
                     AND state = 'active' AND wait_event IS NOT NULL AND ltrim(query) LIKE $1 || '%'";
        let rows = self.sql.query(query, &[&statement]).await.unwrap();
        rows.into_iter().map(|row| row.get(0)).collect()
    }
}

/// An order on its way.
pub type Placing = JoinHandle<Result<Order, Status>>;

/// Have an order placed meanwhile.
pub fn begin(mut orders: OrderServiceClient<Channel>, request: PlaceOrderRequest) -> Placing {
    tokio::spawn(async move { orders.place_order(request).await.map(Response::into_inner) })
}

/// A lock for which orders wait, though not for ever: a test that was held up itself for as long as they do has shown
/// nothing, and must begin anew.
pub struct Held {
    since: Instant,
}

impl Held {
    /// A lock that was taken just now, in a transaction that is open still.
    pub fn now() -> Self {
        Self { since: Instant::now() }
    }

    /// Whether everybody who waits for it does so still.
    pub fn holds(&self) -> bool {
        self.since.elapsed() < LOCK_WAIT
    }

    /// Until somebody waits for it; nothing when that took too long.
    pub async fn blocks(&self, watcher: &Client) -> Option<()> {
        self.blocks_sessions(watcher, 1).await
    }

    /// Until so many wait, for it or for one another.
    pub async fn blocks_sessions(&self, watcher: &Client, count: i64) -> Option<()> {
        eventually("a session waits for a lock", async || !self.holds() || blocked(watcher).await >= count).await;
        self.holds().then_some(())
    }

    /// End the transaction that holds it; nothing when somebody may have given up before.
    pub async fn release(self, sql: &Client) -> Option<()> {
        sql.batch_execute("COMMIT").await.unwrap();
        self.holds().then_some(())
    }
}

/// Carry a test out again as long as it was held up, which it tells by nothing.
pub async fn unless_held_up<T>(mut test: impl AsyncFnMut() -> Option<T>) -> T {
    for _ in 0..10 {
        if let Some(shown) = test().await {
            return shown;
        }
    }
    panic!("it was held up each time");
}

/// What a call must be answered within, by the rules of every caller in the shop.
pub fn context(limit: Duration) -> CallContext {
    CallContext::new("test", Instant::now() + limit)
}

pub fn order(user: &User, lines: &[(&Product, i32)], key: Option<&str>) -> PlaceOrderRequest {
    let lines = lines.iter().map(|&(product, quantity)| OrderLine { product_id: product.id, quantity }).collect();
    PlaceOrderRequest { user_id: user.id, lines, idempotency_key: key.map(Into::into) }
}

/// The answer of a call that must succeed.
#[track_caller]
pub fn ok<T>(answer: Result<Response<T>, Status>) -> T {
    match answer {
        Ok(answer) => answer.into_inner(),
        Err(status) => panic!("refused: {status:?}"),
    }
}

/// The status of a call that must be refused with this code and reason.
#[track_caller]
pub fn refused<T: std::fmt::Debug>(answer: Result<T, Status>, code: Code, reason: &str) -> Status {
    let status = answer.expect_err("must be refused");
    assert_eq!((status.code(), kit::status::reason(&status).as_deref()), (code, Some(reason)), "{status:?}");
    status
}

/// The fields named by a call that must be refused as invalid.
#[track_caller]
pub fn invalid_fields<T: std::fmt::Debug>(answer: Result<T, Status>) -> Vec<String> {
    let status = refused(answer, Code::InvalidArgument, "INVALID_ARGUMENT");
    kit::status::violations(&status).into_iter().map(|violation| violation.field).collect()
}

/// Start a service on a database, without waiting for it to be ready.
pub async fn start(url: &str, variables: &[(&str, &str)]) -> Running {
    captured_log();
    let usual = [
        ("DATABASE_URL", url),
        ("DB_LISTEN", "127.0.0.1:0"),
        ("OPS_LISTEN", "127.0.0.1:0"),
        ("DB_POOL_SIZE", "8"),
        // A disk that stands still for a moment is no reason to refuse anybody.
        ("DB_ORDER_WAIT", "30s"),
        // Nobody is there: events stay in the outbox.
        ("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"),
    ];
    let variables: HashMap<_, _> =
        usual.iter().chain(variables).map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
    db::start(Config::read(Reader::from_map(variables)).unwrap()).await.unwrap()
}

pub fn channel(service: &Running) -> Channel {
    kit::channel::channel(&format!("http://{}", service.local_addr())).unwrap()
}

/// Whether both the ops endpoint and the health service say so; they must agree, up to a moment between the questions.
pub async fn is_ready(service: &Running) -> bool {
    ops(service, "/readyz").await.starts_with("HTTP/1.1 200") && is_serving(service).await
}

pub async fn is_serving(service: &Running) -> bool {
    let request = HealthCheckRequest { service: "store.v1.OrderService".into() };
    let answer = ok(HealthClient::new(channel(service)).check(request).await);
    answer.status() == tonic_health::pb::health_check_response::ServingStatus::Serving
}

/// Head and body of a path of the ops endpoint.
pub async fn ops(service: &Running, path: &str) -> String {
    http_get(service.ops_addr(), path).await
}

pub async fn http_get(address: SocketAddr, path: &str) -> String {
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: ops\r\n\r\n").as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

/// Ask again and again until it is so.
#[track_caller]
pub fn eventually<F: AsyncFnMut() -> bool>(what: &str, mut is_so: F) -> impl Future<Output = ()> {
    let (deadline, caller) = (Instant::now() + PATIENCE, std::panic::Location::caller());
    async move {
        while !is_so().await {
            assert!(Instant::now() < deadline, "{caller}: not in time: {what}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

/// How many of the services' sessions wait for a lock. On another connection than the one that holds it, so that the
/// view of the sessions is a new one each time.
async fn blocked(watcher: &Client) -> i64 {
    let blocked = "SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0";
    watcher.query_one(blocked, &[]).await.unwrap().get(0)
}

/// A database of its own. On the server of `DATABASE_URL` it goes with this value, in a private cluster with the cluster.
pub struct Database {
    pub url: String,
    name: String,
}

impl Database {
    /// Empty, without even a schema.
    pub async fn create() -> Self {
        let name = format!("tuckshop_test_{}_{}", std::process::id(), number());
        let server = tokio::task::spawn_blocking(server).await.unwrap();
        connect(server).await.batch_execute(&format!("CREATE DATABASE {name}")).await.unwrap();
        let (before, after) = server.rsplit_once('/').expect("a URL has a path");
        let parameters = after.find('?').map_or("", |start| &after[start..]);
        Self { url: format!("{before}/{name}{parameters}"), name }
    }

    pub async fn connect(&self) -> Client {
        connect(&self.url).await
    }

    /// Change a setting of the sessions that begin from now on, `ALTER DATABASE {} SET …`.
    pub async fn alter(&self, statement: &str) {
        connect(server()).await.batch_execute(&statement.replace("{}", &self.name)).await.unwrap();
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if std::env::var("DATABASE_URL").is_err() {
            return;
        }
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        let dropping = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async { connect(server()).await.batch_execute(&drop).await })
        });
        // Failing leaves a database behind, which is no reason to fail a test for.
        let _ = dropping.join();
    }
}

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// The URL of the server's own database. The first call starts it.
fn server() -> &'static str {
    static SERVER: OnceLock<(String, Option<stack::postgres::Cluster>)> = OnceLock::new();
    let start = || match std::env::var("DATABASE_URL") {
        Ok(url) => (url, None),
        Err(_) => {
            let cluster = stack::postgres::Cluster::start_private().unwrap();
            (cluster.database_url("tuckshop").unwrap(), Some(cluster))
        }
    };
    &SERVER.get_or_init(start).0
}

/// A number that no other caller of this process gets.
pub fn number() -> u32 {
    static LAST: AtomicU32 = AtomicU32::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// The lines that the services of this process have logged, all tests together. Shown again when a test fails.
pub fn captured_log() -> String {
    static CAPTURED: Mutex<Vec<u8>> = Mutex::new(Vec::new());
    static SUBSCRIBED: OnceLock<()> = OnceLock::new();
    struct Capture;
    impl Write for Capture {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            CAPTURED.lock().unwrap().extend_from_slice(bytes);
            print!("{}", String::from_utf8_lossy(bytes));
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    SUBSCRIBED.get_or_init(|| {
        tracing_subscriber::fmt().with_ansi(false).with_env_filter("info,db=debug").with_writer(|| Capture).init();
    });
    String::from_utf8_lossy(&CAPTURED.lock().unwrap()).into_owned()
}
