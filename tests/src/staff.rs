//! The shop's staff: what they do over gRPC, and the database itself for faults that cannot be made from outside.

use grpc::store_v1::catalog_service_client::CatalogServiceClient;
use grpc::store_v1::order_service_client::OrderServiceClient;
use grpc::store_v1::user_service_client::UserServiceClient;
use grpc::store_v1::{CreateProductRequest, DeleteProductRequest, GetOrderRequest, GetProductRequest, Order, Product};
use stack::Stack;
use tonic::transport::{Channel, Endpoint};

use crate::fresh;

/// Clients of the DB service.
#[derive(Debug, Clone)]
pub struct Staff {
    /// Products
    pub catalog: CatalogServiceClient<Channel>,
    /// Accounts
    pub users: UserServiceClient<Channel>,
    /// Orders
    pub orders: OrderServiceClient<Channel>,
}

impl Staff {
    /// The staff of a store. Belongs to the runtime of the test that makes it.
    ///
    /// # Panics
    ///
    /// Never: the address is one.
    pub fn of(stack: &Stack) -> Self {
        let channel = Endpoint::from_shared(stack.url("db")).expect("an address").connect_lazy();
        Self {
            catalog: CatalogServiceClient::new(channel.clone()),
            users: UserServiceClient::new(channel.clone()),
            orders: OrderServiceClient::new(channel),
        }
    }

    /// Put something new on sale, in a category of its own.
    pub async fn product(&self, price: &str, stock: i32) -> Product {
        self.product_in(&fresh("category"), price, Some(stock)).await
    }

    /// Put something new on sale.
    ///
    /// # Panics
    ///
    /// When the DB service refuses.
    pub async fn product_in(&self, category: &str, price: &str, stock: Option<i32>) -> Product {
        let request = CreateProductRequest {
            name: fresh("product"),
            description: "Made by a test.".to_owned(),
            category: category.to_owned(),
            price: price.to_owned(),
            slogan: "Nobody needs it.".to_owned(),
            stock,
        };
        self.catalog.clone().create_product(request).await.expect("a new product").into_inner()
    }

    /// Take a product out of the shop.
    ///
    /// # Panics
    ///
    /// When the DB service refuses.
    pub async fn delete_product(&self, product_id: i64) {
        self.catalog.clone().delete_product(DeleteProductRequest { product_id }).await.expect("it was on sale");
    }

    /// Units left.
    ///
    /// # Panics
    ///
    /// When the DB service refuses.
    pub async fn stock_of(&self, product_id: i64) -> i32 {
        let product = self.catalog.clone().get_product(GetProductRequest { product_id }).await;
        product.expect("it is on sale").into_inner().stock
    }

    /// An order as it is on record, whoever placed it.
    ///
    /// # Panics
    ///
    /// When the DB service refuses.
    pub async fn order(&self, order_id: i64) -> Order {
        let order = self.orders.clone().get_order(GetOrderRequest { order_id, owner_id: None }).await;
        order.expect("it is on record").into_inner()
    }
}

/// A connection to a store's database, past the DB service.
///
/// # Panics
///
/// When PostgreSQL does not answer.
pub async fn database(stack: &Stack) -> tokio_postgres::Client {
    let (client, connection) =
        tokio_postgres::connect(&stack.database_url(), tokio_postgres::NoTls).await.expect("PostgreSQL is there");
    tokio::spawn(connection);
    client
}
