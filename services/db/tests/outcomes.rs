//! Changes of which it is not known at first whether they were committed: lost sessions and lost answers.

use std::time::Duration;

use db::Running;
use futures::future::join_all;
use grpc::store_v1::{
    CancelOrderRequest, CreateProductRequest, CreateUserRequest, DeleteProductRequest, DeleteUserRequest, Order,
    OrderStatus, Product, UpdateProductRequest, UpdateUserRequest, User, order_service_client::OrderServiceClient,
    user_service_client::UserServiceClient,
};
use kit::call::with_deadline;
use prost_types::FieldMask;
use tokio::task::JoinHandle;
use tokio_postgres::Client;
use tonic::{Code, Response, Status, transport::Channel};

use crate::{
    harness::{
        Database, END_SESSIONS, HASH, Placing, Shop, begin, channel, context, eventually, is_ready, ok, order, refused,
        start, unless_held_up,
    },
    proxy::Proxy,
};

/// Makes every COMMIT of an order take its time as long as there is a row in `hold`.
const SLOW_COMMITS: &str = "CREATE TABLE hold (); INSERT INTO hold DEFAULT VALUES;
    CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF EXISTS (SELECT FROM hold) THEN PERFORM pg_sleep(4); END IF; RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER wait AFTER INSERT OR UPDATE ON orders DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION wait()";

/// An order whose session ends while it commits, and the answer to it; nothing when it had committed before.
async fn end_during_commit(shop: &Shop, key: Option<&str>) -> Option<Result<Order, Status>> {
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

/// A shop behind a proxy, and somebody in it.
struct Behind {
    proxy: Proxy,
    // Fields end in this order: the service before its database.
    service: Running,
    sql: Client,
    _database: Database,
    user: User,
    product: Product,
}

impl Behind {
    async fn open() -> Self {
        let database = Database::create().await;
        let mut proxy = Proxy::new(&database.url);
        proxy.give();
        let service = start(&proxy.url(&database.url), &[]).await;
        eventually("it is ready", async || is_ready(&service).await).await;
        let sid = "s1234567".to_owned();
        let user = CreateUserRequest { sid, password_hash: HASH.into(), username: None, email: None };
        let user = ok(UserServiceClient::new(channel(&service)).create_user(user).await);
        let product = Product { id: 1, ..Product::default() };
        Self { proxy, service, sql: database.connect().await, _database: database, user, product }
    }

    fn orders(&self) -> OrderServiceClient<Channel> {
        OrderServiceClient::new(channel(&self.service))
    }

    fn begin(&self, key: Option<&str>) -> Placing {
        begin(self.orders(), order(&self.user, &[(&self.product, 1)], key))
    }

    fn begin_to_cancel(&self, order_id: i64) -> Placing {
        let (mut orders, request) = (self.orders(), CancelOrderRequest { order_id, owner_id: None });
        tokio::spawn(async move { orders.cancel_order(request).await.map(Response::into_inner) })
    }

    async fn count(&self, what: &str) -> i64 {
        self.sql.query_one(&format!("SELECT count(*) FROM {what}"), &[]).await.unwrap().get(0)
    }

    async fn stock(&self) -> i32 {
        self.sql.query_one("SELECT stock FROM products WHERE id = 1", &[]).await.unwrap().get(0)
    }

    async fn commits(&self) -> bool {
        let slowly =
            "pg_stat_activity WHERE datname = current_database() AND query = 'COMMIT' AND wait_event = 'PgSleep'";
        self.count(slowly).await == 1
    }

    /// Have a COMMIT reach PostgreSQL, and its answer not come back, once all of these are on their way.
    async fn lose_the_answer(&mut self, comes_back: bool, on_their_way: &[Placing]) {
        let answered = || on_their_way.iter().any(JoinHandle::is_finished);
        eventually("it commits", async || answered() || self.commits().await).await;
        self.proxy.take().await;
        self.sql.execute("DELETE FROM hold", &[]).await.unwrap();
        if comes_back {
            self.proxy.give();
        }
    }
}

/// An order whose COMMIT reaches PostgreSQL, and whose answer does not come back.
async fn lose_an_order(key: Option<&str>, comes_back: bool) -> (Result<Order, Status>, i64, i32) {
    let mut shop = Behind::open().await;
    shop.sql.batch_execute(SLOW_COMMITS).await.unwrap();
    let placing = [shop.begin(key)];
    shop.lose_the_answer(comes_back, &placing).await;
    let [placing] = placing;
    let answer = placing.await.unwrap();
    eventually("it is committed", async || shop.count("orders").await == 1).await;
    (answer, shop.count("orders").await, shop.stock().await)
}

#[tokio::test]
async fn an_order_that_was_committed_without_an_answer_is_found_and_not_placed_again() {
    for key in [None, Some("k")] {
        let (answer, orders, stock) = lose_an_order(key, true).await;
        assert_eq!((answer.unwrap().total_price.as_str(), orders, stock), ("49.99", 1, 499));
    }
}

#[tokio::test]
async fn an_outcome_that_cannot_be_found_out_is_told_as_such() {
    let (answer, orders, stock) = unless_held_up(async || {
        let lost = lose_an_order(None, false).await;
        // It came before it could be lost, the COMMIT being over.
        lost.0.is_err().then_some(lost)
    })
    .await;
    refused(answer, Code::DeadlineExceeded, "OUTCOME_UNKNOWN");
    assert_eq!((orders, stock), (1, 499), "this one had been placed");
}

#[tokio::test]
async fn the_outcome_of_a_cancellation_without_an_answer_is_found_out_or_told_to_be_unknown() {
    for comes_back in [true, false] {
        let (shop, answer) = unless_held_up(async || {
            let mut shop = Behind::open().await;
            let placed = shop.begin(None).await.unwrap().unwrap();
            shop.sql.batch_execute(SLOW_COMMITS).await.unwrap();
            let cancelling = [shop.begin_to_cancel(placed.id)];
            shop.lose_the_answer(comes_back, &cancelling).await;
            let [cancelling] = cancelling;
            let answer = cancelling.await.unwrap();
            // Otherwise it came before it could be lost.
            (comes_back || answer.is_err()).then_some((shop, answer))
        })
        .await;
        if comes_back {
            assert_eq!(answer.unwrap().status(), OrderStatus::Cancelled);
        } else {
            refused(answer, Code::DeadlineExceeded, "OUTCOME_UNKNOWN");
        }
        eventually("it is committed", async || shop.count("orders WHERE status = 'cancelled'").await == 1).await;
        assert_eq!((shop.stock().await, shop.count("order_outbox WHERE cancelled").await), (500, 1), "it was, once");
    }
}

#[tokio::test]
async fn who_repeats_a_key_within_a_batch_is_told_as_much_as_who_was_first() {
    for comes_back in [true, false] {
        let (shop, answers) = unless_held_up(async || {
            let mut shop = Behind::open().await;
            shop.sql.batch_execute(SLOW_COMMITS).await.unwrap();
            let first = shop.begin(None);
            eventually("the first commits", async || first.is_finished() || shop.commits().await).await;
            // They gather meanwhile.
            let twins = [shop.begin(Some("k")), shop.begin(Some("k"))];
            first.await.unwrap().unwrap();
            shop.lose_the_answer(comes_back, &twins).await;
            let answers = join_all(twins).await.into_iter().map(Result::unwrap).collect::<Vec<_>>();
            (comes_back || answers.iter().all(Result::is_err)).then_some((shop, answers))
        })
        .await;
        eventually("they are committed", async || shop.count("orders").await == 2).await;
        let placed: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
        assert!(placed.is_empty() || placed.len() == 2 && placed[0] == placed[1], "{answers:?}");
        assert_eq!(!placed.is_empty(), comes_back, "{answers:?}");
        for answer in answers.into_iter().filter(Result::is_err) {
            refused(answer, Code::DeadlineExceeded, "OUTCOME_UNKNOWN");
        }
        assert_eq!((shop.count("orders").await, shop.stock().await), (2, 498));
    }
}

#[tokio::test]
async fn a_session_that_is_not_answered_before_it_writes_is_given_up_like_any_other() {
    let shop = Behind::open().await;
    // The first order has to have its statements prepared, with the products locked.
    shop.proxy.stop_at("-- Keys older than 24 hours");
    let context = context(Duration::from_secs(45));
    let request = kit::call::request(&context, order(&shop.user, &[(&shop.product, 1)], None));
    ok(with_deadline(&context, shop.orders().place_order(request)).await);
    assert_eq!((shop.count("orders").await, shop.stock().await), (1, 499));
}

/// Makes every change of users and products take its time.
const SLOW_CHANGES: &str = "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_sleep(4); RETURN NEW; END $$;
    CREATE TRIGGER wait BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION wait();
    CREATE TRIGGER wait BEFORE INSERT OR UPDATE ON products FOR EACH ROW EXECUTE FUNCTION wait()";

/// What is changed, and how its statement begins.
const CHANGES: [(Change, &str); 6] = [
    (Change::CreateUser, "INSERT INTO users"),
    (Change::UpdateUser, "-- username and email can be cleared"),
    (Change::DeleteUser, "UPDATE users SET deleted_at"),
    (Change::CreateProduct, "INSERT INTO products"),
    (Change::UpdateProduct, "-- A null parameter leaves its column"),
    (Change::DeleteProduct, "UPDATE products SET deleted_at"),
];

#[derive(Debug, Clone, Copy)]
enum Change {
    CreateUser,
    UpdateUser,
    DeleteUser,
    CreateProduct,
    UpdateProduct,
    DeleteProduct,
}

impl Change {
    fn begin(self, shop: &Shop, user_id: i64, product_id: i64) -> JoinHandle<Result<(), Status>> {
        let (mut users, mut catalog) = (shop.users(), shop.catalog());
        let mask = |path: &str| Some(FieldMask { paths: vec![path.into()] });
        tokio::spawn(async move {
            match self {
                Self::CreateUser => {
                    let sid = "s1234567".into();
                    let new = CreateUserRequest { sid, password_hash: HASH.into(), username: None, email: None };
                    users.create_user(new).await.map(drop)
                }
                Self::UpdateUser => {
                    let (username, update_mask) = (Some("new".into()), mask("username"));
                    let change = UpdateUserRequest { user_id, username, update_mask, ..UpdateUserRequest::default() };
                    users.update_user(change).await.map(drop)
                }
                Self::DeleteUser => users.delete_user(DeleteUserRequest { user_id }).await.map(drop),
                Self::CreateProduct => {
                    let (name, category, price) = ("Mug".into(), "test".into(), "0.1".into());
                    let new = CreateProductRequest { name, category, price, ..CreateProductRequest::default() };
                    catalog.create_product(new).await.map(drop)
                }
                Self::UpdateProduct => {
                    let product = Some(Product { stock: 7, ..Product::default() });
                    let change = UpdateProductRequest { product_id, product, update_mask: mask("stock") };
                    catalog.update_product(change).await.map(drop)
                }
                Self::DeleteProduct => catalog.delete_product(DeleteProductRequest { product_id }).await.map(drop),
            }
        })
    }
}

#[tokio::test]
async fn a_change_whose_session_ends_may_have_happened() {
    for (change, statement) in CHANGES {
        let answer = unless_held_up(async || {
            let shop = Shop::open().await;
            let (user, product) = (shop.user().await, shop.product(1).await);
            shop.sql.batch_execute(SLOW_CHANGES).await.unwrap();
            let changing = change.begin(&shop, user.id, product.id);
            eventually("it is being made", async || changing.is_finished() || shop.waiting(statement).await.len() == 1)
                .await;
            shop.sql.query(END_SESSIONS, &[]).await.unwrap();
            // It was answered before its session was ended.
            changing.await.unwrap().err()
        })
        .await;
        println!("{change:?}");
        refused(Err::<(), _>(answer), Code::DeadlineExceeded, "OUTCOME_UNKNOWN");
    }
}
