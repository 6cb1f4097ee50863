//! The operations. Each answers 501 until it is filled in.
#![allow(clippy::too_many_arguments)]
use rest_runtime::Failure;
use store_api::StoreApi;

/// Who valid credentials stand for.
#[derive(Debug, Clone)]
pub struct Caller;

/// What the operations work on.
#[derive(Debug)]
pub struct Service;
impl StoreApi for Service {
    type Caller = Caller;
    async fn bearer_auth(&self, _token: &str) -> Result<Caller, Failure> {
        Err(not_implemented())
    }
    async fn greet(
        &self,
    ) -> Result<store_api::types::Greeting, store_api::messages::GreetError> {
        Err(store_api::messages::GreetError::Internal(not_implemented()))
    }
    async fn list_products(
        &self,
        _category: Option<store_api::types::Category>,
        _page: store_api::types::PageNumber,
        _page_size: store_api::types::PageSize,
    ) -> Result<
        rest_runtime::server::Prepared<store_api::types::ProductPage>,
        store_api::messages::ListProductsError,
    > {
        Err(store_api::messages::ListProductsError::Internal(not_implemented()))
    }
    async fn get_product(
        &self,
        _product_id: store_api::types::ProductId,
    ) -> Result<
        rest_runtime::server::Prepared<store_api::types::Product>,
        store_api::messages::GetProductError,
    > {
        Err(store_api::messages::GetProductError::Internal(not_implemented()))
    }
    async fn list_categories(
        &self,
    ) -> Result<
        rest_runtime::server::Prepared<store_api::types::CategoryList>,
        store_api::messages::ListCategoriesError,
    > {
        Err(store_api::messages::ListCategoriesError::Internal(not_implemented()))
    }
    async fn register(
        &self,
        _body: store_api::types::Registration,
    ) -> Result<store_api::types::Session, store_api::messages::RegisterError> {
        Err(store_api::messages::RegisterError::Internal(not_implemented()))
    }
    async fn login(
        &self,
        _body: store_api::types::Login,
    ) -> Result<store_api::types::Session, store_api::messages::LoginError> {
        Err(store_api::messages::LoginError::Internal(not_implemented()))
    }
    async fn get_me(
        &self,
        _caller: Caller,
    ) -> Result<store_api::types::User, store_api::messages::GetMeError> {
        Err(store_api::messages::GetMeError::Internal(not_implemented()))
    }
    async fn deactivate_me(
        &self,
        _caller: Caller,
    ) -> Result<(), store_api::messages::DeactivateMeError> {
        Err(store_api::messages::DeactivateMeError::Internal(not_implemented()))
    }
    async fn update_me(
        &self,
        _caller: Caller,
        _body: store_api::types::UserPatch,
    ) -> Result<store_api::types::User, store_api::messages::UpdateMeError> {
        Err(store_api::messages::UpdateMeError::Internal(not_implemented()))
    }
    async fn list_orders(
        &self,
        _caller: Caller,
        _page: store_api::types::PageNumber,
        _page_size: store_api::types::PageSize,
    ) -> Result<store_api::types::OrderPage, store_api::messages::ListOrdersError> {
        Err(store_api::messages::ListOrdersError::Internal(not_implemented()))
    }
    async fn place_order(
        &self,
        _caller: Caller,
        _idempotency_key: Option<store_api::types::IdempotencyKey>,
        _body: store_api::types::NewOrder,
    ) -> Result<
        store_api::messages::PlaceOrderCreated,
        store_api::messages::PlaceOrderError,
    > {
        Err(store_api::messages::PlaceOrderError::Internal(not_implemented()))
    }
    async fn get_order(
        &self,
        _caller: Caller,
        _order_id: store_api::types::OrderId,
    ) -> Result<store_api::types::Order, store_api::messages::GetOrderError> {
        Err(store_api::messages::GetOrderError::Internal(not_implemented()))
    }
    async fn cancel_order(
        &self,
        _caller: Caller,
        _order_id: store_api::types::OrderId,
    ) -> Result<store_api::types::Order, store_api::messages::CancelOrderError> {
        Err(store_api::messages::CancelOrderError::Internal(not_implemented()))
    }
}

fn not_implemented() -> rest_runtime::Failure {
    rest_runtime::Failure::new(
        501,
        "not_implemented",
        "this operation is not implemented yet",
    )
}
