//! Placing an order again under the same key.

use futures::future::join_all;
use grpc::store_v1::{CancelOrderRequest, GetOrderRequest, OrderStatus};
use tonic::Code;

use crate::harness::{Shop, ok, order, refused};

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
