//! User against user, on every secured operation. The list of those comes from the document, so that a new one without a
//! test fails here.

use std::collections::BTreeSet;

use reqwest::Method;
use rest_runtime::Presence;
use serde_json::{Value, json};
use store_api::types::{OrderStatus, UserPatch};
use system_tests::{Customer, Reply, Staff, fresh, places, refused, store};

use crate::orders::order;

/// Every operation that needs a token, with its method, its path and a body that it would take.
pub const SECURED: [(&str, &str, &str, Option<&str>); 7] = [
    ("get_me", "GET", "/users/me", None),
    ("update_me", "PATCH", "/users/me", Some(r#"{"username":null}"#)),
    ("deactivate_me", "DELETE", "/users/me", None),
    ("place_order", "POST", "/orders", Some(r#"{"items":[{"product_id":1,"quantity":1}]}"#)),
    ("list_orders", "GET", "/orders", None),
    ("get_order", "GET", "/orders/{order_id}", None),
    ("cancel_order", "DELETE", "/orders/{order_id}", None),
];

fn document() -> Value {
    let path = stack::workspace().join("generated/store-api/openapi.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("codegen wrote it")).expect("JSON")
}

#[test]
fn every_secured_operation_of_the_document_is_tested() {
    let document = document();
    let everywhere = document.get("security").is_some_and(|security| security != &json!([]));
    let mut secured = BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in
            item.as_object().expect("a path item").iter().filter(|(name, _)| *name != "parameters")
        {
            if operation.get("security").map_or(everywhere, |security| security != &json!([])) {
                let id = operation["operationId"].as_str().expect("an id").to_owned();
                secured.insert((id, method.to_uppercase(), path.clone()));
            }
        }
    }
    let tested = SECURED.map(|(id, method, path, _)| (id.to_owned(), method.to_owned(), path.to_owned()));
    assert_eq!(secured, BTreeSet::from(tested));
}

#[tokio::test]
async fn nobody_reaches_what_is_anothers() {
    let staff = Staff::of(store());
    let (ada, eve) = (Customer::of(store()).await, Customer::of(store()).await);
    let product = staff.product("1.00", 100).await;
    let adas = ada.api().place_order(None, &order(&[(product.id, 3)])).await.expect("placed").into_inner().body;

    // What Eve can do with her own token, on every operation. The order of the list is kept, and ends with her account.
    let mut operations = SECURED.map(|(id, ..)| id);
    operations.sort_by_key(|id| *id == "deactivate_me");
    for operation in operations {
        match operation {
            "get_me" => assert_eq!(eve.api().get_me().await.expect("hers").into_inner(), eve.user),
            "update_me" => {
                let name = fresh("Eve");
                let patch = UserPatch {
                    username: Presence::Value(name.as_str().try_into().expect("a name")),
                    ..UserPatch::default()
                };
                let changed = eve.api().update_me(&patch).await.expect("hers").into_inner();
                assert_eq!((changed.id, changed.username), (eve.user.id, Some(name)));
            }
            "place_order" => {
                let eves = eve.api().place_order(None, &order(&[(product.id, 1)])).await.expect("hers");
                assert_eq!(eves.body.user_id, eve.user.id);
            }
            "list_orders" => {
                let listed = eve.api().list_orders(None, None).await.expect("hers").into_inner();
                assert!(listed.items.iter().all(|order| order.user_id == eve.user.id));
                assert_eq!(listed.total_count.get(), i64::try_from(listed.items.len()).expect("few"));
            }
            "get_order" => drop(refused(eve.api().get_order(&adas.id).await, 403, "not_your_order")),
            "cancel_order" => drop(refused(eve.api().cancel_order(&adas.id).await, 403, "not_your_order")),
            "deactivate_me" => assert_eq!(eve.api().deactivate_me().await.expect("hers").status().as_u16(), 204),
            other => panic!("{other} is not tried by one user against another"),
        }
        // After each of them, Ada's things are as they were.
        assert_eq!(ada.api().get_me().await.expect("hers").into_inner(), ada.user, "after {operation}");
        let listed = ada.api().list_orders(None, None).await.expect("hers").into_inner();
        assert_eq!(listed.items, std::slice::from_ref(&adas), "after {operation}");
    }
    assert_eq!(ada.api().get_order(&adas.id).await.expect("hers").status, OrderStatus::Placed);
    assert_eq!(staff.stock_of(product.id).await, 96, "100 less Ada's three and Eve's one");
}

#[tokio::test]
async fn identity_is_taken_from_the_token_alone() {
    let (ada, eve) = (Customer::of(store()).await, Customer::of(store()).await);
    let product = Staff::of(store()).product("1.00", 10).await;
    let claim = |request: reqwest::RequestBuilder| {
        let id = ada.user.id.to_string();
        request
            .header("x-user-sid", ada.sid.as_str())
            .header("x-user-id", &id)
            .header("cookie", format!("user_id={id}; token={}", ada.token))
            .query(&[("user_id", id.as_str()), ("sid", ada.sid.as_str()), ("access_token", &ada.token)])
    };
    let me = Reply::to(claim(eve.request(Method::GET, "/users/me"))).await;
    assert_eq!((me.status, me.json()["id"].as_i64()), (200, Some(eve.user.id.get())));
    let body = json!({ "items": [{ "product_id": product.id, "quantity": 1 }] });
    let placed = Reply::to(claim(eve.request(Method::POST, "/orders").json(&body))).await;
    assert_eq!((placed.status, placed.json()["user_id"].as_i64()), (201, Some(eve.user.id.get())));
    Reply::to(claim(eve.visitor.request(Method::GET, "/users/me"))).await.refused(401, "unauthorized");

    // In a body there is no member for it.
    let body = json!({ "items": [{ "product_id": product.id, "quantity": 1 }], "user_id": ada.user.id });
    let problem = Reply::to(eve.request(Method::POST, "/orders").json(&body)).await.refused(400, "invalid_request");
    assert_eq!(places(&problem), ["/user_id"]);
    let body = json!({ "id": ada.user.id, "sid": ada.sid });
    let problem = Reply::to(eve.request(Method::PATCH, "/users/me").json(&body)).await.refused(400, "invalid_request");
    assert_eq!(places(&problem), ["/id", "/sid"]);
}
