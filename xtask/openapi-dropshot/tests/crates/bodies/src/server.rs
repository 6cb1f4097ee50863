// Generated from tests/documents/bodies.yaml. Do not edit.

//! The adapter between the trait and Dropshot: security, then parameters, then body, then the handler.
#![allow(deprecated, unused_mut)]
use rest_runtime::server as runtime;
use rest_runtime::server::dropshot::{ApiDescription, ApiDescriptionRegisterError};
use rest_runtime::server::dropshot::{
    ApiEndpoint, ApiEndpointVersions, HttpError, RequestContext,
};
use crate::api::SampleBodies;

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
pub fn api_description<A: SampleBodies>() -> Result<
    ApiDescription<runtime::Context<A>>,
    ApiDescriptionRegisterError,
> {
    let mut description = ApiDescription::new();
    description
        .register(
            ApiEndpoint::new(
                    "any_json".to_owned(),
                    any_json::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/json",
                    ApiEndpointVersions::All,
                )
                .description(
                    "JSON of which nothing is said. That a GET has a body is legal, though seldom.",
                ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "optional_json".to_owned(),
                optional_json::<A>,
                runtime::http::Method::PUT,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/json",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "json".to_owned(),
                json::<A>,
                runtime::http::Method::POST,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/json",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "merge_json".to_owned(),
                merge_json::<A>,
                runtime::http::Method::PATCH,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/json",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "form".to_owned(),
                form::<A>,
                runtime::http::Method::POST,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/form",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "open_form".to_owned(),
                open_form::<A>,
                runtime::http::Method::POST,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/open_form",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "parts".to_owned(),
                parts::<A>,
                runtime::http::Method::POST,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/parts",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                    "names".to_owned(),
                    names::<A>,
                    runtime::http::Method::POST,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/names",
                    ApiEndpointVersions::All,
                )
                .description("Names that generated code has for itself."),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "optional_bytes".to_owned(),
                optional_bytes::<A>,
                runtime::http::Method::PUT,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/bytes",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "bytes".to_owned(),
                bytes::<A>,
                runtime::http::Method::POST,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/bytes",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "xml".to_owned(),
                xml::<A>,
                runtime::http::Method::POST,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/xml",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "image".to_owned(),
                image::<A>,
                runtime::http::Method::POST,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/image",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "count".to_owned(),
                count::<A>,
                runtime::http::Method::PUT,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/text",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "text".to_owned(),
                text::<A>,
                runtime::http::Method::POST,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/text",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "optional_text".to_owned(),
                optional_text::<A>,
                runtime::http::Method::PATCH,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/text",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "events".to_owned(),
                events::<A>,
                runtime::http::Method::POST,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/events",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "optional_several".to_owned(),
                optional_several::<A>,
                runtime::http::Method::PUT,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/several",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "several".to_owned(),
                several::<A>,
                runtime::http::Method::POST,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/several",
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
pub fn single_descriptions<A: SampleBodies>() -> Result<
    Vec<ApiDescription<runtime::Context<A>>>,
    ApiDescriptionRegisterError,
> {
    let descriptions = Vec::new();
    Ok(descriptions)
}

async fn any_json<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::Body<rest_runtime::Value>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<rest_runtime::Value>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "any_json",
        method: "GET",
        path: "/json",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let body = body.json(&request, &mut violations).await?;
                let (Some(body),) = (body,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().any_json(body).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn optional_json<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "optional_json",
        method: "PUT",
        path: "/json",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = if body.is_absent() {
                            Some(None)
                        } else {
                            match body.media_type().as_deref() {
                                Some("application/json") => {
                                    body.json(&request, &mut violations).await?
                                }
                                _ => return Err(body.unsupported(&["application/json"])),
                            }
                                .map(Some)
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().optional_json(body).await {
                            Ok(success) => success.into_answer(),
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

async fn json<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::Body<crate::types::Thing>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<crate::types::Thing>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "json",
        method: "POST",
        path: "/json",
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
                        match request.context().api().json(body).await {
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

async fn merge_json<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "merge_json",
        method: "PATCH",
        path: "/json",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = match body.media_type().as_deref() {
                            Some("application/merge-patch+json") => {
                                body.json(&request, &mut violations).await?
                            }
                            _ => {
                                return Err(
                                    body.unsupported(&["application/merge-patch+json"]),
                                );
                            }
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().merge_json(body).await {
                            Ok(payload) => {
                                rest_runtime::server::Answer::json_as(
                                    200,
                                    "application/vnd.thing+json",
                                    &payload,
                                )
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

async fn form<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<crate::types::Form>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "form",
        method: "POST",
        path: "/form",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = match body.media_type().as_deref() {
                            Some("application/x-www-form-urlencoded") => {
                                body.form(
                                        &request,
                                        &rest_runtime::Shape::Object(
                                            &[
                                                ("text", rest_runtime::Shape::Text),
                                                ("count", rest_runtime::Shape::Integer),
                                                ("flag", rest_runtime::Shape::Boolean),
                                                (
                                                    "texts",
                                                    rest_runtime::Shape::Array(&rest_runtime::Shape::Text),
                                                ),
                                                (
                                                    "spaced",
                                                    rest_runtime::Shape::Array(&rest_runtime::Shape::Text),
                                                ),
                                                (
                                                    "joined",
                                                    rest_runtime::Shape::Array(&rest_runtime::Shape::Integer),
                                                ),
                                                (
                                                    "deep",
                                                    rest_runtime::Shape::Object(
                                                        &[
                                                            ("a", rest_runtime::Shape::Integer),
                                                            (
                                                                "b",
                                                                rest_runtime::Shape::Array(&rest_runtime::Shape::Text),
                                                            ),
                                                        ],
                                                        None,
                                                    ),
                                                ),
                                                (
                                                    "thing",
                                                    rest_runtime::Shape::Object(
                                                        &[
                                                            ("name", rest_runtime::Shape::Text),
                                                            ("size", rest_runtime::Shape::Integer),
                                                        ],
                                                        None,
                                                    ),
                                                ),
                                                (
                                                    "things",
                                                    rest_runtime::Shape::Array(
                                                        &rest_runtime::Shape::Object(
                                                            &[
                                                                ("name", rest_runtime::Shape::Text),
                                                                ("size", rest_runtime::Shape::Integer),
                                                            ],
                                                            None,
                                                        ),
                                                    ),
                                                ),
                                            ],
                                            None,
                                        ),
                                        &[
                                            rest_runtime::forms::Encoding {
                                                name: "spaced",
                                                style: rest_runtime::Style::SpaceDelimited,
                                                explode: false,
                                                json: false,
                                            },
                                            rest_runtime::forms::Encoding {
                                                name: "joined",
                                                style: rest_runtime::Style::Form,
                                                explode: false,
                                                json: false,
                                            },
                                            rest_runtime::forms::Encoding {
                                                name: "deep",
                                                style: rest_runtime::Style::DeepObject,
                                                explode: true,
                                                json: false,
                                            },
                                            rest_runtime::forms::Encoding {
                                                name: "thing",
                                                style: rest_runtime::Style::Form,
                                                explode: true,
                                                json: true,
                                            },
                                            rest_runtime::forms::Encoding {
                                                name: "things",
                                                style: rest_runtime::Style::Form,
                                                explode: true,
                                                json: true,
                                            },
                                        ],
                                        &mut violations,
                                    )
                                    .await?
                            }
                            _ => {
                                return Err(
                                    body.unsupported(&["application/x-www-form-urlencoded"]),
                                );
                            }
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().form(body).await {
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

async fn open_form<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<
    runtime::Reply<
        runtime::dropshot::HttpResponseOk<
            Option<std::collections::BTreeMap<String, String>>,
        >,
    >,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "open_form",
        method: "POST",
        path: "/open_form",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = if body.is_absent() {
                            Some(None)
                        } else {
                            match body.media_type().as_deref() {
                                Some("application/x-www-form-urlencoded") => {
                                    body.form(
                                            &request,
                                            &rest_runtime::Shape::Object(
                                                &[],
                                                Some(&rest_runtime::Shape::Text),
                                            ),
                                            &[],
                                            &mut violations,
                                        )
                                        .await?
                                }
                                _ => {
                                    return Err(
                                        body.unsupported(&["application/x-www-form-urlencoded"]),
                                    );
                                }
                            }
                                .map(Some)
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().open_form(body).await {
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

async fn parts<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "parts",
        method: "POST",
        path: "/parts",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = match body.media_type().as_deref() {
                            Some("multipart/form-data") => {
                                crate::messages::PartsBodyForm::read(
                                    body.parts(&request).await?,
                                    &mut violations,
                                )
                            }
                            _ => return Err(body.unsupported(&["multipart/form-data"])),
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().parts(body).await {
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

async fn names<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "names",
        method: "POST",
        path: "/names",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = if body.is_absent() {
                            Some(None)
                        } else {
                            match body.media_type().as_deref() {
                                Some("multipart/form-data") => {
                                    crate::messages::NamesBodyForm::read(
                                        body.parts(&request).await?,
                                        &mut violations,
                                    )
                                }
                                _ => return Err(body.unsupported(&["multipart/form-data"])),
                            }
                                .map(Some)
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().names(body).await {
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

async fn optional_bytes<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "optional_bytes",
        method: "PUT",
        path: "/bytes",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = if body.is_absent() {
                            Some(None)
                        } else {
                            match body.media_type().as_deref() {
                                Some("application/octet-stream") => {
                                    Some(body.stream(&request))
                                }
                                _ => {
                                    return Err(body.unsupported(&["application/octet-stream"]));
                                }
                            }
                                .map(Some)
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().optional_bytes(body).await {
                            Ok(payload) => {
                                rest_runtime::server::Answer::stream(
                                    200,
                                    "application/octet-stream",
                                    payload,
                                )
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

async fn bytes<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "bytes",
        method: "POST",
        path: "/bytes",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = match body.media_type().as_deref() {
                            Some("application/octet-stream") => {
                                Some(body.stream(&request))
                            }
                            _ => {
                                return Err(body.unsupported(&["application/octet-stream"]));
                            }
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().bytes(body).await {
                            Ok(payload) => {
                                rest_runtime::server::Answer::stream(
                                    200,
                                    "application/octet-stream",
                                    payload,
                                )
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

async fn xml<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "xml",
        method: "POST",
        path: "/xml",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = match body.media_type().as_deref() {
                            Some("application/xml") => Some(body.stream(&request)),
                            _ => return Err(body.unsupported(&["application/xml"])),
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().xml(body).await {
                            Ok(payload) => {
                                rest_runtime::server::Answer::stream(
                                    200,
                                    "application/xml",
                                    payload,
                                )
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

async fn image<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "image",
        method: "POST",
        path: "/image",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = match body.media_type().as_deref() {
                            Some(media_type) if media_type.starts_with("image/") => {
                                Some(body.media(&request))
                            }
                            _ => return Err(body.unsupported(&["image/*"])),
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().image(body).await {
                            Ok(payload) => {
                                let media = payload;
                                rest_runtime::server::Answer::stream(
                                    200,
                                    &media.content_type,
                                    media.content,
                                )
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

async fn count<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "count",
        method: "PUT",
        path: "/text",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = match body.media_type().as_deref() {
                            Some("text/plain") => {
                                body.text(&request, &mut violations).await?
                            }
                            _ => return Err(body.unsupported(&["text/plain"])),
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().count(body).await {
                            Ok(payload) => {
                                rest_runtime::server::Answer::text(
                                    200,
                                    "text/plain; charset=utf-8",
                                    rest_runtime::server::text(&payload)?,
                                )
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

async fn text<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "text",
        method: "POST",
        path: "/text",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = match body.media_type().as_deref() {
                            Some("text/plain") => {
                                body.text(&request, &mut violations).await?
                            }
                            _ => return Err(body.unsupported(&["text/plain"])),
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().text(body).await {
                            Ok(payload) => {
                                rest_runtime::server::Answer::text(
                                    200,
                                    "text/plain; charset=utf-8",
                                    payload,
                                )
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

async fn optional_text<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "optional_text",
        method: "PATCH",
        path: "/text",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = if body.is_absent() {
                            Some(None)
                        } else {
                            match body.media_type().as_deref() {
                                Some("text/html") => {
                                    body.text(&request, &mut violations).await?
                                }
                                _ => return Err(body.unsupported(&["text/html"])),
                            }
                                .map(Some)
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().optional_text(body).await {
                            Ok(success) => success.into_answer(),
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

async fn events<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "events",
        method: "POST",
        path: "/events",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = match body.media_type().as_deref() {
                            Some("text/event-stream") => {
                                Some(rest_runtime::EventStream::read(body.stream(&request)))
                            }
                            _ => return Err(body.unsupported(&["text/event-stream"])),
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().events(body).await {
                            Ok(payload) => {
                                Ok::<
                                    _,
                                    rest_runtime::Failure,
                                >(rest_runtime::server::Answer::events(200, payload))
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

async fn optional_several<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "optional_several",
        method: "PUT",
        path: "/several",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = if body.is_absent() {
                            Some(None)
                        } else {
                            match body.media_type().as_deref() {
                                Some("application/json") => {
                                    body.json(&request, &mut violations)
                                        .await?
                                        .map(crate::messages::OptionalSeveralBody::Json)
                                }
                                Some("text/plain") => {
                                    body.text(&request, &mut violations)
                                        .await?
                                        .map(crate::messages::OptionalSeveralBody::Text)
                                }
                                _ => {
                                    return Err(
                                        body.unsupported(&["application/json", "text/plain"]),
                                    );
                                }
                            }
                                .map(Some)
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().optional_several(body).await {
                            Ok(success) => success.into_answer(),
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

async fn several<A: SampleBodies>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "several",
        method: "POST",
        path: "/several",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = match body.media_type().as_deref() {
                            Some("application/json") => {
                                body.json(&request, &mut violations)
                                    .await?
                                    .map(crate::messages::SeveralBody::Json)
                            }
                            Some("application/x-www-form-urlencoded") => {
                                body.form(
                                        &request,
                                        &rest_runtime::Shape::Object(
                                            &[
                                                ("name", rest_runtime::Shape::Text),
                                                ("size", rest_runtime::Shape::Integer),
                                            ],
                                            None,
                                        ),
                                        &[],
                                        &mut violations,
                                    )
                                    .await?
                                    .map(crate::messages::SeveralBody::Form)
                            }
                            Some("multipart/form-data") => {
                                crate::messages::SeveralBodyMultipartForm::read(
                                        body.parts(&request).await?,
                                        &mut violations,
                                    )
                                    .map(crate::messages::SeveralBody::Multipart)
                            }
                            Some("text/plain") => {
                                body.text(&request, &mut violations)
                                    .await?
                                    .map(crate::messages::SeveralBody::Text)
                            }
                            Some("application/octet-stream") => {
                                Some(
                                    crate::messages::SeveralBody::Binary(body.stream(&request)),
                                )
                            }
                            Some(media_type) if media_type.starts_with("image/") => {
                                Some(
                                    crate::messages::SeveralBody::AnyImage(body.media(&request)),
                                )
                            }
                            _ => {
                                return Err(
                                    body
                                        .unsupported(
                                            &[
                                                "application/json",
                                                "application/x-www-form-urlencoded",
                                                "multipart/form-data",
                                                "text/plain",
                                                "application/octet-stream",
                                                "image/*",
                                            ],
                                        ),
                                );
                            }
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().several(body).await {
                            Ok(payload) => {
                                match payload {
                                    crate::messages::SeveralOkBody::Json(body) => {
                                        rest_runtime::server::Answer::json(200, &body)
                                    }
                                    crate::messages::SeveralOkBody::ProblemJson(body) => {
                                        rest_runtime::server::Answer::json_as(
                                            200,
                                            "application/problem+json",
                                            &body,
                                        )
                                    }
                                    crate::messages::SeveralOkBody::Text(body) => {
                                        rest_runtime::server::Answer::text(
                                            200,
                                            "text/plain; charset=utf-8",
                                            body,
                                        )
                                    }
                                    crate::messages::SeveralOkBody::Binary(body) => {
                                        rest_runtime::server::Answer::stream(
                                            200,
                                            "application/octet-stream",
                                            body,
                                        )
                                    }
                                    crate::messages::SeveralOkBody::AnyImage(body) => {
                                        let media = body;
                                        rest_runtime::server::Answer::stream(
                                            200,
                                            &media.content_type,
                                            media.content,
                                        )
                                    }
                                }
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}
