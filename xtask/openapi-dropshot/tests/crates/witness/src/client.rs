// Generated from tests/documents/witness.yaml. Do not edit.

//! The typed client. Values, errors and hooks are progenitor's; what an operation may answer is typed by status.
#![allow(deprecated, unused_mut, clippy::result_large_err)]
pub use rest_runtime::client::{
    ClientHooks, ClientInfo, Connection, Error, ResponseValue,
};
use rest_runtime::client::reqwest;
use rest_runtime::client::{Call, Method};

/// A client of Observatory.
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

    /// With credentials for the scheme `key`, sent by the operations that it guards.
    #[must_use]
    pub fn with_key(mut self, key: &str) -> Self {
        self.connection.set("key", key);
        self
    }

    /// With credentials for the scheme `basic`, sent by the operations that it guards.
    #[must_use]
    pub fn with_basic(mut self, user: &str, password: &str) -> Self {
        self.connection.set("basic", (user, password));
        self
    }

    /// With credentials for the scheme `token`, sent by the operations that it guards.
    #[must_use]
    pub fn with_token(mut self, token: &str) -> Self {
        self.connection.set("token", token);
        self
    }

    /// With credentials for the scheme `accounts`, sent by the operations that it guards.
    #[must_use]
    pub fn with_accounts(mut self, token: &str) -> Self {
        self.connection.set("accounts", token);
        self
    }
}

impl ClientInfo<()> for Client {
    fn api_version() -> &'static str {
        "2.1.0"
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
    /// List stars.
    ///
    /// Brightest first.
    ///
    /// `GET /stars`
    pub async fn list_stars(
        &self,
        x_trace: Option<&crate::types::ListStarsXTrace>,
        limit: Option<&crate::types::ListStarsLimit>,
        after: &crate::types::StarId,
        classes: Option<&crate::types::ListStarsClasses>,
        within: Option<&crate::types::ListStarsWithin>,
        session: &crate::types::ListStarsSession,
        visible: Option<&Option<bool>>,
    ) -> Result<
        ResponseValue<crate::messages::ListStarsOk>,
        Error<crate::messages::ListStarsError>,
    > {
        let call = Call::new("list_stars", Method::GET, "/stars".to_owned())
            .header(&crate::parameters::LIST_STARS_X_TRACE, &x_trace)
            .query(&crate::parameters::LIST_STARS_LIMIT, &limit)
            .query(&crate::parameters::LIST_STARS_AFTER, &after)
            .query(&crate::parameters::LIST_STARS_CLASSES, &classes)
            .query(&crate::parameters::LIST_STARS_WITHIN, &within)
            .cookie(&crate::parameters::LIST_STARS_SESSION, &session)
            .query(&crate::parameters::LIST_STARS_VISIBLE, &visible)
            .secured(&[&[("key", rest_runtime::Scheme::Header("X-Api-Key"))]])
            .accept("application/json, application/problem+json");
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = crate::messages::ListStarsOk {
                    x_total: match received.header("x-total")? {
                        Some(value) => value,
                        None => return Err(received.unexpected()),
                    },
                    body: received.json().await?,
                };
                Ok(received.value(value))
            }
            400 => {
                let value = crate::messages::ListStarsError::BadRequest(
                    received.json().await?,
                );
                Err(received.error(value))
            }
            404 => {
                let value = crate::messages::ListStarsError::NotFound(
                    received.json().await?,
                );
                Err(received.error(value))
            }
            100..=599 => {
                let value = crate::messages::ListStarsError::Default(crate::messages::ListStarsDefault {
                    status: match rest_runtime::Status::try_from(received.status()) {
                        Ok(status) => status,
                        Err(_outside) => return Err(received.unexpected()),
                    },
                    body: received.json().await?,
                });
                Err(received.error(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// Add a star.
    ///
    /// `POST /stars`
    pub async fn add_star(
        &self,
        x_trace: Option<&crate::types::AddStarXTrace>,
        body: &crate::types::NewStar,
    ) -> Result<
        ResponseValue<crate::messages::AddStarCreated>,
        Error<crate::messages::AddStarError>,
    > {
        let call = Call::new("add_star", Method::POST, "/stars".to_owned())
            .header(&crate::parameters::ADD_STAR_X_TRACE, &x_trace)
            .secured(
                &[
                    &[("accounts", rest_runtime::Scheme::Bearer)],
                    &[
                        ("key", rest_runtime::Scheme::Header("X-Api-Key")),
                        ("basic", rest_runtime::Scheme::Basic),
                    ],
                ],
            )
            .accept("application/json");
        let call = call.json("application/json", &body);
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            201 => {
                let value = crate::messages::AddStarCreated {
                    location: match received.header("location")? {
                        Some(value) => value,
                        None => return Err(received.unexpected()),
                    },
                    body: received.json().await?,
                };
                Ok(received.value(value))
            }
            400 => {
                let value = crate::messages::AddStarError::BadRequest(
                    received.json().await?,
                );
                Err(received.error(value))
            }
            400..=499 => {
                let value = crate::messages::AddStarError::ClientError(crate::messages::AddStarClientError {
                    status: match rest_runtime::Status::try_from(received.status()) {
                        Ok(status) => status,
                        Err(_outside) => return Err(received.unexpected()),
                    },
                });
                Err(received.error(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `GET /stars/brightest`
    pub async fn brightest(
        &self,
    ) -> Result<
        ResponseValue<crate::types::Star>,
        Error<crate::messages::BrightestError>,
    > {
        let call = Call::new("brightest", Method::GET, "/stars/brightest".to_owned())
            .accept("application/json");
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.json().await?;
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `GET /stars/{star_id}`
    #[deprecated]
    pub async fn get_star(
        &self,
        star_id: &crate::types::StarId,
    ) -> Result<
        ResponseValue<crate::types::Star>,
        Error<crate::messages::GetStarError>,
    > {
        let call = Call::new(
                "get_star",
                Method::GET,
                format!(
                    "/stars/{}", rest_runtime::client::path(& crate
                    ::parameters::GET_STAR_STAR_ID, & star_id) ?
                ),
            )
            .secured(&[&[("key", rest_runtime::Scheme::Header("X-Api-Key"))]])
            .accept("application/json");
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.json().await?;
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `PUT /stars/{star_id}`
    pub async fn put_star(
        &self,
        star_id: &crate::types::StarId,
        body: &crate::types::Star,
    ) -> Result<ResponseValue<()>, Error<crate::messages::PutStarError>> {
        let call = Call::new(
                "put_star",
                Method::PUT,
                format!(
                    "/stars/{}", rest_runtime::client::path(& crate
                    ::parameters::PUT_STAR_STAR_ID, & star_id) ?
                ),
            )
            .secured(&[&[("key", rest_runtime::Scheme::Header("X-Api-Key"))]]);
        let call = call.json("application/json", &body);
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            204 => {
                let value = ();
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `DELETE /stars/{star_id}`
    pub async fn delete_star(
        &self,
        star_id: &crate::types::StarId,
    ) -> Result<
        ResponseValue<crate::messages::DeleteStarSuccess>,
        Error<crate::messages::DeleteStarError>,
    > {
        let call = Call::new(
                "delete_star",
                Method::DELETE,
                format!(
                    "/stars/{}", rest_runtime::client::path(& crate
                    ::parameters::DELETE_STAR_STAR_ID, & star_id) ?
                ),
            )
            .secured(&[&[], &[("token", rest_runtime::Scheme::Bearer)]])
            .accept("application/json");
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = crate::messages::DeleteStarSuccess::Ok;
                Ok(received.value(value))
            }
            202 => {
                let value = crate::messages::DeleteStarSuccess::Accepted(
                    received.json().await?,
                );
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `GET /stars/{star_id}/photos/{size}.png`
    pub async fn get_photo(
        &self,
        star_id: &crate::types::StarId,
        size: &crate::types::GetPhotoSize,
    ) -> Result<
        ResponseValue<crate::messages::GetPhotoSuccess>,
        Error<crate::messages::GetPhotoError>,
    > {
        let call = Call::new(
                "get_photo",
                Method::GET,
                format!(
                    "/stars/{}/photos/{}.png", rest_runtime::client::path(& crate
                    ::parameters::GET_PHOTO_STAR_ID, & star_id) ?,
                    rest_runtime::client::path(& crate ::parameters::GET_PHOTO_SIZE, &
                    size) ?
                ),
            )
            .secured(&[&[("key", rest_runtime::Scheme::Header("X-Api-Key"))]])
            .accept("image/png");
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = crate::messages::GetPhotoSuccess::Ok(received.stream());
                Ok(received.value(value))
            }
            304 => {
                let value = crate::messages::GetPhotoSuccess::NotModified;
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `POST /stars/{star_id}/notes`
    pub async fn add_note(
        &self,
        star_id: &crate::types::StarId,
        flags: Option<&[String]>,
        body: Option<crate::messages::AddNoteBody>,
    ) -> Result<
        ResponseValue<crate::messages::AddNoteOkBody>,
        Error<crate::messages::AddNoteError>,
    > {
        let call = Call::new(
                "add_note",
                Method::POST,
                format!(
                    "/stars/{}/notes", rest_runtime::client::path(& crate
                    ::parameters::ADD_NOTE_STAR_ID, & star_id) ?
                ),
            )
            .query(&crate::parameters::ADD_NOTE_FLAGS, &flags)
            .secured(&[&[("key", rest_runtime::Scheme::Header("X-Api-Key"))]])
            .accept("application/json, text/plain");
        let call = match body {
            Some(body) => {
                match body {
                    crate::messages::AddNoteBody::Json(body) => {
                        call.json("application/json", &body)
                    }
                    crate::messages::AddNoteBody::Text(body) => {
                        call.plain("text/plain", &body)
                    }
                    crate::messages::AddNoteBody::Multipart(body) => {
                        call.multipart(body.write().map_err(Error::InvalidRequest)?)
                    }
                }
            }
            None => call,
        };
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = match received.media_type().as_deref() {
                    Some("application/json") => {
                        crate::messages::AddNoteOkBody::Json(received.json().await?)
                    }
                    Some("text/plain") => {
                        crate::messages::AddNoteOkBody::Text(received.text().await?)
                    }
                    _ => return Err(received.unexpected()),
                };
                Ok(received.value(value))
            }
            500..=599 => {
                let value = crate::messages::AddNoteError::ServerError(crate::messages::AddNoteServerError {
                    status: match rest_runtime::Status::try_from(received.status()) {
                        Ok(status) => status,
                        Err(_outside) => return Err(received.unexpected()),
                    },
                    body: received.json().await?,
                });
                Err(received.error(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `POST /login`
    pub async fn login(
        &self,
        body: &crate::types::LoginBody,
    ) -> Result<ResponseValue<()>, Error<crate::messages::LoginError>> {
        let call = Call::new("login", Method::POST, "/login".to_owned());
        let call = call.form(&body, &[]);
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            204 => {
                let value = ();
                Ok(received.value(value))
            }
            401 => {
                let value = crate::messages::LoginError::Unauthorized(crate::messages::LoginUnauthorized {
                    www_authenticate: received.header("www-authenticate")?,
                });
                Err(received.error(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `GET /events`
    pub async fn watch(
        &self,
        filter: Option<&std::collections::BTreeMap<String, String>>,
    ) -> Result<
        ResponseValue<rest_runtime::EventStream>,
        Error<crate::messages::WatchError>,
    > {
        let call = Call::new("watch", Method::GET, "/events".to_owned())
            .query(&crate::parameters::WATCH_FILTER, &filter)
            .secured(&[&[("token", rest_runtime::Scheme::Bearer)]])
            .accept("text/event-stream");
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.events();
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }
}
