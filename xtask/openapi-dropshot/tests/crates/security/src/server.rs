// Generated from tests/documents/security.yaml. Do not edit.

//! The adapter between the trait and Dropshot: security, then parameters, then body, then the handler.
#![allow(deprecated, unused_mut)]
use rest_runtime::server as runtime;
use rest_runtime::server::dropshot::{ApiDescription, ApiDescriptionRegisterError};
use rest_runtime::server::dropshot::{
    ApiEndpoint, ApiEndpointVersions, HttpError, RequestContext,
};
use crate::api::SampleSecurity;

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
pub fn api_description<A: SampleSecurity>() -> Result<
    ApiDescription<runtime::Context<A>>,
    ApiDescriptionRegisterError,
> {
    let mut description = ApiDescription::new();
    description
        .register(
            ApiEndpoint::new(
                "inherited".to_owned(),
                inherited::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/inherited",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "open".to_owned(),
                open::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/open",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "basic".to_owned(),
                basic::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/basic",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "digest".to_owned(),
                digest::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/digest",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "header".to_owned(),
                header::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/header",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "query".to_owned(),
                query::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/query",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "cookie".to_owned(),
                cookie::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/cookie",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "read_scopes".to_owned(),
                read_scopes::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/scopes",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "write_scopes".to_owned(),
                write_scopes::<A>,
                runtime::http::Method::PUT,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/scopes",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "connected".to_owned(),
                connected::<A>,
                runtime::http::Method::POST,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/scopes",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "both".to_owned(),
                both::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/both",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "either".to_owned(),
                either::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/either",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "mixed".to_owned(),
                mixed::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/mixed",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "bearers".to_owned(),
                bearers::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/bearers",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "optional".to_owned(),
                optional::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/optional",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            runtime::declared::<
                FirstParameters,
                _,
            >(
                ApiEndpoint::new(
                        "first".to_owned(),
                        first::<A>,
                        runtime::http::Method::POST,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/first",
                        ApiEndpointVersions::All,
                    )
                    .description("Credentials are looked at before anything else."),
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
pub fn single_descriptions<A: SampleSecurity>() -> Result<
    Vec<ApiDescription<runtime::Context<A>>>,
    ApiDescriptionRegisterError,
> {
    let descriptions = Vec::new();
    Ok(descriptions)
}

async fn inherited<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "inherited",
        method: "GET",
        path: "/inherited",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[runtime::Scheme::Bearer],
            || async {
                let caller = request
                    .context()
                    .api()
                    .token(runtime::bearer_token(&request)?)
                    .await?;
                match request.context().api().inherited(caller).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn open<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "open",
        method: "GET",
        path: "/open",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().open().await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn basic<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "basic",
        method: "GET",
        path: "/basic",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[runtime::Scheme::Basic],
            || async {
                let caller = {
                    let (user, password) = runtime::basic(&request)?;
                    request.context().api().password(&user, &password).await?
                };
                match request.context().api().basic(caller).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn digest<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "digest",
        method: "GET",
        path: "/digest",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[runtime::Scheme::Http("digest")],
            || async {
                let caller = request
                    .context()
                    .api()
                    .signature(runtime::authorization(&request, "digest")?)
                    .await?;
                match request.context().api().digest(caller).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn header<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "header",
        method: "GET",
        path: "/header",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[runtime::Scheme::Header("X-Key")],
            || async {
                let caller = request
                    .context()
                    .api()
                    .header_key(runtime::key_in_header(&request, "X-Key")?)
                    .await?;
                match request.context().api().header(caller).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn query<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "query",
        method: "GET",
        path: "/query",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[runtime::Scheme::Query("key")],
            || async {
                let caller = request
                    .context()
                    .api()
                    .query_key(&runtime::key_in_query(&request, "key")?)
                    .await?;
                match request.context().api().query(caller).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn cookie<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "cookie",
        method: "GET",
        path: "/cookie",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[runtime::Scheme::Cookie("sid")],
            || async {
                let caller = request
                    .context()
                    .api()
                    .session(runtime::key_in_cookie(&request, "sid")?)
                    .await?;
                match request.context().api().cookie(caller).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn read_scopes<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "read_scopes",
        method: "GET",
        path: "/scopes",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[runtime::Scheme::Bearer],
            || async {
                let caller = request
                    .context()
                    .api()
                    .oauth(runtime::bearer_token(&request)?, &["things:read"])
                    .await?;
                match request.context().api().read_scopes(caller).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn write_scopes<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "write_scopes",
        method: "PUT",
        path: "/scopes",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[runtime::Scheme::Bearer],
                    || async {
                        let caller = request
                            .context()
                            .api()
                            .oauth(
                                runtime::bearer_token(&request)?,
                                &["things:read", "things:write"],
                            )
                            .await?;
                        match request.context().api().write_scopes(caller).await {
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

async fn connected<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "connected",
        method: "POST",
        path: "/scopes",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[runtime::Scheme::Bearer],
                    || async {
                        let caller = request
                            .context()
                            .api()
                            .connect(runtime::bearer_token(&request)?, &["profile"])
                            .await?;
                        match request.context().api().connected(caller).await {
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

async fn both<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "both",
        method: "GET",
        path: "/both",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[runtime::Scheme::Bearer, runtime::Scheme::Header("X-Key")],
            || async {
                let caller = request
                    .context()
                    .api()
                    .all_of(
                        vec![
                            request.context().api().header_key(runtime::key_in_header(&
                            request, "X-Key") ?). await ?, request.context().api()
                            .token(runtime::bearer_token(& request) ?). await ?
                        ],
                    )
                    .await?;
                match request.context().api().both(caller).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn either<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "either",
        method: "GET",
        path: "/either",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[runtime::Scheme::Basic, runtime::Scheme::Header("X-Key")],
            || async {
                let caller = 'caller: {
                    let mut refused = None;
                    if runtime::Scheme::Header("X-Key").is_present(&request) {
                        let resolved = async {
                            let caller = request
                                .context()
                                .api()
                                .header_key(runtime::key_in_header(&request, "X-Key")?)
                                .await?;
                            Ok::<_, rest_runtime::Failure>(caller)
                        };
                        match resolved.await {
                            Ok(caller) => break 'caller caller,
                            Err(failure) => refused = refused.or(Some(failure)),
                        }
                    }
                    if runtime::Scheme::Basic.is_present(&request) {
                        let resolved = async {
                            let caller = {
                                let (user, password) = runtime::basic(&request)?;
                                request.context().api().password(&user, &password).await?
                            };
                            Ok::<_, rest_runtime::Failure>(caller)
                        };
                        match resolved.await {
                            Ok(caller) => break 'caller caller,
                            Err(failure) => refused = refused.or(Some(failure)),
                        }
                    }
                    return Err(
                        refused.unwrap_or_else(rest_runtime::Failure::unauthorized),
                    );
                };
                match request.context().api().either(caller).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn mixed<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "mixed",
        method: "GET",
        path: "/mixed",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[
                runtime::Scheme::Header("X-Key"),
                runtime::Scheme::Cookie("sid"),
                runtime::Scheme::Bearer,
            ],
            || async {
                let caller = 'caller: {
                    let mut refused = None;
                    if runtime::Scheme::Header("X-Key").is_present(&request)
                        && runtime::Scheme::Cookie("sid").is_present(&request)
                    {
                        let resolved = async {
                            let caller = request
                                .context()
                                .api()
                                .all_of(
                                    vec![
                                        request.context().api().header_key(runtime::key_in_header(&
                                        request, "X-Key") ?). await ?, request.context().api()
                                        .session(runtime::key_in_cookie(& request, "sid") ?). await
                                        ?
                                    ],
                                )
                                .await?;
                            Ok::<_, rest_runtime::Failure>(caller)
                        };
                        match resolved.await {
                            Ok(caller) => break 'caller caller,
                            Err(failure) => refused = refused.or(Some(failure)),
                        }
                    }
                    if runtime::Scheme::Bearer.is_present(&request) {
                        let resolved = async {
                            let caller = request
                                .context()
                                .api()
                                .oauth(runtime::bearer_token(&request)?, &["things:read"])
                                .await?;
                            Ok::<_, rest_runtime::Failure>(caller)
                        };
                        match resolved.await {
                            Ok(caller) => break 'caller caller,
                            Err(failure) => refused = refused.or(Some(failure)),
                        }
                    }
                    return Err(
                        refused.unwrap_or_else(rest_runtime::Failure::unauthorized),
                    );
                };
                match request.context().api().mixed(caller).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn bearers<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "bearers",
        method: "GET",
        path: "/bearers",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[runtime::Scheme::Bearer, runtime::Scheme::Bearer],
            || async {
                let caller = 'caller: {
                    let mut refused = None;
                    if runtime::Scheme::Bearer.is_present(&request) {
                        let resolved = async {
                            let caller = request
                                .context()
                                .api()
                                .token(runtime::bearer_token(&request)?)
                                .await?;
                            Ok::<_, rest_runtime::Failure>(caller)
                        };
                        match resolved.await {
                            Ok(caller) => break 'caller caller,
                            Err(failure) => refused = refused.or(Some(failure)),
                        }
                    }
                    if runtime::Scheme::Bearer.is_present(&request) {
                        let resolved = async {
                            let caller = request
                                .context()
                                .api()
                                .oauth(runtime::bearer_token(&request)?, &["things:read"])
                                .await?;
                            Ok::<_, rest_runtime::Failure>(caller)
                        };
                        match resolved.await {
                            Ok(caller) => break 'caller caller,
                            Err(failure) => refused = refused.or(Some(failure)),
                        }
                    }
                    return Err(
                        refused.unwrap_or_else(rest_runtime::Failure::unauthorized),
                    );
                };
                match request.context().api().bearers(caller).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn optional<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "optional",
        method: "GET",
        path: "/optional",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[runtime::Scheme::Bearer],
            || async {
                let caller = if runtime::Scheme::Bearer.is_present(&request) {
                    Some(
                        request
                            .context()
                            .api()
                            .token(runtime::bearer_token(&request)?)
                            .await?,
                    )
                } else {
                    None
                };
                match request.context().api().optional(caller).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    FirstQuery,
    r#"{"type":"object","required":["limit"],"properties":{"limit":{"type":"integer"}}}"#,
    []
}

struct FirstParameters;
impl runtime::ParameterSchema for FirstParameters {
    type Path = runtime::NoParameters;
    type Query = FirstQuery;
    type Header = runtime::NoParameters;
}

async fn first<A: SampleSecurity>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::Body<crate::types::FirstBody>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "first",
        method: "POST",
        path: "/first",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[runtime::Scheme::Bearer],
                    || async {
                        let caller = request
                            .context()
                            .api()
                            .token(runtime::bearer_token(&request)?)
                            .await?;
                        let mut violations = rest_runtime::Violations::for_request();
                        let limit = runtime::query(&request, "limit", &mut violations)
                            .and_then(|value| runtime::required(
                                value,
                                "limit",
                                &mut violations,
                            ));
                        let body = body.json(&request, &mut violations).await?;
                        let (Some(limit), Some(body)) = (limit, body) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().first(caller, limit, body).await {
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
