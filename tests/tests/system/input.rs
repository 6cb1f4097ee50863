//! Invalid bodies: every violation at once, each with its place, and never the input.

use reqwest::Method;
use serde_json::{Value, json};
use system_tests::{Customer, Reply, Staff, Visitor, fresh, places, store};

/// Stands in inputs where a rule is broken, and must not come back.
const CANARY: &str = "canary#5f1d";

/// Somebody who sends bodies to one operation.
struct Sender {
    customer: Customer,
    method: Method,
    path: &'static str,
}

impl Sender {
    async fn to(method: Method, path: &'static str) -> Self {
        Self { customer: Customer::of(store()).await, method, path }
    }

    async fn send(&self, body: String) -> Reply {
        let request = self.customer.request(self.method.clone(), self.path);
        Reply::to(request.header("content-type", "application/json").body(body)).await
    }

    /// That a body is refused for what is wrong at these places, all of them.
    async fn check(&self, body: &Value, expected: &[&str]) {
        let reply = self.send(body.to_string()).await;
        assert_eq!(reply.status, 400, "{body}: {}", reply.text);
        let problem = reply.refused(400, "invalid_request");
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(places(&problem), expected, "{body}: {}", reply.text);
        assert!(problem.details.iter().all(|violation| violation.parameter.is_none()));
        assert!(!reply.text.contains(CANARY), "{}", reply.text);
    }
}

#[tokio::test]
async fn registrations() {
    let sender = Sender::to(Method::POST, "/users/register").await;
    let sid = || fresh("s");
    let (long, short) = ("x".repeat(129), "seven77");
    for (body, expected) in [
        (json!({}), &["/sid", "/password"][..]),
        (
            json!({ "sid": null, "password": null, "username": null, "email": null }),
            &["/sid", "/password", "/username", "/email"],
        ),
        (
            json!({ "sid": 1, "password": true, "username": [CANARY], "email": {} }),
            &["/sid", "/password", "/username", "/email"],
        ),
        (
            json!({ "sid": CANARY, "password": short, "username": "", "email": CANARY, "role": CANARY, "is~a/dmin": 1 }),
            &["/sid", "/password", "/username", "/email", "/role", "/is~0a~1dmin"],
        ),
        (json!({ "sid": "abc", "password": long }), &["/sid", "/password"]),
        (json!({ "sid": "s".repeat(33), "password": "long enough" }), &["/sid"]),
        (json!({ "sid": "ünïcode", "password": "long enough" }), &["/sid"]),
        (json!({ "sid": "line\nbreak", "password": "long enough" }), &["/sid"]),
        (json!({ "sid": sid(), "password": "long enough", "username": "n".repeat(65) }), &["/username"]),
        (
            json!({ "sid": sid(), "password": "long enough", "email": format!("{}@example.org", "a".repeat(250)) }),
            &["/email"],
        ),
        (json!({ "sid": sid(), "password": "long enough", "email": "a@b@c d" }), &["/email"]),
        (json!({ "sid": sid(), "password": "long enough", "x".repeat(100): 1 }), &[""]),
        (json!({ "sid": sid(), "password": "long enough", "username": "nul\0" }), &["/username"]),
    ] {
        sender.check(&body, expected).await;
    }
    // At the bounds. Lengths count characters, not bytes.
    for body in [
        json!({ "sid": format!("s{}", &fresh("")[..3]), "password": "eight888" }),
        json!({ "sid": format!("{}{}", fresh("s"), "-_-_-_-_-_"), "password": "🦜".repeat(128), "username": "ß".repeat(64) }),
        json!({ "sid": sid(), "password": "long enough", "username": fresh("Ada"), "email": format!("{}@example.org", fresh("ada")) }),
    ] {
        let reply = sender.send(body.to_string()).await;
        assert!(matches!(reply.status, 201 | 409), "{body}: {}", reply.text);
        assert!(reply.status == 201 || reply.text.contains("sid_taken"), "{body}: {}", reply.text);
    }
}

#[tokio::test]
async fn logins() {
    let sender = Sender::to(Method::POST, "/users/login").await;
    let long = "x".repeat(129);
    for (body, expected) in [
        (json!({}), &["/sid", "/password"][..]),
        (json!({ "sid": null, "password": 12345678 }), &["/sid", "/password"]),
        (json!({ "sid": CANARY, "password": "short" }), &["/sid", "/password"]),
        (json!({ "sid": "abc", "password": long, "remember": true }), &["/sid", "/password", "/remember"]),
    ] {
        sender.check(&body, expected).await;
    }
}

#[tokio::test]
async fn changes_of_an_account() {
    let sender = Sender::to(Method::PATCH, "/users/me").await;
    for (body, expected) in [
        (json!({ "password": null, "current_password": null }), &["/password", "/current_password"][..]),
        (json!({ "username": 1, "email": false, "password": [] }), &["/username", "/email", "/password"]),
        (json!({ "username": "", "email": CANARY, "password": "short" }), &["/username", "/email", "/password"]),
        (json!({ "sid": CANARY, "id": 1, "created_at": null }), &["/sid", "/id", "/created_at"]),
        (
            json!({ "username": "n".repeat(65), "email": format!("{}@example.org", "a".repeat(250)) }),
            &["/username", "/email"],
        ),
        (json!({ "username": "nul\0" }), &["/username"]),
    ] {
        sender.check(&body, expected).await;
    }
    let me = sender.customer.api().get_me().await.expect("logged in").into_inner();
    assert_eq!(me, sender.customer.user, "a refused change changes nothing");
}

#[tokio::test]
async fn orders() {
    let sender = Sender::to(Method::POST, "/orders").await;
    let product = Staff::of(store()).product("1.00", 100).await;
    let line = |quantity: Value| json!({ "product_id": product.id, "quantity": quantity });
    let twenty_one: Vec<Value> = (1..=21).map(|id| json!({ "product_id": id, "quantity": 1 })).collect();
    for (body, expected) in [
        (json!({}), &["/items"][..]),
        (json!({ "items": null }), &["/items"]),
        (json!({ "items": {} }), &["/items"]),
        (json!({ "items": [] }), &["/items"]),
        (json!({ "items": twenty_one }), &["/items"]),
        (json!({ "items": [null, CANARY, []] }), &["/items/0", "/items/1", "/items/2"]),
        (json!({ "items": [{}] }), &["/items/0/product_id", "/items/0/quantity"]),
        (json!({ "items": [line(json!(0)), line(json!(4))] }), &["/items/0/quantity", "/items/1/quantity"]),
        (json!({ "items": [line(json!(-1))] }), &["/items/0/quantity"]),
        (json!({ "items": [line(json!(1.5))] }), &["/items/0/quantity"]),
        (json!({ "items": [line(json!("1"))] }), &["/items/0/quantity"]),
        (json!({ "items": [line(json!(null))] }), &["/items/0/quantity"]),
        (json!({ "items": [line(json!(4_294_967_297_i64))] }), &["/items/0/quantity"]),
        (json!({ "items": [{ "product_id": 0, "quantity": 1 }] }), &["/items/0/product_id"]),
        (json!({ "items": [{ "product_id": 1e300, "quantity": 1 }] }), &["/items/0/product_id"]),
        (
            json!({ "items": [line(json!(1)), line(json!(2)), line(json!(1))] }),
            &["/items/1/product_id", "/items/2/product_id"],
        ),
        (
            json!({ "items": [{ "product_id": 1, "quantity": 1, "unit_price": "0.01" }], "total_price": CANARY }),
            &["/items/0/unit_price", "/total_price"],
        ),
    ] {
        sender.check(&body, expected).await;
    }
    let listed = sender.customer.api().list_orders(None, None).await.expect("a page");
    assert_eq!(listed.total_count.get(), 0);
}

#[tokio::test]
async fn a_member_that_is_not_known_is_reason_enough() {
    let product = Staff::of(store()).product("1.00", 100).await;
    let line = json!({ "product_id": product.id, "quantity": 1 });
    let priced = json!({ "product_id": product.id, "quantity": 1, "unit_price": "0.01" });
    for (method, path, body, expected) in [
        (
            Method::POST,
            "/users/register",
            json!({ "sid": fresh("s"), "password": "long enough", "role": CANARY }),
            "/role",
        ),
        (
            Method::POST,
            "/users/login",
            json!({ "sid": fresh("s"), "password": "long enough", "remember": CANARY }),
            "/remember",
        ),
        (Method::PATCH, "/users/me", json!({ "username": null, "sid": CANARY }), "/sid"),
        (Method::POST, "/orders", json!({ "items": [line], "user_id": CANARY }), "/user_id"),
        (Method::POST, "/orders", json!({ "items": [priced] }), "/items/0/unit_price"),
    ] {
        Sender::to(method, path).await.check(&body, &[expected]).await;
    }
    assert_eq!(Staff::of(store()).stock_of(product.id).await, 100);
}

#[tokio::test]
async fn parameters_and_bodies_are_refused_together() {
    let customer = Customer::of(store()).await;
    let request = customer.request(Method::POST, "/orders").header("idempotency-key", "two words");
    let problem = Reply::to(request.json(&json!({ "items": [] }))).await.refused(400, "invalid_request");
    assert_eq!(places(&problem), ["/items", "Idempotency-Key"]);
}

#[tokio::test]
async fn what_is_not_a_json_object() {
    let sender = Sender::to(Method::POST, "/users/login").await;
    let deep = "[".repeat(20_000);
    for body in ["", " ", "{", "{}{}", "nul", "{'sid': 1}", "[", deep.as_str(), "\u{feff}{}", "{\"sid\":\"\\ud800\"}"] {
        let reply = sender.send(body.to_owned()).await;
        assert_eq!(places(&reply.refused(400, "invalid_request")), [""], "{body}");
        assert!(reply.text.contains("must be JSON"), "{}", reply.text);
    }
    for body in ["[]", "1", "null", "\"text\"", "true"] {
        let problem = sender.send(body.to_owned()).await.refused(400, "invalid_request");
        assert_eq!(places(&problem), [""], "{body}");
    }
    let request = sender.customer.request(Method::POST, "/users/login").header("content-type", "application/json");
    let reply = Reply::to(request.body(b"{\"sid\":\"\xff\xfe\"}".to_vec())).await;
    assert_eq!(places(&reply.refused(400, "invalid_request")), [""], "not UTF-8");
}

#[tokio::test]
async fn hostile_text_is_only_text() {
    let (staff, customer) = (Staff::of(store()), Customer::of(store()).await);
    let product = staff.product("1.00", 1).await;
    for text in
        ["'; DROP TABLE users; --", "\" OR 1=1", "${jndi:ldap://127.0.0.1}", "<script>", "%00", "\u{202e}", "\\"]
    {
        let name = format!("{text} {}", &fresh("")[..8]);
        let changed = Reply::to(customer.request(Method::PATCH, "/users/me").json(&json!({ "username": name }))).await;
        assert_eq!((changed.status, &changed.json()["username"]), (200, &json!(name)), "{}", changed.text);
        let listed =
            Reply::to(Visitor::of(store()).request(Method::GET, "/products").query(&[("category", text)])).await;
        assert_eq!((listed.status, &listed.json()["total_count"]), (200, &json!(0)), "{}", listed.text);
    }
    assert_eq!(staff.stock_of(product.id).await, 1);
}
