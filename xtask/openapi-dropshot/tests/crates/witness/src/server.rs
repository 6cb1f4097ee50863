// Generated from tests/documents/witness.yaml. Do not edit.

//! The adapter between the trait and Dropshot: security, then parameters, then body, then the handler.
#![allow(deprecated, unused_mut)]
use rest_runtime::server as runtime;
use rest_runtime::server::dropshot::{ApiDescription, ApiDescriptionRegisterError};
use rest_runtime::server::dropshot::{
    ApiEndpoint, ApiEndpointVersions, HttpError, RequestContext,
};
use crate::api::SampleWitness;

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
pub fn api_description<A: SampleWitness>() -> Result<
    ApiDescription<runtime::Context<A>>,
    ApiDescriptionRegisterError,
> {
    let mut description = ApiDescription::new();
    description
        .register(
            runtime::declared::<
                ListStarsParameters,
                _,
            >(
                ApiEndpoint::new(
                        "list_stars".to_owned(),
                        list_stars::<A>,
                        runtime::http::Method::GET,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/stars",
                        ApiEndpointVersions::All,
                    )
                    .summary("List stars.")
                    .description("Brightest first.")
                    .tag("stars"),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                AddStarParameters,
                _,
            >(
                ApiEndpoint::new(
                        "add_star".to_owned(),
                        add_star::<A>,
                        runtime::http::Method::POST,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/stars",
                        ApiEndpointVersions::All,
                    )
                    .summary("Add a star.")
                    .tag("stars"),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                AddNoteParameters,
                _,
            >(
                ApiEndpoint::new(
                    "add_note".to_owned(),
                    add_note::<A>,
                    runtime::http::Method::POST,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/stars/{star_id}/notes",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "login".to_owned(),
                login::<A>,
                runtime::http::Method::POST,
                runtime::dropshot::CONTENT_TYPE_URL_ENCODED,
                "/login",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            runtime::declared::<
                WatchParameters,
                _,
            >(
                ApiEndpoint::new(
                    "watch".to_owned(),
                    watch::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/events",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                Dispatch1Parameters,
                _,
            >(
                ApiEndpoint::new(
                        "dispatch_1_delete".to_owned(),
                        dispatch_1_delete::<A>,
                        runtime::http::Method::DELETE,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/stars/{star_id}",
                        ApiEndpointVersions::All,
                    )
                    .visible(false),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                Dispatch1Parameters,
                _,
            >(
                ApiEndpoint::new(
                        "dispatch_1_get".to_owned(),
                        dispatch_1_get::<A>,
                        runtime::http::Method::GET,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/stars/{star_id}",
                        ApiEndpointVersions::All,
                    )
                    .visible(false),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                Dispatch1Parameters,
                _,
            >(
                ApiEndpoint::new(
                        "dispatch_1_put".to_owned(),
                        dispatch_1_put::<A>,
                        runtime::http::Method::PUT,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/stars/{star_id}",
                        ApiEndpointVersions::All,
                    )
                    .visible(false),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                Dispatch2Parameters,
                _,
            >(
                ApiEndpoint::new(
                        "dispatch_2_get".to_owned(),
                        dispatch_2_get::<A>,
                        runtime::http::Method::GET,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/stars/{star_id}/photos/{segment3}",
                        ApiEndpointVersions::All,
                    )
                    .visible(false),
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
pub fn single_descriptions<A: SampleWitness>() -> Result<
    Vec<ApiDescription<runtime::Context<A>>>,
    ApiDescriptionRegisterError,
> {
    let mut descriptions = Vec::new();
    let mut description = ApiDescription::new();
    description
        .register(
            ApiEndpoint::new(
                "brightest".to_owned(),
                brightest::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/stars/brightest",
                ApiEndpointVersions::All,
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            runtime::declared::<
                GetStarParameters,
                _,
            >(
                ApiEndpoint::new(
                        "get_star".to_owned(),
                        get_star::<A>,
                        runtime::http::Method::GET,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/stars/{star_id}",
                        ApiEndpointVersions::All,
                    )
                    .deprecated(true),
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            runtime::declared::<
                PutStarParameters,
                _,
            >(
                ApiEndpoint::new(
                    "put_star".to_owned(),
                    put_star::<A>,
                    runtime::http::Method::PUT,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/stars/{star_id}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            runtime::declared::<
                DeleteStarParameters,
                _,
            >(
                ApiEndpoint::new(
                    "delete_star".to_owned(),
                    delete_star::<A>,
                    runtime::http::Method::DELETE,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/stars/{star_id}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            runtime::declared::<
                GetPhotoParameters,
                _,
            >(
                ApiEndpoint::new(
                    "get_photo".to_owned(),
                    get_photo::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/stars/{star_id}/photos/{segment3}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    descriptions.push(description);
    Ok(descriptions)
}

static ROUTES_1: &[runtime::routes::Route] = &[
    runtime::routes::Route {
        segments: &[
            &[runtime::routes::Piece::Literal("stars")],
            &[runtime::routes::Piece::Literal("brightest")],
        ],
        trailing_slash: false,
        methods: &["GET"],
    },
    runtime::routes::Route {
        segments: &[
            &[runtime::routes::Piece::Literal("stars")],
            &[runtime::routes::Piece::Variable],
        ],
        trailing_slash: false,
        methods: &["DELETE", "GET", "PUT"],
    },
];
rest_runtime::declare_parameters! {
    Dispatch1Path,
    r#"{"type":"object","required":["star_id"],"properties":{"star_id":{"type":"string"}}}"#,
    []
}

struct Dispatch1Parameters;
impl runtime::ParameterSchema for Dispatch1Parameters {
    type Path = Dispatch1Path;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn dispatch_1_delete<A: SampleWitness>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    match runtime::routes::choose(&request, ROUTES_1)? {
        1 => delete_star(request).await.map(runtime::Reply::erase),
        _ => Err(HttpError::for_not_found(None, "Not Found".to_owned())),
    }
}

async fn dispatch_1_get<A: SampleWitness>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    match runtime::routes::choose(&request, ROUTES_1)? {
        0 => brightest(request).await.map(runtime::Reply::erase),
        1 => get_star(request).await.map(runtime::Reply::erase),
        _ => Err(HttpError::for_not_found(None, "Not Found".to_owned())),
    }
}

async fn dispatch_1_put<A: SampleWitness>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    match runtime::routes::choose(&request, ROUTES_1)? {
        1 => {
            put_star(request, runtime::Body::from_raw(body))
                .await
                .map(runtime::Reply::erase)
        }
        _ => Err(HttpError::for_not_found(None, "Not Found".to_owned())),
    }
}

static ROUTES_2: &[runtime::routes::Route] = &[
    runtime::routes::Route {
        segments: &[
            &[runtime::routes::Piece::Literal("stars")],
            &[runtime::routes::Piece::Variable],
            &[runtime::routes::Piece::Literal("photos")],
            &[runtime::routes::Piece::Variable, runtime::routes::Piece::Literal(".png")],
        ],
        trailing_slash: false,
        methods: &["GET"],
    },
];
rest_runtime::declare_parameters! {
    Dispatch2Path,
    r#"{"type":"object","required":["star_id","segment3"],"properties":{"star_id":{"type":"string"},"segment3":{"type":"string"}}}"#,
    []
}

struct Dispatch2Parameters;
impl runtime::ParameterSchema for Dispatch2Parameters {
    type Path = Dispatch2Path;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn dispatch_2_get<A: SampleWitness>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    match runtime::routes::choose(&request, ROUTES_2)? {
        0 => get_photo(request).await.map(runtime::Reply::erase),
        _ => Err(HttpError::for_not_found(None, "Not Found".to_owned())),
    }
}

rest_runtime::declare_parameters! {
    ListStarsQuery,
    r##"{"type":"object","required":["after"],"properties":{"limit":{"type":"integer","format":"int32","minimum":1,"maximum":100,"default":20,"description":"How many."},"after":{"$ref":"#/components/schemas/StarId"},"classes":{"type":"string","x-openapi-schema":{"type":"array","items":{"$ref":"#/components/schemas/Class"},"minItems":1,"maxItems":7,"uniqueItems":true}},"within":{"type":"string","x-openapi-schema":{"type":"object","required":["north"],"properties":{"north":{"type":"number","minimum":-90,"maximum":90},"south":{"type":"number"}}}},"visible":{"type":"boolean","nullable":true}}}"##,
    [crate ::types::Class, crate ::types::StarId]
}

rest_runtime::declare_parameters! {
    ListStarsHeader,
    r#"{"type":"object","required":[],"properties":{"X-Trace":{"type":"string","pattern":"^[0-9a-f]{8}$","minLength":8,"maxLength":8,"description":"Passed on."}}}"#,
    []
}

struct ListStarsParameters;
impl runtime::ParameterSchema for ListStarsParameters {
    type Path = runtime::NoParameters;
    type Query = ListStarsQuery;
    type Header = ListStarsHeader;
}

async fn list_stars<A: SampleWitness>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<crate::types::Page>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "list_stars",
        method: "GET",
        path: "/stars",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[runtime::Scheme::Header("X-Api-Key")],
            || async {
                let caller = request
                    .context()
                    .api()
                    .key(runtime::key_in_header(&request, "X-Api-Key")?)
                    .await?;
                let mut violations = rest_runtime::Violations::for_request();
                let x_trace = runtime::header(&request, "X-Trace", &mut violations);
                let limit = runtime::query_or(&request, "limit", "20", &mut violations);
                let after = runtime::query(&request, "after", &mut violations)
                    .and_then(|value| runtime::required(
                        value,
                        "after",
                        &mut violations,
                    ));
                let classes = rest_runtime::parameters::from_query(
                    &crate::parameters::LIST_STARS_CLASSES,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let within = rest_runtime::parameters::from_query(
                    &crate::parameters::LIST_STARS_WITHIN,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let session = rest_runtime::parameters::from_cookie(
                        &crate::parameters::LIST_STARS_SESSION,
                        &runtime::header_values(&request, "cookie"),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(
                        value,
                        "session",
                        &mut violations,
                    ));
                let visible = rest_runtime::parameters::from_query(
                    &crate::parameters::LIST_STARS_VISIBLE,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let (
                    Some(x_trace),
                    Some(limit),
                    Some(after),
                    Some(classes),
                    Some(within),
                    Some(session),
                    Some(visible),
                ) = (x_trace, limit, after, classes, within, session, visible) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request
                    .context()
                    .api()
                    .list_stars(
                        caller,
                        x_trace,
                        limit,
                        after,
                        classes,
                        within,
                        session,
                        visible,
                    )
                    .await
                {
                    Ok(payload) => {
                        let mut answer = rest_runtime::server::Answer::json(
                            200,
                            &payload.body,
                        )?;
                        let value = payload.x_total;
                        answer = answer
                            .header("x-total", &rest_runtime::server::text(&value)?)?;
                        Ok(answer)
                    }
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    AddStarHeader,
    r#"{"type":"object","required":[],"properties":{"X-Trace":{"type":"string","pattern":"^[0-9a-f]{8}$","minLength":8,"maxLength":8,"description":"Passed on."}}}"#,
    []
}

struct AddStarParameters;
impl runtime::ParameterSchema for AddStarParameters {
    type Path = runtime::NoParameters;
    type Query = runtime::NoParameters;
    type Header = AddStarHeader;
}

async fn add_star<A: SampleWitness>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::Body<crate::types::NewStar>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseCreated<crate::types::Star>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "add_star",
        method: "POST",
        path: "/stars",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[
                        runtime::Scheme::Header("X-Api-Key"),
                        runtime::Scheme::Basic,
                        runtime::Scheme::Bearer,
                    ],
                    || async {
                        let caller = 'caller: {
                            let mut refused = None;
                            if runtime::Scheme::Bearer.is_present(&request) {
                                let resolved = async {
                                    let caller = request
                                        .context()
                                        .api()
                                        .accounts(
                                            runtime::bearer_token(&request)?,
                                            &["write", "admin"],
                                        )
                                        .await?;
                                    Ok::<_, rest_runtime::Failure>(caller)
                                };
                                match resolved.await {
                                    Ok(caller) => break 'caller caller,
                                    Err(failure) => refused = refused.or(Some(failure)),
                                }
                            }
                            if runtime::Scheme::Header("X-Api-Key").is_present(&request)
                                && runtime::Scheme::Basic.is_present(&request)
                            {
                                let resolved = async {
                                    let caller = request
                                        .context()
                                        .api()
                                        .all_of(
                                            vec![
                                                request.context().api().key(runtime::key_in_header(&
                                                request, "X-Api-Key") ?). await ?, { let (user, password) =
                                                runtime::basic(& request) ?; request.context().api().basic(&
                                                user, & password). await ? }
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
                            return Err(
                                refused.unwrap_or_else(rest_runtime::Failure::unauthorized),
                            );
                        };
                        let mut violations = rest_runtime::Violations::for_request();
                        let x_trace = runtime::header(
                            &request,
                            "X-Trace",
                            &mut violations,
                        );
                        let body = body.json(&request, &mut violations).await?;
                        let (Some(x_trace), Some(body)) = (x_trace, body) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request
                            .context()
                            .api()
                            .add_star(caller, x_trace, body)
                            .await
                        {
                            Ok(payload) => {
                                let mut answer = rest_runtime::server::Answer::json(
                                    201,
                                    &payload.body,
                                )?;
                                let value = payload.location;
                                answer = answer.header("location", &value)?;
                                Ok(answer)
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

async fn brightest<A: SampleWitness>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<crate::types::Star>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "brightest",
        method: "GET",
        path: "/stars/brightest",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().brightest().await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    GetStarPath,
    r##"{"type":"object","required":["star_id"],"properties":{"star_id":{"allOf":[{"$ref":"#/components/schemas/StarId"}],"description":"Which one."}}}"##,
    [crate ::types::StarId]
}

struct GetStarParameters;
impl runtime::ParameterSchema for GetStarParameters {
    type Path = GetStarPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn get_star<A: SampleWitness>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<crate::types::Star>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "get_star",
        method: "GET",
        path: "/stars/{star_id}",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[runtime::Scheme::Header("X-Api-Key")],
            || async {
                let caller = request
                    .context()
                    .api()
                    .key(runtime::key_in_header(&request, "X-Api-Key")?)
                    .await?;
                let mut violations = rest_runtime::Violations::for_request();
                let star_id = runtime::path_segment(
                    &request,
                    1,
                    "star_id",
                    &mut violations,
                );
                let (Some(star_id),) = (star_id,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().get_star(caller, star_id).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    PutStarPath,
    r##"{"type":"object","required":["star_id"],"properties":{"star_id":{"allOf":[{"$ref":"#/components/schemas/StarId"}],"description":"Which one."}}}"##,
    [crate ::types::StarId]
}

struct PutStarParameters;
impl runtime::ParameterSchema for PutStarParameters {
    type Path = PutStarPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn put_star<A: SampleWitness>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::Body<crate::types::Star>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseDeleted>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "put_star",
        method: "PUT",
        path: "/stars/{star_id}",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[runtime::Scheme::Header("X-Api-Key")],
                    || async {
                        let caller = request
                            .context()
                            .api()
                            .key(runtime::key_in_header(&request, "X-Api-Key")?)
                            .await?;
                        let mut violations = rest_runtime::Violations::for_request();
                        let star_id = runtime::path_segment(
                            &request,
                            1,
                            "star_id",
                            &mut violations,
                        );
                        let body = body.json(&request, &mut violations).await?;
                        let (Some(star_id), Some(body)) = (star_id, body) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request
                            .context()
                            .api()
                            .put_star(caller, star_id, body)
                            .await
                        {
                            Ok(()) => {
                                Ok::<
                                    _,
                                    rest_runtime::Failure,
                                >(rest_runtime::server::Answer::empty(204))
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

rest_runtime::declare_parameters! {
    DeleteStarPath,
    r##"{"type":"object","required":["star_id"],"properties":{"star_id":{"allOf":[{"$ref":"#/components/schemas/StarId"}],"description":"Which one."}}}"##,
    [crate ::types::StarId]
}

struct DeleteStarParameters;
impl runtime::ParameterSchema for DeleteStarParameters {
    type Path = DeleteStarPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn delete_star<A: SampleWitness>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "delete_star",
        method: "DELETE",
        path: "/stars/{star_id}",
    };
    runtime::detached(async move {
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
                        let mut violations = rest_runtime::Violations::for_request();
                        let star_id = runtime::path_segment(
                            &request,
                            1,
                            "star_id",
                            &mut violations,
                        );
                        let (Some(star_id),) = (star_id,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().delete_star(caller, star_id).await
                        {
                            Ok(success) => success.into_answer(),
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

rest_runtime::declare_parameters! {
    GetPhotoPath,
    r##"{"type":"object","required":["star_id","segment3"],"properties":{"star_id":{"$ref":"#/components/schemas/StarId"},"segment3":{"type":"string","x-openapi-schema":{"type":"integer","minimum":16,"maximum":4096,"multipleOf":16}}}}"##,
    [crate ::types::StarId]
}

struct GetPhotoParameters;
impl runtime::ParameterSchema for GetPhotoParameters {
    type Path = GetPhotoPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn get_photo<A: SampleWitness>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "get_photo",
        method: "GET",
        path: "/stars/{star_id}/photos/{size}.png",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[runtime::Scheme::Header("X-Api-Key")],
            || async {
                let caller = request
                    .context()
                    .api()
                    .key(runtime::key_in_header(&request, "X-Api-Key")?)
                    .await?;
                let mut violations = rest_runtime::Violations::for_request();
                let star_id = runtime::path_segment(
                    &request,
                    1,
                    "star_id",
                    &mut violations,
                );
                let size = runtime::path_piece(
                    &request,
                    3,
                    &[
                        runtime::routes::Piece::Variable,
                        runtime::routes::Piece::Literal(".png"),
                    ],
                    0,
                    "size",
                    &mut violations,
                );
                let (Some(star_id), Some(size)) = (star_id, size) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().get_photo(caller, star_id, size).await {
                    Ok(success) => success.into_answer(),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    AddNotePath,
    r##"{"type":"object","required":["star_id"],"properties":{"star_id":{"$ref":"#/components/schemas/StarId"}}}"##,
    [crate ::types::StarId]
}

rest_runtime::declare_parameters! {
    AddNoteQuery,
    r#"{"type":"object","required":[],"properties":{"flags":{"type":"string","x-openapi-schema":{"type":"array","items":{"type":"string"}}}}}"#,
    []
}

struct AddNoteParameters;
impl runtime::ParameterSchema for AddNoteParameters {
    type Path = AddNotePath;
    type Query = AddNoteQuery;
    type Header = runtime::NoParameters;
}

async fn add_note<A: SampleWitness>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::RawBody,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "add_note",
        method: "POST",
        path: "/stars/{star_id}/notes",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[runtime::Scheme::Header("X-Api-Key")],
                    || async {
                        let caller = request
                            .context()
                            .api()
                            .key(runtime::key_in_header(&request, "X-Api-Key")?)
                            .await?;
                        let mut violations = rest_runtime::Violations::for_request();
                        let star_id = runtime::path_segment(
                            &request,
                            1,
                            "star_id",
                            &mut violations,
                        );
                        let flags = rest_runtime::parameters::from_query(
                            &crate::parameters::ADD_NOTE_FLAGS,
                            runtime::raw_query(&request),
                            &mut violations,
                        );
                        let body = if body.is_absent() {
                            Some(None)
                        } else {
                            match body.media_type().as_deref() {
                                Some("application/json") => {
                                    body.json(&request, &mut violations)
                                        .await?
                                        .map(crate::messages::AddNoteBody::Json)
                                }
                                Some("text/plain") => {
                                    body.text(&request, &mut violations)
                                        .await?
                                        .map(crate::messages::AddNoteBody::Text)
                                }
                                Some("multipart/form-data") => {
                                    crate::messages::AddNoteBodyMultipartForm::read(
                                            body.parts(&request).await?,
                                            &mut violations,
                                        )
                                        .map(crate::messages::AddNoteBody::Multipart)
                                }
                                _ => {
                                    return Err(
                                        body
                                            .unsupported(
                                                &["application/json", "text/plain", "multipart/form-data"],
                                            ),
                                    );
                                }
                            }
                                .map(Some)
                        };
                        let (Some(star_id), Some(flags), Some(body)) = (
                            star_id,
                            flags,
                            body,
                        ) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request
                            .context()
                            .api()
                            .add_note(caller, star_id, flags, body)
                            .await
                        {
                            Ok(payload) => {
                                match payload {
                                    crate::messages::AddNoteOkBody::Json(body) => {
                                        rest_runtime::server::Answer::json(200, &body)
                                    }
                                    crate::messages::AddNoteOkBody::Text(body) => {
                                        rest_runtime::server::Answer::text(
                                            200,
                                            "text/plain; charset=utf-8",
                                            body,
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

async fn login<A: SampleWitness>(
    request: RequestContext<runtime::Context<A>>,
    body: runtime::Body<crate::types::LoginBody>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseDeleted>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "login",
        method: "POST",
        path: "/login",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[
                        runtime::Scheme::Header("X-Api-Key"),
                        runtime::Scheme::Basic,
                        runtime::Scheme::Bearer,
                        runtime::Scheme::Bearer,
                    ],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let body = body.into_raw();
                        let body = match body.media_type().as_deref() {
                            Some("application/x-www-form-urlencoded") => {
                                body.form(
                                        &request,
                                        &rest_runtime::Shape::Object(
                                            &[
                                                ("user", rest_runtime::Shape::Text),
                                                ("password", rest_runtime::Shape::Text),
                                                ("remember", rest_runtime::Shape::Boolean),
                                            ],
                                            None,
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
                        };
                        let (Some(body),) = (body,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().login(body).await {
                            Ok(()) => {
                                Ok::<
                                    _,
                                    rest_runtime::Failure,
                                >(rest_runtime::server::Answer::empty(204))
                            }
                            Err(error) => error.into_answer(),
                        }
                    },
                )
                .await
        })
        .await
}

rest_runtime::declare_parameters! {
    WatchQuery,
    r#"{"type":"object","required":[],"properties":{"filter":{"type":"string","x-openapi-schema":{"type":"object","additionalProperties":{"type":"string"}}}}}"#,
    []
}

struct WatchParameters;
impl runtime::ParameterSchema for WatchParameters {
    type Path = runtime::NoParameters;
    type Query = WatchQuery;
    type Header = runtime::NoParameters;
}

async fn watch<A: SampleWitness>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "watch",
        method: "GET",
        path: "/events",
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
                let mut violations = rest_runtime::Violations::for_request();
                let filter = rest_runtime::parameters::from_query(
                    &crate::parameters::WATCH_FILTER,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let (Some(filter),) = (filter,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().watch(caller, filter).await {
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
}
