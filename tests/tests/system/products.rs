//! The shop window: the greeting, products and categories, all public.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use store_api::types::{Category, PageNumber, PageSize, Product, ProductId};
use system_tests::{Reply, Staff, Visitor, fresh, places, refused, store};
use tokio::time::sleep;

/// Within what time the document promises that a change is seen, by whoever made it, too.
pub const BOUND: Duration = Duration::from_secs(1);

fn category(name: &str) -> Category {
    name.try_into().expect("a category")
}

fn page(number: i32) -> PageNumber {
    number.try_into().expect("a page")
}

fn size(number: i32) -> PageSize {
    number.try_into().expect("a page size")
}

fn id(number: i64) -> ProductId {
    number.try_into().expect("an id")
}

#[tokio::test]
async fn the_shop_greets() {
    let greeting = Visitor::of(store()).api().greet().await.expect("a greeting");
    assert_eq!((greeting.status().as_u16(), greeting.message.as_str()), (200, "Welcome to Tuckshop"));
}

#[tokio::test]
async fn the_shop_opens_with_three_products() {
    let visitor = Visitor::of(store());
    let opening = [("Hoodie", "49.99"), ("Bottle", "19.99"), ("Notebook", "9.99")];
    let listed = visitor.api().list_products(None, None, None).await.expect("a page").into_inner();
    for (name, price) in opening {
        let product = listed.items.iter().find(|product| product.name == name).expect(name);
        assert_eq!((product.price.to_string().as_str(), product.stock.get()), (price, 500), "{name}");
        assert!(!product.description.is_empty() && !product.slogan.is_empty(), "{name}");
        let shown = visitor.api().get_product(&product.id).await.expect("it is there").into_inner();
        assert_eq!(shown, *product);
    }
}

#[tokio::test]
async fn a_product_has_exactly_its_members_and_money_is_a_string() {
    let product = Staff::of(store()).product("0.10", 7).await;
    let reply = Reply::to(Visitor::of(store()).request(Method::GET, &format!("/products/{}", product.id))).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json")));
    let mut body = reply.json();
    let created_at = body["created_at"].take();
    let created_at = created_at.as_str().expect("a time").to_owned();
    assert!(created_at.ends_with('Z') && created_at.as_bytes()[10] == b'T', "{created_at}");
    let expected = json!({
        "id": product.id, "name": product.name, "description": "Made by a test.", "category": product.category,
        "price": "0.10", "slogan": "Nobody needs it.", "stock": 7, "created_at": null,
    });
    assert_eq!(body, expected);
}

#[tokio::test]
async fn stock_is_five_hundred_unless_said_otherwise() {
    let product = Staff::of(store()).product_in(&fresh("category"), "1.00", None).await;
    let shown = Visitor::of(store()).api().get_product(&id(product.id)).await.expect("it is there");
    assert_eq!(shown.stock.get(), 500);
}

#[tokio::test]
async fn products_are_filtered_by_category_and_paged() {
    let (staff, visitor) = (Staff::of(store()), Visitor::of(store()));
    let shelf = fresh("shelf");
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(staff.product_in(&shelf, "1.00", None).await.id);
    }
    // One that has the name of the shelf only as a beginning.
    staff.product_in(&format!("{shelf}-two"), "1.00", None).await;
    let ids_of = |items: &[Product]| items.iter().map(|product| product.id.get()).collect::<Vec<_>>();
    for (number, expected) in [(1, &ids[..2]), (2, &ids[2..4]), (3, &ids[4..]), (4, &[][..]), (1_000_000, &[][..])] {
        let listed = visitor.api().list_products(Some(&category(&shelf)), Some(&page(number)), Some(&size(2))).await;
        let listed = listed.expect("a page").into_inner();
        assert_eq!(ids_of(&listed.items), expected, "page {number}");
        assert_eq!((listed.page, listed.page_size, listed.total_count.get()), (page(number), size(2), 5));
    }
    let nothing = visitor.api().list_products(Some(&category(&fresh("empty"))), None, None).await.expect("a page");
    assert_eq!((nothing.items.len(), nothing.total_count.get()), (0, 0));
}

#[tokio::test]
async fn a_page_has_twenty_products_unless_said_otherwise_and_up_to_a_hundred() {
    let (staff, visitor) = (Staff::of(store()), Visitor::of(store()));
    let shelf = fresh("shelf");
    for _ in 0..21 {
        staff.product_in(&shelf, "1.00", None).await;
    }
    let shelf = category(&shelf);
    let listed = visitor.api().list_products(Some(&shelf), None, None).await.expect("a page").into_inner();
    assert_eq!((listed.items.len(), listed.page, listed.page_size), (20, page(1), size(20)));
    assert_eq!(listed.total_count.get(), 21);
    let listed = visitor.api().list_products(Some(&shelf), None, Some(&size(100))).await.expect("a page");
    assert_eq!(listed.items.len(), 21);
}

#[tokio::test]
async fn a_product_that_is_not_there_is_not_found() {
    let (staff, visitor) = (Staff::of(store()), Visitor::of(store()));
    refused(visitor.api().get_product(&id(i64::MAX)).await, 404, "product_not_found");
    let product = staff.product("1.00", 1).await;
    assert!(visitor.api().get_product(&id(product.id)).await.is_ok());
    staff.delete_product(product.id).await;
    sleep(BOUND).await;
    refused(visitor.api().get_product(&id(product.id)).await, 404, "product_not_found");
    let listed = visitor.api().list_products(Some(&category(&product.category)), None, None).await.expect("a page");
    assert_eq!(listed.total_count.get(), 0, "a deleted product is not listed");
}

#[tokio::test]
async fn categories_are_listed_with_their_counts() {
    let (staff, visitor) = (Staff::of(store()), Visitor::of(store()));
    let (one, two, gone) = (fresh("a-shelf"), fresh("b-shelf"), fresh("c-shelf"));
    for shelf in [&two, &one, &two] {
        staff.product_in(shelf, "1.00", None).await;
    }
    staff.delete_product(staff.product_in(&gone, "1.00", None).await.id).await;
    sleep(BOUND).await;
    let listed = visitor.api().list_categories().await.expect("a list").into_inner().items.into_iter();
    let counts: Vec<(String, i64)> =
        listed.map(|item| (item.category.into_inner(), item.product_count.get())).collect();
    let place = |counts: &[(String, i64)], name: &str, count| {
        counts.iter().position(|(category, number)| category == name && *number == count)
    };
    assert!(place(&counts, &one, 1).is_some(), "{counts:?}");
    assert!(place(&counts, &one, 1) < place(&counts, &two, 2), "{counts:?}");
    assert!(place(&counts, "stationery", 1).is_some() && counts.iter().all(|(name, _)| *name != gone), "{counts:?}");
}

#[tokio::test]
async fn every_bad_parameter_is_named_at_once() {
    let visitor = Visitor::of(store());
    let long = format!("/products?category={}", "c".repeat(51));
    let cases: [(&str, &[&str]); 17] = [
        ("/products?category=&page=0&page_size=101", &["category", "page", "page_size"]),
        ("/products?page=0", &["page"]),
        ("/products?page=-1", &["page"]),
        ("/products?page=", &["page"]),
        ("/products?page=one", &["page"]),
        ("/products?page=1.0", &["page"]),
        ("/products?page=1000001", &["page"]),
        ("/products?page=99999999999999999999", &["page"]),
        ("/products?page=1&page=2", &["page"]),
        ("/products?page_size=0", &["page_size"]),
        ("/products?page_size=101", &["page_size"]),
        (&long, &["category"]),
        ("/products?category=%00", &["category"]),
        ("/products/0", &["product_id"]),
        ("/products/-1", &["product_id"]),
        ("/products/hoodie", &["product_id"]),
        ("/products/9223372036854775808", &["product_id"]),
    ];
    for (path, expected) in cases {
        let problem = Reply::to(visitor.request(Method::GET, path)).await.refused(400, "invalid_request");
        assert_eq!(places(&problem), expected, "{path}");
    }
}

#[tokio::test]
async fn the_window_is_public_whatever_token_comes_along() {
    let visitor = Visitor::of(store());
    for path in ["/", "/products", "/products/1", "/categories"] {
        for authorization in ["Bearer not-a-token", "Basic YTpi", ""] {
            let request = visitor.request(Method::GET, path).header("authorization", authorization);
            assert_eq!(Reply::to(request).await.status, 200, "{path} with {authorization:?}");
        }
    }
}
