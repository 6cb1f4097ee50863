//! How often PostgreSQL is asked for one call. Counted where it shows: between the service and its server.

use std::{
    mem,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use db::Running;
use futures::future::join_all;
use grpc::store_v1::{
    CancelOrderRequest, GetOrderRequest, ListOrdersByUserRequest, Order, OrderLine, PlaceOrderRequest,
    order_service_client::OrderServiceClient,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_postgres::Client;
use tonic::transport::Channel;

use crate::harness::{self, Database, HASH, ok};

const CALLS: u64 = 20;

/// Every answer ends with one of these from the server (ReadyForQuery).
const READY_FOR_QUERY: u8 = b'Z';
/// What the sessions ask for at their start that serve calls, and no other.
const SERVES_CALLS: &[u8] = b"-c idle_in_transaction_session_timeout=10s -c jit=off";

/// All connections of a service.
#[derive(Clone, Default)]
struct Connections(Arc<Mutex<Vec<Arc<Connection>>>>);

#[derive(Default)]
struct Connection {
    serves_calls: AtomicBool,
    /// Since something was asked.
    answered: AtomicBool,
    /// How often something was asked after an answer.
    round_trips: AtomicU64,
}

impl Connections {
    /// So far, of all that serve calls.
    fn round_trips(&self) -> u64 {
        let connections = self.0.lock().unwrap();
        let serving = connections.iter().filter(|one| one.serves_calls.load(Ordering::Relaxed));
        serving.map(|one| one.round_trips.load(Ordering::Relaxed)).sum()
    }
}

/// Forwards to a server and counts.
async fn count_round_trips(server: SocketAddr) -> (SocketAddr, Connections) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let connections = Connections::default();
    let all = connections.clone();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let connection = Arc::new(Connection::default());
            all.0.lock().unwrap().push(Arc::clone(&connection));
            tokio::spawn(async move {
                let (from_client, to_client) = client.into_split();
                let (from_server, to_server) = TcpStream::connect(server).await.unwrap().into_split();
                tokio::select! {
                    () = forward_questions(from_client, to_server, &connection) => {}
                    () = forward_answers(from_server, to_client, &connection) => {}
                }
            });
        }
    });
    (address, connections)
}

/// What is sent without waiting for an answer comes in one piece.
async fn forward_questions(mut from: impl AsyncReadExt + Unpin, mut to: impl AsyncWriteExt + Unpin, of: &Connection) {
    let (mut buffer, mut first) = (vec![0; 64 * 1024], true);
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        let bytes = &buffer[..length];
        if mem::take(&mut first) {
            let serves_calls = bytes.windows(SERVES_CALLS.len()).any(|window| window == SERVES_CALLS);
            of.serves_calls.store(serves_calls, Ordering::Relaxed);
        }
        if of.answered.swap(false, Ordering::Relaxed) {
            of.round_trips.fetch_add(1, Ordering::Relaxed);
        }
        if to.write_all(bytes).await.is_err() {
            return;
        }
    }
}

/// Each message of the server is a byte for its type and four for its length, which counts itself.
async fn forward_answers(mut from: impl AsyncReadExt + Unpin, mut to: impl AsyncWriteExt + Unpin, of: &Connection) {
    let mut head = [0; 5];
    let mut body = Vec::new();
    while from.read_exact(&mut head).await.is_ok() {
        let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]) as usize;
        body.resize(length - 4, 0);
        if from.read_exact(&mut body).await.is_err() {
            return;
        }
        of.answered.fetch_or(head[0] == READY_FOR_QUERY, Ordering::Relaxed);
        if to.write_all(&[&head, &body[..]].concat()).await.is_err() {
            return;
        }
    }
}

/// A service whose round trips are counted, and a user.
struct Counted {
    // Fields end in this order: the service before its database.
    _service: Running,
    sql: Client,
    _database: Database,
    connections: Connections,
    orders: OrderServiceClient<Channel>,
    user_id: i64,
}

impl Counted {
    async fn open() -> Self {
        let database = Database::create().await;
        let config: tokio_postgres::Config = database.url.parse().unwrap();
        let tokio_postgres::config::Host::Tcp(host) = &config.get_hosts()[0] else { panic!("a TCP host") };
        let server = format!("{host}:{}", config.get_ports()[0]);
        let (address, connections) = count_round_trips(server.parse().unwrap()).await;
        let url = database.url.replace(&server, &address.to_string());
        let service = harness::start(&url, &[("DB_POOL_SIZE", "1")]).await;
        harness::eventually("the service is ready", async || harness::is_ready(&service).await).await;
        let sql = database.connect().await;
        let insert = "INSERT INTO users (sid, password_hash) VALUES ('s1234567', $1) RETURNING id";
        let user_id = sql.query_one(insert, &[&HASH]).await.unwrap().get(0);
        let orders = OrderServiceClient::new(harness::channel(&service));
        Self { _service: service, sql, _database: database, connections, orders, user_id }
    }

    async fn place(&self, key: Option<String>) -> Order {
        let lines = vec![OrderLine { product_id: 1, quantity: 1 }];
        let request = PlaceOrderRequest { user_id: self.user_id, lines, idempotency_key: key };
        ok(self.orders.clone().place_order(request).await)
    }

    /// How many round trips so many calls take, once the statements are prepared.
    async fn round_trips(&self, mut call: impl AsyncFnMut()) -> u64 {
        call().await;
        let before = self.connections.round_trips();
        for _ in 0..CALLS {
            call().await;
        }
        self.connections.round_trips() - before
    }
}

#[tokio::test]
async fn reading_orders_takes_one_round_trip() {
    let shop = Counted::open().await;
    let placed = shop.place(None).await;
    let get = GetOrderRequest { order_id: placed.id, owner_id: Some(shop.user_id) };
    let list = ListOrdersByUserRequest { user_id: shop.user_id, page: 1, page_size: 20 };
    let getting = shop.round_trips(async || assert_eq!(ok(shop.orders.clone().get_order(get).await), placed)).await;
    let listing = shop.round_trips(async || {
        let page = ok(shop.orders.clone().list_orders_by_user(list).await);
        assert_eq!((page.orders, page.total_count), (vec![placed.clone()], 1));
    });
    assert_eq!((getting, listing.await), (CALLS, CALLS));
}

#[tokio::test]
async fn a_batch_of_orders_or_cancellations_takes_two_round_trips() {
    let shop = Counted::open().await;
    let placing = shop.round_trips(async || drop(shop.place(None).await)).await;
    let with_keys = shop.round_trips(async || drop(shop.place(Some(harness::number().to_string())).await)).await;
    let placed = join_all((0..=CALLS).map(|_| shop.place(None))).await;
    let mut ids = placed.iter().map(|order| order.id);
    let cancelling = shop.round_trips(async || {
        let request = CancelOrderRequest { order_id: ids.next().unwrap(), owner_id: Some(shop.user_id) };
        ok(shop.orders.clone().cancel_order(request).await);
    });
    assert_eq!((placing, with_keys, cancelling.await), (2 * CALLS, 2 * CALLS, 2 * CALLS));

    let before = shop.connections.round_trips();
    let placed = join_all((0..4 * CALLS).map(|_| shop.place(None))).await;
    let ids: Vec<i64> = placed.iter().map(|order| order.id).collect();
    let batches = "SELECT count(DISTINCT xmin::text) FROM orders WHERE id = ANY($1)";
    let batches: i64 = shop.sql.query_one(batches, &[&ids]).await.unwrap().get(0);
    assert_eq!(i64::try_from(shop.connections.round_trips() - before).unwrap(), 2 * batches);
    println!("{} orders in {batches} batches", 4 * CALLS);
}
