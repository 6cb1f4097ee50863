//! CatalogService: conversion between its messages and `catalog`.

use futures::{StreamExt, stream, stream::BoxStream};
use grpc::store_v1::{
    CategoryCount, CreateProductRequest, DeleteProductRequest, DeleteProductResponse, GetProductRequest,
    ListCategoriesRequest, ListCategoriesResponse, ListProductsRequest, ListProductsResponse, Product,
    UpdateProductRequest, WatchRequest, WatchResponse, catalog_service_server::CatalogService,
};
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tonic::{Request, Response, Status, async_trait};

use super::{
    money, status, timestamp,
    violations::{Violations, require},
};
use crate::{
    catalog::{self, Catalog, NewProduct, ProductChange},
    news::{Changes, News, Newsroom},
    page::PageRequest,
    rules,
};

const CHANGEABLE: [&str; 6] = ["name", "description", "category", "price", "slogan", "stock"];

pub struct Service {
    pub catalog: Catalog,
    pub newsroom: Newsroom,
}

#[async_trait]
impl CatalogService for Service {
    type WatchStream = BoxStream<'static, Result<WatchResponse, Status>>;

    async fn create_product(&self, request: Request<CreateProductRequest>) -> Result<Response<Product>, Status> {
        let new = new_product(request.into_inner())?;
        let created = self.catalog.create(new).await.map_err(status::of)?;
        Ok(Response::new(created.into()))
    }

    async fn get_product(&self, request: Request<GetProductRequest>) -> Result<Response<Product>, Status> {
        let GetProductRequest { product_id } = request.into_inner();
        require("product_id", rules::id(product_id))?;
        let product = self.catalog.get(product_id).await.map_err(status::of)?;
        Ok(Response::new(product.into()))
    }

    async fn list_products(
        &self,
        request: Request<ListProductsRequest>,
    ) -> Result<Response<ListProductsResponse>, Status> {
        let (category, page) = list(request.into_inner())?;
        let page = self.catalog.list(category, page).await.map_err(status::of)?;
        let products = page.items.into_iter().map(Into::into).collect();
        Ok(Response::new(ListProductsResponse { products, total_count: page.total_count }))
    }

    async fn list_categories(
        &self,
        _request: Request<ListCategoriesRequest>,
    ) -> Result<Response<ListCategoriesResponse>, Status> {
        let categories = self.catalog.categories().await.map_err(status::of)?;
        let categories = categories.into_iter();
        let categories = categories.map(|one| CategoryCount { category: one.name, product_count: one.product_count });
        Ok(Response::new(ListCategoriesResponse { categories: categories.collect() }))
    }

    async fn update_product(&self, request: Request<UpdateProductRequest>) -> Result<Response<Product>, Status> {
        let (product_id, change) = product_change(request.into_inner())?;
        let updated = self.catalog.update(product_id, change).await.map_err(status::of)?;
        Ok(Response::new(updated.into()))
    }

    async fn delete_product(
        &self,
        request: Request<DeleteProductRequest>,
    ) -> Result<Response<DeleteProductResponse>, Status> {
        let DeleteProductRequest { product_id } = request.into_inner();
        require("product_id", rules::id(product_id))?;
        self.catalog.delete(product_id).await.map_err(status::of)?;
        Ok(Response::new(DeleteProductResponse {}))
    }

    async fn watch(&self, _request: Request<WatchRequest>) -> Result<Response<Self::WatchStream>, Status> {
        let news = self.newsroom.subscribe().map_err(status::of)?;
        Ok(Response::new(stream::unfold(Some((news, true)), next).boxed()))
    }
}

/// Where to hear of news, and whether what was told before is of no use any more.
type Watching = (Receiver<News>, bool);

/// The next message, and how to go on. The end of the news is a failure, and then the stream's.
async fn next(watching: Option<Watching>) -> Option<(Result<WatchResponse, Status>, Option<Watching>)> {
    let (mut news, mut afresh) = watching?;
    loop {
        match news.recv().await {
            Ok(latest) if latest.are_fresh() => {
                let changes = if afresh { Changes::Everything } else { latest.changes };
                let told_until = Some(latest.told_until.into());
                return Some((Ok(WatchResponse { told_until, ..changes.into() }), Some((news, false))));
            }
            Ok(_) | Err(RecvError::Lagged(_)) => afresh = true,
            Err(RecvError::Closed) => return Some((Err(status::of(Newsroom::closed())), None)),
        }
    }
}

fn new_product(message: CreateProductRequest) -> Result<NewProduct, Status> {
    let CreateProductRequest { name, description, category, price, slogan, stock } = message;
    let mut violations = Violations::default();
    violations.check("name", rules::product_name(&name));
    violations.check("description", rules::description(&description));
    violations.check("category", rules::category(&category));
    let price = violations.check("price", rules::price(&price));
    violations.check("slogan", rules::slogan(&slogan));
    violations.check("stock", stock.map_or(Ok(()), rules::stock));
    let new = price.map(|price| NewProduct { name, description, category, price, slogan, stock });
    violations.finish(new)
}

fn list(message: ListProductsRequest) -> Result<(Option<String>, PageRequest), Status> {
    let ListProductsRequest { category, page, page_size } = message;
    let mut violations = Violations::default();
    violations.check("category", category.as_deref().map_or(Ok(()), rules::category));
    let page = violations.page(page, page_size);
    violations.finish(page.map(|page| (category, page)))
}

fn product_change(message: UpdateProductRequest) -> Result<(i64, ProductChange), Status> {
    let mut violations = Violations::default();
    violations.check("product_id", rules::id(message.product_id));
    if message.product.is_none() {
        violations.add("product", "must be present");
    }
    let Product { name, description, category, price, slogan, stock, .. } = message.product.unwrap_or_default();
    let mask = violations.mask(message.update_mask, &CHANGEABLE);
    let named = |field: &str| mask.contains(field);
    let mut change = ProductChange::default();
    if named("name") {
        violations.check("product.name", rules::product_name(&name));
        change.name = Some(name);
    }
    if named("description") {
        violations.check("product.description", rules::description(&description));
        change.description = Some(description);
    }
    if named("category") {
        violations.check("product.category", rules::category(&category));
        change.category = Some(category);
    }
    if named("price") {
        change.price = violations.check("product.price", rules::price(&price));
    }
    if named("slogan") {
        violations.check("product.slogan", rules::slogan(&slogan));
        change.slogan = Some(slogan);
    }
    if named("stock") {
        violations.check("product.stock", rules::stock(stock));
        change.stock = Some(stock);
    }
    violations.finish(Some((message.product_id, change)))
}

impl From<Changes> for WatchResponse {
    fn from(changes: Changes) -> Self {
        match changes {
            Changes::Products(ids) => Self { product_ids: ids.to_vec(), ..Self::default() },
            Changes::Everything => Self { everything: true, ..Self::default() },
        }
    }
}

impl From<catalog::Product> for Product {
    fn from(product: catalog::Product) -> Self {
        Self {
            id: product.id,
            name: product.name,
            description: product.description,
            category: product.category,
            price: money(product.price),
            slogan: product.slogan,
            stock: product.stock,
            created_at: timestamp(product.created_at),
        }
    }
}
