//! The methods that are counted by name: those of `proto/`. Anything else shares one name, so that a caller who makes
//! paths up cannot make metrics up.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use metrics::{Counter, Histogram, counter, histogram};
use prost::Message;
use prost_types::FileDescriptorSet;
use tonic::Code;

use crate::status::code_name;

const CODES: usize = Code::Unauthenticated as usize + 1;

/// Every method of the shop by its path, `/package.Service/Method`.
pub(super) struct Methods {
    known: HashMap<String, Arc<Method>>,
    unknown: Arc<Method>,
}

impl Methods {
    /// As they stand in the descriptor set that was generated from `proto/`.
    pub(super) fn of_the_shop() -> Self {
        let files = FileDescriptorSet::decode(grpc::FILE_DESCRIPTOR_SET).map(|set| set.file).unwrap_or_default();
        let mut known = HashMap::new();
        for file in &files {
            for service in &file.service {
                let service_name = format!("{}.{}", file.package(), service.name());
                for method in &service.method {
                    let method = Method::new(&service_name, method.name());
                    known.insert(format!("/{}/{}", method.service, method.method), Arc::new(method));
                }
            }
        }
        Self { known, unknown: Arc::new(Method::new("unknown", "unknown")) }
    }

    pub(super) fn find(&self, path: &str) -> &Arc<Method> {
        self.known.get(path).unwrap_or(&self.unknown)
    }
}

/// One method and its meters, which are registered when they are first used.
pub(super) struct Method {
    service: String,
    method: String,
    seconds: OnceLock<Histogram>,
    requests: [OnceLock<Counter>; CODES],
}

impl Method {
    fn new(service: &str, method: &str) -> Self {
        Self {
            service: service.to_owned(),
            method: method.to_owned(),
            seconds: OnceLock::new(),
            requests: [const { OnceLock::new() }; CODES],
        }
    }

    pub(super) fn count(&self, code: Code, seconds: f64) {
        let labels = || [("service", self.service.clone()), ("method", self.method.clone())];
        let requests = self.requests[code as usize].get_or_init(|| {
            let [service, method] = labels();
            counter!("grpc_server_requests_total", &[service, method, ("code", code_name(code).to_owned())])
        });
        requests.increment(1);
        self.seconds.get_or_init(|| histogram!("grpc_server_request_seconds", &labels())).record(seconds);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_of_the_protos_is_known_and_nothing_else() {
        let methods = Methods::of_the_shop();
        assert_eq!(methods.find("/store.v1.OrderService/PlaceOrder").method, "PlaceOrder");
        assert_eq!(methods.find("/logging.v1.LoggingService/StreamLogs").service, "logging.v1.LoggingService");
        for path in ["/store.v1.OrderService/Nothing", "/", "", "/store.v1.OrderService/PlaceOrder/"] {
            assert_eq!(methods.find(path).method, "unknown", "{path}");
        }
    }
}
