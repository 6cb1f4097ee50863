//! Many calls on the same rows, and rows that others hold.

use std::time::{Duration, Instant};

use futures::future::{join, join_all};
use grpc::store_v1::{CancelOrderRequest, DeleteProductRequest, GetProductRequest};
use kit::call::with_deadline;
use tonic::Code;

use crate::batches::rolled_back;
use crate::harness::{Held, Shop, context, eventually, ok, order, refused, unless_held_up};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_orders_for_a_hundred_units_sell_exactly_a_hundred() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(100).await);
    let began = Instant::now();
    let answers = join_all((0..200).map(|_| shop.place(order(&user, &[(&product, 1)], None)))).await;
    println!("200 orders for one product took {:?}", began.elapsed());
    let (placed, refusals): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!((placed.len(), refusals.len()), (100, 100));
    for answer in refusals {
        refused(answer, Code::FailedPrecondition, "OUT_OF_STOCK");
    }
    assert_eq!((shop.stock(product.id).await, shop.count("orders").await), (0, 100));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn products_in_opposite_order_never_meet_head_on() {
    let shop = Shop::open().await;
    let (user, one, two) = (shop.user().await, shop.product(300).await, shop.product(300).await);
    let orders = (0..100).map(|n| {
        let lines = if n % 2 == 0 { [(&one, 1), (&two, 2)] } else { [(&two, 2), (&one, 1)] };
        shop.place(order(&user, &lines, None))
    });
    for answer in join_all(orders).await {
        answer.unwrap();
    }
    assert_eq!([shop.stock(one.id).await, shop.stock(two.id).await], [200, 100]);
    assert_eq!(deadlocks(&shop).await, 0, "not even one that was retried");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn placing_and_cancelling_at_once_loses_no_unit() {
    let shop = Shop::open().await;
    let (user, one, two) = (shop.user().await, shop.product(60).await, shop.product(60).await);
    let rounds = (0..20).map(async |n| {
        let lines = if n % 2 == 0 { [(&one, 1), (&two, 3)] } else { [(&two, 3), (&one, 1)] };
        for _ in 0..3 {
            let placed = shop.place(order(&user, &lines, None)).await.unwrap();
            let request = CancelOrderRequest { order_id: placed.id, owner_id: Some(user.id) };
            let cancel = async || ok(shop.orders().cancel_order(request).await);
            let (one, two) = join(cancel(), cancel()).await;
            assert_eq!(one, two);
        }
    });
    join_all(rounds).await;
    assert_eq!([shop.stock(one.id).await, shop.stock(two.id).await], [60, 60]);
    assert_eq!(shop.count("orders WHERE status = 'cancelled'").await, 60);
    assert_eq!(deadlocks(&shop).await, 0, "not even one that was retried");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_cancels_return_the_stock_once() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(10).await);
    let placed = shop.place(order(&user, &[(&product, 3)], None)).await.unwrap();
    let request = CancelOrderRequest { order_id: placed.id, owner_id: Some(user.id) };
    for answer in join_all((0..30).map(|_| async { shop.orders().cancel_order(request).await })).await {
        ok(answer);
    }
    assert_eq!(shop.stock(product.id).await, 10);
}

#[tokio::test]
async fn an_order_that_loses_a_deadlock_is_tried_again() {
    unless_held_up(async || {
        let shop = Shop::open().await;
        let (user, first, second) = (shop.user().await, shop.product(10).await, shop.product(10).await);
        let watcher = shop.database.connect().await;
        shop.sql.batch_execute(&format!("BEGIN; {}", lock(second.id))).await.unwrap();
        let held = Held::now();
        let placing = shop.begin(order(&user, &[(&first, 1), (&second, 1)], None));
        // The order has the first product and waits for the second; now we want the first.
        held.blocks(&watcher).await?;
        // PostgreSQL ends the one that notices, a second after it began to wait: the order, unless this test is held up
        // for that long between the two.
        let ours = shop.sql.batch_execute(&format!("{}; COMMIT", lock(first.id))).await;
        if ours.is_err() || !held.holds() {
            return None;
        }
        placing.await.unwrap().unwrap();
        assert_eq!([shop.stock(first.id).await, shop.stock(second.id).await], [9, 9]);
        eventually("the deadlock is counted", async || deadlocks(&shop).await == 1).await;
        Some(())
    })
    .await;
}

#[tokio::test]
async fn an_order_that_cannot_be_serialized_is_tried_again() {
    unless_held_up(async || {
        let shop = Shop::open().await;
        let (user, product) = (shop.user().await, shop.product(10).await);
        // The session for orders does not exist before there are any.
        shop.database.alter("ALTER DATABASE {} SET default_transaction_isolation = 'repeatable read'").await;
        let watcher = shop.database.connect().await;
        let update = format!("BEGIN; UPDATE products SET stock = 5 WHERE id = {}", product.id);
        shop.sql.batch_execute(&update).await.unwrap();
        let held = Held::now();
        let placing = shop.begin(order(&user, &[(&product, 1)], None));
        held.blocks(&watcher).await?;
        held.release(&shop.sql).await?;
        placing.await.unwrap().unwrap();
        assert_eq!((shop.stock(product.id).await, shop.count("orders").await), (4, 1));
        assert_eq!(rolled_back(&shop).await, 1, "what it had read was of before the update");
        Some(())
    })
    .await;
}

#[tokio::test]
async fn a_lock_that_is_not_granted_in_time_refuses_the_order_for_now() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(10).await);
    shop.sql.batch_execute(&format!("BEGIN; {}", lock(product.id))).await.unwrap();
    let answer = shop.place(order(&user, &[(&product, 1)], Some("k"))).await;
    refused(answer, Code::Unavailable, "DATABASE_BUSY");
    shop.sql.batch_execute("ROLLBACK").await.unwrap();
    assert_eq!((shop.stock(product.id).await, shop.count("orders").await), (10, 0));
    eventually("it can be had again", async || shop.place(order(&user, &[(&product, 1)], Some("k"))).await.is_ok())
        .await;
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_ended() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(10).await);
    slow_down_orders(&shop, 30).await;
    let answer = shop.place(order(&user, &[(&product, 1)], Some("k"))).await;
    refused(answer, Code::DeadlineExceeded, "DATABASE_TIMEOUT");
    assert_eq!((shop.stock(product.id).await, shop.count("orders").await), (10, 0));
}

#[tokio::test]
async fn a_full_pool_refuses_for_now_and_holds_up_no_order() {
    unless_held_up(async || {
        let shop = Shop::open_with(&[("DB_POOL_SIZE", "1")]).await;
        let (user, product, other) = (shop.user().await, shop.product(10).await, shop.product(10).await);
        let watcher = shop.database.connect().await;
        shop.sql.batch_execute(&format!("BEGIN; {}", lock(other.id))).await.unwrap();
        let held = Held::now();
        let mut catalog = shop.catalog();
        let deleting = DeleteProductRequest { product_id: other.id };
        let deleting = tokio::spawn(async move { catalog.delete_product(deleting).await });
        held.blocks(&watcher).await?;
        let get = GetProductRequest { product_id: product.id };
        let (mut catalog, waiting) = (shop.catalog(), context(Duration::from_millis(200)));
        let answer = with_deadline(&waiting, catalog.get_product(kit::call::request(&waiting, get))).await;
        let placed = shop.place(order(&user, &[(&product, 1)], None)).await;
        let deleted = deleting.is_finished();
        // The deletion may have given up.
        if !held.holds() {
            return None;
        }
        assert!(!deleted, "the pool is full still");
        refused(answer, Code::DeadlineExceeded, "DEADLINE_EXCEEDED");
        placed.unwrap();
        refused(deleting.await.unwrap(), Code::Unavailable, "DATABASE_BUSY");
        ok(shop.catalog().get_product(get).await);
        Some(())
    })
    .await;
}

#[tokio::test]
async fn what_has_not_begun_ends_with_its_caller() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(10).await);
    slow_down_orders(&shop, 3).await;
    let first = shop.begin(order(&user, &[(&product, 1)], None));
    eventually("the first order is being written", async || shop.waiting("-- All that").await.len() == 1).await;
    let context = context(Duration::from_millis(200));
    let impatient = kit::call::request(&context, order(&user, &[(&product, 2)], None));
    let answer = with_deadline(&context, shop.orders().place_order(impatient)).await;
    refused(answer, Code::DeadlineExceeded, "DEADLINE_EXCEEDED");
    first.await.unwrap().unwrap();
    shop.place(order(&user, &[(&product, 1)], None)).await.unwrap();
    assert_eq!((shop.stock(product.id).await, shop.count("orders").await), (8, 2));
}

#[tokio::test]
async fn a_deactivation_holds_up_no_order_and_counts_once_it_is_committed() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(10).await);
    let deactivate = format!("BEGIN; UPDATE users SET deleted_at = now() WHERE id = {}", user.id);
    shop.sql.batch_execute(&deactivate).await.unwrap();
    shop.place(order(&user, &[(&product, 1)], Some("k"))).await.unwrap();
    shop.sql.batch_execute("COMMIT").await.unwrap();
    let answer = shop.place(order(&user, &[(&product, 1)], Some("k"))).await;
    refused(answer, Code::NotFound, "USER_NOT_FOUND");
    assert_eq!(shop.stock(product.id).await, 9);
}

#[tokio::test]
async fn a_change_that_has_begun_runs_to_its_end_without_its_caller() {
    unless_held_up(async || {
        let shop = Shop::open().await;
        let (user, product) = (shop.user().await, shop.product(10).await);
        let watcher = shop.database.connect().await;
        shop.sql.batch_execute(&format!("BEGIN; {}", lock(product.id))).await.unwrap();
        let held = Held::now();
        let placing = shop.begin(order(&user, &[(&product, 1)], None));
        held.blocks(&watcher).await?;
        placing.abort();
        let ended = placing.await;
        held.release(&shop.sql).await?;
        assert!(ended.unwrap_err().is_cancelled());
        eventually("the order is placed", async || shop.count("orders").await == 1).await;
        assert_eq!(shop.stock(product.id).await, 9);
        Some(())
    })
    .await;
}

fn lock(product_id: i64) -> String {
    format!("SELECT FROM products WHERE id = {product_id} FOR UPDATE")
}

async fn slow_down_orders(shop: &Shop, seconds: u32) {
    let trigger = format!(
        "CREATE FUNCTION slow_down() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_sleep({seconds}); RETURN NEW; END $$;
         CREATE TRIGGER slow_down BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION slow_down()"
    );
    shop.sql.batch_execute(&trigger).await.unwrap();
}

async fn deadlocks(shop: &Shop) -> i64 {
    let counted = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
    shop.sql.query_one(counted, &[]).await.unwrap().get(0)
}
