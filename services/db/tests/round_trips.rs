//! How often PostgreSQL is asked for one call. Counted where it shows: between the service and its server.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use grpc::store_v1::{
    GetOrderRequest, ListOrdersByUserRequest, Order, PlaceOrderRequest, order_service_client::OrderServiceClient,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy},
    net::{TcpListener, TcpStream},
};
use tonic::transport::Channel;

use crate::harness::{self, Database, HASH, ok};

const CALLS: u64 = 20;

/// Every round trip ends with one of these from the server (ReadyForQuery).
const READY_FOR_QUERY: u8 = b'Z';

/// Round trips so far, by connection.
#[derive(Clone, Default)]
struct Counts(Arc<Mutex<Vec<Arc<AtomicU64>>>>);

impl Counts {
    fn now(&self) -> Vec<u64> {
        self.0.lock().unwrap().iter().map(|count| count.load(Ordering::Relaxed)).collect()
    }

    /// Of the connection that was used most since.
    fn most_since(&self, before: &[u64]) -> u64 {
        let before = before.iter().chain(std::iter::repeat(&0));
        self.now().iter().zip(before).map(|(now, before)| now - before).max().unwrap_or(0)
    }
}

/// Forwards to a server and counts.
async fn count_round_trips(server: SocketAddr) -> (SocketAddr, Counts) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let counts = Counts::default();
    let all = counts.clone();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let count = Arc::new(AtomicU64::new(0));
            all.0.lock().unwrap().push(Arc::clone(&count));
            tokio::spawn(async move {
                let (mut from_client, to_client) = client.into_split();
                let (from_server, mut to_server) = TcpStream::connect(server).await.unwrap().into_split();
                tokio::select! {
                    _ = copy(&mut from_client, &mut to_server) => {}
                    () = count_messages(from_server, to_client, &count) => {}
                }
            });
        }
    });
    (address, counts)
}

/// Each message of the server is a byte for its type and four for its length, which counts itself.
async fn count_messages(mut from: impl AsyncReadExt + Unpin, mut to: impl AsyncWriteExt + Unpin, count: &AtomicU64) {
    let mut head = [0; 5];
    let mut body = Vec::new();
    while from.read_exact(&mut head).await.is_ok() {
        let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]) as usize;
        body.resize(length - 4, 0);
        if from.read_exact(&mut body).await.is_err() {
            return;
        }
        if head[0] == READY_FOR_QUERY {
            count.fetch_add(1, Ordering::Relaxed);
        }
        if to.write_all(&[&head, &body[..]].concat()).await.is_err() {
            return;
        }
    }
}

/// How many round trips so many calls take, once the statements are prepared.
async fn round_trips(counts: &Counts, mut call: impl AsyncFnMut()) -> u64 {
    call().await;
    let before = counts.now();
    for _ in 0..CALLS {
        call().await;
    }
    counts.most_since(&before)
}

#[tokio::test]
async fn reading_orders_takes_one_round_trip() {
    let database = Database::create().await;
    let config: tokio_postgres::Config = database.url.parse().unwrap();
    let tokio_postgres::config::Host::Tcp(host) = &config.get_hosts()[0] else { panic!("a TCP host") };
    let server = format!("{host}:{}", config.get_ports()[0]);
    let (address, counts) = count_round_trips(server.parse().unwrap()).await;
    let service = harness::start(&database.url.replace(&server, &address.to_string()), &[("DB_POOL_SIZE", "1")]).await;
    harness::eventually("the service is ready", async || harness::is_ready(&service).await).await;
    let sql = database.connect().await;
    let insert = "INSERT INTO users (sid, password_hash) VALUES ('s1234567', $1) RETURNING id";
    let user_id: i64 = sql.query_one(insert, &[&HASH]).await.unwrap().get(0);

    let orders: OrderServiceClient<Channel> = OrderServiceClient::new(harness::channel(&service));
    let lines = vec![grpc::store_v1::OrderLine { product_id: 1, quantity: 2 }];
    let request = PlaceOrderRequest { user_id, lines, idempotency_key: None };
    let placed: Order = ok(orders.clone().place_order(request).await);
    let get = GetOrderRequest { order_id: placed.id, owner_id: Some(user_id) };
    let list = ListOrdersByUserRequest { user_id, page: 1, page_size: 20 };
    let getting = round_trips(&counts, async || assert_eq!(ok(orders.clone().get_order(get).await), placed)).await;
    let listing = round_trips(&counts, async || {
        let page = ok(orders.clone().list_orders_by_user(list).await);
        assert_eq!((page.orders, page.total_count), (vec![placed.clone()], 1));
    });
    assert_eq!((getting, listing.await), (CALLS, CALLS));
}
