//! CatalogService: every call, what it refuses, and why.

use grpc::store_v1::{
    CategoryCount, CreateProductRequest, DeleteProductRequest, GetProductRequest, ListCategoriesRequest,
    ListProductsRequest, ListProductsResponse, Product, UpdateProductRequest,
};
use prost_types::FieldMask;
use tonic::Code;

use crate::harness::{Shop, invalid_fields, ok, refused};

fn mug() -> CreateProductRequest {
    CreateProductRequest {
        name: "Mug".into(),
        description: "Holds coffee.".into(),
        category: "drinkware".into(),
        price: "7.5".into(),
        slogan: "One more.".into(),
        stock: None,
    }
}

fn update(product_id: i64, product: Product, paths: &[&str]) -> UpdateProductRequest {
    let paths = paths.iter().map(|&path| path.to_owned()).collect();
    UpdateProductRequest { product_id, product: Some(product), update_mask: Some(FieldMask { paths }) }
}

impl Shop {
    async fn list(&self, category: Option<&str>, page: i32, page_size: i32) -> ListProductsResponse {
        let request = ListProductsRequest { category: category.map(Into::into), page, page_size };
        ok(self.catalog().list_products(request).await)
    }

    async fn get(&self, product_id: i64) -> Product {
        ok(self.catalog().get_product(GetProductRequest { product_id }).await)
    }
}

fn names(page: &ListProductsResponse) -> Vec<&str> {
    page.products.iter().map(|product| product.name.as_str()).collect()
}

#[tokio::test]
async fn the_shop_opens_with_three_products() {
    let shop = Shop::open().await;
    let page = shop.list(None, 0, 0).await;
    let opening: Vec<_> = page
        .products
        .iter()
        .map(|product| (product.name.as_str(), product.price.as_str(), product.category.as_str(), product.stock))
        .collect();
    let expected = [
        ("Hoodie", "49.99", "clothing", 500),
        ("Bottle", "19.99", "drinkware", 500),
        ("Notebook", "9.99", "stationery", 500),
    ];
    assert_eq!((opening.as_slice(), page.total_count), (expected.as_slice(), 3));
    assert!(page.products.iter().all(|product| !product.description.is_empty() && !product.slogan.is_empty()));
}

#[tokio::test]
async fn a_product_is_created_shown_changed_and_deleted() {
    let shop = Shop::open().await;
    let mug = ok(shop.catalog().create_product(mug()).await);
    assert!(mug.id >= 1 && mug.created_at.is_some());
    assert_eq!((mug.price.as_str(), mug.stock), ("7.50", 500));
    assert_eq!(shop.get(mug.id).await, mug);

    // Only what the mask names is changed, whatever else the message holds.
    let noise = Product { id: 1, name: "Noise".into(), price: "1".into(), stock: 1, ..Product::default() };
    let changed = ok(shop.catalog().update_product(update(mug.id, noise, &["price"])).await);
    assert_eq!(changed, Product { price: "1.00".into(), ..mug.clone() });
    let all = Product {
        id: mug.id,
        name: "Cup".into(),
        description: String::new(),
        category: "kitchen".into(),
        price: "99999999.99".into(),
        slogan: String::new(),
        stock: 0,
        created_at: mug.created_at,
    };
    let paths = ["name", "description", "category", "price", "slogan", "stock"];
    assert_eq!(ok(shop.catalog().update_product(update(mug.id, all.clone(), &paths)).await), all);
    assert_eq!(shop.get(mug.id).await, all);

    ok(shop.catalog().delete_product(DeleteProductRequest { product_id: mug.id }).await);
    let gone = [
        shop.catalog().get_product(GetProductRequest { product_id: mug.id }).await.map(drop),
        shop.catalog().update_product(update(mug.id, all, &["name"])).await.map(drop),
        shop.catalog().delete_product(DeleteProductRequest { product_id: mug.id }).await.map(drop),
    ];
    for answer in gone {
        let status = refused(answer, Code::NotFound, "PRODUCT_NOT_FOUND");
        assert_eq!(kit::status::metadata(&status, "product_ids"), Some(mug.id.to_string()));
    }
    assert_eq!(shop.list(None, 1, 100).await.total_count, 3);
    assert_eq!(shop.count("products").await, 4, "the row stays");
}

#[tokio::test]
async fn categories_are_listed_with_their_products_on_sale() {
    let shop = Shop::open().await;
    let mug = ok(shop.catalog().create_product(mug()).await);
    let counts = async || {
        let listed = ok(shop.catalog().list_categories(ListCategoriesRequest {}).await).categories;
        listed
            .into_iter()
            .map(|CategoryCount { category, product_count }| (category, product_count))
            .collect::<Vec<_>>()
    };
    let expected = [("clothing", 1), ("drinkware", 2), ("stationery", 1)];
    assert_eq!(counts().await, expected.map(|(name, count)| (name.to_owned(), count)));
    ok(shop.catalog().delete_product(DeleteProductRequest { product_id: mug.id }).await);
    assert_eq!(counts().await[1], ("drinkware".to_owned(), 1));
}

#[tokio::test]
async fn products_are_listed_in_pages_and_by_category() {
    let shop = Shop::open().await;
    for name in ["Mug", "Cup", "Glass"] {
        ok(shop.catalog().create_product(CreateProductRequest { name: name.into(), ..mug() }).await);
    }
    let first = shop.list(None, 1, 4).await;
    assert_eq!((names(&first), first.total_count), (vec!["Hoodie", "Bottle", "Notebook", "Mug"], 6));
    let second = shop.list(None, 2, 4).await;
    assert_eq!((names(&second), second.total_count), (vec!["Cup", "Glass"], 6));
    let beyond = shop.list(None, i32::MAX, 100).await;
    assert_eq!((names(&beyond), beyond.total_count), (vec![], 6));

    let drinkware = shop.list(Some("drinkware"), 1, 3).await;
    assert_eq!((names(&drinkware), drinkware.total_count), (vec!["Bottle", "Mug", "Cup"], 4));
    let drinkware = shop.list(Some("drinkware"), 2, 3).await;
    assert_eq!((names(&drinkware), drinkware.total_count), (vec!["Glass"], 4));
    let nothing = shop.list(Some("Drinkware"), 0, 0).await;
    assert_eq!((names(&nothing), nothing.total_count), (vec![], 0), "a category is matched exactly");
}

#[tokio::test]
async fn a_name_is_taken_as_long_as_its_product_is_on_sale() {
    let shop = Shop::open().await;
    let first = ok(shop.catalog().create_product(mug()).await);
    refused(shop.catalog().create_product(mug()).await, Code::AlreadyExists, "PRODUCT_NAME_TAKEN");
    let renamed = Product { name: "Mug".into(), ..Product::default() };
    let answer = shop.catalog().update_product(update(1, renamed, &["name"])).await;
    refused(answer, Code::AlreadyExists, "PRODUCT_NAME_TAKEN");
    ok(shop.catalog().delete_product(DeleteProductRequest { product_id: first.id }).await);
    let second = ok(shop.catalog().create_product(mug()).await);
    assert_ne!(first.id, second.id);
}

#[tokio::test]
async fn every_violation_of_a_request_is_named() {
    let shop = Shop::open().await;
    let worst = CreateProductRequest {
        name: String::new(),
        description: "x".repeat(1001),
        category: "x".repeat(51),
        price: "1.999".into(),
        slogan: "\0".into(),
        stock: Some(-1),
    };
    let fields = invalid_fields(shop.catalog().create_product(worst).await);
    assert_eq!(fields, ["name", "description", "category", "price", "slogan", "stock"]);

    let worst = Product { price: "-1".into(), stock: -1, ..Product::default() };
    let paths = ["name", "category", "price", "stock", "description"];
    let fields = invalid_fields(shop.catalog().update_product(update(0, worst, &paths)).await);
    assert_eq!(fields, ["product_id", "product.name", "product.category", "product.price", "product.stock"]);
    for (paths, expected) in [(&[][..], "update_mask"), (&["name", "id"], "update_mask"), (&["*"], "update_mask")] {
        let product = Product { name: "Fine".into(), ..Product::default() };
        assert_eq!(invalid_fields(shop.catalog().update_product(update(1, product, paths)).await), [expected]);
    }
    let nothing = UpdateProductRequest { product_id: 1, product: None, update_mask: None };
    assert_eq!(invalid_fields(shop.catalog().update_product(nothing).await), ["product", "update_mask"]);

    let worst = ListProductsRequest { category: Some(String::new()), page: -1, page_size: 101 };
    assert_eq!(invalid_fields(shop.catalog().list_products(worst).await), ["category", "page", "page_size"]);
    let answer = shop.catalog().get_product(GetProductRequest { product_id: 0 }).await;
    assert_eq!(invalid_fields(answer), ["product_id"]);
    let answer = shop.catalog().delete_product(DeleteProductRequest { product_id: -1 }).await;
    assert_eq!(invalid_fields(answer), ["product_id"]);
    refused(
        shop.catalog().get_product(GetProductRequest { product_id: i64::MAX }).await,
        Code::NotFound,
        "PRODUCT_NOT_FOUND",
    );
}
