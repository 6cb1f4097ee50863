//! OrderService: conversion between its messages and `orders`.

use std::{collections::HashSet, time::Instant};

use grpc::store_v1::{
    CancelOrderRequest, GetOrderRequest, ListOrdersByUserRequest, ListOrdersRequest, ListOrdersResponse, Order,
    OrderItem, OrderLine, OrderStatus, PlaceOrderRequest, PlaceOrdersRequest, UpdateOrderRequest,
    order_service_server::OrderService,
};
use kit::serve::Deadline;
use tonic::{Request, Response, Status, Streaming, async_trait};

use super::{cause, money, order_stream, status, timestamp, violations::Violations};
use crate::{
    orders::{self, Line, NewOrder, Orders},
    page::{Page, PageRequest},
    rules,
};

const MOST_LINES: usize = 20;

pub struct Service {
    pub orders: Orders,
    pub stream: order_stream::Shared,
}

#[async_trait]
impl OrderService for Service {
    async fn place_order(&self, request: Request<PlaceOrderRequest>) -> Result<Response<Order>, Status> {
        let (deadline, cause) = (deadline(&request), cause::of(&request));
        let new = new_order(request.into_inner())?;
        let placed = self.orders.place(new, cause, deadline).await.map_err(status::of)?;
        Ok(Response::new(placed.into()))
    }

    type PlaceOrdersStream = order_stream::Answers;

    async fn place_orders(
        &self,
        request: Request<Streaming<PlaceOrdersRequest>>,
    ) -> Result<Response<Self::PlaceOrdersStream>, Status> {
        Ok(Response::new(order_stream::serve(self.stream.clone(), request.into_inner())))
    }

    async fn get_order(&self, request: Request<GetOrderRequest>) -> Result<Response<Order>, Status> {
        let GetOrderRequest { order_id, owner_id } = request.into_inner();
        check_order_and_owner(order_id, owner_id)?;
        let order = self.orders.get(order_id, owner_id).await.map_err(status::of)?;
        Ok(Response::new(order.into()))
    }

    async fn list_orders(&self, request: Request<ListOrdersRequest>) -> Result<Response<ListOrdersResponse>, Status> {
        let ListOrdersRequest { page, page_size } = request.into_inner();
        let mut violations = Violations::default();
        let page = violations.page(page, page_size);
        let page = self.orders.list(violations.finish(page)?).await.map_err(status::of)?;
        Ok(Response::new(page.into()))
    }

    async fn list_orders_by_user(
        &self,
        request: Request<ListOrdersByUserRequest>,
    ) -> Result<Response<ListOrdersResponse>, Status> {
        let (user_id, page) = list_by_user(request.into_inner())?;
        let page = self.orders.list_by_user(user_id, page).await.map_err(status::of)?;
        Ok(Response::new(page.into()))
    }

    async fn update_order(&self, request: Request<UpdateOrderRequest>) -> Result<Response<Order>, Status> {
        let (deadline, cause) = (deadline(&request), cause::of(&request));
        let (order_id, to) = order_change(request.into_inner())?;
        let updated = self.orders.update(order_id, to, cause, deadline).await.map_err(status::of)?;
        Ok(Response::new(updated.into()))
    }

    async fn cancel_order(&self, request: Request<CancelOrderRequest>) -> Result<Response<Order>, Status> {
        let (deadline, cause) = (deadline(&request), cause::of(&request));
        let CancelOrderRequest { order_id, owner_id } = request.into_inner();
        check_order_and_owner(order_id, owner_id)?;
        let cancelled = self.orders.cancel(order_id, owner_id, cause, deadline).await.map_err(status::of)?;
        Ok(Response::new(cancelled.into()))
    }
}

/// When the caller will have gone.
fn deadline<T>(request: &Request<T>) -> Option<Instant> {
    request.extensions().get::<Deadline>().map(|deadline| deadline.0)
}

/// An order as the inside knows it, once it keeps the rules.
pub fn new_order(message: PlaceOrderRequest) -> Result<NewOrder, Status> {
    let PlaceOrderRequest { user_id, lines, idempotency_key } = message;
    let mut violations = Violations::default();
    violations.check("user_id", rules::id(user_id));
    if (1..=MOST_LINES).contains(&lines.len()) {
        check_lines(&lines, &mut violations);
    } else {
        violations.add("lines", "must have 1 to 20 lines");
    }
    violations.check("idempotency_key", idempotency_key.as_deref().map_or(Ok(()), rules::idempotency_key));
    let lines = lines.into_iter().map(|OrderLine { product_id, quantity }| Line { product_id, quantity }).collect();
    violations.finish(Some(NewOrder::new(user_id, lines, idempotency_key)))
}

fn check_lines(lines: &[OrderLine], violations: &mut Violations) {
    let mut seen = HashSet::new();
    for (index, OrderLine { product_id, quantity }) in lines.iter().enumerate() {
        violations.check(format!("lines[{index}].product_id"), rules::id(*product_id));
        if !seen.insert(product_id) {
            violations.add(format!("lines[{index}].product_id"), "must not stand in another line too");
        }
        violations.check(format!("lines[{index}].quantity"), rules::quantity(*quantity));
    }
}

fn check_order_and_owner(order_id: i64, owner_id: Option<i64>) -> Result<(), Status> {
    let mut violations = Violations::default();
    violations.check("order_id", rules::id(order_id));
    violations.check("owner_id", owner_id.map_or(Ok(()), rules::id));
    violations.finish(Some(()))
}

fn list_by_user(message: ListOrdersByUserRequest) -> Result<(i64, PageRequest), Status> {
    let ListOrdersByUserRequest { user_id, page, page_size } = message;
    let mut violations = Violations::default();
    violations.check("user_id", rules::id(user_id));
    let page = violations.page(page, page_size);
    violations.finish(page.map(|page| (user_id, page)))
}

fn order_change(message: UpdateOrderRequest) -> Result<(i64, orders::OrderStatus), Status> {
    let mut violations = Violations::default();
    violations.check("order_id", rules::id(message.order_id));
    let to = match message.status() {
        OrderStatus::Placed => Ok(orders::OrderStatus::Placed),
        OrderStatus::Cancelled => Ok(orders::OrderStatus::Cancelled),
        OrderStatus::Unspecified => Err("must be ORDER_STATUS_PLACED or ORDER_STATUS_CANCELLED"),
    };
    let to = violations.check("status", to);
    violations.finish(to.map(|to| (message.order_id, to)))
}

impl From<orders::Order> for Order {
    fn from(order: orders::Order) -> Self {
        let status = match order.status {
            orders::OrderStatus::Placed => OrderStatus::Placed,
            orders::OrderStatus::Cancelled => OrderStatus::Cancelled,
        };
        let item = |item: orders::OrderItem| OrderItem {
            product_id: item.product_id,
            quantity: item.quantity,
            unit_price: money(item.unit_price),
        };
        Self {
            id: order.id,
            user_id: order.user_id,
            status: status.into(),
            items: order.items.into_iter().map(item).collect(),
            total_price: money(order.total_price),
            created_at: timestamp(order.created_at),
        }
    }
}

impl From<Page<orders::Order>> for ListOrdersResponse {
    fn from(page: Page<orders::Order>) -> Self {
        Self { orders: page.items.into_iter().map(Into::into).collect(), total_count: page.total_count }
    }
}
