//! How often somebody may try at the door. Each test takes addresses and accounts of its own; the limits are those of
//! production: 10 a minute for a sid, 60 for an address, on each of the two replicas.

use std::time::Instant;

use futures::future::join_all;
use reqwest::{Method, RequestBuilder};
use serde_json::json;
use stack::Options;
use store_api::types::{Password, UserPatch};
use system_tests::{Customer, Reply, Visitor, fresh, own_store, refused, store};

/// What two replicas let through at once, with room for what a minute gives back while a test runs slowly.
const BY_SID: usize = 2 * 10 + 20;
const BY_ADDRESS: usize = 2 * 60 + 60;

fn login(visitor: &Visitor, sid: &str) -> RequestBuilder {
    visitor.request(Method::POST, "/users/login").json(&json!({ "sid": sid, "password": "a wrong guess" }))
}

/// How many attempts are let through before all of those that are made `at_once` are refused. Each replica counts for
/// itself, so one may refuse while the other does not yet. Beyond `most` they give `a_minute` back.
async fn until_refused(
    most: usize,
    a_minute: usize,
    at_once: usize,
    mut attempt: impl FnMut() -> RequestBuilder,
) -> usize {
    let (began, mut admitted) = (Instant::now(), 0);
    let allowed = || most as f64 + a_minute as f64 * began.elapsed().as_secs_f64() / 60.0;
    while admitted as f64 <= allowed() {
        let replies = join_all((0..at_once).map(|_| Reply::to(attempt()))).await;
        for reply in &replies {
            match reply.status {
                401 => admitted += 1,
                _ => drop(reply.refused(429, "too_many_requests")),
            }
        }
        if replies.iter().all(|reply| reply.status == 429) {
            return admitted;
        }
    }
    panic!("{admitted} attempts were let through")
}

#[tokio::test]
async fn guessing_at_one_account_is_limited_wherever_it_comes_from() {
    let customer = Customer::of(store()).await;
    let admitted = until_refused(BY_SID, 2 * 10, 1, || login(&Visitor::of(store()), customer.sid.as_str())).await;
    assert!(admitted >= 9, "{admitted}: the owner's registration was the first of ten");
    let other = Customer::of(store()).await;
    assert!(other.visitor.login(&other.sid, &other.password).await.is_ok(), "others are not refused");
}

#[tokio::test]
async fn guessing_from_one_address_is_limited_whatever_it_claims_to_be() {
    let visitor = Visitor::of(store());
    let mut number = 0_u32;
    let attempt = || {
        number += 1;
        let [_, _, high, low] = number.to_be_bytes();
        let claim = format!("203.0.{high}.{low}");
        login(&visitor, &fresh("s"))
            .header("x-forwarded-for", &claim)
            .header("x-forwarded-for", "127.0.0.1")
            .header("x-real-ip", &claim)
            .header("forwarded", format!("for={claim}"))
    };
    let admitted = until_refused(BY_ADDRESS, 2 * 60, 8, attempt).await;
    assert!(admitted >= 60, "{admitted}");
    // Registering is counted with it. Every second gives one attempt back on each replica, so one may come through.
    let registrations = (0..8).map(|_| json!({ "sid": fresh("s"), "password": "long enough" }));
    let register = |body| Reply::to(visitor.request(Method::POST, "/users/register").json(&body));
    let replies = join_all(registrations.map(register)).await;
    let refused: Vec<&Reply> = replies.iter().filter(|reply| reply.status == 429).collect();
    assert!(refused.len() >= 4, "{replies:?}");
    for reply in refused {
        reply.refused(429, "too_many_requests");
    }
    assert_eq!(Reply::to(login(&Visitor::of(store()), &fresh("s"))).await.status, 401, "others are not refused");
    assert_eq!(Reply::to(visitor.request(Method::GET, "/products")).await.status, 200, "only the door is watched");
}

#[tokio::test]
async fn registering_one_sid_again_and_again_is_limited() {
    let sid = fresh("s");
    let registration = json!({ "sid": sid, "password": "long enough" });
    let mut taken = 0;
    loop {
        let reply = Reply::to(Visitor::of(store()).request(Method::POST, "/users/register").json(&registration)).await;
        match reply.status {
            201 => assert_eq!(taken, 0),
            409 => taken += 1,
            _ => break drop(reply.refused(429, "too_many_requests")),
        }
        assert!(taken <= BY_SID, "{taken} attempts were let through");
    }
    assert!(taken >= 9, "{taken}");
}

#[tokio::test]
async fn guessing_at_the_current_password_is_limited() {
    let customer = Customer::of(store()).await;
    let password = |text: &str| Password::try_from(text).expect("a password");
    let mut wrong = 0;
    loop {
        let patch = UserPatch {
            password: Some(password("a new password")),
            current_password: Some(password("a wrong guess")),
            ..UserPatch::default()
        };
        let answer = customer.api().update_me(&patch).await;
        if matches!(&answer, Err(error) if error.status().is_some_and(|status| status == 429)) {
            break drop(refused(answer, 429, "too_many_requests"));
        }
        refused(answer, 403, "wrong_password");
        wrong += 1;
        assert!(wrong <= BY_SID, "{wrong} attempts were let through");
    }
    assert!(wrong >= 9, "{wrong}");
}

#[tokio::test]
async fn only_so_many_passwords_are_hashed_at_once_and_the_rest_is_told_to_wait() {
    let stack = own_store(Options::only(["postgres", "db", "api-1"]).with("api-1", "PASSWORD_HASHES", "1").with(
        "api-1",
        "PASSWORD_QUEUE",
        "2",
    ));
    let replica = stack.url("api-1");
    let crowd: Vec<Visitor> = (0..40).map(|_| Visitor::at(&replica)).collect();
    let replies = join_all(crowd.iter().map(|visitor| Reply::to(login(visitor, &fresh("s"))))).await;
    let admitted = replies.iter().filter(|reply| reply.status == 401).count();
    assert!((3..40).contains(&admitted), "{admitted}");
    for reply in replies.iter().filter(|reply| reply.status != 401) {
        reply.refused(503, "overloaded");
    }
    let products = Reply::to(crowd[0].request(Method::GET, "/products")).await;
    assert_eq!(products.status, 200, "browsing goes on");
}
