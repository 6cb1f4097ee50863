//! Every call of every gRPC service, as the descriptor set names them: none is a stub, every refusal says why, health and
//! reflection are on. What the store services' calls do is tested beside them, in `services/db/tests`.

use grpc::store_v1::{CreateProductRequest, CreateUserRequest, GetUserRequest};
use prost::Message as _;
use prost_types::FileDescriptorSet;
use stack::Stack;
use system_tests::{Staff, store};
use tonic::client::Grpc;
use tonic::transport::{Channel, Endpoint};
use tonic::{Code, Request, Status};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;
use tonic_reflection::pb::v1::ServerReflectionRequest;
use tonic_reflection::pb::v1::server_reflection_client::ServerReflectionClient;
use tonic_reflection::pb::v1::server_reflection_request::MessageRequest;
use tonic_reflection::pb::v1::server_reflection_response::MessageResponse;
use tonic_types::StatusExt as _;

use crate::logs::STREAMS;

/// Which process serves which services.
const SERVED: [(&str, &[&str]); 2] = [
    ("db", &["store.v1.CatalogService", "store.v1.OrderService", "store.v1.UserService"]),
    ("logging", &["logging.v1.LoggingService"]),
];

fn channel(stack: &Stack, part: &str) -> Channel {
    Endpoint::from_shared(stack.url(part)).expect("an address").connect_lazy()
}

/// The methods of a service, in the order of its `.proto` file.
fn methods(service: &str) -> Vec<String> {
    let set = FileDescriptorSet::decode(grpc::FILE_DESCRIPTOR_SET).expect("a descriptor set");
    let services = set.file.iter().flat_map(|file| {
        file.service.iter().map(move |service| (format!("{}.{}", file.package(), service.name()), &service.method))
    });
    let (_, methods) = services.into_iter().find(|(name, _)| name == service).expect("it is in a .proto file");
    methods.iter().map(|method| method.name().to_owned()).collect()
}

/// Call a method with a message in which nothing is set, up to the first answer. `()` encodes to nothing, and takes any.
async fn call_with_nothing(channel: Channel, path: &str) -> Result<(), Status> {
    let mut client = Grpc::new(channel);
    client.ready().await.map_err(|error| Status::unavailable(error.to_string()))?;
    let path = path.parse().expect("a path");
    let answers = client.server_streaming(Request::new(()), path, tonic_prost::ProstCodec::<(), ()>::default()).await?;
    answers.into_inner().message().await.map(drop)
}

#[tokio::test]
async fn every_call_is_there_and_says_what_is_wrong_with_nothing() {
    let mut calls = Vec::new();
    for (part, services) in SERVED {
        for service in services {
            calls.extend(methods(service).into_iter().map(|method| (part, format!("/{service}/{method}"))));
        }
    }
    assert!(calls.len() >= 19, "18 of the shop and StreamLogs: {calls:?}");
    let _nobody_counts = STREAMS.lock().await;
    for (part, path) in calls {
        match call_with_nothing(channel(store(), part), &path).await {
            Ok(()) => assert!(path.contains("/List") || path.ends_with("/Watch"), "{path} takes nothing"),
            Err(status) => {
                assert_eq!(status.code(), Code::InvalidArgument, "{path}: {status:?}");
                assert!(!status.message().is_empty(), "{path}");
                let info = status.get_details_error_info().unwrap_or_else(|| panic!("{path}: no ErrorInfo"));
                assert_eq!((info.domain.as_str(), info.reason.as_str()), ("tuckshop", "INVALID_ARGUMENT"), "{path}");
                let fields = status.get_details_bad_request().unwrap_or_else(|| panic!("{path}: no BadRequest"));
                let named =
                    |field: &tonic_types::FieldViolation| !field.field.is_empty() && !field.description.is_empty();
                assert!(!fields.field_violations.is_empty() && fields.field_violations.iter().all(named), "{path}");
            }
        }
    }
}

#[tokio::test]
async fn refusals_have_their_code_and_reason() {
    let staff = Staff::of(store());
    let product = staff.product("1.00", 1).await;
    let reason = |status: &Status| status.get_details_error_info().expect("an ErrorInfo").reason;
    let missing = staff.users.clone().get_user(GetUserRequest { user_id: i64::MAX }).await.expect_err("nobody");
    assert_eq!((missing.code(), reason(&missing).as_str()), (Code::NotFound, "USER_NOT_FOUND"));
    let taken =
        CreateProductRequest { name: product.name, category: "x".into(), price: "1".into(), ..Default::default() };
    let taken = staff.catalog.clone().create_product(taken).await.expect_err("taken");
    assert_eq!((taken.code(), reason(&taken).as_str()), (Code::AlreadyExists, "PRODUCT_NAME_TAKEN"));
    let plain =
        CreateUserRequest { sid: "s1234567".into(), password_hash: "a plain password".into(), ..Default::default() };
    let plain = staff.users.clone().create_user(plain).await.expect_err("no hash");
    assert_eq!(plain.code(), Code::InvalidArgument, "only hashes are stored");
    assert!(!plain.message().contains("a plain password"), "{plain:?}");
}

#[tokio::test]
async fn health_and_reflection_are_on_in_every_service() {
    for (part, services) in SERVED {
        let channel = channel(store(), part);
        for service in services.iter().copied().chain([""]) {
            let request = HealthCheckRequest { service: service.to_owned() };
            let health = HealthClient::new(channel.clone()).check(request).await.expect("health").into_inner();
            assert_eq!(health.status(), ServingStatus::Serving, "{part}: {service:?}");
        }
        let question = ServerReflectionRequest {
            host: String::new(),
            message_request: Some(MessageRequest::ListServices(String::new())),
        };
        let mut client = ServerReflectionClient::new(channel);
        let answers = client.server_reflection_info(futures::stream::iter([question])).await.expect("reflection");
        let answer = answers.into_inner().message().await.expect("an answer").expect("one answer");
        let Some(MessageResponse::ListServicesResponse(listed)) = answer.message_response else {
            panic!("{part}: {answer:?}");
        };
        let listed: Vec<String> = listed.service.into_iter().map(|service| service.name).collect();
        for service in services {
            assert!(listed.iter().any(|name| name == service), "{part}: {service} is not in {listed:?}");
        }
    }
}
