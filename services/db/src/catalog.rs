//! The products of the shop. Their stock is taken and returned by `orders`.

use chrono::{DateTime, Utc};
use deadpool_postgres::Client;
use futures::FutureExt;
use rust_decimal::Decimal;
use tokio_postgres::Row;

use crate::{
    database::Database,
    failure::Failure,
    fault::{Fault, column},
    orders::Gate,
    page::{Page, PageRequest},
    queries,
};

#[derive(Clone)]
pub struct Catalog {
    database: Database,
    gate: Gate,
}

#[derive(Debug)]
pub struct Product {
    pub id: i64,
    pub name: String,
    pub description: String,
    pub category: String,
    pub price: Decimal,
    pub slogan: String,
    pub stock: i32,
    pub created_at: DateTime<Utc>,
}

#[derive(Debug)]
pub struct NewProduct {
    pub name: String,
    pub description: String,
    pub category: String,
    pub price: Decimal,
    pub slogan: String,
    /// What the shop gives every product, when absent.
    pub stock: Option<i32>,
}

#[derive(Debug)]
pub struct Category {
    pub name: String,
    /// Products on sale; at least 1.
    pub product_count: i64,
}

/// New values of a product; absent ones stay.
#[derive(Debug, Default)]
pub struct ProductChange {
    pub name: Option<String>,
    pub description: Option<String>,
    pub category: Option<String>,
    pub price: Option<Decimal>,
    pub slogan: Option<String>,
    pub stock: Option<i32>,
}

impl Catalog {
    pub fn new(database: Database, gate: Gate) -> Self {
        Self { database, gate }
    }

    pub async fn create(&self, new: NewProduct) -> Result<Product, Failure> {
        self.database.change(|client| create(client, new).boxed()).await
    }

    pub async fn get(&self, product_id: i64) -> Result<Product, Failure> {
        let get = async |client: &Client| {
            let row = queries::GET_PRODUCT.optional_row(client, &[&product_id]).await?;
            Ok(product(&row.ok_or_else(|| not_found(product_id))?)?)
        };
        self.database.read(get).await
    }

    /// In order of ids; only products of exactly this category, when it is present.
    pub async fn list(&self, category: Option<String>, page: PageRequest) -> Result<Page<Product>, Failure> {
        let list = async |client: &Client| {
            let PageRequest { limit, offset } = page;
            let rows = match category {
                None => queries::LIST_PRODUCTS.rows(client, &[&limit, &offset]).await?,
                Some(name) => queries::LIST_PRODUCTS_IN_CATEGORY.rows(client, &[&limit, &offset, &name]).await?,
            };
            Ok(Page::from_rows(&rows, product)?)
        };
        self.database.read(list).await
    }

    /// Those that have products on sale, in alphabetical order.
    pub async fn categories(&self) -> Result<Vec<Category>, Failure> {
        let list = async |client: &Client| {
            let rows = queries::LIST_CATEGORIES.rows(client, &[]).await?;
            Ok(rows.iter().map(category).collect::<Result<_, _>>()?)
        };
        self.database.read(list).await
    }

    pub async fn update(&self, product_id: i64, change: ProductChange) -> Result<Product, Failure> {
        let updated = self.database.change(move |client| update(client, product_id, change).boxed()).await;
        self.gate.restocked(&[product_id]);
        updated
    }

    pub async fn delete(&self, product_id: i64) -> Result<(), Failure> {
        self.database.change(move |client| delete(client, product_id).boxed()).await
    }
}

async fn create(client: &Client, new: NewProduct) -> Result<Product, Failure> {
    let NewProduct { name, description, category, price, slogan, stock } = &new;
    let create = queries::CREATE_PRODUCT.prepare(client).await?;
    let row = create.row(client, &[name, description, category, price, slogan, stock]).await;
    Ok(product(&row.map_err(Failure::of_change)?)?)
}

async fn update(client: &Client, product_id: i64, change: ProductChange) -> Result<Product, Failure> {
    let ProductChange { name, description, category, price, slogan, stock } = &change;
    let update = queries::UPDATE_PRODUCT.prepare(client).await?;
    let row = update.optional_row(client, &[&product_id, name, description, category, price, slogan, stock]).await;
    Ok(product(&row.map_err(Failure::of_change)?.ok_or_else(|| not_found(product_id))?)?)
}

async fn delete(client: &Client, product_id: i64) -> Result<(), Failure> {
    let delete = queries::DELETE_PRODUCT.prepare(client).await?;
    match delete.execute(client, &[&product_id]).await.map_err(Failure::of_change)? {
        0 => Err(not_found(product_id)),
        _ => Ok(()),
    }
}

fn not_found(product_id: i64) -> Failure {
    Failure::ProductNotFound { product_ids: vec![product_id] }
}

fn category(row: &Row) -> Result<Category, Fault> {
    Ok(Category { name: column(row, "category")?, product_count: column(row, "product_count")? })
}

fn product(row: &Row) -> Result<Product, Fault> {
    Ok(Product {
        id: column(row, "id")?,
        name: column(row, "name")?,
        description: column(row, "description")?,
        category: column(row, "category")?,
        price: column(row, "price")?,
        slogan: column(row, "slogan")?,
        stock: column(row, "stock")?,
        created_at: column(row, "created_at")?,
    })
}
