//! The document itself, served byte for byte, and Swagger UI over it.

use dropshot::{ApiDescription, ApiEndpoint, ApiEndpointVersions, Body, HttpError, RequestContext};
use http::{Method, Response, StatusCode, header};

use super::Context;

/// The bytes of an OpenAPI document.
#[derive(Debug, Clone, Copy)]
pub struct Document {
    /// As YAML: the source.
    pub yaml: &'static [u8],
    /// As JSON.
    pub json: &'static [u8],
}

/// Serve the document at `/openapi.yaml` (RFC 9512) and `/openapi.json`.
pub fn register_document<A: Send + Sync + 'static>(
    description: &mut ApiDescription<Context<A>>,
) -> Result<(), dropshot::ApiDescriptionRegisterError> {
    description.register(hidden(ApiEndpoint::new(
        "openapi_yaml".to_owned(),
        yaml::<A>,
        Method::GET,
        dropshot::CONTENT_TYPE_JSON,
        "/openapi.yaml",
        ApiEndpointVersions::All,
    )))?;
    description.register(hidden(ApiEndpoint::new(
        "openapi_json".to_owned(),
        json::<A>,
        Method::GET,
        dropshot::CONTENT_TYPE_JSON,
        "/openapi.json",
        ApiEndpointVersions::All,
    )))
}

fn hidden<C: dropshot::ServerContext>(endpoint: ApiEndpoint<C>) -> ApiEndpoint<C> {
    endpoint.visible(false)
}

async fn yaml<A: Send + Sync + 'static>(request: RequestContext<Context<A>>) -> Result<Response<Body>, HttpError> {
    file(StatusCode::OK, "application/yaml", request.context().document.yaml)
}

async fn json<A: Send + Sync + 'static>(request: RequestContext<Context<A>>) -> Result<Response<Body>, HttpError> {
    file(StatusCode::OK, "application/json", request.context().document.json)
}

fn file(status: StatusCode, content_type: &str, bytes: impl Into<bytes::Bytes>) -> Result<Response<Body>, HttpError> {
    Ok(Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, content_type)
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(Body::with_content(bytes))?)
}

#[cfg(feature = "swagger-ui")]
pub use swagger_ui::register_swagger_ui;

#[cfg(feature = "swagger-ui")]
mod swagger_ui {
    use std::sync::{Arc, LazyLock};

    use dropshot::Path;
    use schemars::JsonSchema;
    use serde::Deserialize;
    use utoipa_swagger_ui::Config;

    use super::*;

    /// Where the page finds the document; the token that a person enters stays over reloads.
    static CONFIG: LazyLock<Arc<Config<'static>>> =
        LazyLock::new(|| Arc::new(Config::from("/openapi.json").persist_authorization(true)));

    /// Serve Swagger UI at `/docs/`. Its files are part of the program; it needs no network.
    pub fn register_swagger_ui<A: Send + Sync + 'static>(
        description: &mut ApiDescription<Context<A>>,
    ) -> Result<(), dropshot::ApiDescriptionRegisterError> {
        description.register(hidden(ApiEndpoint::new(
            "swagger_ui".to_owned(),
            asset::<A>,
            Method::GET,
            dropshot::CONTENT_TYPE_JSON,
            "/docs/{path:.*}",
            ApiEndpointVersions::All,
        )))
    }

    #[derive(Deserialize, JsonSchema)]
    struct Asset {
        path: Vec<String>,
    }

    /// Dropshot takes `/docs` and `/docs/` for the same path, but the page's relative links need the slash.
    async fn asset<A: Send + Sync + 'static>(
        request: RequestContext<Context<A>>,
        asset: Path<Asset>,
    ) -> Result<Response<Body>, HttpError> {
        if request.request.uri().path() == "/docs" {
            return Ok(Response::builder()
                .status(StatusCode::PERMANENT_REDIRECT)
                .header(header::LOCATION, "/docs/")
                .body(Body::empty())?);
        }
        serve(&asset.into_inner().path.join("/"))
    }

    fn serve(path: &str) -> Result<Response<Body>, HttpError> {
        match utoipa_swagger_ui::serve(path, Arc::clone(&CONFIG)) {
            Ok(Some(found)) => file(StatusCode::OK, &found.content_type, found.bytes.into_owned()),
            Ok(None) => Err(HttpError::for_not_found(None, "there is no such file".to_owned())),
            Err(error) => Err(HttpError::for_internal_error(error.to_string())),
        }
    }
}
