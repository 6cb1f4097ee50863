// Generated from tests/documents/bodies.yaml. Do not edit.

//! The typed client. Values, errors and hooks are progenitor's; what an operation may answer is typed by status.
#![allow(deprecated, unused_mut, clippy::result_large_err)]
pub use rest_runtime::client::{
    ClientHooks, ClientInfo, Connection, Error, ResponseValue,
};
use rest_runtime::client::reqwest;
use rest_runtime::client::{Call, Method};

/// A client of Bodies.
#[derive(Debug, Clone)]
pub struct Client {
    connection: Connection,
}

impl Client {
    /// A client of the server at `baseurl`, where the paths of the document begin. It gives up after 15 seconds, and follows
    /// no redirects.
    ///
    /// # Errors
    ///
    /// When the HTTP client cannot be built.
    pub fn new(baseurl: &str) -> Result<Self, reqwest::Error> {
        let deadline = std::time::Duration::from_secs(15);
        let http = reqwest::ClientBuilder::new()
            .connect_timeout(deadline)
            .timeout(deadline)
            .redirect(reqwest::redirect::Policy::none());
        Ok(Self::with_client(baseurl, http.build()?))
    }

    /// The same over an HTTP client that states everything else: deadlines, TLS, proxies.
    pub fn with_client(baseurl: &str, http: reqwest::Client) -> Self {
        Self {
            connection: Connection::new(baseurl, http),
        }
    }

    /// Server, credentials and bounds, to be changed.
    pub fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

impl ClientInfo<()> for Client {
    fn api_version() -> &'static str {
        "1"
    }
    fn baseurl(&self) -> &str {
        &self.connection.baseurl
    }
    fn client(&self) -> &reqwest::Client {
        &self.connection.http
    }
    fn inner(&self) -> &() {
        &()
    }
}

impl ClientHooks<()> for Client {}
impl Client {
    /// JSON of which nothing is said. That a GET has a body is legal, though seldom.
    ///
    /// `GET /json`
    pub async fn any_json(
        &self,
        body: &rest_runtime::Value,
    ) -> Result<
        ResponseValue<rest_runtime::Value>,
        Error<crate::messages::AnyJsonError>,
    > {
        let call = Call::new("any_json", Method::GET, "/json".to_owned())
            .accept("application/json");
        let call = call.json("application/json", &body);
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.json().await?;
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `PUT /json`
    pub async fn optional_json(
        &self,
        body: Option<&crate::types::Thing>,
    ) -> Result<
        ResponseValue<crate::messages::OptionalJsonSuccess>,
        Error<crate::messages::OptionalJsonError>,
    > {
        let call = Call::new("optional_json", Method::PUT, "/json".to_owned())
            .accept("application/json");
        let call = match body {
            Some(body) => call.json("application/json", &body),
            None => call,
        };
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = crate::messages::OptionalJsonSuccess::Ok(
                    received.json().await?,
                );
                Ok(received.value(value))
            }
            204 => {
                let value = crate::messages::OptionalJsonSuccess::NoContent;
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `POST /json`
    pub async fn json(
        &self,
        body: &crate::types::Thing,
    ) -> Result<ResponseValue<crate::types::Thing>, Error<crate::messages::JsonError>> {
        let call = Call::new("json", Method::POST, "/json".to_owned())
            .accept("application/json");
        let call = call.json("application/json", &body);
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.json().await?;
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `PATCH /json`
    pub async fn merge_json(
        &self,
        body: &crate::types::Thing,
    ) -> Result<
        ResponseValue<crate::types::Thing>,
        Error<crate::messages::MergeJsonError>,
    > {
        let call = Call::new("merge_json", Method::PATCH, "/json".to_owned())
            .accept("application/vnd.thing+json");
        let call = call.json("application/merge-patch+json", &body);
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.json().await?;
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `POST /form`
    pub async fn form(
        &self,
        body: &crate::types::Form,
    ) -> Result<ResponseValue<crate::types::Form>, Error<crate::messages::FormError>> {
        let call = Call::new("form", Method::POST, "/form".to_owned())
            .accept("application/json");
        let call = call
            .form(
                &body,
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
            );
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.json().await?;
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `POST /open_form`
    pub async fn open_form(
        &self,
        body: Option<&std::collections::BTreeMap<String, String>>,
    ) -> Result<
        ResponseValue<Option<std::collections::BTreeMap<String, String>>>,
        Error<crate::messages::OpenFormError>,
    > {
        let call = Call::new("open_form", Method::POST, "/open_form".to_owned())
            .accept("application/json");
        let call = match body {
            Some(body) => call.form(&body, &[]),
            None => call,
        };
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.json().await?;
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `POST /parts`
    pub async fn parts(
        &self,
        body: &crate::messages::PartsBodyForm,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::PartsError>,
    > {
        let call = Call::new("parts", Method::POST, "/parts".to_owned())
            .accept("application/json");
        let call = call.multipart(body.write().map_err(Error::InvalidRequest)?);
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.json().await?;
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// Names that generated code has for itself.
    ///
    /// `POST /names`
    pub async fn names(
        &self,
        body: Option<&crate::messages::NamesBodyForm>,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::NamesError>,
    > {
        let call = Call::new("names", Method::POST, "/names".to_owned())
            .accept("application/json");
        let call = match body {
            Some(body) => call.multipart(body.write().map_err(Error::InvalidRequest)?),
            None => call,
        };
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.json().await?;
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `PUT /bytes`
    pub async fn optional_bytes(
        &self,
        body: Option<rest_runtime::ByteStream>,
    ) -> Result<
        ResponseValue<rest_runtime::ByteStream>,
        Error<crate::messages::OptionalBytesError>,
    > {
        let call = Call::new("optional_bytes", Method::PUT, "/bytes".to_owned())
            .accept("application/octet-stream");
        let call = match body {
            Some(body) => call.stream("application/octet-stream", body),
            None => call,
        };
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.stream();
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `POST /bytes`
    pub async fn bytes(
        &self,
        body: rest_runtime::ByteStream,
    ) -> Result<
        ResponseValue<rest_runtime::ByteStream>,
        Error<crate::messages::BytesError>,
    > {
        let call = Call::new("bytes", Method::POST, "/bytes".to_owned())
            .accept("application/octet-stream");
        let call = call.stream("application/octet-stream", body);
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.stream();
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `POST /xml`
    pub async fn xml(
        &self,
        body: rest_runtime::ByteStream,
    ) -> Result<
        ResponseValue<rest_runtime::ByteStream>,
        Error<crate::messages::XmlError>,
    > {
        let call = Call::new("xml", Method::POST, "/xml".to_owned())
            .accept("application/xml");
        let call = call.stream("application/xml", body);
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.stream();
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `POST /image`
    pub async fn image(
        &self,
        body: rest_runtime::Media,
    ) -> Result<ResponseValue<rest_runtime::Media>, Error<crate::messages::ImageError>> {
        let call = Call::new("image", Method::POST, "/image".to_owned())
            .accept("image/*");
        let call = call.stream(&body.content_type, body.content);
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.media();
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `PUT /text`
    pub async fn count(
        &self,
        body: &crate::types::CountBody,
    ) -> Result<
        ResponseValue<crate::types::CountOkBody>,
        Error<crate::messages::CountError>,
    > {
        let call = Call::new("count", Method::PUT, "/text".to_owned())
            .accept("text/plain");
        let call = call.plain("text/plain", &body);
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.text().await?;
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `POST /text`
    pub async fn text(
        &self,
        body: &str,
    ) -> Result<ResponseValue<String>, Error<crate::messages::TextError>> {
        let call = Call::new("text", Method::POST, "/text".to_owned())
            .accept("text/plain");
        let call = call.plain("text/plain", &body);
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.text().await?;
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `PATCH /text`
    pub async fn optional_text(
        &self,
        body: Option<&str>,
    ) -> Result<
        ResponseValue<crate::messages::OptionalTextSuccess>,
        Error<crate::messages::OptionalTextError>,
    > {
        let call = Call::new("optional_text", Method::PATCH, "/text".to_owned())
            .accept("text/html");
        let call = match body {
            Some(body) => call.plain("text/html", &body),
            None => call,
        };
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = crate::messages::OptionalTextSuccess::Ok(
                    received.text().await?,
                );
                Ok(received.value(value))
            }
            204 => {
                let value = crate::messages::OptionalTextSuccess::NoContent;
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `POST /events`
    pub async fn events(
        &self,
        body: rest_runtime::EventStream,
    ) -> Result<
        ResponseValue<rest_runtime::EventStream>,
        Error<crate::messages::EventsError>,
    > {
        let call = Call::new("events", Method::POST, "/events".to_owned())
            .accept("text/event-stream");
        let call = call.stream("text/event-stream", body.into_bytes());
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.events();
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `PUT /several`
    pub async fn optional_several(
        &self,
        body: Option<crate::messages::OptionalSeveralBody>,
    ) -> Result<
        ResponseValue<crate::messages::OptionalSeveralSuccess>,
        Error<crate::messages::OptionalSeveralError>,
    > {
        let call = Call::new("optional_several", Method::PUT, "/several".to_owned())
            .accept("application/json, text/plain");
        let call = match body {
            Some(body) => {
                match body {
                    crate::messages::OptionalSeveralBody::Json(body) => {
                        call.json("application/json", &body)
                    }
                    crate::messages::OptionalSeveralBody::Text(body) => {
                        call.text("text/plain", body)
                    }
                }
            }
            None => call,
        };
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = crate::messages::OptionalSeveralSuccess::Ok(
                    match received.media_type().as_deref() {
                        Some("application/json") => {
                            crate::messages::OptionalSeveralOkBody::Json(
                                received.json().await?,
                            )
                        }
                        Some("text/plain") => {
                            crate::messages::OptionalSeveralOkBody::Text(
                                received.text().await?,
                            )
                        }
                        _ => return Err(received.unexpected()),
                    },
                );
                Ok(received.value(value))
            }
            204 => {
                let value = crate::messages::OptionalSeveralSuccess::NoContent;
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `POST /several`
    pub async fn several(
        &self,
        body: crate::messages::SeveralBody,
    ) -> Result<
        ResponseValue<crate::messages::SeveralOkBody>,
        Error<crate::messages::SeveralError>,
    > {
        let call = Call::new("several", Method::POST, "/several".to_owned())
            .accept(
                "application/json, application/problem+json, text/plain, application/octet-stream, image/*",
            );
        let call = match body {
            crate::messages::SeveralBody::Json(body) => {
                call.json("application/json", &body)
            }
            crate::messages::SeveralBody::Form(body) => call.form(&body, &[]),
            crate::messages::SeveralBody::Multipart(body) => {
                call.multipart(body.write().map_err(Error::InvalidRequest)?)
            }
            crate::messages::SeveralBody::Text(body) => call.text("text/plain", body),
            crate::messages::SeveralBody::Binary(body) => {
                call.stream("application/octet-stream", body)
            }
            crate::messages::SeveralBody::AnyImage(body) => {
                call.stream(&body.content_type, body.content)
            }
        };
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = match received.media_type().as_deref() {
                    Some("application/json") => {
                        crate::messages::SeveralOkBody::Json(received.json().await?)
                    }
                    Some("application/problem+json") => {
                        crate::messages::SeveralOkBody::ProblemJson(
                            received.json().await?,
                        )
                    }
                    Some("text/plain") => {
                        crate::messages::SeveralOkBody::Text(received.text().await?)
                    }
                    Some("application/octet-stream") => {
                        crate::messages::SeveralOkBody::Binary(received.stream())
                    }
                    Some(media_type) if media_type.starts_with("image/") => {
                        crate::messages::SeveralOkBody::AnyImage(received.media())
                    }
                    _ => return Err(received.unexpected()),
                };
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }
}
