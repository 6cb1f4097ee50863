// Generated from tests/documents/routing.yaml. Do not edit.

//! The typed client. Values, errors and hooks are progenitor's; what an operation may answer is typed by status.
#![allow(deprecated, unused_mut, clippy::result_large_err)]
pub use rest_runtime::client::{
    ClientHooks, ClientInfo, Connection, Error, ResponseValue,
};
use rest_runtime::client::reqwest;
use rest_runtime::client::{Call, Method};

/// A client of Routing and responses.
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
    /// `GET /`
    pub async fn root(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::RootError>> {
        let call = Call::new("root", Method::GET, "/".to_owned())
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

    /// `GET /things`
    pub async fn things(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::ThingsError>> {
        let call = Call::new("things", Method::GET, "/things".to_owned())
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

    /// `POST /things`
    pub async fn add_thing(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::AddThingError>> {
        let call = Call::new("add_thing", Method::POST, "/things".to_owned())
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

    /// `GET /things/`
    pub async fn things_slash(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::ThingsSlashError>> {
        let call = Call::new("things_slash", Method::GET, "/things/".to_owned())
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

    /// `GET /things/mine`
    pub async fn my_thing(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::MyThingError>> {
        let call = Call::new("my_thing", Method::GET, "/things/mine".to_owned())
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

    /// `GET /things/{id}`
    pub async fn thing(
        &self,
        id: &str,
    ) -> Result<ResponseValue<String>, Error<crate::messages::ThingError>> {
        let call = Call::new(
                "thing",
                Method::GET,
                format!(
                    "/things/{}", rest_runtime::client::path(& crate
                    ::parameters::THING_ID, & id) ?
                ),
            )
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

    /// `PUT /things/{id}`
    pub async fn put_thing(
        &self,
        id: &str,
    ) -> Result<ResponseValue<String>, Error<crate::messages::PutThingError>> {
        let call = Call::new(
                "put_thing",
                Method::PUT,
                format!(
                    "/things/{}", rest_runtime::client::path(& crate
                    ::parameters::PUT_THING_ID, & id) ?
                ),
            )
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

    /// `DELETE /things/{id}`
    pub async fn delete_thing(
        &self,
        id: &str,
    ) -> Result<ResponseValue<()>, Error<crate::messages::DeleteThingError>> {
        let call = Call::new(
            "delete_thing",
            Method::DELETE,
            format!(
                "/things/{}", rest_runtime::client::path(& crate
                ::parameters::DELETE_THING_ID, & id) ?
            ),
        );
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            204 => {
                let value = ();
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `GET /things/{id}/parts`
    pub async fn parts(
        &self,
        id: &str,
    ) -> Result<ResponseValue<String>, Error<crate::messages::PartsError>> {
        let call = Call::new(
                "parts",
                Method::GET,
                format!(
                    "/things/{}/parts", rest_runtime::client::path(& crate
                    ::parameters::PARTS_ID, & id) ?
                ),
            )
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

    /// `GET /things/{thing_id}/parts/{id}`
    pub async fn part(
        &self,
        thing_id: &str,
        id: i64,
    ) -> Result<ResponseValue<String>, Error<crate::messages::PartError>> {
        let call = Call::new(
                "part",
                Method::GET,
                format!(
                    "/things/{}/parts/{}", rest_runtime::client::path(& crate
                    ::parameters::PART_THING_ID, & thing_id) ?,
                    rest_runtime::client::path(& crate ::parameters::PART_ID, & id) ?
                ),
            )
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

    /// `GET /things/mine/parts/first`
    pub async fn my_first_part(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::MyFirstPartError>> {
        let call = Call::new(
                "my_first_part",
                Method::GET,
                "/things/mine/parts/first".to_owned(),
            )
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

    /// `GET /slash/`
    pub async fn only_slash(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::OnlySlashError>> {
        let call = Call::new("only_slash", Method::GET, "/slash/".to_owned())
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

    /// `GET /a%20b/{c-d}`
    pub async fn encoded(
        &self,
        c_d: &str,
    ) -> Result<ResponseValue<String>, Error<crate::messages::EncodedError>> {
        let call = Call::new(
                "encoded",
                Method::GET,
                format!(
                    "/a%20b/{}", rest_runtime::client::path(& crate
                    ::parameters::ENCODED_C_D, & c_d) ?
                ),
            )
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

    /// `GET /within/a%2Fb`
    pub async fn slash_within(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::SlashWithinError>> {
        let call = Call::new("slash_within", Method::GET, "/within/a%2Fb".to_owned())
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

    /// `GET /naïve & co`
    pub async fn not_encoded(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::NotEncodedError>> {
        let call = Call::new(
                "not_encoded",
                Method::GET,
                "/na%C3%AFve%20&%20co".to_owned(),
            )
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

    /// `GET /methods`
    pub async fn get_methods(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::GetMethodsError>> {
        let call = Call::new("get_methods", Method::GET, "/methods".to_owned())
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

    /// `PUT /methods`
    pub async fn put_methods(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::PutMethodsError>> {
        let call = Call::new("put_methods", Method::PUT, "/methods".to_owned())
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

    /// `POST /methods`
    pub async fn post_methods(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::PostMethodsError>> {
        let call = Call::new("post_methods", Method::POST, "/methods".to_owned())
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

    /// `DELETE /methods`
    pub async fn delete_methods(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::DeleteMethodsError>> {
        let call = Call::new("delete_methods", Method::DELETE, "/methods".to_owned())
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

    /// `OPTIONS /methods`
    pub async fn options_methods(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::OptionsMethodsError>> {
        let call = Call::new("options_methods", Method::OPTIONS, "/methods".to_owned())
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

    /// `HEAD /methods`
    pub async fn head_methods(
        &self,
    ) -> Result<
        ResponseValue<crate::messages::HeadMethodsOk>,
        Error<crate::messages::HeadMethodsError>,
    > {
        let call = Call::new("head_methods", Method::HEAD, "/methods".to_owned());
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = crate::messages::HeadMethodsOk {
                    x_count: match received.header("x-count")? {
                        Some(value) => value,
                        None => return Err(received.unexpected()),
                    },
                };
                Ok(received.value(value))
            }
            404 => {
                let value = crate::messages::HeadMethodsError::NotFound;
                Err(received.error(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `PATCH /methods`
    pub async fn patch_methods(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::PatchMethodsError>> {
        let call = Call::new("patch_methods", Method::PATCH, "/methods".to_owned())
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

    /// `TRACE /methods`
    pub async fn trace_methods(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::TraceMethodsError>> {
        let call = Call::new("trace_methods", Method::TRACE, "/methods".to_owned())
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

    /// `GET /prepared/{which}`
    pub async fn prepared(
        &self,
        which: &str,
    ) -> Result<ResponseValue<String>, Error<crate::messages::PreparedError>> {
        let call = Call::new(
                "prepared",
                Method::GET,
                format!(
                    "/prepared/{}", rest_runtime::client::path(& crate
                    ::parameters::PREPARED_WHICH, & which) ?
                ),
            )
            .accept("application/json");
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.json().await?;
                Ok(received.value(value))
            }
            404 => {
                let value = crate::messages::PreparedError::NotFound;
                Err(received.error(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// Answers with what it is asked for.
    ///
    /// `GET /answers/{which}`
    pub async fn answers(
        &self,
        which: &str,
    ) -> Result<
        ResponseValue<crate::messages::AnswersSuccess>,
        Error<crate::messages::AnswersError>,
    > {
        let call = Call::new(
                "answers",
                Method::GET,
                format!(
                    "/answers/{}", rest_runtime::client::path(& crate
                    ::parameters::ANSWERS_WHICH, & which) ?
                ),
            )
            .accept(
                "application/json, text/plain, application/octet-stream, application/problem+json",
            );
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = crate::messages::AnswersSuccess::Ok(crate::messages::AnswersOk {
                    x_count: match received.header("x-count")? {
                        Some(value) => value,
                        None => return Err(received.unexpected()),
                    },
                    x_when: received.header("x-when")?,
                    x_tags: received
                        .styled_header(&crate::parameters::ANSWERS_OK_RESPONSE_X_TAGS)?,
                    x_point: received
                        .styled_header(&crate::parameters::ANSWERS_OK_RESPONSE_X_POINT)?,
                    x_info: received
                        .styled_header(&crate::parameters::ANSWERS_OK_RESPONSE_X_INFO)?,
                    body: received.json().await?,
                });
                Ok(received.value(value))
            }
            201 => {
                let value = crate::messages::AnswersSuccess::Created(
                    received.json().await?,
                );
                Ok(received.value(value))
            }
            202 => {
                let value = crate::messages::AnswersSuccess::Accepted(
                    received.text().await?,
                );
                Ok(received.value(value))
            }
            204 => {
                let value = crate::messages::AnswersSuccess::NoContent(crate::messages::AnswersNoContent {
                    x_count: received.header("x-count")?,
                });
                Ok(received.value(value))
            }
            206 => {
                let value = crate::messages::AnswersSuccess::PartialContent(crate::messages::AnswersPartialContent {
                    content_range: match received.header("content-range")? {
                        Some(value) => value,
                        None => return Err(received.unexpected()),
                    },
                    body: received.stream(),
                });
                Ok(received.value(value))
            }
            303 => {
                let value = crate::messages::AnswersSuccess::SeeOther(crate::messages::AnswersSeeOther {
                    location: match received.header("location")? {
                        Some(value) => value,
                        None => return Err(received.unexpected()),
                    },
                });
                Ok(received.value(value))
            }
            404 => {
                let value = crate::messages::AnswersError::NotFound(
                    received.json().await?,
                );
                Err(received.error(value))
            }
            409 => {
                let value = crate::messages::AnswersError::Conflict;
                Err(received.error(value))
            }
            418 => {
                let value = crate::messages::AnswersError::IMATeapot(
                    received.json().await?,
                );
                Err(received.error(value))
            }
            503 => {
                let value = crate::messages::AnswersError::ServiceUnavailable(crate::messages::AnswersServiceUnavailable {
                    retry_after: received.header("retry-after")?,
                });
                Err(received.error(value))
            }
            400..=499 => {
                let value = crate::messages::AnswersError::ClientError(crate::messages::AnswersClientError {
                    status: match rest_runtime::Status::try_from(received.status()) {
                        Ok(status) => status,
                        Err(_outside) => return Err(received.unexpected()),
                    },
                    x_hint: received.header("x-hint")?,
                    body: received.json().await?,
                });
                Err(received.error(value))
            }
            100..=599 => {
                let value = crate::messages::AnswersError::Default(crate::messages::AnswersDefault {
                    status: match rest_runtime::Status::try_from(received.status()) {
                        Ok(status) => status,
                        Err(_outside) => return Err(received.unexpected()),
                    },
                    body: match received.media_type().as_deref() {
                        Some("application/json") => {
                            crate::messages::AnswersDefaultBody::Json(
                                received.json().await?,
                            )
                        }
                        Some("text/plain") => {
                            crate::messages::AnswersDefaultBody::Text(
                                received.text().await?,
                            )
                        }
                        _ => return Err(received.unexpected()),
                    },
                });
                Err(received.error(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// Nothing but a default.
    ///
    /// `GET /anything`
    pub async fn anything(
        &self,
        status: i64,
    ) -> Result<
        ResponseValue<crate::messages::AnythingDefault>,
        Error<crate::messages::AnythingError>,
    > {
        let call = Call::new("anything", Method::GET, "/anything".to_owned())
            .query(&crate::parameters::ANYTHING_STATUS, &status)
            .accept("application/json");
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            100..=599 => {
                let value = crate::messages::AnythingDefault {
                    status: match rest_runtime::Status::try_from(received.status()) {
                        Ok(status) => status,
                        Err(_outside) => return Err(received.unexpected()),
                    },
                    body: received.json().await?,
                };
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `GET /ranges`
    pub async fn ranges(
        &self,
        status: i64,
    ) -> Result<
        ResponseValue<crate::messages::RangesSuccess>,
        Error<crate::messages::RangesError>,
    > {
        let call = Call::new("ranges", Method::GET, "/ranges".to_owned())
            .query(&crate::parameters::RANGES_STATUS, &status)
            .accept("application/json");
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            202 => {
                let value = crate::messages::RangesSuccess::Accepted;
                Ok(received.value(value))
            }
            200..=299 => {
                let value = crate::messages::RangesSuccess::Successful(crate::messages::RangesSuccessful {
                    status: match rest_runtime::Status::try_from(received.status()) {
                        Ok(status) => status,
                        Err(_outside) => return Err(received.unexpected()),
                    },
                    body: received.json().await?,
                });
                Ok(received.value(value))
            }
            300..=399 => {
                let value = crate::messages::RangesSuccess::Redirection(crate::messages::RangesRedirection {
                    status: match rest_runtime::Status::try_from(received.status()) {
                        Ok(status) => status,
                        Err(_outside) => return Err(received.unexpected()),
                    },
                    location: received.header("location")?,
                });
                Ok(received.value(value))
            }
            500..=599 => {
                let value = crate::messages::RangesError::ServerError(crate::messages::RangesServerError {
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

    /// `GET /stream`
    pub async fn stream(
        &self,
        pieces: &crate::types::StreamPieces,
    ) -> Result<
        ResponseValue<crate::messages::StreamOk>,
        Error<crate::messages::StreamError>,
    > {
        let call = Call::new("stream", Method::GET, "/stream".to_owned())
            .query(&crate::parameters::STREAM_PIECES, &pieces)
            .accept("application/octet-stream");
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = crate::messages::StreamOk {
                    x_pieces: match received.header("x-pieces")? {
                        Some(value) => value,
                        None => return Err(received.unexpected()),
                    },
                    body: received.stream(),
                };
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `GET /events`
    pub async fn events(
        &self,
        count: &crate::types::EventsCount,
    ) -> Result<
        ResponseValue<rest_runtime::EventStream>,
        Error<crate::messages::EventsError>,
    > {
        let call = Call::new("events", Method::GET, "/events".to_owned())
            .query(&crate::parameters::EVENTS_COUNT, &count)
            .accept("text/event-stream, application/json");
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.events();
                Ok(received.value(value))
            }
            400 => {
                let value = crate::messages::EventsError::BadRequest(
                    received.json().await?,
                );
                Err(received.error(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `GET /problems`
    pub async fn problems(
        &self,
        which: &str,
    ) -> Result<ResponseValue<String>, Error<crate::messages::ProblemsError>> {
        let call = Call::new("problems", Method::GET, "/problems".to_owned())
            .query(&crate::parameters::PROBLEMS_WHICH, &which)
            .accept("application/json");
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.json().await?;
                Ok(received.value(value))
            }
            400 => {
                let value = crate::messages::ProblemsError::BadRequest(
                    received.problem().await?,
                );
                Err(received.error(value))
            }
            404 => {
                let value = crate::messages::ProblemsError::NotFound(
                    received.problem().await?,
                );
                Err(received.error(value))
            }
            503 => {
                let value = crate::messages::ProblemsError::ServiceUnavailable(
                    received.problem().await?,
                );
                Err(received.error(value))
            }
            500 => {
                let failure = rest_runtime::Failure {
                    status: 500,
                    problem: received.json().await?,
                };
                Err(received.error(crate::messages::ProblemsError::Internal(failure)))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `GET /names`
    pub async fn names(
        &self,
    ) -> Result<
        ResponseValue<crate::messages::NamesOk>,
        Error<crate::messages::NamesError>,
    > {
        let call = Call::new("names", Method::GET, "/names".to_owned())
            .accept("application/json");
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = crate::messages::NamesOk {
                    received: received.header("received")?,
                    status2: received.header("status")?,
                    body2: received.header("body")?,
                    answer: received.header("answer")?,
                    r#type: received.header("type")?,
                    body: received.json().await?,
                };
                Ok(received.value(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `GET /without/id/{id}`
    pub async fn get_without_id_id(
        &self,
        id: &str,
    ) -> Result<ResponseValue<String>, Error<crate::messages::GetWithoutIdIdError>> {
        let call = Call::new(
                "get /without/id/{id}",
                Method::GET,
                format!(
                    "/without/id/{}", rest_runtime::client::path(& crate
                    ::parameters::GET_WITHOUT_ID_ID_ID, & id) ?
                ),
            )
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

    /// An operation of no name.
    ///
    /// `POST /without/id/{id}`
    #[deprecated]
    pub async fn post_without_id_id(
        &self,
        id: &str,
    ) -> Result<ResponseValue<String>, Error<crate::messages::PostWithoutIdIdError>> {
        let call = Call::new(
                "post /without/id/{id}",
                Method::POST,
                format!(
                    "/without/id/{}", rest_runtime::client::path(& crate
                    ::parameters::POST_WITHOUT_ID_ID_ID, & id) ?
                ),
            )
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

    /// `GET /without-id`
    pub async fn get_without_id(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::GetWithoutIdError>> {
        let call = Call::new("get /without-id", Method::GET, "/without-id".to_owned())
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
}
