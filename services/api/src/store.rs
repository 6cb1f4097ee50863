//! The generated trait, filled in: every method converts in, calls, converts out.

use std::collections::HashSet;
use std::sync::Arc;

use grpc::store_v1 as proto;
use prost_types::FieldMask;
use rest_runtime::server::{Prepared, scope};
use rest_runtime::{Failure, Presence, Violation};
use store_api::types::{
    Category, CategoryList, Error, Greeting, IdempotencyKey, Login, NewOrder, Order, OrderId, OrderPage, PageNumber,
    PageSize, Password, Product, ProductId, ProductPage, Registration, Session, Sid, User, UserPatch,
};
use store_api::{
    CancelOrderError, DeactivateMeError, GetMeError, GetOrderError, GetProductError, GreetError, ListCategoriesError,
    ListOrdersError, ListProductsError, LoginError, PlaceOrderCreated, PlaceOrderError, RegisterError, StoreApi,
    UpdateMeError,
};
use tonic::transport::Channel;

use crate::Config;
use crate::access::AccessCheck;
use crate::attempts::Attempts;
use crate::backend::{Backend, check, read, write};
use crate::cache::{PageKey, ProductCache};
use crate::convert;
use crate::passwords::Passwords;
use crate::tokens::{Claims, Tokens};

/// The token version of a new account.
const FIRST_VERSION: i64 = 1;

/// The store, seen from the REST interface.
#[derive(Debug)]
pub(crate) struct Store {
    backend: Backend,
    tokens: Tokens,
    access: AccessCheck,
    passwords: Passwords,
    attempts: Attempts,
    products: Arc<ProductCache>,
}

/// Sends a message to a method of one of the DB service's interfaces.
macro_rules! send {
    ($kind:ident, $client:expr, $method:ident, $message:expr) => {
        $kind($message, |request| {
            let mut client = $client.clone();
            async move { client.$method(request).await }
        })
    };
}

impl Store {
    pub(crate) fn new(config: &Config, db: Channel) -> Self {
        Self {
            backend: Backend::new(db),
            tokens: Tokens::new(&config.jwt_secret),
            access: AccessCheck::new(),
            passwords: Passwords::new(config.password_hashes, config.password_queue),
            attempts: Attempts::new(config.attempts_per_address, config.attempts_per_sid),
            products: Arc::new(ProductCache::new()),
        }
    }

    /// What is kept of products.
    pub(crate) fn products(&self) -> Arc<ProductCache> {
        Arc::clone(&self.products)
    }

    /// Forget what has had its time.
    pub(crate) async fn tidy(&self) {
        self.attempts.forget_old();
        self.products.tidy().await;
    }

    fn session(&self, user: proto::User, version: i64) -> Result<Session, Failure> {
        scope().set_caller(&user.sid);
        let issued = self.tokens.issue(&user.sid, user.id, version)?;
        let token = convert::fit(issued.token)?;
        Ok(Session { user: convert::user(user)?, token, expires_at: issued.expires_at })
    }

    /// The account of a sid, when the password is its own. Takes the same time whether there is one or not.
    async fn authenticate(&self, sid: &Sid, password: Password) -> Result<Option<proto::Credentials>, Failure> {
        let request = proto::GetCredentialsRequest { sid: sid.as_str().to_owned() };
        let credentials = match send!(check, self.backend.users, get_credentials, request).await {
            Ok(credentials) => Some(credentials),
            Err(failure) if failure.status == 401 => None,
            Err(failure) => return Err(failure),
        };
        let hash = credentials.as_ref().map(|credentials| credentials.password_hash.clone());
        let right = self.passwords.verify(password, hash).await?;
        Ok(credentials.filter(|_| right))
    }

    /// The hash of a new password, after the current one was shown.
    async fn new_password(&self, caller: &Claims, new: Password, current: Option<Password>) -> Result<String, Failure> {
        let Some(current) = current else {
            return Err(invalid("/current_password", "is required with a new password"));
        };
        self.attempts.count(scope().client, &caller.sid)?;
        let sid = convert::fit(caller.sid.clone())?;
        if self.authenticate(&sid, current).await?.is_none() {
            return Err(Failure::new(403, "wrong_password", "the current password is another one"));
        }
        self.passwords.hash(new).await
    }
}

impl StoreApi for Store {
    type Caller = Arc<Claims>;

    async fn bearer_auth(&self, token: &str) -> Result<Arc<Claims>, Failure> {
        let claims = self.tokens.check(token).await?;
        scope().set_caller(claims.sid.as_str());
        self.access.check(&self.backend, &claims).await?;
        Ok(claims)
    }

    async fn greet(&self) -> Result<Greeting, GreetError> {
        Ok(Greeting { message: "Welcome to Tuckshop".to_owned() })
    }

    async fn list_products(
        &self,
        category: Option<Category>,
        page: PageNumber,
        page_size: PageSize,
    ) -> Result<Prepared<ProductPage>, ListProductsError> {
        let category = category.map(Category::into_inner);
        let key = PageKey { category: category.clone(), page: page.get(), page_size: page_size.get() };
        let read = async || {
            let request = proto::ListProductsRequest { category, page: page.get(), page_size: page_size.get() };
            let listed = send!(read, self.backend.catalog, list_products, request).await?;
            let items = listed.products.into_iter().map(convert::product).collect::<Result<_, _>>()?;
            Prepared::new(&ProductPage { items, page, page_size, total_count: convert::fit(listed.total_count)? })
        };
        Ok(self.products.pages.get(key, read).await?)
    }

    async fn get_product(&self, product_id: ProductId) -> Result<Prepared<Product>, GetProductError> {
        let read = async || {
            let request = proto::GetProductRequest { product_id: product_id.get() };
            let product = send!(read, self.backend.catalog, get_product, request).await?;
            Prepared::new(&convert::product(product)?)
        };
        Ok(self.products.products.get(product_id.get(), read).await?)
    }

    async fn list_categories(&self) -> Result<Prepared<CategoryList>, ListCategoriesError> {
        let read = async || {
            let listed = send!(read, self.backend.catalog, list_categories, proto::ListCategoriesRequest {}).await?;
            let items = listed.categories.into_iter().map(convert::category).collect::<Result<_, _>>()?;
            Prepared::new(&CategoryList { items })
        };
        Ok(self.products.categories.get((), read).await?)
    }

    async fn register(&self, body: Registration) -> Result<Session, RegisterError> {
        self.attempts.count(scope().client, body.sid.as_str())?;
        let password_hash = self.passwords.hash(body.password).await?;
        let request = proto::CreateUserRequest {
            sid: body.sid.into_inner(),
            password_hash,
            username: body.username.map(store_api::types::Username::into_inner),
            email: body.email.map(store_api::types::Email::into_inner),
        };
        let user = send!(write, self.backend.users, create_user, request).await?;
        Ok(self.session(user, FIRST_VERSION)?)
    }

    async fn login(&self, body: Login) -> Result<Session, LoginError> {
        self.attempts.count(scope().client, body.sid.as_str())?;
        let Some(credentials) = self.authenticate(&body.sid, body.password).await? else {
            return Err(LoginError::Unauthorized(Error::new(
                "invalid_credentials",
                "the sid or the password is wrong",
            )));
        };
        let user = credentials.user.ok_or_else(|| crate::failure::bad_gateway("credentials without a user"))?;
        Ok(self.session(user, credentials.token_version)?)
    }

    async fn get_me(&self, caller: Arc<Claims>) -> Result<User, GetMeError> {
        let request = proto::GetUserRequest { user_id: caller.user_id };
        let user = send!(read, self.backend.users, get_user, request).await?;
        Ok(convert::user(user)?)
    }

    async fn update_me(&self, caller: Arc<Claims>, body: UserPatch) -> Result<User, UpdateMeError> {
        let mut paths = Vec::new();
        let mut noted = |present: bool, field: &str| {
            if present {
                paths.push(field.to_owned());
            }
        };
        noted(!body.username.is_absent(), "username");
        noted(!body.email.is_absent(), "email");
        noted(body.password.is_some(), "password_hash");
        if paths.is_empty() {
            return Ok(self.get_me(caller).await.map_err(Failure::from)?);
        }
        let new_password = body.password.is_some();
        let password_hash = match body.password {
            Some(new) => Some(self.new_password(&caller, new, body.current_password).await?),
            None => None,
        };
        let request = proto::UpdateUserRequest {
            user_id: caller.user_id,
            username: value(body.username).map(store_api::types::UserPatchUsername::into_inner),
            email: value(body.email).map(store_api::types::UserPatchEmail::into_inner),
            password_hash,
            update_mask: Some(FieldMask { paths }),
        };
        let user = send!(write, self.backend.users, update_user, request).await?;
        if new_password {
            self.access.forget(caller.user_id).await;
        }
        Ok(convert::user(user)?)
    }

    async fn deactivate_me(&self, caller: Arc<Claims>) -> Result<(), DeactivateMeError> {
        let request = proto::DeleteUserRequest { user_id: caller.user_id };
        send!(write, self.backend.users, delete_user, request).await?;
        self.access.forget(caller.user_id).await;
        Ok(())
    }

    async fn place_order(
        &self,
        caller: Arc<Claims>,
        idempotency_key: Option<IdempotencyKey>,
        body: NewOrder,
    ) -> Result<PlaceOrderCreated, PlaceOrderError> {
        each_product_once(&body)?;
        let request = proto::PlaceOrderRequest {
            user_id: caller.user_id,
            lines: convert::order_lines(body.items),
            idempotency_key: idempotency_key.map(IdempotencyKey::into_inner),
        };
        let placed = self.backend.place_order(request).await?;
        Ok(PlaceOrderCreated { location: format!("/orders/{}", placed.id), body: convert::order(&placed)? })
    }

    async fn list_orders(
        &self,
        caller: Arc<Claims>,
        page: PageNumber,
        page_size: PageSize,
    ) -> Result<OrderPage, ListOrdersError> {
        let request =
            proto::ListOrdersByUserRequest { user_id: caller.user_id, page: page.get(), page_size: page_size.get() };
        let listed = send!(read, self.backend.orders, list_orders_by_user, request).await?;
        let items = listed.orders.iter().map(convert::order).collect::<Result<_, _>>()?;
        Ok(OrderPage { items, page, page_size, total_count: convert::fit(listed.total_count)? })
    }

    async fn get_order(&self, caller: Arc<Claims>, order_id: OrderId) -> Result<Order, GetOrderError> {
        let request = proto::GetOrderRequest { order_id: order_id.get(), owner_id: Some(caller.user_id) };
        let order = send!(read, self.backend.orders, get_order, request).await?;
        Ok(convert::order(&order)?)
    }

    async fn cancel_order(&self, caller: Arc<Claims>, order_id: OrderId) -> Result<Order, CancelOrderError> {
        let request = proto::CancelOrderRequest { order_id: order_id.get(), owner_id: Some(caller.user_id) };
        let order = send!(write, self.backend.orders, cancel_order, request).await?;
        Ok(convert::order(&order)?)
    }
}

/// What JSON Schema cannot say of an order's lines.
fn each_product_once(order: &NewOrder) -> Result<(), Failure> {
    let mut seen = HashSet::new();
    let violations: Vec<Violation> = order
        .items
        .as_slice()
        .iter()
        .enumerate()
        .filter(|(_, line)| !seen.insert(line.product_id))
        .map(|(index, _)| violation(format!("/items/{index}/product_id"), "is in another line already"))
        .collect();
    if violations.is_empty() { Ok(()) } else { Err(Failure::invalid(violations)) }
}

fn invalid(pointer: &str, reason: &str) -> Failure {
    Failure::invalid(vec![violation(pointer.to_owned(), reason)])
}

fn violation(pointer: String, reason: &str) -> Violation {
    Violation { pointer: Some(pointer), parameter: None, reason: reason.to_owned() }
}

fn value<T>(member: Presence<T>) -> Option<T> {
    member.into_option().flatten()
}
