//! Orders over several services, who is let in, and what never reaches the database.

use std::time::{Duration, Instant};

use futures::{StreamExt, future::join_all, stream::poll_fn};
use grpc::store_v1::{CancelOrderRequest, Product, UpdateProductRequest, order_service_client::OrderServiceClient};
use kit::call::with_deadline;
use tokio::task::JoinHandle;
use tokio_postgres::{AsyncMessage, NoTls};
use tonic::Code;

use crate::{
    harness::{
        Database, HASH, Shop, begin, channel, context, eventually, is_ready, ok, order, refused, start, unless_held_up,
    },
    proxy::Proxy,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_key_is_one_order_within_a_batch_and_over_two_services() {
    let shop = Shop::open().await;
    let second = start(&shop.database.url, &[]).await;
    eventually("it is ready", async || is_ready(&second).await).await;
    let clients = [shop.orders(), OrderServiceClient::new(channel(&second))];
    let (user, product, other) = (shop.user().await, shop.product(100).await, shop.product(100).await);
    for round in 0..10 {
        let key = format!("k{round}");
        // Another product, so that the two services do not meet at its lock.
        let request = |number| match number % 3 {
            0 => order(&user, &[(&other, 1)], Some(&key)),
            _ => order(&user, &[(&product, 1)], Some(&key)),
        };
        let placing = (0..24).map(|number| begin(clients[number / 12].clone(), request(number)));
        let answers: Vec<_> = join_all(placing.collect::<Vec<_>>()).await.into_iter().map(Result::unwrap).collect();
        let first = answers.iter().find_map(|answer| answer.as_ref().ok()).expect("one was placed").clone();
        for (number, answer) in answers.into_iter().enumerate() {
            if request(number).lines[0].product_id == first.items[0].product_id {
                assert_eq!(answer.unwrap(), first);
            } else {
                refused(answer, Code::FailedPrecondition, "IDEMPOTENCY_KEY_REUSED");
            }
        }
    }
    assert_eq!(shop.count("orders").await, 10);
    assert_eq!(shop.stock(product.id).await + shop.stock(other.id).await, 190);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_cancellations_over_two_services_return_the_stock_once() {
    let shop = Shop::open().await;
    let second = start(&shop.database.url, &[]).await;
    eventually("it is ready", async || is_ready(&second).await).await;
    let clients = [shop.orders(), OrderServiceClient::new(channel(&second))];
    let (user, one, two) = (shop.user().await, shop.product(10).await, shop.product(10).await);
    let placed = shop.place(order(&user, &[(&one, 3), (&two, 2)], None)).await.unwrap();
    let request = CancelOrderRequest { order_id: placed.id, owner_id: Some(user.id) };
    let cancelling = (0..50).map(|number| {
        let mut client = clients[number % 2].clone();
        async move { client.cancel_order(request).await }
    });
    for answer in join_all(cancelling).await {
        assert_eq!(ok(answer).id, placed.id);
    }
    assert_eq!([shop.stock(one.id).await, shop.stock(two.id).await], [10, 10]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_services_with_products_in_opposite_order_never_deadlock() {
    let shop = Shop::open().await;
    let second = start(&shop.database.url, &[]).await;
    eventually("it is ready", async || is_ready(&second).await).await;
    let clients = [shop.orders(), OrderServiceClient::new(channel(&second))];
    let (user, one, two) = (shop.user().await, shop.product(600).await, shop.product(250).await);
    let requests = (0..200).map(|number| {
        let lines = if number % 2 == 0 { [(&one, 2), (&two, 1)] } else { [(&two, 2), (&one, 2)] };
        begin(clients[number / 2 % 2].clone(), order(&user, &lines, None))
    });
    let answers = join_all(requests.collect::<Vec<_>>()).await;
    let (placed, refusals): (Vec<_>, Vec<_>) = answers.into_iter().map(Result::unwrap).partition(Result::is_ok);
    for answer in refusals {
        refused(answer, Code::FailedPrecondition, "OUT_OF_STOCK");
    }
    let sold: i32 = placed.iter().flatten().flat_map(|order| &order.items[1..]).map(|item| item.quantity).sum();
    assert_eq!(shop.stock(two.id).await, 250 - sold);
    assert_eq!(i64::from(shop.stock(one.id).await), 600 - 2 * shop.count("orders").await);
    let deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
    assert_eq!(shop.sql.query_one(deadlocks, &[]).await.unwrap().get::<_, i64>(0), 0, "not even one that was retried");
}

#[tokio::test]
async fn who_finds_the_queue_full_is_refused_at_once() {
    unless_held_up(async || {
        let shop = Shop::open_with(&[("DB_ORDER_QUEUE", "2")]).await;
        let (user, product) = (shop.user().await, shop.product(10).await);
        let watcher = shop.database.connect().await;
        let held = shop.hold_products().await;
        let mut placing = vec![shop.begin(order(&user, &[(&product, 1)], None))];
        held.blocks(&watcher).await?;
        placing.extend((0..5).map(|_| shop.begin(order(&user, &[(&product, 1)], None))));
        eventually("three are refused", async || {
            !held.holds() || placing.iter().filter(|one| one.is_finished()).count() == 3
        })
        .await;
        held.release(&shop.sql).await?;
        let answers = join_all(placing).await.into_iter().map(Result::unwrap);
        let (placed, refusals): (Vec<_>, Vec<_>) = answers.partition(Result::is_ok);
        assert_eq!((placed.len(), shop.stock(product.id).await), (3, 7));
        for answer in refusals {
            refused(answer, Code::Unavailable, "OVERLOADED");
        }
        Some(())
    })
    .await;
}

#[tokio::test]
async fn nobody_is_let_in_behind_an_order_that_has_waited_too_long() {
    unless_held_up(async || {
        let shop = Shop::open_with(&[("DB_ORDER_WAIT", "50ms")]).await;
        let (user, product) = (shop.user().await, shop.product(1_000).await);
        let watcher = shop.database.connect().await;
        let held = shop.hold_products().await;
        let mut placing = vec![shop.begin(order(&user, &[(&product, 1)], None))];
        held.blocks(&watcher).await?;
        placing.push(shop.begin(order(&user, &[(&product, 1)], None)));
        eventually("one is refused", async || {
            placing.push(shop.begin(order(&user, &[(&product, 1)], None)));
            tokio::time::sleep(Duration::from_millis(20)).await;
            !held.holds() || placing.iter().any(JoinHandle::is_finished)
        })
        .await;
        held.release(&shop.sql).await?;
        let answers = join_all(placing).await.into_iter().map(Result::unwrap);
        let (placed, refusals): (Vec<_>, Vec<_>) = answers.partition(Result::is_ok);
        assert_eq!(shop.count("orders").await, i64::try_from(placed.len()).unwrap());
        for answer in refusals {
            refused(answer, Code::Unavailable, "OVERLOADED");
        }
        Some(())
    })
    .await;
}

#[tokio::test]
async fn what_is_sold_out_is_refused_without_the_database() {
    let database = Database::create().await;
    let mut proxy = Proxy::new(&database.url);
    proxy.give();
    let service = start(&proxy.url(&database.url), &[]).await;
    eventually("it is ready", async || is_ready(&service).await).await;
    let sql = database.connect().await;
    let account = "INSERT INTO users (sid, password_hash) VALUES ('s1234567', $1) RETURNING id";
    let id = sql.query_one(account, &[&HASH]).await.unwrap().get(0);
    sql.execute("UPDATE products SET stock = 0 WHERE id = 1", &[]).await.unwrap();
    let (user, product) = (grpc::store_v1::User { id, ..Default::default() }, Product { id: 1, ..Product::default() });
    let orders = OrderServiceClient::new(channel(&service));
    let place = async || {
        let context = context(Duration::from_millis(300));
        let request = kit::call::request(&context, order(&user, &[(&product, 1)], None));
        with_deadline(&context, orders.clone().place_order(request)).await
    };
    // It is remembered for half a second only, which this test may be held up for.
    eventually("it is refused while PostgreSQL does not answer", async || {
        let _seen = place().await;
        proxy.freeze(true);
        let answer = place().await;
        proxy.freeze(false);
        let answer = answer.expect_err("there is none");
        kit::status::reason(&answer).as_deref() == Some("OUT_OF_STOCK")
    })
    .await;
}

#[tokio::test]
async fn what_was_sold_out_can_be_had_within_a_second_of_a_restock() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(0).await);
    for restock in 1..=3 {
        refused(shop.place(order(&user, &[(&product, 1)], None)).await, Code::FailedPrecondition, "OUT_OF_STOCK");
        shop.sql.execute("UPDATE products SET stock = 1 WHERE id = $1", &[&product.id]).await.unwrap();
        let restocked = Instant::now();
        loop {
            let late = restocked.elapsed() >= Duration::from_secs(1);
            match shop.place(order(&user, &[(&product, 1)], None)).await {
                Ok(_) => break,
                Err(status) => assert!(!late, "{status:?}"),
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(shop.count("orders").await, restock);
    }
}

#[tokio::test]
async fn what_one_service_restocks_can_be_had_at_another_within_a_second() {
    let shop = Shop::open().await;
    let second = start(&shop.database.url, &[]).await;
    eventually("it is ready", async || is_ready(&second).await).await;
    let mut elsewhere = OrderServiceClient::new(channel(&second));
    let (user, product) = (shop.user().await, shop.product(0).await);
    let request = || order(&user, &[(&product, 1)], None);
    for restock in 1..=3 {
        refused(elsewhere.place_order(request()).await, Code::FailedPrecondition, "OUT_OF_STOCK");
        ok(shop.catalog().update_product(restocking(&product)).await);
        let restocked = Instant::now();
        eventually("it can be had", async || {
            let late = restocked.elapsed() >= Duration::from_secs(1);
            match elsewhere.place_order(request()).await {
                Ok(_) => true,
                Err(status) => {
                    assert!(!late, "{status:?}");
                    refused(Err::<(), _>(status), Code::FailedPrecondition, "OUT_OF_STOCK");
                    false
                }
            }
        })
        .await;
        assert_eq!(shop.count("orders").await, restock);
    }
}

/// One unit of a product.
fn restocking(product: &Product) -> UpdateProductRequest {
    UpdateProductRequest {
        product_id: product.id,
        product: Some(Product { stock: 1, ..Product::default() }),
        update_mask: Some(prost_types::FieldMask { paths: vec!["stock".into()] }),
    }
}

#[tokio::test]
async fn stock_that_comes_back_here_can_be_had_at_once() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(1).await);
    let request = || order(&user, &[(&product, 1)], None);
    let mut placed = shop.place(request()).await.unwrap();
    for _ in 0..3 {
        refused(shop.place(request()).await, Code::FailedPrecondition, "OUT_OF_STOCK");
        ok(shop.orders().cancel_order(CancelOrderRequest { order_id: placed.id, owner_id: None }).await);
        shop.place(request()).await.unwrap();
        refused(shop.place(request()).await, Code::FailedPrecondition, "OUT_OF_STOCK");
        ok(shop.catalog().update_product(restocking(&product)).await);
        placed = shop.place(request()).await.unwrap();
    }
}

#[tokio::test]
async fn a_key_gives_its_first_answer_when_everything_is_sold_out() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(1).await);
    let place = async |quantity, key| shop.place(order(&user, &[(&product, quantity)], key)).await;
    let first = place(1, Some("k")).await.unwrap();
    for _ in 0..3 {
        refused(place(1, None).await, Code::FailedPrecondition, "OUT_OF_STOCK");
        assert_eq!(place(1, Some("k")).await.unwrap(), first);
        refused(place(2, Some("k")).await, Code::FailedPrecondition, "IDEMPOTENCY_KEY_REUSED");
        refused(place(1, Some("other")).await, Code::FailedPrecondition, "OUT_OF_STOCK");
    }
    assert_eq!(shop.count("orders").await, 1);
}

#[tokio::test]
async fn a_batch_tells_once_which_products_it_changed() {
    let shop = Shop::open().await;
    let (user, one, two) = (shop.user().await, shop.product(100).await, shop.product(100).await);
    let nothing = shop.product(0).await;
    let (client, mut connection) = tokio_postgres::connect(&shop.database.url, NoTls).await.unwrap();
    let (heard, mut notices) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        let mut messages = poll_fn(move |context| connection.poll_message(context));
        while let Some(Ok(message)) = messages.next().await {
            if let AsyncMessage::Notification(notice) = message {
                heard.send((notice.channel().to_owned(), notice.payload().to_owned())).unwrap();
            }
        }
    });
    client.batch_execute("LISTEN products").await.unwrap();
    let placed = shop.place(order(&user, &[(&two, 1), (&one, 1)], None)).await.unwrap();
    let (channel, payload) = notices.recv().await.unwrap();
    let mut ids: Vec<i64> = payload.split(',').map(|id| id.parse().unwrap()).collect();
    ids.sort_unstable();
    assert_eq!((channel.as_str(), ids), ("products", vec![one.id, two.id]));
    // What changes nothing tells nothing: the next notice is the one of the cancellation.
    for request in [order(&user, &[(&one, 1), (&nothing, 1)], None), order(&user, &[(&nothing, 1)], None)] {
        refused(shop.place(request).await, Code::FailedPrecondition, "OUT_OF_STOCK");
    }
    ok(shop.orders().cancel_order(CancelOrderRequest { order_id: placed.id, owner_id: None }).await);
    shop.place(order(&user, &[(&one, 1)], None)).await.unwrap();
    let next: Vec<_> = [notices.recv().await.unwrap().1, notices.recv().await.unwrap().1].into();
    assert_eq!((next[0].split(',').count(), &next[1]), (2, &one.id.to_string()));
}
