//! PostgreSQL that is not there yet, goes away, freezes, or ends sessions.

use std::time::Duration;

use grpc::store_v1::{
    GetProductRequest, catalog_service_client::CatalogServiceClient, order_service_client::OrderServiceClient,
};
use kit::call::{request, with_deadline};
use tonic::Code;

use crate::{
    harness::{
        Database, HASH, Shop, channel, context, eventually, is_ready, is_serving, ok, ops, order, refused, start,
        unless_held_up,
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
        let ended: i64 = shop.sql.query_one(END_OTHERS, &[]).await.unwrap().get(0);
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

const END_OTHERS: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                          WHERE datname = current_database() AND pid <> pg_backend_pid()";

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

/// Makes every COMMIT of an order take its time as long as there is a row in `hold`.
const SLOW_COMMITS: &str = "CREATE TABLE hold (); INSERT INTO hold DEFAULT VALUES;
    CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF EXISTS (SELECT FROM hold) THEN PERFORM pg_sleep(4); END IF; RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON orders DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION wait()";

/// An order whose session ends while it commits, and the answer to it; nothing when it had committed before.
async fn end_during_commit(shop: &Shop, key: Option<&str>) -> Option<Result<grpc::store_v1::Order, tonic::Status>> {
    shop.sql.batch_execute(SLOW_COMMITS).await.unwrap();
    let (user, product) = (shop.user().await, shop.product(10).await);
    let placing = shop.begin(order(&user, &[(&product, 1)], key));
    let mut pids = Vec::new();
    eventually("the order commits", async || {
        pids = shop.waiting("COMMIT").await;
        placing.is_finished() || pids.len() == 1
    })
    .await;
    let pid = *pids.first()?;
    shop.sql.execute("DELETE FROM hold", &[]).await.unwrap();
    shop.sql.execute("SELECT pg_terminate_backend($1)", &[&pid]).await.unwrap();
    Some(placing.await.unwrap())
}

#[tokio::test]
async fn the_outcome_of_a_lost_commit_is_found_out_with_and_without_a_key() {
    for key in [None, Some("k")] {
        let (shop, placed) = unless_held_up(async || {
            let shop = Shop::open().await;
            let answer = end_during_commit(&shop, key).await?;
            Some((shop, answer.unwrap()))
        })
        .await;
        assert_eq!(shop.count(&format!("orders WHERE id = {}", placed.id)).await, 1);
        assert_eq!((shop.count("orders").await, shop.stock(placed.items[0].product_id).await), (1, 9));
    }
}

/// An order whose COMMIT reaches PostgreSQL, and whose answer does not come back.
async fn lose_the_answer(
    key: Option<&str>,
    comes_back: bool,
) -> (Result<grpc::store_v1::Order, tonic::Status>, i64, i64) {
    let database = Database::create().await;
    let mut proxy = Proxy::new(&database.url);
    proxy.give();
    let service = start(&proxy.url(&database.url), &[]).await;
    eventually("it is ready", async || is_ready(&service).await).await;
    let sql = database.connect().await;
    sql.batch_execute(SLOW_COMMITS).await.unwrap();
    let sid = "s1234567".to_owned();
    let user = grpc::store_v1::CreateUserRequest { sid, password_hash: HASH.into(), username: None, email: None };
    let mut users = grpc::store_v1::user_service_client::UserServiceClient::new(channel(&service));
    let user = ok(users.create_user(user).await);
    let product = grpc::store_v1::Product { id: 1, ..Default::default() };
    let mut orders = OrderServiceClient::new(channel(&service));
    let request = order(&user, &[(&product, 1)], key);
    let placing = tokio::spawn(async move { orders.place_order(request).await });
    let commits = "SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND query = 'COMMIT' AND wait_event = 'PgSleep'";
    let count = async |query: &str| -> i64 { sql.query_one(query, &[]).await.unwrap().get(0) };
    eventually("the order commits", async || placing.is_finished() || count(commits).await == 1).await;
    proxy.take().await;
    sql.execute("DELETE FROM hold", &[]).await.unwrap();
    if comes_back {
        proxy.give();
    }
    let answer = placing.await.unwrap().map(tonic::Response::into_inner);
    eventually("it is committed", async || count("SELECT count(*) FROM orders").await == 1).await;
    let stock: i32 = sql.query_one("SELECT stock FROM products WHERE id = 1", &[]).await.unwrap().get(0);
    (answer, count("SELECT count(*) FROM orders").await, stock.into())
}

#[tokio::test]
async fn an_order_that_was_committed_without_an_answer_is_found_and_not_placed_again() {
    for key in [None, Some("k")] {
        let (answer, orders, stock) = lose_the_answer(key, true).await;
        assert_eq!((answer.unwrap().total_price.as_str(), orders, stock), ("49.99", 1, 499));
    }
}

#[tokio::test]
async fn an_outcome_that_cannot_be_found_out_is_told_as_such() {
    let (answer, orders, stock) = unless_held_up(async || {
        let lost = lose_the_answer(None, false).await;
        // It came before it could be lost, the COMMIT being over.
        lost.0.is_err().then_some(lost)
    })
    .await;
    refused(answer, Code::DeadlineExceeded, "OUTCOME_UNKNOWN");
    assert_eq!((orders, stock), (1, 499), "this one had been placed");
}

#[tokio::test]
async fn a_registration_whose_session_ends_may_have_happened() {
    let trigger = "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
                       $$ BEGIN PERFORM pg_sleep(4); RETURN NEW; END $$;
                   CREATE TRIGGER wait BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION wait()";
    let answer = unless_held_up(async || {
        let shop = Shop::open().await;
        shop.sql.batch_execute(trigger).await.unwrap();
        let mut users = shop.users();
        let request = grpc::store_v1::CreateUserRequest {
            sid: "s1234567".into(),
            password_hash: HASH.into(),
            username: None,
            email: None,
        };
        let creating = tokio::spawn(async move { users.create_user(request).await });
        eventually("the user is being inserted", async || {
            creating.is_finished() || shop.waiting("INSERT INTO users").await.len() == 1
        })
        .await;
        shop.sql.query(END_OTHERS, &[]).await.unwrap();
        // It was answered before its session was ended.
        creating.await.unwrap().err()
    })
    .await;
    refused(Err::<(), _>(answer), Code::DeadlineExceeded, "OUTCOME_UNKNOWN");
}
