//! The edge: every method converts its request, calls the inside, and converts the answer. Requests are checked here, by
//! the rules of `rules`, whoever sent them; no rule of the shop and no SQL is in here.

mod catalog;
mod cause;
mod order_stream;
mod orders;
mod status;
mod users;
mod violations;

use chrono::{DateTime, Utc};
use grpc::store_v1::{
    catalog_service_server::CatalogServiceServer, order_service_server::OrderServiceServer,
    user_service_server::UserServiceServer,
};
use kit::{
    logs::LogQueue,
    serve::{Builder, Parts},
};
use prost_types::Timestamp;
use rust_decimal::Decimal;
use tokio_util::sync::CancellationToken;

use crate::{
    catalog::Catalog,
    database::Database,
    news::Newsroom,
    orders::{Gate, Orders},
    users::Users,
};

/// Largest request in bytes. The largest valid one, a product in four-byte characters, has under 6,000.
const LARGEST_REQUEST: usize = 64 * 1024;
/// Largest message of many orders in bytes. The largest order has under 1,000.
const LARGEST_BATCH: usize = 1024 * 1024;

/// What the services are made of.
pub struct Inside<'a> {
    pub database: &'a Database,
    pub gate: &'a Gate,
    pub orders: &'a Orders,
    pub newsroom: &'a Newsroom,
    pub logs: &'a LogQueue,
    /// Cancelled when the service is about to stop.
    pub stopping: &'a CancellationToken,
}

/// The three services on one database, not served yet.
pub fn services(inside: &Inside<'_>) -> Builder {
    let Inside { database, gate, orders, newsroom, logs, stopping } = *inside;
    let catalog = Catalog::new(database.clone(), gate.clone());
    let catalog = catalog::Service { catalog, newsroom: newsroom.clone() };
    let users = users::Service { users: Users::new(database.clone()) };
    let stream = order_stream::Shared {
        orders: orders.clone(),
        parts: Parts::new("/store.v1.OrderService/PlaceOrder", Some(logs.clone())),
        stopping: stopping.clone(),
    };
    let orders = orders::Service { orders: orders.clone(), stream };
    Builder::new()
        .add_service(CatalogServiceServer::new(catalog).max_decoding_message_size(LARGEST_REQUEST))
        .add_service(UserServiceServer::new(users).max_decoding_message_size(LARGEST_REQUEST))
        .add_service(OrderServiceServer::new(orders).max_decoding_message_size(LARGEST_BATCH))
}

/// A decimal string with two places.
fn money(amount: Decimal) -> String {
    format!("{amount:.2}")
}

fn timestamp(time: DateTime<Utc>) -> Option<Timestamp> {
    let nanos = i32::try_from(time.timestamp_subsec_nanos()).unwrap_or_default();
    Some(Timestamp { seconds: time.timestamp(), nanos })
}
