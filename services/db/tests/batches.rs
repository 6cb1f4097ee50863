//! Batches: how they form, and what becomes of the others when one of them fails, is locked by somebody, or is late.

use std::time::{Duration, Instant};

use futures::future::join_all;
use grpc::store_v1::{CancelOrderRequest, Order, OrderStatus, PlaceOrderRequest, Product, User};
use kit::call::with_deadline;
use tonic::{Code, Response, Status};

use crate::harness::{END_SESSIONS, Held, Placing, Shop, context, eventually, order, refused, unless_held_up};

/// Have requests carried out as one batch, as far as that can be had: an order of nobody's interest is held up until they have
/// come. Its own answer comes first. Nothing when that took so long that it gave up.
async fn as_one_batch(
    shop: &Shop,
    user: &User,
    begin: impl AsyncFnOnce() -> Vec<Placing>,
) -> Option<(Result<Order, Status>, Vec<Placing>)> {
    let (product, watcher) = (Product { id: 1, ..Product::default() }, shop.database.connect().await);
    shop.sql.batch_execute(&format!("BEGIN; {}", lock("products", product.id))).await.unwrap();
    let held = Held::now();
    let first = shop.begin(order(user, &[(&product, 1)], None));
    held.blocks(&watcher).await?;
    let others = begin().await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    held.release(&shop.sql).await?;
    Some((first.await.unwrap(), others))
}

/// The same of orders only, with their answers.
async fn at_once(shop: &Shop, user: &User, requests: Vec<PlaceOrderRequest>) -> Option<Vec<Result<Order, Status>>> {
    let begin = async || requests.into_iter().map(|request| shop.begin(request)).collect();
    let (first, others) = as_one_batch(shop, user, begin).await?;
    first.unwrap();
    Some(answers(others).await)
}

async fn answers(placing: Vec<Placing>) -> Vec<Result<Order, Status>> {
    join_all(placing).await.into_iter().map(Result::unwrap).collect()
}

fn cancel(shop: &Shop, order: &Order) -> Placing {
    let (mut orders, request) = (shop.orders(), CancelOrderRequest { order_id: order.id, owner_id: None });
    tokio::spawn(async move { orders.cancel_order(request).await.map(Response::into_inner) })
}

fn lock(table: &str, id: i64) -> String {
    format!("SELECT FROM {table} WHERE id = {id} FOR UPDATE")
}

/// How many transactions were rolled back so far. Sessions count them when they end, so all are ended.
pub async fn rolled_back(shop: &Shop) -> i64 {
    let pids = "SELECT array_agg(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let pids: Vec<i32> = shop.sql.query_one(pids, &[]).await.unwrap().get(0);
    shop.sql.query(END_SESSIONS, &[]).await.unwrap();
    let left = "SELECT count(*) FROM pg_stat_activity WHERE pid = ANY($1)";
    let left = async || shop.sql.query_one(left, &[&pids]).await.unwrap().get::<_, i64>(0);
    eventually("they have ended", async || left().await == 0).await;
    let counted = "SELECT xact_rollback FROM pg_stat_database WHERE datname = current_database()";
    shop.sql.query_one(counted, &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn orders_that_wait_are_placed_by_one_transaction() {
    unless_held_up(async || {
        let shop = Shop::open().await;
        let (user, product) = (shop.user().await, shop.product(200).await);
        let requests = (0..100).map(|_| order(&user, &[(&product, 1)], None)).collect();
        for answer in at_once(&shop, &user, requests).await? {
            answer.unwrap();
        }
        assert_eq!((shop.count("orders").await, shop.stock(product.id).await), (101, 100));
        let transactions = "SELECT count(DISTINCT xmin::text) FROM orders WHERE product_ids = ARRAY[$1::bigint]";
        let transactions: i64 = shop.sql.query_one(transactions, &[&product.id]).await.unwrap().get(0);
        println!("100 orders in {transactions} transactions");
        // More only when most had not come while the first was held up.
        (transactions <= 10).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_cannot_be_written_fails_alone() {
    let too_dear = "ALTER TABLE products ALTER COLUMN price TYPE numeric(20, 2);
                    UPDATE products SET price = 1000000000000 WHERE id = ";
    let (shop, good, bad, answers) = unless_held_up(async || {
        let shop = Shop::open().await;
        let (user, good, bad) = (shop.user().await, shop.product(100).await, shop.product(100).await);
        shop.sql.batch_execute(&format!("{too_dear}{}", bad.id)).await.unwrap();
        let request = |number| {
            let product = if number == 17 { &bad } else { &good };
            order(&user, &[(product, 1)], Some(&format!("k{number}")))
        };
        let answers = at_once(&shop, &user, (0..40).map(request).collect()).await?;
        Some((shop, good, bad, answers))
    })
    .await;
    for (number, answer) in answers.into_iter().enumerate() {
        match number {
            17 => drop(refused(answer, Code::Internal, "INTERNAL")),
            _ => assert_eq!(answer.unwrap().total_price, "0.10"),
        }
    }
    assert_eq!([shop.stock(good.id).await, shop.stock(bad.id).await], [61, 100]);
}

#[tokio::test]
async fn a_product_that_somebody_holds_does_not_hold_up_the_others() {
    let shop = Shop::open().await;
    let (user, held, free) = (shop.user().await, shop.product(10).await, shop.product(10).await);
    shop.sql.batch_execute(&format!("BEGIN; SELECT FROM products WHERE id = {} FOR UPDATE", held.id)).await.unwrap();
    let placing = [&held, &free, &held, &free].map(|product| shop.begin(order(&user, &[(product, 1)], None)));
    let [one, two, three, four] = <[_; 4]>::try_from(join_all(placing).await).unwrap().map(Result::unwrap);
    for answer in [one, three] {
        refused(answer, Code::Unavailable, "DATABASE_BUSY");
    }
    assert!(two.is_ok() && four.is_ok());
    shop.sql.batch_execute("ROLLBACK").await.unwrap();
    eventually("it can be had again", async || shop.place(order(&user, &[(&held, 1)], None)).await.is_ok()).await;
    assert_eq!([shop.stock(held.id).await, shop.stock(free.id).await], [9, 8]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_holds_is_neither_cancelled_nor_holds_up_the_others() {
    for table in ["products", "orders"] {
        unless_held_up(async || {
            let shop = Shop::open().await;
            let (user, locked, free) = (shop.user().await, shop.product(10).await, shop.product(100).await);
            let of_locked = [(); 2].map(|()| shop.place(order(&user, &[(&free, 1), (&locked, 1)], None)));
            let [one, two] = <[_; 2]>::try_from(join_all(of_locked).await).unwrap().map(Result::unwrap);
            let of_free = (0..20).map(|_| shop.place(order(&user, &[(&free, 1)], None)));
            let of_free: Vec<_> = join_all(of_free).await.into_iter().map(Result::unwrap).collect();
            let holder = shop.database.connect().await;
            let id = if table == "products" { locked.id } else { one.id };
            holder.batch_execute(&format!("BEGIN; {}", lock(table, id))).await.unwrap();

            let begin = async || {
                let cancelling = of_free.iter().map(|order| cancel(&shop, order));
                let mut begun: Vec<_> = std::iter::once(cancel(&shop, &one)).chain(cancelling).collect();
                begun.extend((0..20).map(|_| shop.begin(order(&user, &[(&free, 1)], None))));
                begun
            };
            let (first, mut others) = as_one_batch(&shop, &user, begin).await?;
            first.unwrap();
            refused(others.remove(0).await.unwrap(), Code::Unavailable, "DATABASE_BUSY");
            let refused_at = Instant::now();
            for answer in answers(others).await {
                answer.unwrap();
            }
            // It is remembered for a second, for whatever needs it: nobody waits for it again.
            refused(cancel(&shop, &one).await.unwrap(), Code::Unavailable, "DATABASE_BUSY");
            if table == "products" {
                refused(cancel(&shop, &two).await.unwrap(), Code::Unavailable, "DATABASE_BUSY");
            } else {
                assert_eq!(cancel(&shop, &two).await.unwrap().unwrap().status(), OrderStatus::Cancelled);
            }
            if refused_at.elapsed() > Duration::from_millis(900) {
                return None;
            }
            holder.batch_execute("COMMIT").await.unwrap();
            assert_eq!(rolled_back(&shop).await, 1, "all waited for it once");
            eventually("it can be cancelled", async || cancel(&shop, &one).await.unwrap().is_ok()).await;
            eventually("so can the other", async || cancel(&shop, &two).await.unwrap().is_ok()).await;
            assert_eq!([shop.stock(locked.id).await, shop.stock(free.id).await], [10, 80]);
            Some(())
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_it_is_that_waits_the_others_wait_for_it_in_full_only_once() {
    let record = "CREATE TABLE seen (number bigserial, setting text);
        CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN INSERT INTO seen (setting) VALUES (current_setting('lock_timeout')); RETURN NULL; END $$;
        CREATE TRIGGER see AFTER INSERT ON orders FOR EACH STATEMENT EXECUTE FUNCTION see()";
    unless_held_up(async || {
        let shop = Shop::open().await;
        shop.sql.batch_execute(record).await.unwrap();
        let (user, product) = (shop.user().await, shop.product(100).await);
        // Somebody else is placing an order under the key, of which nothing can be seen.
        let mut other = shop.database.connect().await;
        let placing = other.transaction().await.unwrap();
        let insert =
            "INSERT INTO orders (id, user_id, total_price, idempotency_key, product_ids, quantities, unit_prices)
                      VALUES (1000, $1, 0.20, 'k', ARRAY[$2::bigint], '{2}', '{0.10}')";
        placing.execute(insert, &[&user.id, &product.id]).await.unwrap();
        let request = |number| match number {
            17 => order(&user, &[(&product, 2)], Some("k")),
            _ => order(&user, &[(&product, 1)], None),
        };
        let answers = at_once(&shop, &user, (0..32).map(request).collect()).await?;
        for (number, answer) in answers.into_iter().enumerate() {
            match number {
                17 => drop(refused(answer, Code::Unavailable, "DATABASE_BUSY")),
                _ => drop(answer.unwrap()),
            }
        }
        placing.commit().await.unwrap();
        assert_eq!(shop.place(request(17)).await.unwrap().id, 1000);
        shop.place(request(0)).await.unwrap();
        let rows = shop.sql.query("SELECT setting FROM seen WHERE setting <> '0' ORDER BY number", &[]).await.unwrap();
        let seen: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        let (first, last) = (seen.iter().position(|setting| setting == "200ms"), seen.last().unwrap());
        assert!(
            first.is_some_and(|first| seen[..first].iter().chain([last]).all(|setting| setting == "2s")),
            "{seen:?}"
        );
        assert!(seen.iter().filter(|setting| *setting == "200ms").count() <= 6, "a piece of each size: {seen:?}");
        assert_eq!(shop.stock(product.id).await, 100 - 32);
        Some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_late_when_a_piece_of_a_batch_begins_is_not_carried_out() {
    // The first user's orders cannot be written, and the second one's take until somebody lets them.
    let trigger = "CREATE TABLE hold (); INSERT INTO hold DEFAULT VALUES;
        CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NEW.idempotency_key = 'bad' THEN RAISE 'bad'; END IF;
            IF NEW.idempotency_key = 'slow' THEN
                FOR i IN 1..200 LOOP EXIT WHEN NOT EXISTS (SELECT FROM hold); PERFORM pg_sleep(0.02); END LOOP;
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER wait BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION wait()";
    unless_held_up(async || {
        let shop = Shop::open().await;
        shop.sql.batch_execute(trigger).await.unwrap();
        let (user, slow, late) = (shop.user().await, shop.user().await, shop.user().await);
        let product = shop.product(10).await;
        let limit = Duration::from_millis(1500);
        let context = context(limit);
        let begin = async || {
            let mut begun = Vec::new();
            for (user, key) in [(&user, Some("bad")), (&slow, Some("slow")), (&user, None)] {
                begun.push(shop.begin(order(user, &[(&product, 1)], key)));
                // They are to come in this order.
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            let request = kit::call::request(&context, order(&late, &[(&product, 1)], None));
            let (mut orders, context) = (shop.orders(), context.clone());
            begun.push(tokio::spawn(async move {
                with_deadline(&context, orders.place_order(request)).await.map(Response::into_inner)
            }));
            begun
        };
        let (first, mut others) = as_one_batch(&shop, &user, begin).await?;
        first.unwrap();
        let is_slow = async || shop.waiting("-- All that").await.len() == 1;
        let impatient = others.pop().unwrap();
        eventually("the slow one is written", async || impatient.is_finished() || is_slow().await).await;
        // Its deadline cannot be later than this, if it came in time for the batch.
        tokio::time::sleep(limit).await;
        let in_time = others[0].is_finished() && !others[1].is_finished() && is_slow().await;
        shop.sql.execute("DELETE FROM hold", &[]).await.unwrap();
        let answer = impatient.await.unwrap();
        if !in_time || answer.is_ok() {
            return None;
        }
        refused(answer, Code::DeadlineExceeded, "DEADLINE_EXCEEDED");
        let [bad, written, other] = <[_; 3]>::try_from(answers(others).await).unwrap();
        refused(bad, Code::Internal, "INTERNAL");
        assert!(written.is_ok() && other.is_ok());
        // What is asked for now is carried out after whatever was left of the batch.
        shop.place(order(&user, &[(&product, 1)], None)).await.unwrap();
        let of_slow = format!("SELECT xmin::text FROM orders WHERE user_id = {}", slow.id);
        let of_late = format!("orders WHERE user_id = {}", late.id);
        if shop.count(&format!("{of_late} AND xmin::text = ({of_slow})")).await > 0 {
            return None;
        }
        assert_eq!((shop.count(&of_late).await, shop.count("orders").await), (0, 4));
        Some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_cannot_write_refuses_a_batch_at_once_and_is_left_for_one_that_can() {
    let end_blocked = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                       WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0";
    unless_held_up(async || {
        let shop = Shop::open().await;
        let (user, product) = (shop.user().await, shop.product(100).await);
        let other = shop.database.connect().await;
        let begin = async || {
            let begun = (0..40).map(|_| shop.begin(order(&user, &[(&product, 1)], None))).collect();
            tokio::time::sleep(Duration::from_millis(200)).await;
            // As after a failover: the session breaks, and the next one is to a standby.
            shop.database.alter("ALTER DATABASE {} SET default_transaction_read_only = on").await;
            other.query(end_blocked, &[]).await.unwrap();
            begun
        };
        let (first, others) = as_one_batch(&shop, &user, begin).await?;
        for answer in std::iter::once(first).chain(answers(others).await) {
            refused(answer, Code::Unavailable, "DATABASE_UNAVAILABLE");
        }
        shop.database.alter("ALTER DATABASE {} SET default_transaction_read_only = off").await;
        shop.place(order(&user, &[(&product, 1)], None)).await.unwrap();
        let transactions = rolled_back(&shop).await;
        assert!(transactions <= 10, "{transactions} for one order and one batch");
        assert_eq!((shop.count("orders").await, shop.stock(product.id).await), (1, 99));
        Some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_be_no_single_orders_fault_fails_a_batch_once() {
    unless_held_up(async || {
        let shop = Shop::open().await;
        let (user, product) = (shop.user().await, shop.product(100).await);
        let begin = async || {
            let begun = (0..40).map(|_| shop.begin(order(&user, &[(&product, 1)], None))).collect();
            shop.sql.batch_execute("ALTER TABLE users RENAME deleted_at TO gone").await.unwrap();
            begun
        };
        let (first, others) = as_one_batch(&shop, &user, begin).await?;
        for answer in std::iter::once(first).chain(answers(others).await) {
            refused(answer, Code::Internal, "INTERNAL");
        }
        let transactions = rolled_back(&shop).await;
        assert!(transactions <= 10, "{transactions} for one order and one batch");
        Some(())
    })
    .await;
}
