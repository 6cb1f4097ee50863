//! What each replica keeps of products: that it is used, that it is never older than promised, whoever made the change and
//! whatever fails meanwhile, and what it saves those who ask again.

use std::time::Duration;

use reqwest::Method;
use stack::{Options, Signal, Stack};
use system_tests::{Customer, Reply, Staff, Visitor, database, metrics, own_store, promised, store, until};
use tokio::time::sleep;

use crate::orders::order;
use crate::products::BOUND;

const SOON: Duration = Duration::from_secs(60);
const REPLICAS: [&str; 2] = ["api-1", "api-2"];

/// What a replica shows of a product: its stock, alone and on the page of its category. None where it shows nothing.
async fn shown(visitor: &Visitor, product: &grpc::store_v1::Product) -> [Option<i64>; 2] {
    let alone = Reply::to(visitor.request(Method::GET, &format!("/products/{}", product.id))).await;
    let listed = Reply::to(visitor.request(Method::GET, &format!("/products?category={}", product.category))).await;
    let stock = |reply: &Reply, pointer: &str| {
        (reply.status == 200).then(|| reply.json().pointer(pointer).and_then(serde_json::Value::as_i64)).flatten()
    };
    [stock(&alone, "/stock"), stock(&listed, "/items/0/stock")]
}

/// Somebody at each replica, past the front.
fn at_each(stack: &Stack) -> [Visitor; 2] {
    stack.api_urls().map(Visitor::at)
}

async fn restock(stack: &Stack, product_id: i64, stock: i32) {
    let restock = "UPDATE products SET stock = $2 WHERE id = $1";
    database(stack).await.execute(restock, &[&product_id, &stock]).await.expect("restocked");
}

async fn reads(stack: &Stack, replica: &str, outcome: &str) -> f64 {
    metrics(stack, replica).await.sum("product_cache_reads_total", &[("outcome", outcome)])
}

async fn believed(stack: &Stack, replica: &str) -> bool {
    metrics(stack, replica).await.sum("product_cache_believed", &[]) == 1.0
}

#[tokio::test]
async fn a_change_is_seen_on_both_replicas_within_the_promised_time() {
    let stack = store();
    let (staff, customer) = (Staff::of(stack), Customer::of(stack).await);
    let product = staff.product("1.00", 100).await;
    let visitors = at_each(stack);
    let all_show = async |stock: i64| {
        promised(&format!("{stock} everywhere"), BOUND, async || {
            let [one, two] = &visitors;
            let (one, two) = futures::join!(shown(one, &product), shown(two, &product));
            [one, two].iter().flatten().all(|shown| *shown == Some(stock))
        })
        .await;
    };
    let mut stock = 100;
    all_show(stock).await;
    for round in 0..10 {
        let placed = customer.api().place_order(None, &order(&[(product.id, 3)])).await.expect("placed").into_inner();
        stock -= 3;
        all_show(stock).await;
        customer.api().cancel_order(&placed.body.id).await.expect("cancelled");
        stock += 3;
        all_show(stock).await;
        stock = 200 + round;
        restock(stack, product.id, i32::try_from(stock).expect("small")).await;
        all_show(stock).await;
    }
    let before = shown(&visitors[0], &product).await;
    let another = staff.product_in(&product.category, "2.00", None).await;
    promised("it is on the page", BOUND, async || {
        let page = Reply::to(visitors[0].request(Method::GET, &format!("/products?category={}", product.category)));
        page.await.json()["total_count"] == 2
    })
    .await;
    assert_eq!(shown(&visitors[0], &product).await, before, "{another:?} changes nothing of the other one");
}

#[tokio::test]
async fn what_was_read_once_is_not_read_again() {
    let stack = own_store(Options::only(["postgres", "db", "api-1", "api-2", "nginx"]));
    let visitor = Visitor::of(&stack);
    for replica in REPLICAS {
        until("it is believed", SOON, async || believed(&stack, replica).await).await;
    }
    let paths = ["/products", "/products?page=1&page_size=20", "/products?page_size=2", "/products/1", "/categories"];
    let calls = async || {
        let db = metrics(&stack, "db").await;
        let calls = ["ListProducts", "GetProduct", "ListCategories"];
        calls.map(|method| db.sum("grpc_server_requests_total", &[("method", method)])).iter().sum::<f64>()
    };
    for _ in 0..20 {
        for path in paths {
            assert_eq!(Reply::to(visitor.request(Method::GET, path)).await.status, 200, "{path}");
        }
    }
    // The first two paths ask for the same: four kinds of answers on two replicas. On a machine that is busy a replica may
    // hear nothing for half a second, and read again.
    let read = calls().await;
    assert!((8.0..50.0).contains(&read), "{read} of 100 were read");
    let hits = reads(&stack, "api-1", "hit").await + reads(&stack, "api-2", "hit").await;
    assert!((50.0..=92.0).contains(&hits), "{hits} of 100 were kept");
    for path in ["/products/999999", "/products/999999"] {
        assert_eq!(Reply::to(visitor.request(Method::GET, path)).await.status, 404);
    }
    assert_eq!(calls().await, read + 2.0, "what is not there is not kept");
}

#[tokio::test]
async fn whoever_has_an_answer_is_told_so_by_both_replicas_alike() {
    let stack = store();
    let product = Staff::of(stack).product("1.00", 5).await;
    let path = format!("/products/{}", product.id);
    let [one, two] = at_each(stack);
    let full = Reply::to(one.request(Method::GET, &path)).await;
    let tag = full.header("etag").expect("a tag").to_owned();
    assert!(tag.starts_with('"') && full.header("cache-control") == Some("no-cache"), "{full:?}");
    for visitor in [&one, &two, &Visitor::of(stack)] {
        let same = Reply::to(visitor.request(Method::GET, &path)).await;
        assert_eq!((same.header("etag"), &same.text), (Some(tag.as_str()), &full.text));
        for condition in [tag.as_str(), "*", &format!("\"x\", W/{tag}")] {
            let short = Reply::to(visitor.request(Method::GET, &path).header("if-none-match", condition)).await;
            assert_eq!((short.status, short.text.as_str(), short.header("etag")), (304, "", Some(tag.as_str())));
            assert!(short.header("x-request-id").is_some());
        }
    }
    restock(stack, product.id, 6).await;
    promised("it is another one", BOUND, async || {
        Reply::to(one.request(Method::GET, &path).header("if-none-match", &tag)).await.status == 200
    })
    .await;
}

#[tokio::test]
async fn a_listener_that_is_cut_off_makes_nothing_older_than_promised() {
    let stack = own_store(Options::only(["postgres", "db", "api-1", "api-2", "nginx"]));
    let product = Staff::of(&stack).product("1.00", 100).await;
    let visitors = at_each(&stack);
    let sql = database(&stack).await;
    for stock in 1..=5_i64 {
        for (visitor, replica) in visitors.iter().zip(REPLICAS) {
            until("it is believed", SOON, async || believed(&stack, replica).await).await;
            shown(visitor, &product).await;
        }
        // All of its sessions but this one: the listener's, the keeper's, the pool's.
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'db'";
        sql.query(cut, &[]).await.expect("cut off");
        let restock = "UPDATE products SET stock = $2 WHERE id = $1";
        sql.execute(restock, &[&product.id, &i32::try_from(stock).expect("small")]).await.expect("restocked");
        sleep(BOUND).await;
        for visitor in &visitors {
            until("it can be read again", SOON, async || {
                let shown = shown(visitor, &product).await;
                assert!(shown.iter().all(|shown| shown.is_none_or(|shown| shown == stock)), "{shown:?}, not {stock}");
                shown.iter().any(Option::is_some)
            })
            .await;
        }
    }
}

#[tokio::test]
async fn a_db_service_that_does_not_answer_is_not_stood_in_for() {
    let options = Options::only(["postgres", "db", "api-1", "nginx"]).with("api-1", "REQUEST_DEADLINE", "4s");
    let stack = own_store(options);
    let product = Staff::of(&stack).product("1.00", 100).await;
    let visitor = Visitor::of(&stack);
    until("it is believed", SOON, async || believed(&stack, "api-1").await).await;
    assert_eq!(shown(&visitor, &product).await, [Some(100); 2]);
    stack.kill("db", Signal::SIGSTOP).expect("it runs");
    restock(&stack, product.id, 7).await;
    sleep(BOUND).await;
    assert_eq!(shown(&visitor, &product).await, [None; 2], "the old stock is not shown");
    assert!(reads(&stack, "api-1", "bypass").await >= 2.0 && !believed(&stack, "api-1").await);
    stack.kill("db", Signal::SIGCONT).expect("it still runs");
    until("it is shown again", SOON, async || {
        let shown = shown(&visitor, &product).await;
        assert!(shown.iter().all(|shown| shown.is_none_or(|shown| shown == 7)), "{shown:?}");
        shown == [Some(7); 2]
    })
    .await;
    until("it is believed again", SOON, async || believed(&stack, "api-1").await).await;
}

#[tokio::test]
async fn a_replica_that_was_asleep_shows_nothing_old_when_it_wakes() {
    let stack = own_store(Options::only(["postgres", "db", "api-1", "nginx"]));
    let product = Staff::of(&stack).product("1.00", 100).await;
    let [visitor, _] = at_each(&stack);
    for stock in 1..=5_i64 {
        until("it is believed", SOON, async || believed(&stack, "api-1").await).await;
        shown(&visitor, &product).await;
        stack.kill("api-1", Signal::SIGSTOP).expect("it runs");
        restock(&stack, product.id, i32::try_from(stock).expect("small")).await;
        // Asked while it sleeps, so that this is the first thing it finds.
        let asked = tokio::spawn({
            let (visitor, product) = (visitor.clone(), product.clone());
            async move { shown(&visitor, &product).await }
        });
        sleep(BOUND).await;
        stack.kill("api-1", Signal::SIGCONT).expect("it still runs");
        assert_eq!(asked.await.expect("asked"), [Some(stock); 2]);
    }
}
