//! `CatalogService.Watch`: what it tells, whoever made the change, and what becomes of it when it cannot be heard.

use std::{
    collections::BTreeSet,
    time::{Duration, SystemTime},
};

use grpc::store_v1::{
    CancelOrderRequest, DeleteProductRequest, Product, UpdateProductRequest, WatchRequest, WatchResponse,
    catalog_service_client::CatalogServiceClient,
};
use kit::shutdown::{Stop, Stopped};
use prost_types::FieldMask;
use tokio::time::timeout;
use tonic::{
    Code, Status, Streaming,
    transport::{Channel, Endpoint},
};

use crate::{
    harness::{Database, Shop, channel, eventually, is_ready, ok, order, refused, start},
    proxy::Proxy,
};

const PATIENCE: Duration = Duration::from_secs(60);

/// A watcher that has been told to start afresh.
struct Watcher(Streaming<WatchResponse>);

impl Watcher {
    async fn of(mut catalog: CatalogServiceClient<Channel>) -> Self {
        let mut watcher = Self(ok(catalog.watch(WatchRequest {}).await));
        assert!(watcher.next().await.expect("a first message").everything, "the first message says so");
        watcher
    }

    /// The next message, at the end of the stream its status.
    async fn next(&mut self) -> Result<WatchResponse, Status> {
        let message = timeout(PATIENCE, self.0.message()).await.expect("never silent for long");
        message.map(|message| message.expect("the stream has no end without a status"))
    }

    /// The products told of until all of these were; none but these.
    async fn hears_of(&mut self, expected: impl IntoIterator<Item = i64>) {
        let expected: BTreeSet<i64> = expected.into_iter().collect();
        let mut heard = BTreeSet::new();
        while heard != expected {
            let message = self.next().await.expect("a message");
            assert!(!message.everything, "some of {expected:?} only");
            heard.extend(message.product_ids);
            assert!(heard.is_subset(&expected), "{heard:?} are not all of {expected:?}");
        }
    }

    async fn hears_of_everything(&mut self) {
        while !self.next().await.expect("a message").everything {}
    }
}

#[tokio::test]
async fn every_change_is_told_whoever_makes_it() {
    let shop = Shop::open().await;
    let (user, mug) = (shop.user().await, shop.product(10).await);
    let mut watcher = Watcher::of(shop.catalog()).await;

    let cup = shop.product(5).await;
    watcher.hears_of([cup.id]).await;
    let placed = shop.place(order(&user, &[(&mug, 1), (&cup, 2)], None)).await.unwrap();
    watcher.hears_of([mug.id, cup.id]).await;
    ok(shop.orders().cancel_order(CancelOrderRequest { order_id: placed.id, owner_id: None }).await);
    watcher.hears_of([mug.id, cup.id]).await;
    let dearer = Product { price: "2.00".into(), ..Product::default() };
    let mask = FieldMask { paths: vec!["price".into()] };
    let update = UpdateProductRequest { product_id: mug.id, product: Some(dearer), update_mask: Some(mask) };
    ok(shop.catalog().update_product(update).await);
    watcher.hears_of([mug.id]).await;
    ok(shop.catalog().delete_product(DeleteProductRequest { product_id: cup.id }).await);
    watcher.hears_of([cup.id]).await;

    let restock = "UPDATE products SET stock = stock + 1 WHERE id = ANY($1)";
    shop.sql.execute(restock, &[&vec![1_i64, mug.id]]).await.unwrap();
    watcher.hears_of([1, mug.id]).await;
    shop.sql.execute("DELETE FROM products WHERE id = 2", &[]).await.unwrap();
    watcher.hears_of([2]).await;
}

#[tokio::test]
async fn what_was_committed_before_the_stated_moment_has_been_told() {
    let shop = Shop::open().await;
    let mut watcher = Watcher::of(shop.catalog()).await;
    for product_id in [1_i64, 2, 3, 1, 2, 3] {
        shop.sql.execute("UPDATE products SET stock = stock + 1 WHERE id = $1", &[&product_id]).await.unwrap();
        let committed = SystemTime::now();
        let mut heard = BTreeSet::new();
        loop {
            let message = watcher.next().await.unwrap();
            let told_until = SystemTime::try_from(message.told_until.expect("it says so")).unwrap();
            assert!(told_until <= SystemTime::now(), "not before it is so");
            heard.extend(message.product_ids);
            if told_until > committed {
                break;
            }
        }
        assert!(heard.contains(&product_id), "{product_id} is not among {heard:?}");
    }
}

#[tokio::test]
async fn what_is_rolled_back_is_not_told() {
    let shop = Shop::open().await;
    let mut watcher = Watcher::of(shop.catalog()).await;
    let undone = "BEGIN; UPDATE products SET stock = 0 WHERE id = 1; ROLLBACK;";
    shop.sql.batch_execute(undone).await.unwrap();
    shop.sql.batch_execute("UPDATE products SET stock = 0 WHERE id = 2").await.unwrap();
    watcher.hears_of([2]).await;
}

#[tokio::test]
async fn as_many_as_fit_are_told_one_by_one_and_more_as_everything() {
    let shop = Shop::open().await;
    // The longest ids that there are.
    let add = "INSERT INTO products (id, name, description, category, price, slogan) OVERRIDING SYSTEM VALUE
               SELECT 9223372036854775000 + n, 'Many ' || n, '', 'many', 1, '' FROM generate_series(1, 401) AS n";
    shop.sql.batch_execute(add).await.unwrap();
    let restock = "UPDATE products SET stock = 1 WHERE id > 9223372036854775000 + $1";
    let mut watcher = Watcher::of(shop.catalog()).await;
    shop.sql.execute(restock, &[&1_i64]).await.unwrap();
    watcher.hears_of((2..=401).map(|n| 9_223_372_036_854_775_000 + n)).await;
    shop.sql.execute(restock, &[&0_i64]).await.unwrap();
    watcher.hears_of_everything().await;
    shop.sql.batch_execute("TRUNCATE products CASCADE").await.unwrap();
    watcher.hears_of_everything().await;
}

#[tokio::test]
async fn many_changes_of_one_product_are_told_together() {
    let shop = Shop::open().await;
    let mut watcher = Watcher::of(shop.catalog()).await;
    // However slow the disk is, they come within a short time.
    shop.sql.batch_execute("SET synchronous_commit = off").await.unwrap();
    let sell =
        "DO $$ BEGIN FOR n IN 1..500 LOOP UPDATE products SET stock = stock - 1 WHERE id = 1; COMMIT; END LOOP; END $$";
    shop.sql.batch_execute(sell).await.unwrap();
    shop.sql.batch_execute("UPDATE products SET stock = 0 WHERE id = 2").await.unwrap();
    let mut told = 0;
    loop {
        let message = watcher.next().await.unwrap();
        told += message.product_ids.iter().filter(|id| **id == 1).count();
        if message.product_ids.contains(&2) {
            break;
        }
    }
    assert!((1..=100).contains(&told), "500 changes were told {told} times");
}

#[tokio::test]
async fn a_watcher_that_does_not_listen_is_told_to_start_afresh() {
    let shop = Shop::open().await;
    // Little is under way to it that it has not taken.
    let endpoint = Endpoint::from_shared(format!("http://{}", shop.service.local_addr())).unwrap();
    let narrow = endpoint.initial_stream_window_size(1000).connect().await.unwrap();
    let mut slow = Watcher::of(CatalogServiceClient::new(narrow)).await;
    let mut quick = Watcher::of(shop.catalog()).await;
    let add = "INSERT INTO products (name, description, category, price, slogan)
               SELECT 'Many ' || n, '', 'many', 1, '' FROM generate_series(1, 300) AS n";
    shop.sql.batch_execute(add).await.unwrap();
    let mut told = 0;
    while told < 20 * 300 {
        shop.sql.batch_execute("UPDATE products SET stock = 7 WHERE category = 'many'").await.unwrap();
        told += quick.next().await.unwrap().product_ids.len();
    }
    slow.hears_of_everything().await;
    shop.sql.batch_execute("UPDATE products SET stock = 7 WHERE id = 1").await.unwrap();
    while !slow.next().await.unwrap().product_ids.contains(&1) {}
}

#[tokio::test]
async fn without_the_database_there_is_nothing_to_be_heard() {
    let database = Database::create().await;
    let mut proxy = Proxy::new(&database.url);
    let service = start(&proxy.url(&database.url), &[]).await;
    let mut catalog = CatalogServiceClient::new(channel(&service));
    refused(catalog.watch(WatchRequest {}).await, Code::Unavailable, "DATABASE_UNAVAILABLE");

    for _ in 0..2 {
        proxy.give();
        eventually("it is ready", async || is_ready(&service).await).await;
        eventually("it can be heard", async || catalog.watch(WatchRequest {}).await.is_ok()).await;
        let mut watcher = Watcher::of(catalog.clone()).await;
        proxy.take().await;
        let end = loop {
            if let Err(status) = watcher.next().await {
                break status;
            }
        };
        refused(Err::<(), _>(end), Code::Unavailable, "DATABASE_UNAVAILABLE");
        assert!(matches!(watcher.0.message().await, Ok(None)), "it ends with that");
    }
}

#[tokio::test]
async fn a_database_that_does_not_answer_makes_it_silent() {
    let database = Database::create().await;
    let mut proxy = Proxy::new(&database.url);
    proxy.give();
    let service = start(&proxy.url(&database.url), &[]).await;
    let mut catalog = CatalogServiceClient::new(channel(&service));
    eventually("it can be heard", async || catalog.watch(WatchRequest {}).await.is_ok()).await;
    let mut watcher = Watcher::of(catalog.clone()).await;
    proxy.freeze(true);
    // What was under way may still come; then nothing, and no new watcher is told to start.
    while timeout(Duration::from_millis(500), watcher.0.message()).await.is_ok_and(|message| message.is_ok()) {}
    if let Ok(mut other) = catalog.watch(WatchRequest {}).await {
        let first = timeout(Duration::from_millis(500), other.get_mut().message()).await;
        assert!(!matches!(first, Ok(Ok(_))), "{first:?}");
    }
    proxy.freeze(false);
    eventually("it can be heard again", async || catalog.watch(WatchRequest {}).await.is_ok()).await;
    Watcher::of(catalog).await;
}

#[tokio::test]
async fn watchers_do_not_hold_up_the_end() {
    let shop = Shop::open().await;
    let mut watcher = Watcher::of(shop.catalog()).await;
    assert_eq!(shop.service.stop().await, Stopped::Complete);
    let end = loop {
        if let Err(status) = watcher.next().await {
            break status;
        }
    };
    assert_eq!(end.code(), Code::Unavailable);
}
