//! Starting, migrating and stopping.

use std::time::Duration;

use deadpool_postgres::{Manager, Pool, Runtime};
use futures::future::join_all;
use grpc::store_v1::{DeleteProductRequest, GetProductRequest, ListProductsRequest};
use kit::shutdown::{Stop, Stopped};
use tokio_postgres::NoTls;

use crate::harness::{
    Database, Shop, captured_log, eventually, http_get, is_ready, ok, ops, order, start, unless_held_up,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_instances_can_start_at_once_on_an_empty_database() {
    let database = Database::create().await;
    let services = join_all((0..8).map(|_| start(&database.url, &[("DB_POOL_SIZE", "1")]))).await;
    for service in &services {
        eventually("it is ready", async || is_ready(service).await).await;
    }
    let sql = database.connect().await;
    let count = async |table: &str| -> i64 {
        sql.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await.unwrap().get(0)
    };
    let migrations = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).unwrap().count();
    assert_eq!(count("refinery_schema_history").await, i64::try_from(migrations).unwrap());
    assert_eq!(count("products").await, 3);
    let stumbled = |line: &str| line.contains("the schema cannot be brought up to date") && !line.contains(MISMATCH);
    assert!(!captured_log().lines().any(stumbled), "taking turns, nobody has to try again");
}

const MISMATCH: &str = "the migrations that were applied do not fit";

#[tokio::test]
async fn a_schema_made_by_other_migrations_is_left_alone() {
    let shop = Shop::open().await;
    let rename = "UPDATE refinery_schema_history SET name = 'other_' || name";
    shop.sql.batch_execute(rename).await.unwrap();
    let second = start(&shop.database.url, &[]).await;
    eventually("it says why", async || captured_log().contains(MISMATCH)).await;
    assert!(!is_ready(&second).await);
    let rename_back = "UPDATE refinery_schema_history SET name = replace(name, 'other_', '')";
    shop.sql.batch_execute(rename_back).await.unwrap();
    eventually("it is ready", async || is_ready(&second).await).await;
}

#[tokio::test]
async fn a_second_start_finds_everything_as_it_was_left() {
    let shop = Shop::open().await;
    ok(shop.catalog().delete_product(DeleteProductRequest { product_id: 1 }).await);
    // A newer release has been here.
    let newer = "INSERT INTO refinery_schema_history SELECT 1000, 'newer', applied_on, '1' FROM refinery_schema_history LIMIT 1";
    shop.sql.batch_execute(newer).await.unwrap();
    let second = start(&shop.database.url, &[]).await;
    eventually("it is ready", async || is_ready(&second).await).await;
    let list = ListProductsRequest { category: None, page: 0, page_size: 0 };
    let mut catalog =
        grpc::store_v1::catalog_service_client::CatalogServiceClient::new(crate::harness::channel(&second));
    let page = ok(catalog.list_products(list).await);
    let names: Vec<_> = page.products.iter().map(|product| product.name.as_str()).collect();
    assert_eq!(names, ["Bottle", "Notebook"]);
}

#[tokio::test]
async fn the_metrics_tell_how_the_pool_is_doing() {
    let shop = Shop::open().await;
    ok(shop.catalog().get_product(GetProductRequest { product_id: 1 }).await);
    let names = ["db_pool_connections_max", "db_pool_connections", "db_pool_connections_available", "db_pool_waiting"];
    eventually("every gauge is there", async || {
        let metrics = ops(&shop.service, "/metrics").await;
        names.iter().all(|name| metrics.lines().any(|line| line.starts_with(&format!("{name} "))))
    })
    .await;
    let counted = "grpc_server_requests_total{service=\"store.v1.CatalogService\",method=\"GetProduct\",code=\"OK\"}";
    for name in ["db_pool_wait_seconds_count", counted] {
        eventually("it is counted", async || ops(&shop.service, "/metrics").await.contains(name)).await;
    }
}

#[tokio::test]
async fn stopping_finishes_what_is_in_flight() {
    unless_held_up(async || {
        let shop = Shop::open().await;
        let (user, product) = (shop.user().await, shop.product(10).await);
        let watcher = shop.database.connect().await;
        let held = shop.hold_products().await;
        let placing = shop.begin(order(&user, &[(&product, 1)], None));
        held.blocks(&watcher).await?;
        let ops_addr = shop.service.ops_addr();
        let stopping = tokio::spawn(shop.service.stop());
        eventually("it takes no more calls", async || {
            if !held.holds() {
                return true;
            }
            let answer = http_get(ops_addr, "/readyz").await;
            answer.starts_with("HTTP/1.1 503") && answer.contains("stopping")
        })
        .await;
        let waits = !placing.is_finished() && !stopping.is_finished();
        held.release(&shop.sql).await?;
        assert!(waits);
        placing.await.unwrap().unwrap();
        assert_eq!(stopping.await.unwrap(), Stopped::Complete);
        Some(())
    })
    .await;
}

#[tokio::test]
async fn stopping_finishes_changes_whose_callers_have_gone() {
    unless_held_up(async || {
        let shop = Shop::open().await;
        let (user, product) = (shop.user().await, shop.product(10).await);
        let watcher = shop.database.connect().await;
        let held = shop.hold_products().await;
        let placing = shop.begin(order(&user, &[(&product, 1)], None));
        held.blocks(&watcher).await?;
        placing.abort();
        let ended = placing.await;
        let stopping = tokio::spawn(shop.service.stop());
        // The other connections of the service end; the order's must not.
        held.release(&shop.sql).await?;
        assert!(ended.unwrap_err().is_cancelled());
        assert_eq!(stopping.await.unwrap(), Stopped::Complete);
        assert_eq!(watcher.query_one("SELECT count(*) FROM orders", &[]).await.unwrap().get::<_, i64>(0), 1);
        Some(())
    })
    .await;
}

#[tokio::test]
async fn stopping_gives_up_at_its_limit() {
    unless_held_up(async || {
        let shop = Shop::open_with(&[("SHUTDOWN_LIMIT", "300ms")]).await;
        let (user, product) = (shop.user().await, shop.product(10).await);
        let watcher = shop.database.connect().await;
        let held = shop.hold_products().await;
        let placing = shop.begin(order(&user, &[(&product, 1)], None));
        held.blocks(&watcher).await?;
        let stopped = shop.service.stop().await;
        // Otherwise the order may have come to its end. One that is waited for makes it so each time.
        if !held.holds() {
            return None;
        }
        assert_eq!(stopped, Stopped::Incomplete);
        assert!(placing.await.unwrap().is_err());
        Some(())
    })
    .await;
}

/// What `Database` relies on: a transaction that is dropped in the middle of a statement rolls back, and its connection
/// serves the next caller.
#[tokio::test]
async fn a_dropped_transaction_rolls_back_and_its_connection_goes_on() {
    let database = Database::create().await;
    let pool = Pool::builder(Manager::new(database.url.parse().unwrap(), NoTls)).max_size(1).runtime(Runtime::Tokio1);
    let pool = pool.build().unwrap();
    let pid = |row: tokio_postgres::Row| row.get::<_, i32>(0);
    let mut client = pool.get().await.unwrap();
    client.batch_execute("CREATE TABLE kept (id integer)").await.unwrap();
    let first = pid(client.query_one("SELECT pg_backend_pid()", &[]).await.unwrap());
    let transaction = client.transaction().await.unwrap();
    transaction.execute("INSERT INTO kept VALUES (1)", &[]).await.unwrap();
    let slow = transaction.query("SELECT pg_sleep(3)", &[]);
    assert!(tokio::time::timeout(Duration::from_millis(50), slow).await.is_err());
    drop(transaction);
    drop(client);
    let client = pool.get().await.unwrap();
    assert_eq!(pid(client.query_one("SELECT pg_backend_pid()", &[]).await.unwrap()), first);
    assert_eq!(client.query_one("SELECT count(*) FROM kept", &[]).await.unwrap().get::<_, i64>(0), 0);
    client.execute("INSERT INTO kept VALUES (2)", &[]).await.unwrap();
    let other = database.connect().await;
    assert_eq!(other.query_one("SELECT id FROM kept", &[]).await.unwrap().get::<_, i32>(0), 2);
}
