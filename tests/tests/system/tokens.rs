//! Tokens: what a good one says, and that every other one is the same 401 on every secured operation.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use stack::Options;
use store_api::types::OrderId;
use system_tests::{Customer, Reply, Staff, Visitor, fresh, metrics, own_store, store};

use crate::orders::order;
use crate::ownership::SECURED;

fn signed(algorithm: Algorithm, secret: &str, claims: &Value) -> String {
    encode(&Header::new(algorithm), claims, &EncodingKey::from_secret(secret.as_bytes())).expect("signed")
}

fn claims_of(token: &str) -> Value {
    let payload = token.split('.').nth(1).expect("a payload");
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(payload).expect("base64url")).expect("JSON")
}

fn encoded(value: &Value) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(value.to_string())
}

fn now() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    i64::try_from(now.as_secs()).expect("before the end of time")
}

/// A request of a secured operation that would be answered if its token were good.
pub fn request(
    visitor: &Visitor,
    (_, method, path, body): (&str, &str, &str, Option<&str>),
    order_id: OrderId,
) -> RequestBuilder {
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    let request = visitor.request(method, &path.replace("{order_id}", &order_id.to_string()));
    match body {
        Some(body) => request.header("content-type", "application/json").body(body.to_owned()),
        None => request,
    }
}

#[tokio::test]
async fn a_token_says_who_for_twelve_hours() {
    let customer = Customer::of(store()).await;
    let before = now();
    let session = customer.visitor.login(&customer.sid, &customer.password).await.expect("logged in").into_inner();
    let validation = {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_required_spec_claims(&["exp"]);
        validation
    };
    let key = DecodingKey::from_secret(store().jwt_secret().as_bytes());
    let token = decode::<Value>(session.token.as_str(), &key, &validation).expect("signed with the store's secret");
    assert_eq!(token.header.alg, Algorithm::HS256);
    let claims = &token.claims;
    assert_eq!((&claims["sid"], &claims["user_id"]), (&json!(customer.sid), &json!(customer.user.id)));
    let (issued, expires) = (claims["iat"].as_i64().expect("iat"), claims["exp"].as_i64().expect("exp"));
    assert_eq!(expires - issued, 12 * 60 * 60);
    assert!((before..=now()).contains(&issued), "{issued}");
    assert_eq!(session.expires_at.timestamp(), expires);
    for replica in store().api_urls() {
        let api = customer.visitor.moved_to(replica).api_with(session.token.as_str());
        assert_eq!(api.get_me().await.expect("good on every replica").id, customer.user.id);
    }
}

#[tokio::test]
async fn every_other_token_is_refused_on_every_secured_operation() {
    let secret = store().jwt_secret();
    let (ada, eve) = (Customer::of(store()).await, Customer::of(store()).await);
    let product = Staff::of(store()).product("1.00", 10).await;
    let adas = ada.api().place_order(None, &order(&[(product.id, 1)])).await.expect("placed").into_inner().body;
    let good = ada.token.as_str();
    let claims = claims_of(good);
    assert_eq!(claims["user_id"], json!(ada.user.id));
    let [header, payload, signature] = {
        let parts: Vec<&str> = good.split('.').collect();
        <[&str; 3]>::try_from(parts).expect("three parts")
    };
    let with = |member: &str, value: Value| {
        let mut claims = claims.clone();
        claims[member] = value;
        claims
    };
    let without = |member: &str| {
        let mut claims = claims.clone();
        claims.as_object_mut().expect("claims").remove(member);
        claims
    };
    let hs256 = |claims: &Value| signed(Algorithm::HS256, secret, claims);
    let another_key = "another secret that is long enough for HS256";
    let none = |alg: &str| encoded(&json!({ "alg": alg, "typ": "JWT" }));
    let eves_payload = eve.token.split('.').nth(1).expect("a payload");
    let bad = [
        ("nothing", String::new()),
        ("no token at all", "not-a-token".to_owned()),
        ("alg none, unsigned", format!("{}.{payload}.", none("none"))),
        ("alg None, unsigned", format!("{}.{payload}.", none("None"))),
        ("alg none, signed", format!("{}.{payload}.{signature}", none("none"))),
        ("no alg", format!("{}.{payload}.{signature}", encoded(&json!({ "typ": "JWT" })))),
        ("a wrong key", signed(Algorithm::HS256, another_key, &claims)),
        ("an empty key", signed(Algorithm::HS256, "", &claims)),
        ("HS384 with the right key", signed(Algorithm::HS384, secret, &claims)),
        ("HS512 with the right key", signed(Algorithm::HS512, secret, &claims)),
        ("expired", hs256(&with("exp", json!(now() - 1)))),
        ("without exp", hs256(&without("exp"))),
        ("without user_id", hs256(&without("user_id"))),
        ("user_id of another type", hs256(&with("user_id", json!(ada.user.id.to_string())))),
        ("nobody's user_id", hs256(&with("user_id", json!(i64::MAX)))),
        ("of an earlier password", hs256(&with("ver", json!(0)))),
        ("of a later password", hs256(&with("ver", json!(2)))),
        (
            "another user's id, wrongly signed",
            signed(Algorithm::HS256, another_key, &with("user_id", json!(eve.user.id))),
        ),
        ("another user's payload", format!("{header}.{eves_payload}.{signature}")),
        ("a longer life", format!("{header}.{}.{signature}", encoded(&with("exp", json!(now() + 1_000_000))))),
        ("no signature", format!("{header}.{payload}.")),
        ("two parts", format!("{header}.{payload}")),
        ("cut off", good[..good.len() - 2].to_owned()),
        ("one character more", format!("{good}A")),
        ("twice", format!("{good}.{good}")),
        ("too long", format!("{good}{}", "A".repeat(4000))),
    ];
    let mut text = None;
    for operation in SECURED {
        for (what, token) in &bad {
            let request = request(&ada.visitor, operation, adas.id).header("authorization", format!("Bearer {token}"));
            let reply = Reply::to(request).await;
            assert_eq!(reply.status, 401, "{what} on {}: {}", operation.0, reply.text);
            let problem = reply.refused(401, "unauthorized");
            // Nothing is learnt from the answer.
            let rest = reply.text.replace(&problem.request_id, "");
            assert_eq!(*text.get_or_insert_with(|| rest.clone()), rest, "{what} on {}", operation.0);
        }
    }
    assert_eq!(ada.api().get_me().await.expect("the good token works").into_inner(), ada.user);
    assert_eq!(ada.api().list_orders(None, None).await.expect("a page").items.as_slice(), [adas]);
}

#[tokio::test]
async fn a_token_stands_in_one_authorization_header_as_bearer() {
    let ada = Customer::of(store()).await;
    let token = ada.token.as_str();
    let basic = format!("Basic {token}");
    let bearer = format!("Bearer {token}");
    let bad: [&[&str]; 7] = [&[], &[""], &[token], &["Bearer"], &["Bearer "], &[&basic], &["Token abc"]];
    for operation in SECURED {
        for values in bad {
            let request = request(&ada.visitor, operation, 1.try_into().expect("an id"));
            let request = values.iter().fold(request, |request, value| request.header("authorization", *value));
            let reply = Reply::to(request).await;
            assert_eq!(reply.status, 401, "{values:?} on {}: {}", operation.0, reply.text);
            reply.refused(401, "unauthorized");
        }
    }
    // The front takes two of them for improper HTTP, so this is asked of a replica.
    let [replica, _] = store().api_urls();
    let twice = ada.visitor.moved_to(replica).request(Method::GET, "/users/me");
    let twice = twice.header("authorization", &bearer).header("authorization", &bearer);
    Reply::to(twice).await.refused(401, "unauthorized");
    // RFC 9110, section 11.1: the scheme's case does not matter.
    let request = ada.visitor.request(Method::GET, "/users/me").header("authorization", format!("bearer {token}"));
    assert_eq!(Reply::to(request).await.status, 200);
}

#[tokio::test]
async fn the_token_is_looked_at_before_parameters_and_body() {
    let (visitor, customer) = (Visitor::of(store()), Customer::of(store()).await);
    let broken = |visitor: &Visitor, token: &str| {
        [
            visitor.request(Method::GET, "/orders?page=0"),
            visitor.request(Method::GET, "/orders/zero"),
            visitor.request(Method::DELETE, "/orders/zero"),
            visitor.request(Method::POST, "/orders").header("content-type", "application/json").body("{"),
            visitor.request(Method::PATCH, "/users/me").header("content-type", "application/json").body("[]"),
        ]
        .map(|request| request.bearer_auth(token))
    };
    for request in broken(&visitor, &fresh("token")) {
        Reply::to(request).await.refused(401, "unauthorized");
    }
    for request in broken(&customer.visitor, &customer.token) {
        Reply::to(request).await.refused(400, "invalid_request");
    }
    let untyped = visitor.request(Method::POST, "/orders").body("x".repeat(70_000));
    Reply::to(untyped).await.refused(401, "unauthorized");
}

/// The staleness that this buys has its bound tested in `users`.
#[tokio::test]
async fn whether_a_token_is_good_is_remembered_instead_of_asked_each_time() {
    let stack = own_store(Options::only(["postgres", "db", "api-1", "nginx"]));
    let customer = Customer::of(&stack).await;
    let asked = async || metrics(&stack, "db").await.sum("grpc_server_requests_total", &[("method", "GetAccess")]);
    let (before, since) = (asked().await, Instant::now());
    for _ in 0..100 {
        customer.api().get_me().await.expect("one's account");
    }
    let asked = asked().await - before;
    // An answer holds for two seconds, however long this took.
    let bound = 1.0 + since.elapsed().as_secs_f64() / 2.0;
    assert!((1.0..=bound).contains(&asked), "{asked} of at most {bound}");
}

/// That each of these calls is one round trip to PostgreSQL is shown in `services/db/tests/round_trips.rs`.
#[tokio::test]
async fn reading_orders_is_one_call_and_one_use_of_the_database_once_the_token_is_known() {
    const READS: u32 = 50;
    let stack = own_store(Options::only(["postgres", "db", "api-1", "nginx"]));
    let customer = Customer::of(&stack).await;
    let product = Staff::of(&stack).product("1.00", 10).await;
    let placed = customer.api().place_order(None, &order(&[(product.id, 1)])).await.expect("placed").into_inner().body;
    let counts = async || {
        let db = metrics(&stack, "db").await;
        let calls = |service: &str| db.sum("grpc_server_requests_total", &[("service", service)]);
        [calls("store.v1.OrderService"), calls("store.v1.UserService"), db.sum("db_pool_wait_seconds_count", &[])]
    };
    let (before, since) = (counts().await, Instant::now());
    for _ in 0..READS {
        customer.api().list_orders(None, None).await.expect("a page");
        customer.api().get_order(&placed.id).await.expect("an order");
    }
    let after = counts().await;
    let [orders, users, uses] = [0, 1, 2].map(|index| after[index] - before[index]);
    let bound = 1.0 + since.elapsed().as_secs_f64() / 2.0;
    assert!(users <= bound, "{users} of at most {bound}");
    assert_eq!((orders, uses), (f64::from(2 * READS), f64::from(2 * READS) + users));
}
