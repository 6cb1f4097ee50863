//! Placing, listing, showing and cancelling orders. Repeating them is in `repeats`, other people's in `ownership`.

use std::time::Duration;

use futures::future::join_all;
use grpc::store_v1::{Product as ProductRow, UpdateProductRequest};
use reqwest::Method;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store_api::PlaceOrderCreated;
use store_api::types::{NewOrder, Order, OrderId, OrderStatus, PageNumber, PageSize};
use system_tests::{Customer, Reply, Staff, database, metrics, refused, store};

/// An order of products and quantities.
pub fn order(lines: &[(i64, i32)]) -> NewOrder {
    let line = |(product_id, quantity): &(i64, i32)| json!({ "product_id": product_id, "quantity": quantity });
    let lines: Vec<Value> = lines.iter().map(line).collect();
    serde_json::from_value(json!({ "items": lines })).expect("an order")
}

fn id(number: i64) -> OrderId {
    number.try_into().expect("an id")
}

fn money(text: &str) -> Decimal {
    text.parse().expect("an amount")
}

#[tokio::test]
async fn an_order_takes_stock_and_tells_where_it_is() {
    let (staff, customer) = (Staff::of(store()), Customer::of(store()).await);
    let (cheap, dear) = (staff.product("0.10", 5).await, staff.product("1999.99", 5).await);
    let placed = customer.api().place_order(None, &order(&[(dear.id, 1), (cheap.id, 3)])).await.expect("placed");
    assert_eq!(placed.status().as_u16(), 201);
    let PlaceOrderCreated { location, body: placed } = placed.into_inner();
    assert_eq!(location, format!("/orders/{}", placed.id));

    assert_eq!((placed.user_id, placed.status), (customer.user.id, OrderStatus::Placed));
    assert_eq!(placed.total_price.get(), money("2000.29"));
    let lines: Vec<_> = placed.items.iter().map(|item| (item.product_id.get(), item.quantity.get())).collect();
    assert_eq!(lines, [(cheap.id, 3), (dear.id, 1)], "in order of product ids");
    assert_eq!((staff.stock_of(cheap.id).await, staff.stock_of(dear.id).await), (2, 4));
    let shown = Reply::to(customer.request(Method::GET, &location)).await;
    assert_eq!((shown.status, shown.json()), (200, serde_json::to_value(&placed).expect("it serialises")));
}

#[tokio::test]
async fn an_order_has_exactly_its_members_and_money_is_a_string() {
    let (staff, customer) = (Staff::of(store()), Customer::of(store()).await);
    let product = staff.product("20.00", 5).await;
    let body = json!({ "items": [{ "product_id": product.id, "quantity": 2 }] });
    let mut placed = Reply::to(customer.request(Method::POST, "/orders").json(&body)).await.json();
    assert!(placed["created_at"].take().as_str().is_some_and(|time| time.ends_with('Z')));
    let expected = json!({
        "id": placed["id"], "user_id": customer.user.id, "status": "placed",
        "items": [{ "product_id": product.id, "quantity": 2, "unit_price": "20.00" }],
        "total_price": "40.00", "created_at": null,
    });
    assert_eq!(placed, expected);
}

#[tokio::test]
async fn totals_are_exact_to_the_cent() {
    let (staff, customer) = (Staff::of(store()), Customer::of(store()).await);
    let mut sold = Vec::new();
    for price in ["0.00", "0.01", "0.10", "33.33", "49.99", "99999999.99"] {
        sold.push(staff.product(price, 100).await);
    }
    let cases: [(&[(usize, i32)], &str); 6] = [
        (&[(0, 3)], "0.00"),
        (&[(1, 3)], "0.03"),
        (&[(2, 3)], "0.30"),
        (&[(3, 3)], "99.99"),
        (&[(5, 3)], "299999999.97"),
        (&[(0, 1), (1, 2), (2, 3), (3, 1), (4, 2), (5, 3)], "300000133.60"),
    ];
    for (lines, total) in cases {
        let lines: Vec<_> = lines.iter().map(|(index, quantity)| (sold[*index].id, *quantity)).collect();
        let body = serde_json::to_value(order(&lines)).expect("it serialises");
        let placed = Reply::to(customer.request(Method::POST, "/orders").json(&body)).await;
        assert_eq!((placed.status, &placed.json()["total_price"]), (201, &json!(total)), "{}", placed.text);
    }
}

#[tokio::test]
async fn an_order_keeps_the_price_at_which_it_was_placed() {
    let (staff, customer) = (Staff::of(store()), Customer::of(store()).await);
    let product = staff.product("10.00", 5).await;
    let placed = customer.api().place_order(None, &order(&[(product.id, 1)])).await.expect("placed").into_inner().body;
    let change = UpdateProductRequest {
        product_id: product.id,
        product: Some(ProductRow { price: "11.00".into(), ..ProductRow::default() }),
        update_mask: Some(prost_types::FieldMask { paths: vec!["price".into()] }),
    };
    staff.catalog.clone().update_product(change).await.expect("dearer now");
    let shown = customer.api().get_order(&placed.id).await.expect("it is there").into_inner();
    assert_eq!(shown, placed);
    let next = customer.api().place_order(None, &order(&[(product.id, 1)])).await.expect("placed");
    assert_eq!(next.body.total_price.get(), money("11.00"));
}

#[tokio::test]
async fn an_order_has_one_to_twenty_lines_of_one_to_three() {
    let (staff, customer) = (Staff::of(store()), Customer::of(store()).await);
    let mut lines = Vec::new();
    for _ in 0..20 {
        lines.push((staff.product("1.00", 3).await.id, 3));
    }
    let placed = customer.api().place_order(None, &order(&lines)).await.expect("the largest order").into_inner().body;
    assert_eq!((placed.items.len(), placed.total_price.get()), (20, money("60.00")));
}

#[tokio::test]
async fn an_order_that_cannot_be_placed_takes_nothing() {
    let (staff, customer) = (Staff::of(store()), Customer::of(store()).await);
    let (plenty, scarce, gone) =
        (staff.product("1.00", 10).await, staff.product("1.00", 1).await, staff.product("1.00", 10).await);
    staff.delete_product(gone.id).await;
    let place = async |lines: &[(i64, i32)]| customer.api().place_order(None, &order(lines)).await;
    refused(place(&[(plenty.id, 1), (scarce.id, 2)]).await, 409, "out_of_stock");
    refused(place(&[(plenty.id, 1), (i64::MAX, 1)]).await, 404, "product_not_found");
    refused(place(&[(plenty.id, 1), (gone.id, 1)]).await, 404, "product_not_found");
    assert_eq!((staff.stock_of(plenty.id).await, staff.stock_of(scarce.id).await), (10, 1));
    let listed = customer.api().list_orders(None, None).await.expect("a page");
    assert_eq!(listed.total_count.get(), 0);
    place(&[(plenty.id, 3), (scarce.id, 1)]).await.expect("the last unit can be had");
}

#[tokio::test]
async fn orders_are_listed_newest_first_in_pages() {
    let (staff, customer) = (Staff::of(store()), Customer::of(store()).await);
    let product = staff.product("1.00", 100).await;
    let empty = customer.api().list_orders(None, None).await.expect("a page").into_inner();
    assert_eq!((empty.items.len(), empty.total_count.get(), empty.page.get(), empty.page_size.get()), (0, 0, 1, 20));
    let mut ids = Vec::new();
    for _ in 0..5 {
        let placed = customer.api().place_order(None, &order(&[(product.id, 1)])).await.expect("placed");
        ids.insert(0, placed.body.id.get());
    }
    customer.api().cancel_order(&id(ids[0])).await.expect("cancelled");
    let ids_of = |items: &[Order]| items.iter().map(|order| order.id.get()).collect::<Vec<_>>();
    for (page, expected) in [(1, &ids[..2]), (2, &ids[2..4]), (3, &ids[4..]), (4, &[][..])] {
        let page: PageNumber = page.try_into().expect("a page");
        let size: PageSize = 2.try_into().expect("a page size");
        let listed = customer.api().list_orders(Some(&page), Some(&size)).await.expect("a page").into_inner();
        assert_eq!(ids_of(&listed.items), expected, "page {page}");
        assert_eq!((listed.page, listed.page_size, listed.total_count.get()), (page, size, 5));
    }
    let listed = customer.api().list_orders(None, None).await.expect("a page").into_inner();
    assert!(listed.items.windows(2).all(|pair| pair[0].created_at >= pair[1].created_at));
    assert_eq!(listed.items[0].status, OrderStatus::Cancelled, "cancelled orders keep their place");
}

#[tokio::test]
async fn an_order_that_is_not_there_is_not_found() {
    let customer = Customer::of(store()).await;
    refused(customer.api().get_order(&id(i64::MAX)).await, 404, "order_not_found");
    refused(customer.api().cancel_order(&id(i64::MAX)).await, 404, "order_not_found");
}

#[tokio::test]
async fn cancelling_returns_the_stock_exactly_once() {
    let stack = store();
    let (staff, customer) = (Staff::of(stack), Customer::of(stack).await);
    let product = staff.product("5.00", 10).await;
    let placed = customer.api().place_order(None, &order(&[(product.id, 3)])).await.expect("placed").into_inner().body;
    assert_eq!(staff.stock_of(product.id).await, 7);
    let expected = Order { status: OrderStatus::Cancelled, ..placed.clone() };

    let everywhere: Vec<_> = stack.api_urls().iter().map(|replica| customer.api_at(replica)).collect();
    let at_once = (0..16).map(|number| everywhere[number % 2].cancel_order(&placed.id));
    for cancelled in join_all(at_once).await {
        let cancelled = cancelled.expect("cancelled");
        assert_eq!((cancelled.status().as_u16(), &*cancelled), (200, &expected));
    }
    let again = customer.api().cancel_order(&placed.id).await.expect("the same answer").into_inner();
    assert_eq!(again, expected);
    assert_eq!(staff.stock_of(product.id).await, 10);
    assert_eq!(customer.api().get_order(&placed.id).await.expect("it stays on record").into_inner(), expected);
}

#[tokio::test]
async fn two_hundred_orders_at_once_for_a_hundred_units_sell_exactly_a_hundred() {
    let stack = store();
    let staff = Staff::of(stack);
    let product = staff.product("12.34", 100).await;
    let mut customers = Vec::new();
    for _ in 0..10 {
        customers.push(Customer::of(stack).await);
    }
    let served =
        async |part: &str| metrics(stack, part).await.sum("http_requests_total", &[("operation", "place_order")]);
    let before = [served("api-1").await, served("api-2").await];
    let order = order(&[(product.id, 1)]);
    let orders = (0..200).map(|number| customers[number % customers.len()].api().place_order(None, &order));
    let (mut sold, mut refusals) = (0, 0);
    for answer in join_all(orders).await {
        match answer {
            Ok(placed) => {
                assert_eq!((placed.status().as_u16(), placed.body.total_price.get()), (201, money("12.34")));
                sold += 1;
            }
            refusal => {
                refused(refusal, 409, "out_of_stock");
                refusals += 1;
            }
        }
    }
    assert_eq!((sold, refusals, staff.stock_of(product.id).await), (100, 100, 0));
    let after = [served("api-1").await, served("api-2").await];
    assert!(after[0] > before[0] && after[1] > before[1], "both replicas sold: {before:?} to {after:?}");
    let mut on_record = 0;
    for customer in &customers {
        on_record += customer.api().list_orders(None, None).await.expect("a page").total_count.get();
    }
    assert_eq!(on_record, 100);
}

#[tokio::test]
async fn what_was_sold_out_is_on_sale_within_a_second_of_a_restock() {
    const BOUND: Duration = Duration::from_secs(1);
    let stack = store();
    let (staff, customer) = (Staff::of(stack), Customer::of(stack).await);
    let product = staff.product("5.00", 1).await;
    let order = order(&[(product.id, 1)]);
    assert_eq!(customer.api().place_order(None, &order).await.expect("the last one").status().as_u16(), 201);
    for restock in 1..=3 {
        for _again in 0..3 {
            refused(customer.api().place_order(None, &order).await, 409, "out_of_stock");
        }
        // By somebody who tells none of the services.
        let units = database(stack).await.execute("UPDATE products SET stock = 1 WHERE id = $1", &[&product.id]).await;
        assert_eq!(units.expect("restocked"), 1);
        tokio::time::sleep(BOUND).await;
        let placed = customer.api().place_order(None, &order).await;
        assert_eq!(placed.unwrap_or_else(|refusal| panic!("{restock}: {refusal:?}")).status().as_u16(), 201);
    }
}
