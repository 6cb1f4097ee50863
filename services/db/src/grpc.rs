//! The edge: every method converts its request, calls the inside, and converts the answer. Requests are checked here, by
//! the rules of `rules`, whoever sent them; no rule of the shop and no SQL is in here.

mod catalog;
mod orders;
mod status;
mod users;
mod violations;

use chrono::{DateTime, Utc};
use grpc::store_v1::{
    catalog_service_server::CatalogServiceServer, order_service_server::OrderServiceServer,
    user_service_server::UserServiceServer,
};
use kit::serve::Builder;
use prost_types::Timestamp;
use rust_decimal::Decimal;

use crate::{catalog::Catalog, database::Database, news::Newsroom, orders::Orders, users::Users};

/// Largest request in bytes. The largest valid one, a product in four-byte characters, has under 6,000.
const LARGEST_REQUEST: usize = 64 * 1024;

/// The three services on one database, not served yet.
pub fn services(database: &Database, newsroom: &Newsroom) -> Builder {
    let catalog = catalog::Service { catalog: Catalog::new(database.clone()), newsroom: newsroom.clone() };
    let users = users::Service { users: Users::new(database.clone()) };
    let orders = orders::Service { orders: Orders::new(database.clone()) };
    Builder::new()
        .add_service(CatalogServiceServer::new(catalog).max_decoding_message_size(LARGEST_REQUEST))
        .add_service(UserServiceServer::new(users).max_decoding_message_size(LARGEST_REQUEST))
        .add_service(OrderServiceServer::new(orders).max_decoding_message_size(LARGEST_REQUEST))
}

/// A decimal string with two places.
fn money(amount: Decimal) -> String {
    format!("{amount:.2}")
}

fn timestamp(time: DateTime<Utc>) -> Option<Timestamp> {
    let nanos = i32::try_from(time.timestamp_subsec_nanos()).unwrap_or_default();
    Some(Timestamp { seconds: time.timestamp(), nanos })
}
