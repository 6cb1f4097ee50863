//! The SQL of this service, one statement per file in `queries/`, and the one way to run it. What a statement is for
//! stands in its file; what its rows mean is known to the modules that run it.

use deadpool_postgres::GenericClient;
use tokio_postgres::{Row, Statement, types::ToSql};

use crate::fault::Fault;

/// A statement that is prepared once per connection.
#[derive(Debug)]
pub struct Query {
    /// The name of its file, without extension.
    pub name: &'static str,
    /// The statement.
    pub sql: &'static str,
}

/// A statement on one connection. Of several that are started together, as by `join`, all reach PostgreSQL at once and
/// in the order in which they stand there, because nothing is left to prepare.
pub(crate) struct Prepared {
    query: &'static Query,
    statement: Statement,
}

pub(crate) type Parameters<'a> = &'a [&'a (dyn ToSql + Sync)];

impl Query {
    pub(crate) async fn prepare(&'static self, client: &impl GenericClient) -> Result<Prepared, Fault> {
        let statement = client.prepare_cached(self.sql).await.map_err(self.fault())?;
        Ok(Prepared { query: self, statement })
    }

    pub(crate) async fn rows(
        &'static self,
        client: &impl GenericClient,
        parameters: Parameters<'_>,
    ) -> Result<Vec<Row>, Fault> {
        self.prepare(client).await?.rows(client, parameters).await
    }

    pub(crate) async fn optional_row(
        &'static self,
        client: &impl GenericClient,
        parameters: Parameters<'_>,
    ) -> Result<Option<Row>, Fault> {
        self.prepare(client).await?.optional_row(client, parameters).await
    }

    /// What an error of this statement is.
    pub(crate) fn fault(&self) -> impl Fn(tokio_postgres::Error) -> Fault {
        let name = self.name;
        move |error| Fault::new(name, &error)
    }
}

impl Prepared {
    pub(crate) async fn rows(
        &self,
        client: &impl GenericClient,
        parameters: Parameters<'_>,
    ) -> Result<Vec<Row>, Fault> {
        client.query(&self.statement, parameters).await.map_err(self.query.fault())
    }

    pub(crate) async fn row(&self, client: &impl GenericClient, parameters: Parameters<'_>) -> Result<Row, Fault> {
        client.query_one(&self.statement, parameters).await.map_err(self.query.fault())
    }

    pub(crate) async fn optional_row(
        &self,
        client: &impl GenericClient,
        parameters: Parameters<'_>,
    ) -> Result<Option<Row>, Fault> {
        client.query_opt(&self.statement, parameters).await.map_err(self.query.fault())
    }

    /// How many rows the statement has changed.
    pub(crate) async fn execute(&self, client: &impl GenericClient, parameters: Parameters<'_>) -> Result<u64, Fault> {
        client.execute(&self.statement, parameters).await.map_err(self.query.fault())
    }
}

macro_rules! queries {
    ($($constant:ident: $name:literal,)*) => {
        $(
            pub(crate) static $constant: Query =
                Query { name: $name, sql: include_str!(concat!("../queries/", $name, ".sql")) };
        )*

        /// Every statement of this service.
        pub static ALL: &[&Query] = &[$(&$constant),*];
    };
}

queries! {
    CLEAR_OUTBOX: "clear_outbox",
    COUNT_OUTBOX: "count_outbox",
    CREATE_PRODUCT: "create_product",
    CREATE_USER: "create_user",
    DELETE_PRODUCT: "delete_product",
    DELETE_USER: "delete_user",
    FIND_CLAIMS: "find_claims",
    FIND_LOCKED_ORDERS: "find_locked_orders",
    FIND_LOCKED_PRODUCTS: "find_locked_products",
    FIND_ORDERS: "find_orders",
    FIND_PRODUCT_NAMES: "find_product_names",
    FREE_IDEMPOTENCY_KEYS: "free_idempotency_keys",
    GET_ACCESS: "get_access",
    GET_CREDENTIALS: "get_credentials",
    GET_ORDER: "get_order",
    GET_PRODUCT: "get_product",
    GET_USER: "get_user",
    GET_USER_BY_SID: "get_user_by_sid",
    GET_USER_BY_USERNAME: "get_user_by_username",
    KEEP_COMMITS_DURABLE: "keep_commits_durable",
    LEAD_RELAY: "lead_relay",
    LISTEN_OUTBOX: "listen_outbox",
    LISTEN_PRODUCTS: "listen_products",
    LIST_CATEGORIES: "list_categories",
    LIST_ORDERS: "list_orders",
    LIST_ORDERS_BY_USER: "list_orders_by_user",
    LIST_PRODUCTS: "list_products",
    LIST_PRODUCTS_IN_CATEGORY: "list_products_in_category",
    LIST_USERS: "list_users",
    LOCK_MIGRATIONS: "lock_migrations",
    LOCK_ORDERS: "lock_orders",
    LOCK_PRODUCTS: "lock_products",
    PROBE: "probe",
    READ_OUTBOX: "read_outbox",
    RESERVE_ORDER_IDS: "reserve_order_ids",
    UNLOCK_MIGRATIONS: "unlock_migrations",
    UPDATE_PRODUCT: "update_product",
    UPDATE_USER: "update_user",
    WRITE_ORDERS: "write_orders",
}
