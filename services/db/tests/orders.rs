//! OrderService: every call, what it refuses, and why. What happens when many ask at once stands in `contention`.

use grpc::store_v1::{
    CancelOrderRequest, DeleteProductRequest, DeleteUserRequest, GetOrderRequest, ListOrdersByUserRequest,
    ListOrdersRequest, ListOrdersResponse, Order, OrderItem, OrderLine, OrderStatus, PlaceOrderRequest, Product,
    UpdateOrderRequest, UpdateProductRequest,
};
use prost_types::FieldMask;
use tonic::Code;

use crate::harness::{Shop, invalid_fields, ok, order, refused};

impl Shop {
    async fn get_order(&self, order_id: i64) -> Order {
        ok(self.orders().get_order(GetOrderRequest { order_id, owner_id: None }).await)
    }

    async fn cancel(&self, order_id: i64) -> Order {
        ok(self.orders().cancel_order(CancelOrderRequest { order_id, owner_id: None }).await)
    }

    async fn list_by_user(&self, user_id: i64, page: i32, page_size: i32) -> ListOrdersResponse {
        ok(self.orders().list_orders_by_user(ListOrdersByUserRequest { user_id, page, page_size }).await)
    }

    async fn set_price(&self, product_id: i64, price: &str) {
        let product = Some(Product { price: price.into(), ..Product::default() });
        let update_mask = Some(FieldMask { paths: vec!["price".into()] });
        ok(self.catalog().update_product(UpdateProductRequest { product_id, product, update_mask }).await);
    }
}

fn ids(page: &ListOrdersResponse) -> Vec<i64> {
    page.orders.iter().map(|order| order.id).collect()
}

#[tokio::test]
async fn an_order_takes_stock_at_the_price_of_the_moment_and_its_total_is_exact() {
    let shop = Shop::open().await;
    let user = shop.user().await;
    let request = PlaceOrderRequest {
        user_id: user.id,
        lines: [(3, 3), (1, 1), (2, 2)].map(|(product_id, quantity)| OrderLine { product_id, quantity }).into(),
        idempotency_key: None,
    };
    let placed = shop.place(request).await.unwrap();
    let item = |product_id, quantity, price: &str| OrderItem { product_id, quantity, unit_price: price.into() };
    assert_eq!(placed.items, [item(1, 1, "49.99"), item(2, 2, "19.99"), item(3, 3, "9.99")]);
    assert_eq!((placed.total_price.as_str(), placed.status()), ("119.94", OrderStatus::Placed));
    assert_eq!(placed.user_id, user.id);
    assert!(placed.id >= 1 && placed.created_at.is_some());
    assert_eq!([shop.stock(1).await, shop.stock(2).await, shop.stock(3).await], [499, 498, 497]);

    shop.set_price(1, "1.00").await;
    assert_eq!(shop.get_order(placed.id).await, placed);
    let later = shop.place(order(&user, &[(&Product { id: 1, ..Product::default() }, 3)], None)).await.unwrap();
    assert_eq!(later.total_price, "3.00");
    assert!(later.id > placed.id);
}

#[tokio::test]
async fn totals_do_not_round() {
    let shop = Shop::open().await;
    let user = shop.user().await;
    let cases = [("0.1", "0.30"), ("0.07", "0.21"), ("33.33", "99.99"), ("99999999.99", "299999999.97"), ("0", "0.00")];
    for (price, total) in cases {
        let product = shop.product(3).await;
        shop.set_price(product.id, price).await;
        assert_eq!(shop.place(order(&user, &[(&product, 3)], None)).await.unwrap().total_price, total);
    }
    let mut dearest = Vec::new();
    for _ in 0..20 {
        let product = shop.product(3).await;
        shop.set_price(product.id, "99999999.99").await;
        dearest.push(product);
    }
    let lines: Vec<_> = dearest.iter().map(|product| (product, 3)).collect();
    let placed = shop.place(order(&user, &lines, None)).await.unwrap();
    assert_eq!((placed.total_price.as_str(), placed.items.len()), ("5999999999.40", 20));
    assert_eq!(shop.get_order(placed.id).await, placed);
}

#[tokio::test]
async fn an_order_that_is_refused_leaves_nothing() {
    let shop = Shop::open().await;
    let user = shop.user().await;
    let (plenty, scarce, deleted) = (shop.product(10).await, shop.product(2).await, shop.product(10).await);
    ok(shop.catalog().delete_product(DeleteProductRequest { product_id: deleted.id }).await);
    let nowhere = Product { id: i64::MAX, ..Product::default() };
    let nobody = grpc::store_v1::User { id: i64::MAX, ..Default::default() };
    for key in [None, Some("a-key")] {
        let answer = shop.place(order(&user, &[(&nowhere, 1), (&plenty, 1), (&deleted, 1)], key)).await;
        let status = refused(answer, Code::NotFound, "PRODUCT_NOT_FOUND");
        let missing = format!("{}, {}", deleted.id, i64::MAX);
        assert_eq!(kit::status::metadata(&status, "product_ids").as_ref(), Some(&missing));
        assert!(status.message().contains(&missing), "{status:?}");

        let answer = shop.place(order(&user, &[(&plenty, 1), (&scarce, 3)], key)).await;
        let status = refused(answer, Code::FailedPrecondition, "OUT_OF_STOCK");
        assert_eq!(kit::status::metadata(&status, "product_id"), Some(scarce.id.to_string()));

        let answer = shop.place(order(&nobody, &[(&plenty, 1)], key)).await;
        refused(answer, Code::NotFound, "USER_NOT_FOUND");
    }
    ok(shop.users().delete_user(DeleteUserRequest { user_id: user.id }).await);
    refused(shop.place(order(&user, &[(&plenty, 1)], None)).await, Code::NotFound, "USER_NOT_FOUND");
    refused(shop.place(order(&user, &[(&plenty, 1)], Some("k"))).await, Code::NotFound, "USER_NOT_FOUND");
    assert_eq!([shop.stock(plenty.id).await, shop.stock(scarce.id).await], [10, 2]);
    assert_eq!(shop.count("orders").await, 0);
}

#[tokio::test]
async fn every_violation_of_a_request_is_named() {
    let shop = Shop::open().await;
    let line = |product_id, quantity| OrderLine { product_id, quantity };
    let place = async |user_id, lines: Vec<OrderLine>, key: Option<&str>| {
        let request = PlaceOrderRequest { user_id, lines, idempotency_key: key.map(Into::into) };
        invalid_fields(shop.place(request).await)
    };
    let lines = vec![line(0, 1), line(1, 0), line(1, 3), line(2, 4)];
    assert_eq!(
        place(0, lines, Some("a b")).await,
        [
            "user_id",
            "lines[0].product_id",
            "lines[1].quantity",
            "lines[2].product_id",
            "lines[3].quantity",
            "idempotency_key"
        ]
    );
    assert_eq!(place(1, vec![], None).await, ["lines"]);
    assert_eq!(place(1, (1..=21).map(|id| line(id, 1)).collect(), None).await, ["lines"]);
    for key in ["", " ", "ä", &"k".repeat(256)] {
        assert_eq!(place(1, vec![line(1, 1)], Some(key)).await, ["idempotency_key"], "{key:?}");
    }

    let answer = shop.orders().get_order(GetOrderRequest { order_id: 0, owner_id: Some(0) }).await;
    assert_eq!(invalid_fields(answer), ["order_id", "owner_id"]);
    let answer = shop.orders().cancel_order(CancelOrderRequest { order_id: -1, owner_id: Some(-1) }).await;
    assert_eq!(invalid_fields(answer), ["order_id", "owner_id"]);
    for status in [0, 3, -1] {
        let answer = shop.orders().update_order(UpdateOrderRequest { order_id: 0, status }).await;
        assert_eq!(invalid_fields(answer), ["order_id", "status"]);
    }
    let answer = shop.orders().list_orders(ListOrdersRequest { page: -1, page_size: 101 }).await;
    assert_eq!(invalid_fields(answer), ["page", "page_size"]);
    let request = ListOrdersByUserRequest { user_id: 0, page: -1, page_size: 101 };
    let answer = shop.orders().list_orders_by_user(request).await;
    assert_eq!(invalid_fields(answer), ["user_id", "page", "page_size"]);
}

#[tokio::test]
async fn an_order_is_shown_to_its_owner_and_to_the_staff() {
    let shop = Shop::open().await;
    let (owner, other, product) = (shop.user().await, shop.user().await, shop.product(10).await);
    let placed = shop.place(order(&owner, &[(&product, 1)], None)).await.unwrap();
    let get = async |order_id, owner_id| shop.orders().get_order(GetOrderRequest { order_id, owner_id }).await;
    let cancel = async |order_id, owner_id| shop.orders().cancel_order(CancelOrderRequest { order_id, owner_id }).await;
    assert_eq!(ok(get(placed.id, Some(owner.id)).await), placed);
    assert_eq!(ok(get(placed.id, None).await), placed);
    for stranger in [other.id, i64::MAX] {
        refused(get(placed.id, Some(stranger)).await, Code::PermissionDenied, "NOT_YOUR_ORDER");
        refused(cancel(placed.id, Some(stranger)).await, Code::PermissionDenied, "NOT_YOUR_ORDER");
    }
    refused(get(i64::MAX, Some(owner.id)).await, Code::NotFound, "ORDER_NOT_FOUND");
    refused(cancel(i64::MAX, None).await, Code::NotFound, "ORDER_NOT_FOUND");
    for status in [1, 2] {
        let answer = shop.orders().update_order(UpdateOrderRequest { order_id: i64::MAX, status }).await;
        refused(answer, Code::NotFound, "ORDER_NOT_FOUND");
    }
    // Somebody who has left cannot cancel any more, but the order stays on record and the staff can.
    ok(shop.users().delete_user(DeleteUserRequest { user_id: owner.id }).await);
    assert_eq!(ok(get(placed.id, Some(owner.id)).await), placed);
    refused(cancel(placed.id, Some(owner.id)).await, Code::NotFound, "USER_NOT_FOUND");
    assert_eq!(shop.stock(product.id).await, 9);
    assert_eq!(ok(cancel(placed.id, None).await).status(), OrderStatus::Cancelled);
    assert_eq!(shop.stock(product.id).await, 10);
}

#[tokio::test]
async fn cancelling_returns_the_stock_once_even_of_deleted_products() {
    let shop = Shop::open().await;
    let user = shop.user().await;
    let (kept, deleted) = (shop.product(10).await, shop.product(10).await);
    let placed = shop.place(order(&user, &[(&kept, 1), (&deleted, 3)], None)).await.unwrap();
    ok(shop.catalog().delete_product(DeleteProductRequest { product_id: deleted.id }).await);
    assert_eq!([shop.stock(kept.id).await, shop.stock(deleted.id).await], [9, 7]);
    let expected = Order { status: OrderStatus::Cancelled.into(), ..placed.clone() };
    let request = CancelOrderRequest { order_id: placed.id, owner_id: Some(user.id) };
    for _ in 0..3 {
        assert_eq!(ok(shop.orders().cancel_order(request).await), expected);
        assert_eq!([shop.stock(kept.id).await, shop.stock(deleted.id).await], [10, 10]);
    }
    assert_eq!(shop.get_order(placed.id).await, expected);
    assert_eq!(shop.count("orders WHERE cancelled_at IS NOT NULL").await, 1, "the row stays");
}

#[tokio::test]
async fn the_staff_can_cancel_but_not_bring_back() {
    let shop = Shop::open().await;
    let (user, product) = (shop.user().await, shop.product(10).await);
    let placed = shop.place(order(&user, &[(&product, 2)], None)).await.unwrap();
    let update = async |status: OrderStatus| {
        let request = UpdateOrderRequest { order_id: placed.id, status: status.into() };
        shop.orders().update_order(request).await
    };
    assert_eq!(ok(update(OrderStatus::Placed).await), placed);
    assert_eq!(shop.stock(product.id).await, 8);
    let cancelled = Order { status: OrderStatus::Cancelled.into(), ..placed.clone() };
    for _ in 0..2 {
        assert_eq!(ok(update(OrderStatus::Cancelled).await), cancelled);
        assert_eq!(shop.stock(product.id).await, 10);
    }
    refused(update(OrderStatus::Placed).await, Code::FailedPrecondition, "ORDER_CANCELLED");
}

#[tokio::test]
async fn orders_are_listed_newest_first_in_pages() {
    let shop = Shop::open().await;
    let (one, two, idle) = (shop.user().await, shop.user().await, shop.user().await);
    let (left, right) = (shop.product(100).await, shop.product(100).await);
    let mut placed = Vec::new();
    for number in 0..7 {
        let user = if number % 3 == 2 { &two } else { &one };
        placed.push(shop.place(order(user, &[(&right, 1), (&left, 2)], None)).await.unwrap());
    }
    placed[4] = shop.cancel(placed[4].id).await;
    placed.reverse();

    let all = ok(shop.orders().list_orders(ListOrdersRequest { page: 1, page_size: 5 }).await);
    assert_eq!((all.orders.as_slice(), all.total_count), (&placed[..5], 7));
    let rest = ok(shop.orders().list_orders(ListOrdersRequest { page: 2, page_size: 5 }).await);
    assert_eq!((rest.orders.as_slice(), rest.total_count), (&placed[5..], 7));

    let own: Vec<_> = placed.iter().filter(|order| order.user_id == one.id).map(|order| order.id).collect();
    let page = shop.list_by_user(one.id, 1, 3).await;
    assert_eq!((ids(&page).as_slice(), page.total_count), (&own[..3], 5));
    let page = shop.list_by_user(one.id, 2, 3).await;
    assert_eq!((ids(&page).as_slice(), page.total_count), (&own[3..], 5));
    let beyond = shop.list_by_user(one.id, 3, 3).await;
    assert_eq!((ids(&beyond), beyond.total_count), (vec![], 5));
    let nothing = shop.list_by_user(idle.id, 0, 0).await;
    assert_eq!((ids(&nothing), nothing.total_count), (vec![], 0));
    let request = ListOrdersByUserRequest { user_id: i64::MAX, page: 1, page_size: 1 };
    refused(shop.orders().list_orders_by_user(request).await, Code::NotFound, "USER_NOT_FOUND");
}
