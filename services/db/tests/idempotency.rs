//! Placing an order again under the same key.

use futures::future::join_all;
use grpc::store_v1::{CancelOrderRequest, GetOrderRequest, OrderStatus, order_service_client::OrderServiceClient};
use tonic::Code;

use crate::harness::{Held, Shop, begin, channel, eventually, is_ready, ok, order, refused, start, unless_held_up};

#[tokio::test]
async fn the_same_key_with_the_same_lines_gives_the_first_answer() {
    let shop = Shop::open().await;
    let (user, left, right) = (shop.user().await, shop.product(10).await, shop.product(10).await);
    let first = shop.place(order(&user, &[(&left, 1), (&right, 2)], Some("k"))).await.unwrap();
    assert_eq!(shop.place(order(&user, &[(&left, 1), (&right, 2)], Some("k"))).await.unwrap(), first);
    let turned = order(&user, &[(&right, 2), (&left, 1)], Some("k"));
    assert_eq!(shop.place(turned).await.unwrap(), first, "the order of lines does not matter");
    assert_eq!([shop.stock(left.id).await, shop.stock(right.id).await], [9, 8]);
    assert_eq!(shop.count("orders").await, 1);
}

#[tokio::test]
async fn the_same_key_with_other_lines_is_refused() {
    let shop = Shop::open().await;
    let (user, left, right) = (shop.user().await, shop.product(10).await, shop.product(10).await);
    shop.place(order(&user, &[(&left, 1)], Some("k"))).await.unwrap();
    for lines in [&[(&left, 2)][..], &[(&right, 1)], &[(&left, 1), (&right, 1)]] {
        let answer = shop.place(order(&user, lines, Some("k"))).await;
        refused(answer, Code::FailedPrecondition, "IDEMPOTENCY_KEY_REUSED");
    }
    assert_eq!([shop.stock(left.id).await, shop.stock(right.id).await], [9, 10]);
}

#[tokio::test]
async fn other_keys_other_users_and_no_key_are_other_orders() {
    let shop = Shop::open().await;
    let (user, other, product) = (shop.user().await, shop.user().await, shop.product(10).await);
    let requests = [(&user, Some("k")), (&user, Some("K")), (&other, Some("k")), (&user, None), (&user, None)];
    let mut ids = Vec::new();
    for (user, key) in requests {
        ids.push(shop.place(order(user, &[(&product, 1)], key)).await.unwrap().id);
    }
    ids.dedup();
    assert_eq!((ids.len(), shop.stock(product.id).await), (5, 5));
}

#[tokio::test]
async fn the_first_answer_stays_as_it_was_when_the_order_is_cancelled() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(10).await);
    let request = order(&user, &[(&product, 3)], Some("k"));
    let first = shop.place(request.clone()).await.unwrap();
    ok(shop.orders().cancel_order(CancelOrderRequest { order_id: first.id, owner_id: None }).await);
    assert_eq!(shop.place(request).await.unwrap(), first);
    assert_eq!(shop.stock(product.id).await, 10);
    let now = ok(shop.orders().get_order(GetOrderRequest { order_id: first.id, owner_id: None }).await);
    assert_eq!(now.status(), OrderStatus::Cancelled);
}

#[tokio::test]
async fn an_order_that_failed_leaves_its_key_free() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(1).await);
    let request = order(&user, &[(&product, 2)], Some("k"));
    refused(shop.place(request).await, Code::FailedPrecondition, "OUT_OF_STOCK");
    let placed = shop.place(order(&user, &[(&product, 1)], Some("k"))).await.unwrap();
    assert_eq!(placed.items[0].quantity, 1);
}

#[tokio::test]
async fn a_key_is_good_for_24_hours() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(10).await);
    let first = shop.place(order(&user, &[(&product, 1)], Some("k"))).await.unwrap();
    let grow_older = "UPDATE orders SET created_at = created_at - $1 * interval '1 minute'";
    shop.sql.execute(grow_older, &[&f64::from(24 * 60 - 1)]).await.unwrap();
    assert_eq!(shop.place(order(&user, &[(&product, 1)], Some("k"))).await.unwrap().id, first.id);
    shop.sql.execute(grow_older, &[&2_f64]).await.unwrap();
    let second = shop.place(order(&user, &[(&product, 2)], Some("k"))).await.unwrap();
    assert_ne!(first.id, second.id);
    assert_eq!(shop.place(order(&user, &[(&product, 2)], Some("k"))).await.unwrap(), second);
    assert_eq!(shop.stock(product.id).await, 7);
    assert_eq!(
        shop.count("orders WHERE idempotency_key IS NULL").await,
        1,
        "the first order has lost the key and stays"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_duplicates_are_one_order() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(3).await);
    let request = order(&user, &[(&product, 3)], Some("k"));
    let answers = join_all((0..40).map(|_| shop.place(request.clone()))).await;
    let first = answers[0].as_ref().unwrap();
    assert!(answers.iter().all(|answer| answer.as_ref().unwrap() == first), "{answers:?}");
    assert_eq!((shop.stock(product.id).await, shop.count("orders").await), (0, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_concurrent_orders_with_one_key_and_different_lines_one_is_placed() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(100).await);
    let answers = join_all((0..30).map(|n| shop.place(order(&user, &[(&product, n % 3 + 1)], Some("k"))))).await;
    let (placed, refusals): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!(placed.len(), 10, "those with the lines of the first");
    for answer in refusals {
        refused(answer, Code::FailedPrecondition, "IDEMPOTENCY_KEY_REUSED");
    }
    assert_eq!(shop.count("orders").await, 1);
}

/// Makes every COMMIT of a new order wait while somebody has this advisory lock.
const HELD_COMMITS: &str = "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON orders DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION wait()";

/// A key comes to one service, and while its order is in its COMMIT, to another: with the same lines or with others, where an
/// older order has lost the key by its age, or where there is none.
async fn meet(same_lines: bool, expired: bool) -> Option<()> {
    let shop = Shop::open().await;
    let second = start(&shop.database.url, &[]).await;
    eventually("it is ready", async || is_ready(&second).await).await;
    let (user, product, other) = (shop.user().await, shop.product(10).await, shop.product(10).await);
    shop.sql.batch_execute(HELD_COMMITS).await.unwrap();
    let older = i64::from(expired);
    if expired {
        shop.place(order(&user, &[(&other, 2)], Some("k"))).await.unwrap();
        shop.sql.batch_execute("UPDATE orders SET created_at = created_at - interval '25 hours'").await.unwrap();
    }
    let watcher = shop.database.connect().await;
    shop.sql.batch_execute("BEGIN; SELECT pg_advisory_xact_lock(1)").await.unwrap();
    let held = Held::now();
    let here = shop.begin(order(&user, &[(&product, 1)], Some("k")));
    held.blocks(&watcher).await?;
    let asked = if same_lines { &product } else { &other };
    let there = begin(OrderServiceClient::new(channel(&second)), order(&user, &[(asked, 1)], Some("k")));
    held.blocks_sessions(&watcher, 2).await?;
    assert_eq!(shop.count("orders").await, older);
    held.release(&shop.sql).await?;
    let (here, there) = (here.await.unwrap().unwrap(), there.await.unwrap());
    if same_lines {
        assert_eq!(there.unwrap(), here);
    } else {
        refused(there, Code::FailedPrecondition, "IDEMPOTENCY_KEY_REUSED");
    }
    assert_eq!((shop.count("orders").await, shop.stock(product.id).await), (older + 1, 9));
    assert_eq!(i64::from(shop.stock(other.id).await), 10 - 2 * older);
    assert_eq!(shop.count(&format!("orders WHERE idempotency_key = 'k' AND id = {}", here.id)).await, 1);
    Some(())
}

#[tokio::test]
async fn a_key_whose_order_is_being_committed_by_another_service_is_that_order() {
    for same_lines in [true, false] {
        unless_held_up(async || meet(same_lines, false).await).await;
    }
}

#[tokio::test]
async fn an_expired_key_that_two_services_take_over_at_once_is_one_order() {
    for same_lines in [true, false] {
        unless_held_up(async || meet(same_lines, true).await).await;
    }
}
