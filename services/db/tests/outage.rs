//! PostgreSQL that is not there yet, goes away, freezes, or ends sessions.

use std::time::Duration;

use grpc::store_v1::{GetProductRequest, catalog_service_client::CatalogServiceClient};
use kit::call::{request, with_deadline};
use tonic::Code;

use crate::{
    harness::{
        Database, END_SESSIONS, Shop, channel, context, eventually, is_ready, is_serving, ok, ops, order, refused,
        start, unless_held_up,
    },
    proxy::Proxy,
};

const HOODIE: GetProductRequest = GetProductRequest { product_id: 1 };

#[tokio::test]
async fn it_starts_before_postgresql_and_survives_its_outages() {
    let database = Database::create().await;
    let mut proxy = Proxy::new(&database.url);
    let service = start(&proxy.url(&database.url), &[]).await;
    let mut catalog = CatalogServiceClient::new(channel(&service));

    for _ in 0..2 {
        eventually("it is not ready", async || !is_serving(&service).await).await;
        let readiness = ops(&service, "/readyz").await;
        assert!(readiness.starts_with("HTTP/1.1 503") && readiness.contains("database"), "{readiness}");
        assert!(ops(&service, "/healthz").await.starts_with("HTTP/1.1 200"));
        refused(catalog.get_product(HOODIE).await, Code::Unavailable, "DATABASE_UNAVAILABLE");

        proxy.give();
        eventually("it is ready", async || is_ready(&service).await).await;
        assert_eq!(ok(catalog.get_product(HOODIE).await).name, "Hoodie");
        proxy.take().await;
    }
}

#[tokio::test]
async fn a_server_that_does_not_answer_makes_it_unready_until_it_does() {
    let database = Database::create().await;
    let mut proxy = Proxy::new(&database.url);
    proxy.give();
    let service = start(&proxy.url(&database.url), &[]).await;
    let mut catalog = CatalogServiceClient::new(channel(&service));
    eventually("it is ready", async || is_ready(&service).await).await;
    ok(catalog.get_product(HOODIE).await);

    proxy.freeze(true);
    let context = context(Duration::from_millis(300));
    let answer = with_deadline(&context, catalog.get_product(request(&context, HOODIE))).await;
    refused(answer, Code::DeadlineExceeded, "DEADLINE_EXCEEDED");
    eventually("it is not ready", async || !is_serving(&service).await).await;

    proxy.freeze(false);
    eventually("it is ready again", async || is_ready(&service).await).await;
    ok(catalog.get_product(HOODIE).await);
}

#[tokio::test]
async fn ended_sessions_are_replaced() {
    let shop = Shop::open().await;
    let asked = futures::future::join_all((0..20).map(|_| async { shop.catalog().get_product(HOODIE).await }));
    assert!(asked.await.iter().all(Result::is_ok));
    for _ in 0..3 {
        let ended: i64 = shop.sql.query_one(END_SESSIONS, &[]).await.unwrap().get(0);
        assert!(ended >= 2, "a session of the pool and the keeper's, but {ended}");
        eventually("calls succeed again", async || match shop.catalog().get_product(HOODIE).await {
            Ok(_) => true,
            Err(status) => {
                refused(Err::<(), _>(status), Code::Unavailable, "DATABASE_UNAVAILABLE");
                false
            }
        })
        .await;
        eventually("it is ready again", async || is_ready(&shop.service).await).await;
    }
}

#[tokio::test]
async fn an_order_whose_session_ends_before_its_commit_is_begun_anew() {
    let end_blocked = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                       WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0";
    unless_held_up(async || {
        let shop = Shop::open().await;
        let (user, product) = (shop.user().await, shop.product(10).await);
        let watcher = shop.database.connect().await;
        let held = shop.hold_products().await;
        let placing = shop.begin(order(&user, &[(&product, 1)], Some("k")));
        eventually("the order waits and is ended", async || {
            !held.holds() || watcher.query_one(end_blocked, &[]).await.unwrap().get::<_, i64>(0) == 1
        })
        .await;
        held.blocks(&watcher).await?;
        assert_eq!(shop.count("orders").await, 0);
        held.release(&shop.sql).await?;
        placing.await.unwrap().unwrap();
        assert_eq!((shop.stock(product.id).await, shop.count("orders").await), (9, 1));
        Some(())
    })
    .await;
}
