//! The server side of gRPC: a server with health, reflection and a graceful end, and the layer that every call passes
//! through. What the calls do is in the services.

mod layer;
mod methods;
mod observation;
mod parts;
mod server;

use std::{sync::Arc, time::Instant};

pub use layer::{CallLayer, CallService};
pub use observation::ObservedBody;
pub use parts::{Parts, Sender};
pub use server::{Builder, GrpcServer};

/// The id of the request that a call belongs to, as an extension of every request that a handler sees: the caller's
/// `x-request-id`, or a new one when it had none that can be used. Visible ASCII, 1 to 128 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(Arc<str>);

impl RequestId {
    /// The id itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// When the caller will have gone away, as an extension of requests that came with a `grpc-timeout`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline(pub Instant);

/// The request id of a request; empty when it did not come through [`CallLayer`].
pub fn request_id<T>(request: &tonic::Request<T>) -> &str {
    request.extensions().get::<RequestId>().map_or("", RequestId::as_str)
}
