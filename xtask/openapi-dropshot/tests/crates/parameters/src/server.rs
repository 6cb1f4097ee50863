// Generated from tests/documents/parameters.yaml. Do not edit.

//! The adapter between the trait and Dropshot: security, then parameters, then body, then the handler.
#![allow(deprecated, unused_mut)]
use rest_runtime::server as runtime;
use rest_runtime::server::dropshot::{ApiDescription, ApiDescriptionRegisterError};
use rest_runtime::server::dropshot::{
    ApiEndpoint, ApiEndpointVersions, HttpError, RequestContext,
};
use crate::api::SampleParameters;

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
pub fn api_description<A: SampleParameters>() -> Result<
    ApiDescription<runtime::Context<A>>,
    ApiDescriptionRegisterError,
> {
    let mut description = ApiDescription::new();
    description
        .register(
            runtime::declared::<
                SimplePathParameters,
                _,
            >(
                ApiEndpoint::new(
                    "simple_path".to_owned(),
                    simple_path::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/simple/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                LabelPathParameters,
                _,
            >(
                ApiEndpoint::new(
                    "label_path".to_owned(),
                    label_path::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/label/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                MatrixPathParameters,
                _,
            >(
                ApiEndpoint::new(
                    "matrix_path".to_owned(),
                    matrix_path::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/matrix/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                FormQueryParameters,
                _,
            >(
                ApiEndpoint::new(
                    "form_query".to_owned(),
                    form_query::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/form",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                DelimitedQueryParameters,
                _,
            >(
                ApiEndpoint::new(
                    "delimited_query".to_owned(),
                    delimited_query::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/delimited",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                DeepQueryParameters,
                _,
            >(
                ApiEndpoint::new(
                    "deep_query".to_owned(),
                    deep_query::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/deep",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                OpenQueryParameters,
                _,
            >(
                ApiEndpoint::new(
                        "open_query".to_owned(),
                        open_query::<A>,
                        runtime::http::Method::GET,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/open",
                        ApiEndpointVersions::All,
                    )
                    .description(
                        "An exploded object takes whatever no other parameter takes.",
                    ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                HeadersParameters,
                _,
            >(
                ApiEndpoint::new(
                    "headers".to_owned(),
                    headers::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/headers",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            ApiEndpoint::new(
                "cookies".to_owned(),
                cookies::<A>,
                runtime::http::Method::GET,
                runtime::dropshot::CONTENT_TYPE_JSON,
                "/cookies",
                ApiEndpointVersions::All,
            ),
        )?;
    description
        .register(
            runtime::declared::<
                ContentParameters,
                _,
            >(
                ApiEndpoint::new(
                    "content".to_owned(),
                    content::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/content/{filter}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                DefaultsParameters,
                _,
            >(
                ApiEndpoint::new(
                    "defaults".to_owned(),
                    defaults::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/defaults",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                ReservedParameters,
                _,
            >(
                ApiEndpoint::new(
                    "reserved".to_owned(),
                    reserved::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/reserved",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                NamesParameters,
                _,
            >(
                ApiEndpoint::new(
                        "names".to_owned(),
                        names::<A>,
                        runtime::http::Method::GET,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/names/{path}/{request}",
                        ApiEndpointVersions::All,
                    )
                    .description(
                        "Names that generated code has for itself, or that collide.",
                    ),
            ),
        )?;
    description
        .register(
            runtime::declared::<
                RulesParameters,
                _,
            >(
                ApiEndpoint::new(
                    "rules".to_owned(),
                    rules::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/rules/{id}/{ids}",
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
                        "dispatch_1_get".to_owned(),
                        dispatch_1_get::<A>,
                        runtime::http::Method::GET,
                        runtime::dropshot::CONTENT_TYPE_JSON,
                        "/files/{segment1}",
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
pub fn single_descriptions<A: SampleParameters>() -> Result<
    Vec<ApiDescription<runtime::Context<A>>>,
    ApiDescriptionRegisterError,
> {
    let mut descriptions = Vec::new();
    let mut description = ApiDescription::new();
    description
        .register(
            runtime::declared::<
                JsonFileParameters,
                _,
            >(
                ApiEndpoint::new(
                    "json_file".to_owned(),
                    json_file::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/files/{segment1}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            runtime::declared::<
                NumberedFileParameters,
                _,
            >(
                ApiEndpoint::new(
                    "numbered_file".to_owned(),
                    numbered_file::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/files/{segment1}",
                    ApiEndpointVersions::All,
                ),
            ),
        )?;
    descriptions.push(description);
    let mut description = ApiDescription::new();
    description
        .register(
            runtime::declared::<
                AnyFileParameters,
                _,
            >(
                ApiEndpoint::new(
                    "any_file".to_owned(),
                    any_file::<A>,
                    runtime::http::Method::GET,
                    runtime::dropshot::CONTENT_TYPE_JSON,
                    "/files/{name}",
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
            &[runtime::routes::Piece::Literal("files")],
            &[runtime::routes::Piece::Variable, runtime::routes::Piece::Literal(".json")],
        ],
        trailing_slash: false,
        methods: &["GET"],
    },
    runtime::routes::Route {
        segments: &[
            &[runtime::routes::Piece::Literal("files")],
            &[
                runtime::routes::Piece::Variable,
                runtime::routes::Piece::Literal("-"),
                runtime::routes::Piece::Variable,
                runtime::routes::Piece::Literal("."),
                runtime::routes::Piece::Variable,
            ],
        ],
        trailing_slash: false,
        methods: &["GET"],
    },
    runtime::routes::Route {
        segments: &[
            &[runtime::routes::Piece::Literal("files")],
            &[runtime::routes::Piece::Variable],
        ],
        trailing_slash: false,
        methods: &["GET"],
    },
];
rest_runtime::declare_parameters! {
    Dispatch1Path,
    r#"{"type":"object","required":["segment1"],"properties":{"segment1":{"type":"string"}}}"#,
    []
}

struct Dispatch1Parameters;
impl runtime::ParameterSchema for Dispatch1Parameters {
    type Path = Dispatch1Path;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn dispatch_1_get<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<runtime::Reply<runtime::Untyped>, HttpError> {
    match runtime::routes::choose(&request, ROUTES_1)? {
        0 => json_file(request).await.map(runtime::Reply::erase),
        1 => numbered_file(request).await.map(runtime::Reply::erase),
        2 => any_file(request).await.map(runtime::Reply::erase),
        _ => Err(HttpError::for_not_found(None, "Not Found".to_owned())),
    }
}

rest_runtime::declare_parameters! {
    SimplePathPath,
    r##"{"type":"object","required":["text","ids","ids_exploded","point","point_exploded"],"properties":{"text":{"type":"string"},"ids":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Ids"}},"ids_exploded":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Ids"}},"point":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Point"}},"point_exploded":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Point"}}}}"##,
    [crate ::types::Ids, crate ::types::Point]
}

struct SimplePathParameters;
impl runtime::ParameterSchema for SimplePathParameters {
    type Path = SimplePathPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn simple_path<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "simple_path",
        method: "GET",
        path: "/simple/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let text = runtime::path_segment(&request, 1, "text", &mut violations);
                let ids = rest_runtime::parameters::from_path(
                        &crate::parameters::SIMPLE_PATH_IDS,
                        runtime::path_raw(&request, 2, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(value, "ids", &mut violations));
                let ids_exploded = rest_runtime::parameters::from_path(
                        &crate::parameters::SIMPLE_PATH_IDS_EXPLODED,
                        runtime::path_raw(&request, 3, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(
                        value,
                        "ids_exploded",
                        &mut violations,
                    ));
                let point = rest_runtime::parameters::from_path(
                        &crate::parameters::SIMPLE_PATH_POINT,
                        runtime::path_raw(&request, 4, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(
                        value,
                        "point",
                        &mut violations,
                    ));
                let point_exploded = rest_runtime::parameters::from_path(
                        &crate::parameters::SIMPLE_PATH_POINT_EXPLODED,
                        runtime::path_raw(&request, 5, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(
                        value,
                        "point_exploded",
                        &mut violations,
                    ));
                let (
                    Some(text),
                    Some(ids),
                    Some(ids_exploded),
                    Some(point),
                    Some(point_exploded),
                ) = (text, ids, ids_exploded, point, point_exploded) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request
                    .context()
                    .api()
                    .simple_path(text, ids, ids_exploded, point, point_exploded)
                    .await
                {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    LabelPathPath,
    r##"{"type":"object","required":["text","ids","ids_exploded","point","point_exploded"],"properties":{"text":{"type":"string","x-openapi-schema":{"type":"string"}},"ids":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Ids"}},"ids_exploded":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Ids"}},"point":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Point"}},"point_exploded":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Point"}}}}"##,
    [crate ::types::Ids, crate ::types::Point]
}

struct LabelPathParameters;
impl runtime::ParameterSchema for LabelPathParameters {
    type Path = LabelPathPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn label_path<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "label_path",
        method: "GET",
        path: "/label/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let text = rest_runtime::parameters::from_path(
                        &crate::parameters::LABEL_PATH_TEXT,
                        runtime::path_raw(&request, 1, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(value, "text", &mut violations));
                let ids = rest_runtime::parameters::from_path(
                        &crate::parameters::LABEL_PATH_IDS,
                        runtime::path_raw(&request, 2, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(value, "ids", &mut violations));
                let ids_exploded = rest_runtime::parameters::from_path(
                        &crate::parameters::LABEL_PATH_IDS_EXPLODED,
                        runtime::path_raw(&request, 3, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(
                        value,
                        "ids_exploded",
                        &mut violations,
                    ));
                let point = rest_runtime::parameters::from_path(
                        &crate::parameters::LABEL_PATH_POINT,
                        runtime::path_raw(&request, 4, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(
                        value,
                        "point",
                        &mut violations,
                    ));
                let point_exploded = rest_runtime::parameters::from_path(
                        &crate::parameters::LABEL_PATH_POINT_EXPLODED,
                        runtime::path_raw(&request, 5, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(
                        value,
                        "point_exploded",
                        &mut violations,
                    ));
                let (
                    Some(text),
                    Some(ids),
                    Some(ids_exploded),
                    Some(point),
                    Some(point_exploded),
                ) = (text, ids, ids_exploded, point, point_exploded) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request
                    .context()
                    .api()
                    .label_path(text, ids, ids_exploded, point, point_exploded)
                    .await
                {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    MatrixPathPath,
    r##"{"type":"object","required":["text","ids","ids_exploded","point","point_exploded"],"properties":{"text":{"type":"string","x-openapi-schema":{"type":"string"}},"ids":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Ids"}},"ids_exploded":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Ids"}},"point":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Point"}},"point_exploded":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Point"}}}}"##,
    [crate ::types::Ids, crate ::types::Point]
}

struct MatrixPathParameters;
impl runtime::ParameterSchema for MatrixPathParameters {
    type Path = MatrixPathPath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn matrix_path<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "matrix_path",
        method: "GET",
        path: "/matrix/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let text = rest_runtime::parameters::from_path(
                        &crate::parameters::MATRIX_PATH_TEXT,
                        runtime::path_raw(&request, 1, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(value, "text", &mut violations));
                let ids = rest_runtime::parameters::from_path(
                        &crate::parameters::MATRIX_PATH_IDS,
                        runtime::path_raw(&request, 2, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(value, "ids", &mut violations));
                let ids_exploded = rest_runtime::parameters::from_path(
                        &crate::parameters::MATRIX_PATH_IDS_EXPLODED,
                        runtime::path_raw(&request, 3, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(
                        value,
                        "ids_exploded",
                        &mut violations,
                    ));
                let point = rest_runtime::parameters::from_path(
                        &crate::parameters::MATRIX_PATH_POINT,
                        runtime::path_raw(&request, 4, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(
                        value,
                        "point",
                        &mut violations,
                    ));
                let point_exploded = rest_runtime::parameters::from_path(
                        &crate::parameters::MATRIX_PATH_POINT_EXPLODED,
                        runtime::path_raw(&request, 5, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(
                        value,
                        "point_exploded",
                        &mut violations,
                    ));
                let (
                    Some(text),
                    Some(ids),
                    Some(ids_exploded),
                    Some(point),
                    Some(point_exploded),
                ) = (text, ids, ids_exploded, point, point_exploded) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request
                    .context()
                    .api()
                    .matrix_path(text, ids, ids_exploded, point, point_exploded)
                    .await
                {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    JsonFilePath,
    r#"{"type":"object","required":["segment1"],"properties":{"segment1":{"type":"string","x-openapi-schema":{"type":"string"}}}}"#,
    []
}

struct JsonFileParameters;
impl runtime::ParameterSchema for JsonFileParameters {
    type Path = JsonFilePath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn json_file<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "json_file",
        method: "GET",
        path: "/files/{name}.json",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let name = runtime::path_piece(
                    &request,
                    1,
                    &[
                        runtime::routes::Piece::Variable,
                        runtime::routes::Piece::Literal(".json"),
                    ],
                    0,
                    "name",
                    &mut violations,
                );
                let (Some(name),) = (name,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().json_file(name).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    NumberedFilePath,
    r#"{"type":"object","required":["segment1"],"properties":{"segment1":{"type":"string","x-openapi-schema":{"type":"string"}}}}"#,
    []
}

struct NumberedFileParameters;
impl runtime::ParameterSchema for NumberedFileParameters {
    type Path = NumberedFilePath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn numbered_file<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "numbered_file",
        method: "GET",
        path: "/files/{name}-{number}.{extension}",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let name = runtime::path_piece(
                    &request,
                    1,
                    &[
                        runtime::routes::Piece::Variable,
                        runtime::routes::Piece::Literal("-"),
                        runtime::routes::Piece::Variable,
                        runtime::routes::Piece::Literal("."),
                        runtime::routes::Piece::Variable,
                    ],
                    0,
                    "name",
                    &mut violations,
                );
                let number = runtime::path_piece(
                    &request,
                    1,
                    &[
                        runtime::routes::Piece::Variable,
                        runtime::routes::Piece::Literal("-"),
                        runtime::routes::Piece::Variable,
                        runtime::routes::Piece::Literal("."),
                        runtime::routes::Piece::Variable,
                    ],
                    1,
                    "number",
                    &mut violations,
                );
                let extension = runtime::path_piece(
                    &request,
                    1,
                    &[
                        runtime::routes::Piece::Variable,
                        runtime::routes::Piece::Literal("-"),
                        runtime::routes::Piece::Variable,
                        runtime::routes::Piece::Literal("."),
                        runtime::routes::Piece::Variable,
                    ],
                    2,
                    "extension",
                    &mut violations,
                );
                let (Some(name), Some(number), Some(extension)) = (
                    name,
                    number,
                    extension,
                ) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request
                    .context()
                    .api()
                    .numbered_file(name, number, extension)
                    .await
                {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    AnyFilePath,
    r#"{"type":"object","required":["name"],"properties":{"name":{"type":"string"}}}"#,
    []
}

struct AnyFileParameters;
impl runtime::ParameterSchema for AnyFileParameters {
    type Path = AnyFilePath;
    type Query = runtime::NoParameters;
    type Header = runtime::NoParameters;
}

async fn any_file<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "any_file",
        method: "GET",
        path: "/files/{name}",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let name = runtime::path_segment(&request, 1, "name", &mut violations);
                let (Some(name),) = (name,) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().any_file(name).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    FormQueryQuery,
    r##"{"type":"object","required":["text"],"properties":{"text":{"type":"string"},"count":{"type":"integer","format":"int32"},"ratio":{"type":"number"},"flag":{"type":"boolean"},"texts":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Texts"}},"texts_joined":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Texts"}},"ids":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Ids"}},"point":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Point"}},"point_joined":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Point"}}}}"##,
    [crate ::types::Ids, crate ::types::Point, crate ::types::Texts]
}

struct FormQueryParameters;
impl runtime::ParameterSchema for FormQueryParameters {
    type Path = runtime::NoParameters;
    type Query = FormQueryQuery;
    type Header = runtime::NoParameters;
}

async fn form_query<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "form_query",
        method: "GET",
        path: "/form",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let text = runtime::query(&request, "text", &mut violations)
                    .and_then(|value| runtime::required(value, "text", &mut violations));
                let count = runtime::query(&request, "count", &mut violations);
                let ratio = runtime::query(&request, "ratio", &mut violations);
                let flag = runtime::query(&request, "flag", &mut violations);
                let texts = rest_runtime::parameters::from_query(
                    &crate::parameters::FORM_QUERY_TEXTS,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let texts_joined = rest_runtime::parameters::from_query(
                    &crate::parameters::FORM_QUERY_TEXTS_JOINED,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let ids = rest_runtime::parameters::from_query(
                    &crate::parameters::FORM_QUERY_IDS,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let point = rest_runtime::parameters::from_query(
                    &crate::parameters::FORM_QUERY_POINT,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let point_joined = rest_runtime::parameters::from_query(
                    &crate::parameters::FORM_QUERY_POINT_JOINED,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let (
                    Some(text),
                    Some(count),
                    Some(ratio),
                    Some(flag),
                    Some(texts),
                    Some(texts_joined),
                    Some(ids),
                    Some(point),
                    Some(point_joined),
                ) = (
                    text,
                    count,
                    ratio,
                    flag,
                    texts,
                    texts_joined,
                    ids,
                    point,
                    point_joined,
                ) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request
                    .context()
                    .api()
                    .form_query(
                        text,
                        count,
                        ratio,
                        flag,
                        texts,
                        texts_joined,
                        ids,
                        point,
                        point_joined,
                    )
                    .await
                {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    DelimitedQueryQuery,
    r##"{"type":"object","required":[],"properties":{"spaced":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Texts"}},"spaced_exploded":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Texts"}},"piped":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Ids"}},"piped_exploded":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Ids"}},"piped_point":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Point"}}}}"##,
    [crate ::types::Ids, crate ::types::Point, crate ::types::Texts]
}

struct DelimitedQueryParameters;
impl runtime::ParameterSchema for DelimitedQueryParameters {
    type Path = runtime::NoParameters;
    type Query = DelimitedQueryQuery;
    type Header = runtime::NoParameters;
}

async fn delimited_query<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "delimited_query",
        method: "GET",
        path: "/delimited",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let spaced = rest_runtime::parameters::from_query(
                    &crate::parameters::DELIMITED_QUERY_SPACED,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let spaced_exploded = rest_runtime::parameters::from_query(
                    &crate::parameters::DELIMITED_QUERY_SPACED_EXPLODED,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let piped = rest_runtime::parameters::from_query(
                    &crate::parameters::DELIMITED_QUERY_PIPED,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let piped_exploded = rest_runtime::parameters::from_query(
                    &crate::parameters::DELIMITED_QUERY_PIPED_EXPLODED,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let piped_point = rest_runtime::parameters::from_query(
                    &crate::parameters::DELIMITED_QUERY_PIPED_POINT,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let (
                    Some(spaced),
                    Some(spaced_exploded),
                    Some(piped),
                    Some(piped_exploded),
                    Some(piped_point),
                ) = (spaced, spaced_exploded, piped, piped_exploded, piped_point) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request
                    .context()
                    .api()
                    .delimited_query(
                        spaced,
                        spaced_exploded,
                        piped,
                        piped_exploded,
                        piped_point,
                    )
                    .await
                {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    DeepQueryQuery,
    r##"{"type":"object","required":["filter"],"properties":{"filter":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Filter"}},"labels":{"type":"string","x-openapi-schema":{"type":"object","additionalProperties":{"type":"string"}}}}}"##,
    [crate ::types::Filter]
}

struct DeepQueryParameters;
impl runtime::ParameterSchema for DeepQueryParameters {
    type Path = runtime::NoParameters;
    type Query = DeepQueryQuery;
    type Header = runtime::NoParameters;
}

async fn deep_query<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "deep_query",
        method: "GET",
        path: "/deep",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let filter = rest_runtime::parameters::from_query(
                        &crate::parameters::DEEP_QUERY_FILTER,
                        runtime::raw_query(&request),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(
                        value,
                        "filter",
                        &mut violations,
                    ));
                let labels = rest_runtime::parameters::from_query(
                    &crate::parameters::DEEP_QUERY_LABELS,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let (Some(filter), Some(labels)) = (filter, labels) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().deep_query(filter, labels).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    OpenQueryQuery,
    r#"{"type":"object","required":[],"properties":{"others":{"type":"string","x-openapi-schema":{"type":"object","additionalProperties":{"type":"string"}}},"limit":{"type":"integer"}}}"#,
    []
}

struct OpenQueryParameters;
impl runtime::ParameterSchema for OpenQueryParameters {
    type Path = runtime::NoParameters;
    type Query = OpenQueryQuery;
    type Header = runtime::NoParameters;
}

async fn open_query<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "open_query",
        method: "GET",
        path: "/open",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let others = rest_runtime::parameters::from_query(
                    &crate::parameters::OPEN_QUERY_OTHERS,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let limit = runtime::query(&request, "limit", &mut violations);
                let (Some(others), Some(limit)) = (others, limit) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request.context().api().open_query(others, limit).await {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    HeadersHeader,
    r##"{"type":"object","required":["X-Text"],"properties":{"X-Text":{"type":"string"},"x-count":{"type":"integer"},"X-Ids":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Ids"}},"X-Texts":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Texts"}},"X-Point":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Point"}},"X-Point-Exploded":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Point"}}}}"##,
    [crate ::types::Ids, crate ::types::Point, crate ::types::Texts]
}

struct HeadersParameters;
impl runtime::ParameterSchema for HeadersParameters {
    type Path = runtime::NoParameters;
    type Query = runtime::NoParameters;
    type Header = HeadersHeader;
}

async fn headers<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "headers",
        method: "GET",
        path: "/headers",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let x_text = runtime::header(&request, "X-Text", &mut violations)
                    .and_then(|value| runtime::required(
                        value,
                        "X-Text",
                        &mut violations,
                    ));
                let x_count = runtime::header(&request, "x-count", &mut violations);
                let x_ids = rest_runtime::parameters::from_header(
                    &crate::parameters::HEADERS_X_IDS,
                    &runtime::header_values(&request, "X-Ids"),
                    &mut violations,
                );
                let x_texts = rest_runtime::parameters::from_header(
                    &crate::parameters::HEADERS_X_TEXTS,
                    &runtime::header_values(&request, "X-Texts"),
                    &mut violations,
                );
                let x_point = rest_runtime::parameters::from_header(
                    &crate::parameters::HEADERS_X_POINT,
                    &runtime::header_values(&request, "X-Point"),
                    &mut violations,
                );
                let x_point_exploded = rest_runtime::parameters::from_header(
                    &crate::parameters::HEADERS_X_POINT_EXPLODED,
                    &runtime::header_values(&request, "X-Point-Exploded"),
                    &mut violations,
                );
                let (
                    Some(x_text),
                    Some(x_count),
                    Some(x_ids),
                    Some(x_texts),
                    Some(x_point),
                    Some(x_point_exploded),
                ) = (x_text, x_count, x_ids, x_texts, x_point, x_point_exploded) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request
                    .context()
                    .api()
                    .headers(x_text, x_count, x_ids, x_texts, x_point, x_point_exploded)
                    .await
                {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

async fn cookies<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "cookies",
        method: "GET",
        path: "/cookies",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let text = rest_runtime::parameters::from_cookie(
                        &crate::parameters::COOKIES_TEXT,
                        &runtime::header_values(&request, "cookie"),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(value, "text", &mut violations));
                let flag = rest_runtime::parameters::from_cookie(
                    &crate::parameters::COOKIES_FLAG,
                    &runtime::header_values(&request, "cookie"),
                    &mut violations,
                );
                let ids = rest_runtime::parameters::from_cookie(
                    &crate::parameters::COOKIES_IDS,
                    &runtime::header_values(&request, "cookie"),
                    &mut violations,
                );
                let texts = rest_runtime::parameters::from_cookie(
                    &crate::parameters::COOKIES_TEXTS,
                    &runtime::header_values(&request, "cookie"),
                    &mut violations,
                );
                let point = rest_runtime::parameters::from_cookie(
                    &crate::parameters::COOKIES_POINT,
                    &runtime::header_values(&request, "cookie"),
                    &mut violations,
                );
                let (Some(text), Some(flag), Some(ids), Some(texts), Some(point)) = (
                    text,
                    flag,
                    ids,
                    texts,
                    point,
                ) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request
                    .context()
                    .api()
                    .cookies(text, flag, ids, texts, point)
                    .await
                {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    ContentPath,
    r##"{"type":"object","required":["filter"],"properties":{"filter":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Filter"}}}}"##,
    [crate ::types::Filter]
}

rest_runtime::declare_parameters! {
    ContentQuery,
    r##"{"type":"object","required":[],"properties":{"tree":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Filter"}},"plain":{"type":"string"}}}"##,
    [crate ::types::Filter]
}

rest_runtime::declare_parameters! {
    ContentHeader,
    r##"{"type":"object","required":[],"properties":{"X-Tree":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Filter"}}}}"##,
    [crate ::types::Filter]
}

struct ContentParameters;
impl runtime::ParameterSchema for ContentParameters {
    type Path = ContentPath;
    type Query = ContentQuery;
    type Header = ContentHeader;
}

async fn content<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "content",
        method: "GET",
        path: "/content/{filter}",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let filter = rest_runtime::parameters::from_path(
                        &crate::parameters::CONTENT_FILTER,
                        runtime::path_raw(&request, 1, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(
                        value,
                        "filter",
                        &mut violations,
                    ));
                let tree = rest_runtime::parameters::from_query(
                    &crate::parameters::CONTENT_TREE,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let x_tree = rest_runtime::parameters::from_header(
                    &crate::parameters::CONTENT_X_TREE,
                    &runtime::header_values(&request, "X-Tree"),
                    &mut violations,
                );
                let tree2 = rest_runtime::parameters::from_cookie(
                    &crate::parameters::CONTENT_TREE2,
                    &runtime::header_values(&request, "cookie"),
                    &mut violations,
                );
                let plain = runtime::query(&request, "plain", &mut violations);
                let (Some(filter), Some(tree), Some(x_tree), Some(tree2), Some(plain)) = (
                    filter,
                    tree,
                    x_tree,
                    tree2,
                    plain,
                ) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request
                    .context()
                    .api()
                    .content(filter, tree, x_tree, tree2, plain)
                    .await
                {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    DefaultsQuery,
    r##"{"type":"object","required":[],"properties":{"limit":{"type":"integer","minimum":1,"maximum":100,"default":20},"order":{"$ref":"#/components/schemas/Order"},"ids":{"type":"string","x-openapi-schema":{"type":"array","items":{"type":"integer"},"default":[1,2]}},"point":{"type":"string","x-openapi-schema":{"type":"object","properties":{"x":{"type":"integer","default":3}},"default":{}}}}}"##,
    [crate ::types::Order]
}

rest_runtime::declare_parameters! {
    DefaultsHeader,
    r#"{"type":"object","required":[],"properties":{"X-Flag":{"type":"boolean","default":true}}}"#,
    []
}

struct DefaultsParameters;
impl runtime::ParameterSchema for DefaultsParameters {
    type Path = runtime::NoParameters;
    type Query = DefaultsQuery;
    type Header = DefaultsHeader;
}

async fn defaults<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "defaults",
        method: "GET",
        path: "/defaults",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let limit = runtime::query_or(&request, "limit", "20", &mut violations);
                let order = runtime::query_or(
                    &request,
                    "order",
                    "ascending",
                    &mut violations,
                );
                let ids = rest_runtime::parameters::from_query(
                        &crate::parameters::DEFAULTS_IDS,
                        runtime::raw_query(&request),
                        &mut violations,
                    )
                    .and_then(|value| runtime::defaulted(
                        value,
                        r#"[1,2]"#,
                        "ids",
                        &mut violations,
                    ));
                let point = rest_runtime::parameters::from_query(
                        &crate::parameters::DEFAULTS_POINT,
                        runtime::raw_query(&request),
                        &mut violations,
                    )
                    .and_then(|value| runtime::defaulted(
                        value,
                        r#"{}"#,
                        "point",
                        &mut violations,
                    ));
                let x_flag = runtime::header(&request, "X-Flag", &mut violations)
                    .and_then(|value| runtime::defaulted(
                        value,
                        r#"true"#,
                        "X-Flag",
                        &mut violations,
                    ));
                let text = rest_runtime::parameters::from_cookie(
                        &crate::parameters::DEFAULTS_TEXT,
                        &runtime::header_values(&request, "cookie"),
                        &mut violations,
                    )
                    .and_then(|value| runtime::defaulted(
                        value,
                        r#""é""#,
                        "text",
                        &mut violations,
                    ));
                let (
                    Some(limit),
                    Some(order),
                    Some(ids),
                    Some(point),
                    Some(x_flag),
                    Some(text),
                ) = (limit, order, ids, point, x_flag, text) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request
                    .context()
                    .api()
                    .defaults(limit, order, ids, point, x_flag, text)
                    .await
                {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    ReservedQuery,
    r##"{"type":"object","required":["where"],"properties":{"where":{"type":"string"},"paths":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Texts"}},"filter[name]":{"type":"string"},"type":{"type":"string"},"self":{"type":"string"}}}"##,
    [crate ::types::Texts]
}

rest_runtime::declare_parameters! {
    ReservedHeader,
    r#"{"type":"object","required":[],"properties":{"X-Self":{"type":"string"},"self":{"type":"string"}}}"#,
    []
}

struct ReservedParameters;
impl runtime::ParameterSchema for ReservedParameters {
    type Path = runtime::NoParameters;
    type Query = ReservedQuery;
    type Header = ReservedHeader;
}

async fn reserved<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "reserved",
        method: "GET",
        path: "/reserved",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let r#where = rest_runtime::parameters::from_query(
                        &crate::parameters::RESERVED_WHERE,
                        runtime::raw_query(&request),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(
                        value,
                        "where",
                        &mut violations,
                    ));
                let paths = rest_runtime::parameters::from_query(
                    &crate::parameters::RESERVED_PATHS,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let filter_name = runtime::query(
                    &request,
                    "filter[name]",
                    &mut violations,
                );
                let r#type = runtime::query(&request, "type", &mut violations);
                let self2 = runtime::query(&request, "self", &mut violations);
                let x_self = runtime::header(&request, "X-Self", &mut violations);
                let self3 = runtime::header(&request, "self", &mut violations);
                let (
                    Some(r#where),
                    Some(paths),
                    Some(filter_name),
                    Some(r#type),
                    Some(self2),
                    Some(x_self),
                    Some(self3),
                ) = (r#where, paths, filter_name, r#type, self2, x_self, self3) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request
                    .context()
                    .api()
                    .reserved(r#where, paths, filter_name, r#type, self2, x_self, self3)
                    .await
                {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    NamesPath,
    r#"{"type":"object","required":["path","request"],"properties":{"path":{"type":"string"},"request":{"type":"string"}}}"#,
    []
}

rest_runtime::declare_parameters! {
    NamesQuery,
    r#"{"type":"object","required":[],"properties":{"call":{"type":"integer"},"received":{"type":"integer"},"value":{"type":"integer"},"body":{"type":"integer"},"caller":{"type":"integer"},"violations":{"type":"integer"},"Value":{"type":"integer"},"1st":{"type":"integer"},"+1":{"type":"integer"},"é":{"type":"integer"}}}"#,
    []
}

struct NamesParameters;
impl runtime::ParameterSchema for NamesParameters {
    type Path = NamesPath;
    type Query = NamesQuery;
    type Header = runtime::NoParameters;
}

async fn names<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "names",
        method: "GET",
        path: "/names/{path}/{request}",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let path = runtime::path_segment(&request, 1, "path", &mut violations);
                let request2 = runtime::path_segment(
                    &request,
                    2,
                    "request",
                    &mut violations,
                );
                let call = runtime::query(&request, "call", &mut violations);
                let received = runtime::query(&request, "received", &mut violations);
                let value = runtime::query(&request, "value", &mut violations);
                let body2 = runtime::query(&request, "body", &mut violations);
                let caller2 = runtime::query(&request, "caller", &mut violations);
                let violations2 = runtime::query(
                    &request,
                    "violations",
                    &mut violations,
                );
                let value2 = runtime::query(&request, "Value", &mut violations);
                let _1st = runtime::query(&request, "1st", &mut violations);
                let plus_1 = runtime::query(&request, "+1", &mut violations);
                let ue9 = runtime::query(&request, "é", &mut violations);
                let (
                    Some(path),
                    Some(request2),
                    Some(call),
                    Some(received),
                    Some(value),
                    Some(body2),
                    Some(caller2),
                    Some(violations2),
                    Some(value2),
                    Some(_1st),
                    Some(plus_1),
                    Some(ue9),
                ) = (
                    path,
                    request2,
                    call,
                    received,
                    value,
                    body2,
                    caller2,
                    violations2,
                    value2,
                    _1st,
                    plus_1,
                    ue9,
                ) else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request
                    .context()
                    .api()
                    .names(
                        path,
                        request2,
                        call,
                        received,
                        value,
                        body2,
                        caller2,
                        violations2,
                        value2,
                        _1st,
                        plus_1,
                        ue9,
                    )
                    .await
                {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}

rest_runtime::declare_parameters! {
    RulesPath,
    r#"{"type":"object","required":["id","ids"],"properties":{"id":{"type":"string","format":"uuid"},"ids":{"type":"string","x-openapi-schema":{"type":"array","minItems":1,"maxItems":3,"items":{"type":"integer","maximum":99}}}}}"#,
    []
}

rest_runtime::declare_parameters! {
    RulesQuery,
    r##"{"type":"object","required":["order"],"properties":{"order":{"$ref":"#/components/schemas/Order"},"code":{"type":"string","pattern":"^[a-z]{2}$"},"codes":{"type":"string","x-openapi-schema":{"type":"array","uniqueItems":true,"items":{"type":"string","pattern":"^[a-z]{2}$"}}},"filter":{"type":"string","x-openapi-schema":{"$ref":"#/components/schemas/Filter"}},"mode":{"type":"string","x-openapi-schema":{"enum":[1,2.5,true,"all"]}},"either":{"oneOf":[{"type":"integer","minimum":10},{"type":"boolean"}]}}}"##,
    [crate ::types::Filter, crate ::types::Order]
}

rest_runtime::declare_parameters! {
    RulesHeader,
    r#"{"type":"object","required":[],"properties":{"X-Step":{"type":"integer","multipleOf":5}}}"#,
    []
}

struct RulesParameters;
impl runtime::ParameterSchema for RulesParameters {
    type Path = RulesPath;
    type Query = RulesQuery;
    type Header = RulesHeader;
}

async fn rules<A: SampleParameters>(
    request: RequestContext<runtime::Context<A>>,
) -> Result<
    runtime::Reply<runtime::dropshot::HttpResponseOk<Vec<rest_runtime::Value>>>,
    HttpError,
> {
    const OPERATION: runtime::Operation = runtime::Operation {
        id: "rules",
        method: "GET",
        path: "/rules/{id}/{ids}",
    };
    runtime::around_secured(
            &request,
            &OPERATION,
            &[],
            || async {
                let mut violations = rest_runtime::Violations::for_request();
                let id = runtime::path_segment(&request, 1, "id", &mut violations);
                let ids = rest_runtime::parameters::from_path(
                        &crate::parameters::RULES_IDS,
                        runtime::path_raw(&request, 2, None),
                        &mut violations,
                    )
                    .and_then(|value| runtime::required(value, "ids", &mut violations));
                let order = runtime::query(&request, "order", &mut violations)
                    .and_then(|value| runtime::required(
                        value,
                        "order",
                        &mut violations,
                    ));
                let code = runtime::query(&request, "code", &mut violations);
                let codes = rest_runtime::parameters::from_query(
                    &crate::parameters::RULES_CODES,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let filter = rest_runtime::parameters::from_query(
                    &crate::parameters::RULES_FILTER,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let x_step = runtime::header(&request, "X-Step", &mut violations);
                let day = rest_runtime::parameters::from_cookie(
                    &crate::parameters::RULES_DAY,
                    &runtime::header_values(&request, "cookie"),
                    &mut violations,
                );
                let mode = runtime::query(&request, "mode", &mut violations);
                let either = rest_runtime::parameters::from_query(
                    &crate::parameters::RULES_EITHER,
                    runtime::raw_query(&request),
                    &mut violations,
                );
                let (
                    Some(id),
                    Some(ids),
                    Some(order),
                    Some(code),
                    Some(codes),
                    Some(filter),
                    Some(x_step),
                    Some(day),
                    Some(mode),
                    Some(either),
                ) = (id, ids, order, code, codes, filter, x_step, day, mode, either)
                else {
                    return Err(rest_runtime::Failure::invalid(violations.into_vec()));
                };
                match request
                    .context()
                    .api()
                    .rules(
                        id,
                        ids,
                        order,
                        code,
                        codes,
                        filter,
                        x_step,
                        day,
                        mode,
                        either,
                    )
                    .await
                {
                    Ok(payload) => rest_runtime::server::Answer::json(200, &payload),
                    Err(error) => error.into_answer(),
                }
            },
        )
        .await
}
