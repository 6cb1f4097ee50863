// Generated from tests/documents/schemas.yaml. Do not edit.

//! The adapter between the trait and Dropshot: security, then parameters, then body, then the handler.
#![allow(deprecated, unused_mut)]
use rest_runtime::server as runtime;
use rest_runtime::server::dropshot::{ApiDescription, ApiDescriptionRegisterError};
use rest_runtime::server::dropshot::{
    ApiEndpoint, ApiEndpointVersions, HttpError, RequestContext,
};
use crate::api::SampleSchemas;

/// The document that this server was generated from.
pub const DOCUMENT: runtime::Document = runtime::Document {
    yaml: include_bytes!("../openapi.yaml"),
    json: include_bytes!("../openapi.json"),
};

/// Every operation of the document as a Dropshot endpoint that calls `A`.
///
/// # Errors
///
/// None for the document as it is: what Dropshot refuses, the generator has refused before.
pub fn api_description<A: SampleSchemas>() -> Result<
    ApiDescription<runtime::Context<A>>,
    ApiDescriptionRegisterError,
> {
    let mut description = ApiDescription::new();
    description
        .register(
            ApiEndpoint::new(
                "put_everything".to_owned(),
                put_everything::<A>,
                runtime::http::Method::PUT,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/everything",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "put_account".to_owned(),
                put_account::<A>,
                runtime::http::Method::PUT,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/account",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "put_defaults".to_owned(),
                put_defaults::<A>,
                runtime::http::Method::PUT,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/defaults",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "put_inline".to_owned(),
                put_inline::<A>,
                runtime::http::Method::PUT,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/inline",
                ApiEndpointVersions::All,
            ),
        )?;
    Ok(description)
}

/// Those operations that share a route with others, each in a description of its own: Dropshot's cannot hold them
/// together. To be looked at, not to be served.
///
/// # Errors
///
/// None for the document as it is.
pub fn single_descriptions<A: SampleSchemas>() -> Result<
    Vec<ApiDescription<runtime::Context<A>>>,
    ApiDescriptionRegisterError,
> {
    let descriptions = Vec::new();
    Ok(descriptions)
}

async fn put_everything<A: SampleSchemas>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::Body<crate::types::Everything>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<crate::types::Everything>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "put_everything",
        method: "PUT",
        path: "/everything",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = body.json(&request, &mut violations).await?;
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().put_everything(body).await {
                            Ok(payload) => {
                                rest_runtime::server::Answer::json(200, &payload)
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

async fn put_account<A: SampleSchemas>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::Body<crate::types::Account>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<crate::types::Account>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "put_account",
        method: "PUT",
        path: "/account",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = body.json(&request, &mut violations).await?;
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().put_account(body).await {
                            Ok(payload) => {
                                rest_runtime::server::Answer::json(200, &payload)
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

async fn put_defaults<A: SampleSchemas>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::Body<crate::types::Defaults>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<crate::types::Defaults>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "put_defaults",
        method: "PUT",
        path: "/defaults",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = body.json(&request, &mut violations).await?;
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().put_defaults(body).await {
                            Ok(payload) => {
                                rest_runtime::server::Answer::json(200, &payload)
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

async fn put_inline<A: SampleSchemas>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::Body<crate::types::PutInlineBody>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<crate::types::PutInlineOkBody>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "put_inline",
        method: "PUT",
        path: "/inline",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = body.json(&request, &mut violations).await?;
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().put_inline(body).await {
                            Ok(payload) => {
                                rest_runtime::server::Answer::json(200, &payload)
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}
