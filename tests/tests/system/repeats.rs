//! `Idempotency-Key`: sending an order again, whenever and wherever, places it once.

use std::collections::HashSet;

use futures::future::join_all;
use reqwest::Method;
use serde_json::json;
use store_api::types::{IdempotencyKey, OrderStatus};
use system_tests::{Customer, Reply, Staff, fresh, places, refused, store};

use crate::orders::order;

fn key() -> IdempotencyKey {
    fresh("key").try_into().expect("a key")
}

#[tokio::test]
async fn the_same_order_again_gives_the_first_answer_from_either_replica() {
    let stack = store();
    let (staff, customer) = (Staff::of(stack), Customer::of(stack).await);
    let (one, two) = (staff.product("1.00", 10).await, staff.product("2.00", 10).await);
    let key = key();
    let wanted = order(&[(one.id, 1), (two.id, 2)]);
    let first = customer.api().place_order(Some(&key), &wanted).await.expect("placed").into_inner();
    let turned = order(&[(two.id, 2), (one.id, 1)]);
    for replica in stack.api_urls() {
        for body in [&wanted, &turned] {
            let again = customer.api_at(&replica).place_order(Some(&key), body).await.expect("the first answer");
            assert_eq!((again.status().as_u16(), &again.location), (201, &first.location));
            assert_eq!(again.into_inner(), first);
        }
    }
    customer.api().cancel_order(&first.body.id).await.expect("cancelled");
    let again = customer.api().place_order(Some(&key), &wanted).await.expect("the first answer").into_inner().body;
    assert_eq!((again.id, again.status), (first.body.id, OrderStatus::Placed), "as it was then");
    assert_eq!((staff.stock_of(one.id).await, staff.stock_of(two.id).await), (10, 10), "nothing is taken again");
}

#[tokio::test]
async fn the_same_key_for_another_order_is_refused() {
    let (staff, customer) = (Staff::of(store()), Customer::of(store()).await);
    let (one, two) = (staff.product("1.00", 10).await, staff.product("2.00", 10).await);
    let key = key();
    customer.api().place_order(Some(&key), &order(&[(one.id, 1)])).await.expect("placed");
    for other in [&[(one.id, 2)][..], &[(two.id, 1)], &[(one.id, 1), (two.id, 1)]] {
        let answer = customer.api().place_order(Some(&key), &order(other)).await;
        refused(answer, 422, "idempotency_key_reused");
    }
    assert_eq!((staff.stock_of(one.id).await, staff.stock_of(two.id).await), (9, 10));
}

#[tokio::test]
async fn a_key_is_ones_own_and_one_orders() {
    let (staff, customer, other) = (Staff::of(store()), Customer::of(store()).await, Customer::of(store()).await);
    let product = staff.product("1.00", 10).await;
    let (shared, wanted) = (key(), order(&[(product.id, 1)]));
    let mut ids = HashSet::new();
    for (who, key) in
        [(&customer, Some(&shared)), (&other, Some(&shared)), (&customer, Some(&key())), (&customer, None)]
    {
        ids.insert(who.api().place_order(key, &wanted).await.expect("placed").body.id);
    }
    assert_eq!((ids.len(), staff.stock_of(product.id).await), (4, 6));
}

#[tokio::test]
async fn a_refused_order_leaves_its_key_free() {
    let (staff, customer) = (Staff::of(store()), Customer::of(store()).await);
    let (product, key) = (staff.product("1.00", 2).await, key());
    refused(customer.api().place_order(Some(&key), &order(&[(product.id, 3)])).await, 409, "out_of_stock");
    customer.api().place_order(Some(&key), &order(&[(product.id, 2)])).await.expect("the key was not used up");
}

#[tokio::test]
async fn duplicates_at_once_are_one_order() {
    let stack = store();
    let (staff, customer) = (Staff::of(stack), Customer::of(stack).await);
    let (product, key) = (staff.product("1.00", 100).await, key());
    let wanted = order(&[(product.id, 2)]);
    let everywhere: Vec<_> = stack.api_urls().iter().map(|replica| customer.api_at(replica)).collect();
    let at_once = (0..20).map(|number| everywhere[number % 2].place_order(Some(&key), &wanted));
    let answers = join_all(at_once).await.into_iter().map(|answer| answer.expect("the one order").into_inner());
    let ids: HashSet<_> = answers.map(|placed| placed.body.id).collect();
    assert_eq!((ids.len(), staff.stock_of(product.id).await), (1, 98));
}

#[tokio::test]
async fn a_key_is_1_to_255_visible_ascii_characters() {
    let (staff, customer) = (Staff::of(store()), Customer::of(store()).await);
    let product = staff.product("1.00", 10).await;
    let body = json!({ "items": [{ "product_id": product.id, "quantity": 1 }] });
    let place = async |keys: &[&[u8]]| {
        let request = customer.request(Method::POST, "/orders").json(&body);
        Reply::to(keys.iter().fold(request, |request, key| request.header("idempotency-key", *key))).await
    };
    let longest = "k".repeat(255);
    for good in [&b"!"[..], b"~", longest.as_bytes()] {
        assert_eq!(place(&[good]).await.status, 201, "{good:?}");
    }
    let too_long = "k".repeat(256);
    for bad in [&[&b""[..]][..], &[b"two words"], &[too_long.as_bytes()], &["schlüssel".as_bytes()], &[b"one", b"two"]]
    {
        let mut places = places(&place(bad).await.refused(400, "invalid_request"));
        // A key can break several rules.
        places.dedup();
        assert_eq!(places, ["Idempotency-Key"], "{bad:?}");
    }
    assert_eq!(staff.stock_of(product.id).await, 7);
}
