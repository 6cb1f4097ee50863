//! Accounts: opening one, logging in, looking at it, changing it, ending it.

use std::time::{Duration, Instant};

use grpc::store_v1::{self, GetUserBySidRequest};
use reqwest::Method;
use rest_runtime::Presence;
use serde_json::json;
use stack::Stack;
use store_api::RegisterError;
use store_api::types::{Email, Password, Registration, Session, Sid, UserPatch, Username};
use system_tests::{Answer, Customer, Reply, Staff, Visitor, fresh, places, promised, refused, store};

/// How soon a replica must have heard of an account's change.
const HEARD: Duration = Duration::from_secs(5);

fn password() -> Password {
    fresh("password").try_into().expect("a password")
}

fn username(text: &str) -> Username {
    text.try_into().expect("a username")
}

fn email(text: &str) -> Email {
    text.try_into().expect("an e-mail address")
}

fn registration() -> Registration {
    Registration { sid: fresh("s").try_into().expect("a sid"), password: password(), username: None, email: None }
}

async fn register(registration: &Registration) -> Answer<Session, RegisterError> {
    Visitor::of(store()).api().register(registration).await
}

#[tokio::test]
async fn registering_opens_an_account_and_logs_it_in() {
    let (name, address) = (fresh("Ada"), format!("{}@example.org", fresh("ada")));
    let wanted = Registration { username: Some(username(&name)), email: Some(email(&address)), ..registration() };
    let visitor = Visitor::of(store());
    let opened = visitor.api().register(&wanted).await.expect("an account");
    assert_eq!(opened.status().as_u16(), 201);
    let Session { user, token, .. } = opened.into_inner();
    assert_eq!((&user.sid, user.username.as_ref(), user.email.as_ref()), (&wanted.sid, Some(&name), Some(&address)));
    let me = visitor.api_with(token.as_str()).get_me().await.expect("logged in").into_inner();
    assert_eq!(me, user);
    let mut users = Staff::of(store()).users;
    let on_record = users.get_user_by_sid(GetUserBySidRequest { sid: user.sid.to_string() }).await;
    assert_eq!(on_record.expect("on record").into_inner().id, user.id.get());
}

#[tokio::test]
async fn answers_have_exactly_their_members_and_never_a_password() {
    let visitor = Visitor::of(store());
    let (sid, secret) = (fresh("s"), fresh("secret"));
    let body = json!({ "sid": sid, "password": secret });
    let opened = Reply::to(visitor.request(Method::POST, "/users/register").json(&body)).await;
    let entered = Reply::to(visitor.request(Method::POST, "/users/login").json(&body)).await;
    let token = entered.json()["token"].as_str().expect("a token").to_owned();
    let shown = Reply::to(visitor.request(Method::GET, "/users/me").bearer_auth(&token)).await;
    let change = json!({ "password": fresh("another"), "current_password": secret, "username": null });
    let changed = Reply::to(visitor.request(Method::PATCH, "/users/me").bearer_auth(&token).json(&change)).await;
    assert_eq!([opened.status, entered.status, shown.status, changed.status], [201, 200, 200, 200]);

    let members = |value: &serde_json::Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    let user = ["id", "sid", "username", "email", "created_at"];
    for session in [&opened, &entered] {
        assert_eq!(members(&session.json()), ["user", "token", "expires_at"]);
        assert_eq!(members(&session.json()["user"]), user);
    }
    for account in [&shown, &changed] {
        assert_eq!(members(&account.json()), user);
        assert_eq!((&account.json()["username"], &account.json()["email"]), (&json!(null), &json!(null)));
    }
    for reply in [opened, entered, shown, changed] {
        assert!(!reply.text.contains(&secret) && !reply.text.contains("argon2"), "{}", reply.text);
        assert_eq!(reply.header("cache-control"), Some("no-store"));
    }
}

#[tokio::test]
async fn what_is_taken_is_refused() {
    let (name, address) = (fresh("Ada"), format!("{}@example.org", fresh("ada")));
    let first = Registration { username: Some(username(&name)), email: Some(email(&address)), ..registration() };
    register(&first).await.expect("an account");
    refused(register(&Registration { sid: first.sid.clone(), ..registration() }).await, 409, "sid_taken");
    refused(
        register(&Registration { username: first.username.clone(), ..registration() }).await,
        409,
        "username_taken",
    );
    let shouted = email(&address.to_uppercase());
    refused(register(&Registration { email: Some(shouted.clone()), ..registration() }).await, 409, "email_taken");

    let other = Customer::of(store()).await;
    let to_name =
        UserPatch { username: Presence::Value(name.as_str().try_into().expect("a name")), ..UserPatch::default() };
    refused(other.api().update_me(&to_name).await, 409, "username_taken");
    let to_email =
        UserPatch { email: Presence::Value(shouted.as_str().try_into().expect("an address")), ..UserPatch::default() };
    refused(other.api().update_me(&to_email).await, 409, "email_taken");
}

#[tokio::test]
async fn logging_in_takes_the_right_password() {
    let customer = Customer::of(store()).await;
    let entered = customer.visitor.login(&customer.sid, &customer.password).await.expect("the right password");
    assert_eq!((entered.status().as_u16(), &entered.user), (200, &customer.user));
    assert!(customer.visitor.api_with(entered.token.as_str()).get_me().await.is_ok());
    refused(customer.visitor.login(&customer.sid, &password()).await, 401, "invalid_credentials");
    let unknown: Sid = fresh("s").try_into().expect("a sid");
    refused(customer.visitor.login(&unknown, &customer.password).await, 401, "invalid_credentials");
}

#[tokio::test]
async fn an_unknown_sid_and_a_wrong_password_look_alike_and_take_alike() {
    let mut customers = Vec::new();
    for _ in 0..4 {
        customers.push(Customer::of(store()).await);
    }
    let login = async |visitor: &Visitor, sid: &str| {
        let body = json!({ "sid": sid, "password": fresh("wrong") });
        let started = Instant::now();
        let reply = Reply::to(visitor.request(Method::POST, "/users/login").json(&body)).await;
        let elapsed = started.elapsed();
        let problem = reply.refused(401, "invalid_credentials");
        (reply.text.replace(&problem.request_id, ""), elapsed)
    };
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    // Interleaved, so that whatever else the machine does falls on both.
    for customer in customers.iter().cycle().take(20) {
        let (wrong_password, elapsed) = login(&customer.visitor, customer.sid.as_str()).await;
        known.push(elapsed);
        let (unknown_sid, elapsed) = login(&customer.visitor, &fresh("s")).await;
        unknown.push(elapsed);
        assert_eq!(wrong_password, unknown_sid);
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        times[times.len() / 2].as_secs_f64()
    };
    let ratio = median(&mut known) / median(&mut unknown);
    assert!((0.33..3.0).contains(&ratio), "{ratio}: {known:?} against {unknown:?}");
}

#[tokio::test]
async fn null_clears_and_absence_leaves() {
    let customer = Customer::of(store()).await;
    let (name, address) = (fresh("Ada"), format!("{}@example.org", fresh("ada")));
    let change = async |body: serde_json::Value| {
        let reply = Reply::to(customer.request(Method::PATCH, "/users/me").json(&body)).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        let me = customer.api().get_me().await.expect("logged in").into_inner();
        assert_eq!(reply.json(), serde_json::to_value(&me).expect("it serialises"));
        assert_eq!((me.id, &me.sid, me.created_at), (customer.user.id, &customer.sid, customer.user.created_at));
        (me.username, me.email)
    };
    let (some_name, some_address) = (Some(name.clone()), Some(address.clone()));
    assert_eq!(change(json!({ "username": name })).await, (some_name.clone(), None));
    assert_eq!(change(json!({ "email": address })).await, (some_name.clone(), some_address.clone()));
    assert_eq!(change(json!({})).await, (some_name, some_address.clone()));
    assert_eq!(change(json!({ "username": null })).await, (None, some_address));
    assert_eq!(
        change(json!({ "username": "Ada Lovelace 🦜", "email": null })).await,
        (Some("Ada Lovelace 🦜".into()), None)
    );
    assert_eq!(change(json!({ "username": null, "email": null })).await, (None, None));
}

#[tokio::test]
async fn a_new_password_needs_the_current_one() {
    let customer = Customer::of(store()).await;
    let patch = |new: &Password, current: Option<&Password>| UserPatch {
        password: Some(new.clone()),
        current_password: current.cloned(),
        username: Presence::Value("Mallory".try_into().expect("a name")),
        ..UserPatch::default()
    };
    let new = password();
    let problem = refused(customer.api().update_me(&patch(&new, None)).await, 400, "invalid_request");
    assert_eq!(places(&problem), ["/current_password"]);
    refused(customer.api().update_me(&patch(&new, Some(&password()))).await, 403, "wrong_password");
    let me = customer.api().get_me().await.expect("still logged in").into_inner();
    assert_eq!(me, customer.user, "a refused change changes nothing");
    assert!(customer.visitor.login(&customer.sid, &customer.password).await.is_ok());
}

#[tokio::test]
async fn a_new_password_ends_the_old_one_and_all_tokens_on_every_replica() {
    let stack = store();
    let customer = Customer::of(stack).await;
    let new = password();
    let patch = UserPatch {
        password: Some(new.clone()),
        current_password: Some(customer.password.clone()),
        ..UserPatch::default()
    };
    known_everywhere(stack, &customer).await;
    customer.api().update_me(&patch).await.expect("changed");
    tokens_end(stack, &customer).await;
    refused(customer.visitor.login(&customer.sid, &customer.password).await, 401, "invalid_credentials");
    let entered = customer.visitor.login(&customer.sid, &new).await.expect("the new password").into_inner();
    for replica in stack.api_urls() {
        let visitor = customer.visitor.moved_to(replica);
        assert!(visitor.api_with(entered.token.as_str()).get_me().await.is_ok());
    }
}

#[tokio::test]
async fn whoever_logs_in_with_a_new_password_is_known_at_once_on_every_replica() {
    let stack = store();
    let customer = Customer::of(stack).await;
    let mut current = customer.password.clone();
    for _ in 0..3 {
        let entered = customer.visitor.login(&customer.sid, &current).await.expect("the password").into_inner();
        let api = customer.visitor.api_with(entered.token.as_str());
        let new = password();
        let patch =
            UserPatch { password: Some(new.clone()), current_password: Some(current.clone()), ..UserPatch::default() };
        for replica in stack.api_urls() {
            customer.visitor.moved_to(replica).api_with(entered.token.as_str()).get_me().await.expect("a good token");
        }
        api.update_me(&patch).await.expect("changed");
        let entered = customer.visitor.login(&customer.sid, &new).await.expect("the new password").into_inner();
        for replica in stack.api_urls() {
            let api = customer.visitor.moved_to(replica).api_with(entered.token.as_str());
            api.get_me().await.expect("a token of the new password");
        }
        current = new;
    }
}

#[tokio::test]
async fn a_deactivated_account_is_closed_on_every_replica_and_its_orders_stay() {
    let stack = store();
    let (staff, customer) = (Staff::of(stack), Customer::of(stack).await);
    let name = fresh("Ada");
    let named =
        UserPatch { username: Presence::Value(name.as_str().try_into().expect("a name")), ..UserPatch::default() };
    customer.api().update_me(&named).await.expect("named");
    let product = staff.product("2.50", 10).await;
    let order = serde_json::from_value(json!({ "items": [{ "product_id": product.id, "quantity": 2 }] }));
    let order = customer.api().place_order(None, &order.expect("an order")).await.expect("placed").into_inner().body;

    known_everywhere(stack, &customer).await;
    let ended = Reply::to(customer.request(Method::DELETE, "/users/me")).await;
    assert_eq!((ended.status, ended.text.as_str()), (204, ""));
    tokens_end(stack, &customer).await;
    let refusal = refused(customer.visitor.login(&customer.sid, &customer.password).await, 401, "invalid_credentials");
    let unknown: Sid = fresh("s").try_into().expect("a sid");
    let stranger = refused(customer.visitor.login(&unknown, &customer.password).await, 401, "invalid_credentials");
    assert_eq!(refusal.message, stranger.message);

    let on_record = staff.order(order.id.get()).await;
    assert_eq!((on_record.status(), on_record.user_id), (store_v1::OrderStatus::Placed, customer.user.id.get()));
    assert_eq!(staff.stock_of(product.id).await, 8);
    refused(register(&Registration { sid: customer.sid.clone(), ..registration() }).await, 409, "sid_taken");
    register(&Registration { username: Some(username(&name)), ..registration() })
        .await
        .expect("the name is free again");
}

/// Each replica has just found the customer's token good, and may remember that for a while.
async fn known_everywhere(stack: &Stack, customer: &Customer) {
    for replica in stack.api_urls() {
        customer.api_at(&replica).get_me().await.expect("a good token");
    }
}

async fn tokens_end(stack: &Stack, customer: &Customer) {
    let deadline = Instant::now() + HEARD;
    for replica in stack.api_urls() {
        let api = customer.api_at(&replica);
        let left = deadline.saturating_duration_since(Instant::now());
        promised(&format!("{replica} refuses the token"), left, async || api.get_me().await.is_err()).await;
        refused(api.get_me().await, 401, "unauthorized");
    }
    refused(customer.api().get_me().await, 401, "unauthorized");
}
