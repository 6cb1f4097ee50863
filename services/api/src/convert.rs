//! Between the DB service's messages and the REST interface's types. A message that does not fit is the DB service's fault.

use chrono::{DateTime, Utc};
use grpc::store_v1 as proto;
use prost_types::Timestamp;
use rest_runtime::Failure;
use rust_decimal::Decimal;
use store_api::types;

use crate::failure::bad_gateway;

pub(crate) fn product(product: proto::Product) -> Result<types::Product, Failure> {
    Ok(types::Product {
        id: fit(product.id)?,
        name: product.name,
        description: product.description,
        category: fit(product.category)?,
        price: money(&product.price)?,
        slogan: product.slogan,
        stock: fit(product.stock)?,
        created_at: time(product.created_at)?,
    })
}

pub(crate) fn category(category: proto::CategoryCount) -> Result<types::CategoryCount, Failure> {
    Ok(types::CategoryCount { category: fit(category.category)?, product_count: fit(category.product_count)? })
}

pub(crate) fn user(user: proto::User) -> Result<types::User, Failure> {
    Ok(types::User {
        id: fit(user.id)?,
        sid: fit(user.sid)?,
        username: user.username,
        email: user.email,
        created_at: time(user.created_at)?,
    })
}

pub(crate) fn order(order: &proto::Order) -> Result<types::Order, Failure> {
    let status = match order.status() {
        proto::OrderStatus::Placed => types::OrderStatus::Placed,
        proto::OrderStatus::Cancelled => types::OrderStatus::Cancelled,
        proto::OrderStatus::Unspecified => return Err(bad_gateway("an order without a status")),
    };
    Ok(types::Order {
        id: fit(order.id)?,
        user_id: fit(order.user_id)?,
        status,
        items: order.items.iter().map(order_item).collect::<Result<_, _>>()?,
        total_price: money(&order.total_price)?,
        created_at: time(order.created_at)?,
    })
}

fn order_item(item: &proto::OrderItem) -> Result<types::OrderItem, Failure> {
    Ok(types::OrderItem {
        product_id: fit(item.product_id)?,
        quantity: fit(item.quantity)?,
        unit_price: money(&item.unit_price)?,
    })
}

pub(crate) fn order_lines(lines: types::OrderLines) -> Vec<proto::OrderLine> {
    let lines = lines.into_iter();
    lines.map(|line| proto::OrderLine { product_id: line.product_id.get(), quantity: line.quantity.get() }).collect()
}

/// A value that the REST interface's type allows.
pub(crate) fn fit<T, U>(value: T) -> Result<U, Failure>
where
    U: TryFrom<T, Error = rest_runtime::Invalid>,
{
    value.try_into().map_err(bad_gateway)
}

fn money(text: &str) -> Result<types::Money, Failure> {
    let number: Decimal = text.parse().map_err(bad_gateway)?;
    fit(number)
}

fn time(timestamp: Option<Timestamp>) -> Result<DateTime<Utc>, Failure> {
    timestamp
        .and_then(|time| DateTime::from_timestamp(time.seconds, u32::try_from(time.nanos).ok()?))
        .ok_or_else(|| bad_gateway("a message without its time"))
}
