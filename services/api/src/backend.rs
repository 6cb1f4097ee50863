//! Calls of the DB service: each with the request's id, caller and remaining time; reads are tried again, writes never,
//! but for orders with an idempotency key (`order_stream`).
//! A call is kilobytes of state: it is boxed, once, instead of being moved with each future that it is a part of.

use std::future::ready;
use std::time::{Duration, Instant};

use grpc::store_v1::catalog_service_client::CatalogServiceClient;
use grpc::store_v1::order_service_client::OrderServiceClient;
use grpc::store_v1::user_service_client::UserServiceClient;
use grpc::store_v1::{Order, PlaceOrderRequest};
use kit::call::{self, CallContext};
use rest_runtime::Failure;
use rest_runtime::server::scope;
use tonic::transport::Channel;
use tonic::{Request, Response, Status};

use crate::failure::{from_status, from_status_of_check, from_status_of_read, from_status_of_write};
use crate::order_stream::OrderStream;

/// For a question that comes before the operation itself.
const CHECK_LIMIT: Duration = Duration::from_secs(2);

/// The DB service's three interfaces over one connection.
#[derive(Debug, Clone)]
pub(crate) struct Backend {
    pub(crate) catalog: CatalogServiceClient<Channel>,
    pub(crate) users: UserServiceClient<Channel>,
    pub(crate) orders: OrderServiceClient<Channel>,
    order_stream: OrderStream,
}

impl Backend {
    pub(crate) fn new(channel: Channel) -> Self {
        Self {
            catalog: CatalogServiceClient::new(channel.clone()),
            users: UserServiceClient::new(channel.clone()),
            order_stream: OrderStream::new(channel.clone()),
            orders: OrderServiceClient::new(channel),
        }
    }

    /// Place an order. It is sent once, unless it has an idempotency key.
    pub(crate) async fn place_order(&self, order: PlaceOrderRequest) -> Result<Order, Failure> {
        self.order_stream.place(context(), order).await.map_err(from_status)
    }
}

/// A call that changes nothing. Tried up to three times while the DB service is not available.
pub(crate) async fn read<M: Clone, A, F>(message: M, mut send: impl FnMut(Request<M>) -> F) -> Result<A, Failure>
where
    F: Future<Output = Result<Response<A>, Status>>,
{
    let context = context();
    let call = call::retry_reads(&context, || send(call::request(&context, message.clone())));
    let answer = Box::pin(call).await;
    answer.map(Response::into_inner).map_err(from_status_of_read)
}

/// A read of what must be known before the operation itself begins. Its failure says that nothing was changed, so it must come
/// before the request's own deadline, which says nothing: it has half of the time, and [`CHECK_LIMIT`] at most.
///
/// What is returned belongs to this request, wherever it runs.
pub(crate) fn check<M: Clone, A, F>(
    message: M,
    mut send: impl FnMut(Request<M>) -> F,
) -> impl Future<Output = Result<A, Failure>>
where
    F: Future<Output = Result<Response<A>, Status>>,
{
    let mut context = context();
    context.deadline = Instant::now() + CHECK_LIMIT.min(context.remaining() / 2);
    async move {
        let call = call::retry_reads(&context, || send(call::request(&context, message.clone())));
        let answer = Box::pin(call).await;
        // Once more: found after a pause of this process, it is as old as the pause.
        let answer = call::before(context.deadline, ready(answer)).await;
        answer.map(Response::into_inner).map_err(from_status_of_check)
    }
}

/// A call that changes something. Tried once.
pub(crate) async fn write<M, A, F>(message: M, send: impl FnOnce(Request<M>) -> F) -> Result<A, Failure>
where
    F: Future<Output = Result<Response<A>, Status>>,
{
    let context = context();
    let answer = Box::pin(call::with_deadline(&context, send(call::request(&context, message)))).await;
    answer.map(Response::into_inner).map_err(from_status_of_write)
}

fn context() -> CallContext {
    let scope = scope();
    CallContext {
        request_id: scope.request_id.clone(),
        deadline: scope.deadline,
        user_sid: scope.caller().map(str::to_owned),
        traceparent: scope.traceparent.clone(),
    }
}
