// Generated from tests/documents/routing.yaml. Do not edit.

//! The adapter between the trait and Dropshot: security, then parameters, then body, then the handler.
#![allow(deprecated, unused_mut)]
use rest_runtime::server as runtime;
use rest_runtime::server::dropshot::{ApiDescription, ApiDescriptionRegisterError};
use rest_runtime::server::dropshot::{
    ApiEndpoint, ApiEndpointVersions, HttpError, RequestContext,
};
use crate::api::SampleRouting;

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
pub fn api_description<A: SampleRouting>() -> Result<
    ApiDescription<runtime::Context<A>>,
    ApiDescriptionRegisterError,
> {
    let mut description = ApiDescription::new();
    description
        .register(
            ApiEndpoint::new(
                "root".to_owned(),
                root::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            runtime::declared::<
                PartsParameters,
                _,
            >(
                ApiEndpoint::new(
                    "parts".to_owned(),
                    parts::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/things/{segment1}/parts",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                EncodedParameters,
                _,
            >(
                ApiEndpoint::new(
                    "encoded".to_owned(),
                    encoded::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/a b/{segment1}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "not_encoded".to_owned(),
                not_encoded::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/naïve & co",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "get_methods".to_owned(),
                get_methods::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/methods",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "put_methods".to_owned(),
                put_methods::<A>,
                runtime::http::Method::PUT,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/methods",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "post_methods".to_owned(),
                post_methods::<A>,
                runtime::http::Method::POST,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/methods",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "delete_methods".to_owned(),
                delete_methods::<A>,
                runtime::http::Method::DELETE,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/methods",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "options_methods".to_owned(),
                options_methods::<A>,
                runtime::http::Method::OPTIONS,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/methods",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "head_methods".to_owned(),
                head_methods::<A>,
                runtime::http::Method::HEAD,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/methods",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "patch_methods".to_owned(),
                patch_methods::<A>,
                runtime::http::Method::PATCH,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/methods",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "trace_methods".to_owned(),
                trace_methods::<A>,
                runtime::http::Method::TRACE,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/methods",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            runtime::declared::<
                PreparedParameters,
                _,
            >(
                ApiEndpoint::new(
                    "prepared".to_owned(),
                    prepared::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/prepared/{which}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                AnswersParameters,
                _,
            >(
                ApiEndpoint::new(
                        "answers".to_owned(),
                        answers::<A>,
                        runtime::http::Method::GET,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/answers/{which}",
                        ApiEndpointVersions::All,
                    )
                    .description("Answers with what it is asked for."),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                AnythingParameters,
                _,
            >(
                ApiEndpoint::new(
                        "anything".to_owned(),
                        anything::<A>,
                        runtime::http::Method::GET,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/anything",
                        ApiEndpointVersions::All,
                    )
                    .description("Nothing but a default."),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                RangesParameters,
                _,
            >(
                ApiEndpoint::new(
                    "ranges".to_owned(),
                    ranges::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/ranges",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                StreamParameters,
                _,
            >(
                ApiEndpoint::new(
                    "stream".to_owned(),
                    stream::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/stream",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                EventsParameters,
                _,
            >(
                ApiEndpoint::new(
                    "events".to_owned(),
                    events::<A>,
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
                ProblemsParameters,
                _,
            >(
                ApiEndpoint::new(
                    "problems".to_owned(),
                    problems::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/problems",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "names".to_owned(),
                names::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/names",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            runtime::declared::<
                GetWithoutIdIdParameters,
                _,
            >(
                ApiEndpoint::new(
                    "get /without/id/{id}".to_owned(),
                    get_without_id_id::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/without/id/{id}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                PostWithoutIdIdParameters,
                _,
            >(
                ApiEndpoint::new(
                        "post /without/id/{id}".to_owned(),
                        post_without_id_id::<A>,
                        runtime::http::Method::POST,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/without/id/{id}",
                        ApiEndpointVersions::All,
                    )
                    .summary("An operation of no name.")
                    .deprecated(true),
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "get /without-id".to_owned(),
                get_without_id::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/without-id",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                    "dispatch_1_get".to_owned(),
                    dispatch_1_get::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/things",
                    ApiEndpointVersions::All,
                )
                .visible(false),
        )?;
    description
        .register(
            ApiEndpoint::new(
                    "dispatch_1_post".to_owned(),
                    dispatch_1_post::<A>,
                    runtime::http::Method::POST,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/things",
                    ApiEndpointVersions::All,
                )
                .visible(false),
        )?;
    description
        .register(
            runtime::declared::<
                Dispatch2Parameters,
                _,
            >(
                ApiEndpoint::new(
                        "dispatch_2_delete".to_owned(),
                        dispatch_2_delete::<A>,
                        runtime::http::Method::DELETE,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/things/{segment1}",
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
                        "/things/{segment1}",
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
                        "dispatch_2_put".to_owned(),
                        dispatch_2_put::<A>,
                        runtime::http::Method::PUT,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/things/{segment1}",
                        ApiEndpointVersions::All,
                    )
                    .visible(false),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                Dispatch3Parameters,
                _,
            >(
                ApiEndpoint::new(
                        "dispatch_3_get".to_owned(),
                        dispatch_3_get::<A>,
                        runtime::http::Method::GET,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/things/{segment1}/parts/{id}",
                        ApiEndpointVersions::All,
                    )
                    .visible(false),
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                    "dispatch_4_get".to_owned(),
                    dispatch_4_get::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/slash",
                    ApiEndpointVersions::All,
                )
                .visible(false),
        )?;
    description
        .register(
            runtime::declared::<
                Dispatch5Parameters,
                _,
            >(
                ApiEndpoint::new(
                        "dispatch_5_get".to_owned(),
                        dispatch_5_get::<A>,
                        runtime::http::Method::GET,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/within/{segment1}",
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
pub fn single_descriptions<A: SampleRouting>() -> Result<
    Vec<ApiDescription<runtime::Context<A>>>,
    ApiDescriptionRegisterError,
> {
    let mut descriptions = Vec::new();
    let mut description = ApiDescription::new();
    description
        .register(
            ApiEndpoint::new(
                "things".to_owned(),
                things::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/things",
                ApiEndpointVersions::All,
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            ApiEndpoint::new(
                "add_thing".to_owned(),
                add_thing::<A>,
                runtime::http::Method::POST,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/things",
                ApiEndpointVersions::All,
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            ApiEndpoint::new(
                "things_slash".to_owned(),
                things_slash::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/things",
                ApiEndpointVersions::All,
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            ApiEndpoint::new(
                "my_thing".to_owned(),
                my_thing::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/things/mine",
                ApiEndpointVersions::All,
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            runtime::declared::<
                ThingParameters,
                _,
            >(
                ApiEndpoint::new(
                    "thing".to_owned(),
                    thing::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/things/{id}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            runtime::declared::<
                PutThingParameters,
                _,
            >(
                ApiEndpoint::new(
                    "put_thing".to_owned(),
                    put_thing::<A>,
                    runtime::http::Method::PUT,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/things/{id}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            runtime::declared::<
                DeleteThingParameters,
                _,
            >(
                ApiEndpoint::new(
                    "delete_thing".to_owned(),
                    delete_thing::<A>,
                    runtime::http::Method::DELETE,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/things/{id}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            runtime::declared::<
                PartParameters,
                _,
            >(
                ApiEndpoint::new(
                    "part".to_owned(),
                    part::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/things/{thing_id}/parts/{id}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            ApiEndpoint::new(
                "my_first_part".to_owned(),
                my_first_part::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/things/mine/parts/first",
                ApiEndpointVersions::All,
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            ApiEndpoint::new(
                "only_slash".to_owned(),
                only_slash::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/slash",
                ApiEndpointVersions::All,
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            runtime::declared::<
                SlashWithinParameters,
                _,
            >(
                ApiEndpoint::new(
                    "slash_within".to_owned(),
                    slash_within::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/within/{segment1}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    descriptions.push(description);
    Ok(descriptions)
}

static ROUTES_1: &[runtime::routes::Route] = &[
    runtime::routes::Route {
        segments: &[&[runtime::routes::Piece::Literal("things")]],
        trailing_slash: false,
        methods: &["GET", "POST"],
    },
    runtime::routes::Route {
        segments: &[&[runtime::routes::Piece::Literal("things")]],
        trailing_slash: true,
        methods: &["GET"],
    },
];
async fn dispatch_1_get<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    match runtime::routes::choose(&request, ROUTES_1)? {
        0 => things(request).await.map(runtime::Reply::erase),
        1 => things_slash(request).await.map(runtime::Reply::erase),
        _ => Err(HttpError::for_not_found(None, "Not Found".to_owned())),
    }
}

async fn dispatch_1_post<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    match runtime::routes::choose(&request, ROUTES_1)? {
        0 => add_thing(request).await.map(runtime::Reply::erase),
        _ => Err(HttpError::for_not_found(None, "Not Found".to_owned())),
    }
}

static ROUTES_2: &[runtime::routes::Route] = &[
    runtime::routes::Route {
        segments: &[
            &[runtime::routes::Piece::Literal("things")],
            &[runtime::routes::Piece::Literal("mine")],
        ],
        trailing_slash: false,
        methods: &["GET"],
    },
    runtime::routes::Route {
        segments: &[
            &[runtime::routes::Piece::Literal("things")],
            &[runtime::routes::Piece::Variable],
        ],
        trailing_slash: false,
        methods: &["DELETE", "GET", "PUT"],
    },
];
rest_runtime::declare_parameters! {
    Dispatch2Path,
    r#"{"type":"object","required":["segment1"],"properties":{"segment1":{"type":"string"}}}"#,
    []
}

struct Dispatch2Parameters;
impl runtime::ParameterSchema for Dispatch2Parameters {
    type Path = Dispatch2Path;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn dispatch_2_delete<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    match runtime::routes::choose(&request, ROUTES_2)? {
        1 => delete_thing(request).await.map(runtime::Reply::erase),
        _ => Err(HttpError::for_not_found(None, "Not Found".to_owned())),
    }
}

async fn dispatch_2_get<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    match runtime::routes::choose(&request, ROUTES_2)? {
        0 => my_thing(request).await.map(runtime::Reply::erase),
        1 => thing(request).await.map(runtime::Reply::erase),
        _ => Err(HttpError::for_not_found(None, "Not Found".to_owned())),
    }
}

async fn dispatch_2_put<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    match runtime::routes::choose(&request, ROUTES_2)? {
        1 => put_thing(request).await.map(runtime::Reply::erase),
        _ => Err(HttpError::for_not_found(None, "Not Found".to_owned())),
    }
}

static ROUTES_3: &[runtime::routes::Route] = &[
    runtime::routes::Route {
        segments: &[
            &[runtime::routes::Piece::Literal("things")],
            &[runtime::routes::Piece::Variable],
            &[runtime::routes::Piece::Literal("parts")],
            &[runtime::routes::Piece::Variable],
        ],
        trailing_slash: false,
        methods: &["GET"],
    },
    runtime::routes::Route {
        segments: &[
            &[runtime::routes::Piece::Literal("things")],
            &[runtime::routes::Piece::Literal("mine")],
            &[runtime::routes::Piece::Literal("parts")],
            &[runtime::routes::Piece::Literal("first")],
        ],
        trailing_slash: false,
        methods: &["GET"],
    },
];
rest_runtime::declare_parameters! {
    Dispatch3Path,
    r#"{"type":"object","required":["segment1","id"],"properties":{"segment1":{"type":"string"},"id":{"type":"string"}}}"#,
    []
}

struct Dispatch3Parameters;
impl runtime::ParameterSchema for Dispatch3Parameters {
    type Path = Dispatch3Path;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn dispatch_3_get<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    match runtime::routes::choose(&request, ROUTES_3)? {
        0 => part(request).await.map(runtime::Reply::erase),
        1 => my_first_part(request).await.map(runtime::Reply::erase),
        _ => Err(HttpError::for_not_found(None, "Not Found".to_owned())),
    }
}

static ROUTES_4: &[runtime::routes::Route] = &[
    runtime::routes::Route {
        segments: &[&[runtime::routes::Piece::Literal("slash")]],
        trailing_slash: true,
        methods: &["GET"],
    },
];
async fn dispatch_4_get<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    match runtime::routes::choose(&request, ROUTES_4)? {
        0 => only_slash(request).await.map(runtime::Reply::erase),
        _ => Err(HttpError::for_not_found(None, "Not Found".to_owned())),
    }
}

static ROUTES_5: &[runtime::routes::Route] = &[
    runtime::routes::Route {
        segments: &[
            &[runtime::routes::Piece::Literal("within")],
            &[runtime::routes::Piece::Literal("a/b")],
        ],
        trailing_slash: false,
        methods: &["GET"],
    },
];
rest_runtime::declare_parameters! {
    Dispatch5Path,
    r#"{"type":"object","required":["segment1"],"properties":{"segment1":{"type":"string"}}}"#,
    []
}

struct Dispatch5Parameters;
impl runtime::ParameterSchema for Dispatch5Parameters {
    type Path = Dispatch5Path;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn dispatch_5_get<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    match runtime::routes::choose(&request, ROUTES_5)? {
        0 => slash_within(request).await.map(runtime::Reply::erase),
        _ => Err(HttpError::for_not_found(None, "Not Found".to_owned())),
    }
}

async fn root<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "root",
        method: "GET",
        path: "/",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().root().await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn things<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "things",
        method: "GET",
        path: "/things",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().things().await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn add_thing<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "add_thing",
        method: "POST",
        path: "/things",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        match request.context().api().add_thing().await {
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

async fn things_slash<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "things_slash",
        method: "GET",
        path: "/things/",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().things_slash().await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn my_thing<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "my_thing",
        method: "GET",
        path: "/things/mine",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().my_thing().await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    ThingPath,
    r#"{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}"#, []
}

struct ThingParameters;
impl runtime::ParameterSchema for ThingParameters {
    type Path = ThingPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn thing<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "thing",
        method: "GET",
        path: "/things/{id}",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let id = runtime::path_segment(&request, 1, "id", &mut violations);
                let (Some(id),) = (id,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().thing(id).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    PutThingPath,
    r#"{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}"#, []
}

struct PutThingParameters;
impl runtime::ParameterSchema for PutThingParameters {
    type Path = PutThingPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn put_thing<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "put_thing",
        method: "PUT",
        path: "/things/{id}",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let id = runtime::path_segment(
                            &request,
                            1,
                            "id",
                            &mut violations,
                        );
                        let (Some(id),) = (id,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().put_thing(id).await {
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

rest_runtime::declare_parameters! {
    DeleteThingPath,
    r#"{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}"#, []
}

struct DeleteThingParameters;
impl runtime::ParameterSchema for DeleteThingParameters {
    type Path = DeleteThingPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn delete_thing<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseDeleted>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "delete_thing",
        method: "DELETE",
        path: "/things/{id}",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let id = runtime::path_segment(
                            &request,
                            1,
                            "id",
                            &mut violations,
                        );
                        let (Some(id),) = (id,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().delete_thing(id).await {
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
    PartsPath,
    r#"{"type":"object","required":["segment1"],"properties":{"segment1":{"type":"string"}}}"#,
    []
}

struct PartsParameters;
impl runtime::ParameterSchema for PartsParameters {
    type Path = PartsPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn parts<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "parts",
        method: "GET",
        path: "/things/{id}/parts",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let id = runtime::path_segment(&request, 1, "id", &mut violations);
                let (Some(id),) = (id,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().parts(id).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    PartPath,
    r#"{"type":"object","required":["thing_id","id"],"properties":{"thing_id":{"type":"string"},"id":{"type":"integer"}}}"#,
    []
}

struct PartParameters;
impl runtime::ParameterSchema for PartParameters {
    type Path = PartPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn part<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "part",
        method: "GET",
        path: "/things/{thing_id}/parts/{id}",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let thing_id = runtime::path_segment(
                    &request,
                    1,
                    "thing_id",
                    &mut violations,
                );
                let id = runtime::path_segment(&request, 3, "id", &mut violations);
                let (Some(thing_id), Some(id)) = (thing_id, id) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().part(thing_id, id).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn my_first_part<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "my_first_part",
        method: "GET",
        path: "/things/mine/parts/first",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().my_first_part().await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn only_slash<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "only_slash",
        method: "GET",
        path: "/slash/",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().only_slash().await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    EncodedPath,
    r#"{"type":"object","required":["segment1"],"properties":{"segment1":{"type":"string"}}}"#,
    []
}

struct EncodedParameters;
impl runtime::ParameterSchema for EncodedParameters {
    type Path = EncodedPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn encoded<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "encoded",
        method: "GET",
        path: "/a%20b/{c-d}",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let c_d = runtime::path_segment(&request, 1, "c-d", &mut violations);
                let (Some(c_d),) = (c_d,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().encoded(c_d).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    SlashWithinPath,
    r#"{"type":"object","required":["segment1"],"properties":{"segment1":{"type":"string"}}}"#,
    []
}

struct SlashWithinParameters;
impl runtime::ParameterSchema for SlashWithinParameters {
    type Path = SlashWithinPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn slash_within<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "slash_within",
        method: "GET",
        path: "/within/a%2Fb",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().slash_within().await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn not_encoded<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "not_encoded",
        method: "GET",
        path: "/naïve & co",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().not_encoded().await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn get_methods<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "get_methods",
        method: "GET",
        path: "/methods",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().get_methods().await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn put_methods<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "put_methods",
        method: "PUT",
        path: "/methods",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        match request.context().api().put_methods().await {
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

async fn post_methods<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "post_methods",
        method: "POST",
        path: "/methods",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        match request.context().api().post_methods().await {
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

async fn delete_methods<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "delete_methods",
        method: "DELETE",
        path: "/methods",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        match request.context().api().delete_methods().await {
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

async fn options_methods<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "options_methods",
        method: "OPTIONS",
        path: "/methods",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().options_methods().await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn head_methods<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "head_methods",
        method: "HEAD",
        path: "/methods",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().head_methods().await {
                    Ok(payload) => {
                        let mut answer = Ok::<
                            _,
                            rest_runtime::Failure,
                        >(rest_runtime::server::Answer::empty(200))?;
                        let value = payload.x_count;
                        answer = answer.header("x-count", &value.to_string())?;
                        Ok(answer)
                    }
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn patch_methods<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "patch_methods",
        method: "PATCH",
        path: "/methods",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        match request.context().api().patch_methods().await {
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

async fn trace_methods<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "trace_methods",
        method: "TRACE",
        path: "/methods",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().trace_methods().await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    PreparedPath,
    r#"{"type":"object","required":["which"],"properties":{"which":{"type":"string"}}}"#,
    []
}

rest_runtime::declare_parameters! {
    PreparedHeader,
    r#"{"type":"object","required":[],"properties":{"If-None-Match":{"type":"string"}}}"#,
    []
}

struct PreparedParameters;
impl runtime::ParameterSchema for PreparedParameters {
    type Path = PreparedPath;
    type Query = runtime::NoParameters;
    type Header = PreparedHeader;
}

async fn prepared<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "prepared",
        method: "GET",
        path: "/prepared/{which}",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let which = runtime::path_segment(&request, 1, "which", &mut violations);
                let (Some(which),) = (which,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().prepared(which).await {
                    Ok(payload) => Ok(runtime::Answer::prepared(&request, payload)),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    AnswersPath,
    r#"{"type":"object","required":["which"],"properties":{"which":{"type":"string"}}}"#,
    []
}

struct AnswersParameters;
impl runtime::ParameterSchema for AnswersParameters {
    type Path = AnswersPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn answers<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "answers",
        method: "GET",
        path: "/answers/{which}",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let which = runtime::path_segment(&request, 1, "which", &mut violations);
                let (Some(which),) = (which,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().answers(which).await {
                    Ok(success) => success.into_answer(),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    AnythingQuery,
    r#"{"type":"object","required":["status"],"properties":{"status":{"type":"integer"}}}"#,
    []
}

struct AnythingParameters;
impl runtime::ParameterSchema for AnythingParameters {
    type Path = runtime::NoParameters;
    type Query = AnythingQuery;
    type Header = runtime::NoParameters;
}

async fn anything<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "anything",
        method: "GET",
        path: "/anything",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let status = runtime::query(&request, "status", &mut violations)
                    .and_then(|value| runtime::required(
                        value,
                        "status",
                        &mut violations,
                    ));
                let (Some(status),) = (status,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().anything(status).await {
                    Ok(payload) => {
                        rest_runtime::server::Answer::json(
                            payload.status.get(),
                            &payload.body,
                        )
                    }
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    RangesQuery,
    r#"{"type":"object","required":["status"],"properties":{"status":{"type":"integer"}}}"#,
    []
}

struct RangesParameters;
impl runtime::ParameterSchema for RangesParameters {
    type Path = runtime::NoParameters;
    type Query = RangesQuery;
    type Header = runtime::NoParameters;
}

async fn ranges<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "ranges",
        method: "GET",
        path: "/ranges",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let status = runtime::query(&request, "status", &mut violations)
                    .and_then(|value| runtime::required(
                        value,
                        "status",
                        &mut violations,
                    ));
                let (Some(status),) = (status,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().ranges(status).await {
                    Ok(success) => success.into_answer(),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    StreamQuery,
    r#"{"type":"object","required":["pieces"],"properties":{"pieces":{"type":"integer","maximum":1000}}}"#,
    []
}

struct StreamParameters;
impl runtime::ParameterSchema for StreamParameters {
    type Path = runtime::NoParameters;
    type Query = StreamQuery;
    type Header = runtime::NoParameters;
}

async fn stream<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "stream",
        method: "GET",
        path: "/stream",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let pieces = runtime::query(&request, "pieces", &mut violations)
                    .and_then(|value| runtime::required(
                        value,
                        "pieces",
                        &mut violations,
                    ));
                let (Some(pieces),) = (pieces,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().stream(pieces).await {
                    Ok(payload) => {
                        let mut answer = rest_runtime::server::Answer::stream(
                            200,
                            "application/octet-stream",
                            payload.body,
                        )?;
                        let value = payload.x_pieces;
                        answer = answer.header("x-pieces", &value.to_string())?;
                        Ok(answer)
                    }
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    EventsQuery,
    r#"{"type":"object","required":["count"],"properties":{"count":{"type":"integer","maximum":1000}}}"#,
    []
}

struct EventsParameters;
impl runtime::ParameterSchema for EventsParameters {
    type Path = runtime::NoParameters;
    type Query = EventsQuery;
    type Header = runtime::NoParameters;
}

async fn events<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "events",
        method: "GET",
        path: "/events",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let count = runtime::query(&request, "count", &mut violations)
                    .and_then(|value| runtime::required(
                        value,
                        "count",
                        &mut violations,
                    ));
                let (Some(count),) = (count,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().events(count).await {
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

rest_runtime::declare_parameters! {
    ProblemsQuery,
    r#"{"type":"object","required":["which"],"properties":{"which":{"type":"string"}}}"#,
    []
}

struct ProblemsParameters;
impl runtime::ParameterSchema for ProblemsParameters {
    type Path = runtime::NoParameters;
    type Query = ProblemsQuery;
    type Header = runtime::NoParameters;
}

async fn problems<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "problems",
        method: "GET",
        path: "/problems",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let which = runtime::query(&request, "which", &mut violations)
                    .and_then(|value| runtime::required(
                        value,
                        "which",
                        &mut violations,
                    ));
                let (Some(which),) = (which,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().problems(which).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn names<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "names",
        method: "GET",
        path: "/names",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().names().await {
                    Ok(payload) => {
                        let mut answer = rest_runtime::server::Answer::json(
                            200,
                            &payload.body,
                        )?;
                        if let Some(value) = payload.received {
                            answer = answer.header("received", &value.to_string())?;
                        }
                        if let Some(value) = payload.status2 {
                            answer = answer.header("status", &value.to_string())?;
                        }
                        if let Some(value) = payload.body2 {
                            answer = answer.header("body", &value.to_string())?;
                        }
                        if let Some(value) = payload.answer {
                            answer = answer.header("answer", &value.to_string())?;
                        }
                        if let Some(value) = payload.r#type {
                            answer = answer.header("type", &value.to_string())?;
                        }
                        Ok(answer)
                    }
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    GetWithoutIdIdPath,
    r#"{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}"#, []
}

struct GetWithoutIdIdParameters;
impl runtime::ParameterSchema for GetWithoutIdIdParameters {
    type Path = GetWithoutIdIdPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn get_without_id_id<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "get /without/id/{id}",
        method: "GET",
        path: "/without/id/{id}",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let id = runtime::path_segment(&request, 2, "id", &mut violations);
                let (Some(id),) = (id,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().get_without_id_id(id).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    PostWithoutIdIdPath,
    r#"{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}"#, []
}

struct PostWithoutIdIdParameters;
impl runtime::ParameterSchema for PostWithoutIdIdParameters {
    type Path = PostWithoutIdIdPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn post_without_id_id<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "post /without/id/{id}",
        method: "POST",
        path: "/without/id/{id}",
    };
    runtime::detached(async move {
            runtime::around_secured(
                    &request,
                    &OPERATION,
                    &[],
                    || async {
                        let mut violations = rest_runtime::Violations::for_request();
                        let id = runtime::path_segment(
                            &request,
                            2,
                            "id",
                            &mut violations,
                        );
                        let (Some(id),) = (id,) else {
                            return Err(
                                rest_runtime::Failure::invalid(violations.into_vec()),
                            );
                        };
                        match request.context().api().post_without_id_id(id).await {
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

async fn get_without_id<A: SampleRouting>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::dropshot::HttpResponseOk<String>>, HttpError> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "get /without-id",
        method: "GET",
        path: "/without-id",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                match request.context().api().get_without_id().await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}
