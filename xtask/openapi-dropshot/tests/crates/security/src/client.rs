// Generated from tests/documents/security.yaml. Do not edit.

//! The typed client. Values, errors and hooks are progenitor's; what an operation may answer is typed by status.
#![allow(deprecated, unused_mut, clippy::result_large_err)]
pub use rest_runtime::client::{
    ClientHooks, ClientInfo, Connection, Error, ResponseValue,
};
use rest_runtime::client::reqwest;
use rest_runtime::client::{Call, Method};

/// A client of Security.
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

    /// With credentials for the scheme `token`, sent by the operations that it guards.
    #[must_use]
    pub fn with_token(mut self, token: &str) -> Self {
        self.connection.set("token", token);
        self
    }

    /// With credentials for the scheme `password`, sent by the operations that it guards.
    #[must_use]
    pub fn with_password(mut self, user: &str, password: &str) -> Self {
        self.connection.set("password", (user, password));
        self
    }

    /// With credentials for the scheme `signature`, sent by the operations that it guards.
    #[must_use]
    pub fn with_signature(mut self, credentials: &str) -> Self {
        self.connection.set("signature", credentials);
        self
    }

    /// With credentials for the scheme `header_key`, sent by the operations that it guards.
    #[must_use]
    pub fn with_header_key(mut self, key: &str) -> Self {
        self.connection.set("header_key", key);
        self
    }

    /// With credentials for the scheme `query_key`, sent by the operations that it guards.
    #[must_use]
    pub fn with_query_key(mut self, key: &str) -> Self {
        self.connection.set("query_key", key);
        self
    }

    /// With credentials for the scheme `session`, sent by the operations that it guards.
    #[must_use]
    pub fn with_session(mut self, key: &str) -> Self {
        self.connection.set("session", key);
        self
    }

    /// With credentials for the scheme `oauth`, sent by the operations that it guards.
    #[must_use]
    pub fn with_oauth(mut self, token: &str) -> Self {
        self.connection.set("oauth", token);
        self
    }

    /// With credentials for the scheme `connect`, sent by the operations that it guards.
    #[must_use]
    pub fn with_connect(mut self, token: &str) -> Self {
        self.connection.set("connect", token);
        self
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
    /// `GET /inherited`
    pub async fn inherited(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::InheritedError>> {
        let call = Call::new("inherited", Method::GET, "/inherited".to_owned())
            .secured(&[&[("token", rest_runtime::Scheme::Bearer)]])
            .accept("application/json");
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let value = received.json().await?;
                Ok(received.value(value))
            }
            401 => {
                let value = crate::messages::InheritedError::Unauthorized(
                    received.json().await?,
                );
                Err(received.error(value))
            }
            403 => {
                let value = crate::messages::InheritedError::Forbidden(
                    received.json().await?,
                );
                Err(received.error(value))
            }
            _ => Err(received.unexpected()),
        }
    }

    /// `GET /open`
    pub async fn open(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::OpenError>> {
        let call = Call::new("open", Method::GET, "/open".to_owned())
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

    /// `GET /basic`
    pub async fn basic(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::BasicError>> {
        let call = Call::new("basic", Method::GET, "/basic".to_owned())
            .secured(&[&[("password", rest_runtime::Scheme::Basic)]])
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

    /// `GET /digest`
    pub async fn digest(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::DigestError>> {
        let call = Call::new("digest", Method::GET, "/digest".to_owned())
            .secured(&[&[("signature", rest_runtime::Scheme::Http("digest"))]])
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

    /// `GET /header`
    pub async fn header(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::HeaderError>> {
        let call = Call::new("header", Method::GET, "/header".to_owned())
            .secured(&[&[("header_key", rest_runtime::Scheme::Header("X-Key"))]])
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

    /// `GET /query`
    pub async fn query(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::QueryError>> {
        let call = Call::new("query", Method::GET, "/query".to_owned())
            .secured(&[&[("query_key", rest_runtime::Scheme::Query("key"))]])
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

    /// `GET /cookie`
    pub async fn cookie(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::CookieError>> {
        let call = Call::new("cookie", Method::GET, "/cookie".to_owned())
            .secured(&[&[("session", rest_runtime::Scheme::Cookie("sid"))]])
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

    /// `GET /scopes`
    pub async fn read_scopes(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::ReadScopesError>> {
        let call = Call::new("read_scopes", Method::GET, "/scopes".to_owned())
            .secured(&[&[("oauth", rest_runtime::Scheme::Bearer)]])
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

    /// `PUT /scopes`
    pub async fn write_scopes(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::WriteScopesError>> {
        let call = Call::new("write_scopes", Method::PUT, "/scopes".to_owned())
            .secured(&[&[("oauth", rest_runtime::Scheme::Bearer)]])
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

    /// `POST /scopes`
    pub async fn connected(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::ConnectedError>> {
        let call = Call::new("connected", Method::POST, "/scopes".to_owned())
            .secured(&[&[("connect", rest_runtime::Scheme::Bearer)]])
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

    /// `GET /both`
    pub async fn both(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::BothError>> {
        let call = Call::new("both", Method::GET, "/both".to_owned())
            .secured(
                &[
                    &[
                        ("header_key", rest_runtime::Scheme::Header("X-Key")),
                        ("token", rest_runtime::Scheme::Bearer),
                    ],
                ],
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

    /// `GET /either`
    pub async fn either(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::EitherError>> {
        let call = Call::new("either", Method::GET, "/either".to_owned())
            .secured(
                &[
                    &[("header_key", rest_runtime::Scheme::Header("X-Key"))],
                    &[("password", rest_runtime::Scheme::Basic)],
                ],
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

    /// `GET /mixed`
    pub async fn mixed(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::MixedError>> {
        let call = Call::new("mixed", Method::GET, "/mixed".to_owned())
            .secured(
                &[
                    &[
                        ("header_key", rest_runtime::Scheme::Header("X-Key")),
                        ("session", rest_runtime::Scheme::Cookie("sid")),
                    ],
                    &[("oauth", rest_runtime::Scheme::Bearer)],
                ],
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

    /// `GET /bearers`
    pub async fn bearers(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::BearersError>> {
        let call = Call::new("bearers", Method::GET, "/bearers".to_owned())
            .secured(
                &[
                    &[("token", rest_runtime::Scheme::Bearer)],
                    &[("oauth", rest_runtime::Scheme::Bearer)],
                ],
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

    /// `GET /optional`
    pub async fn optional(
        &self,
    ) -> Result<ResponseValue<String>, Error<crate::messages::OptionalError>> {
        let call = Call::new("optional", Method::GET, "/optional".to_owned())
            .secured(&[&[("token", rest_runtime::Scheme::Bearer)], &[]])
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

    /// Credentials are looked at before anything else.
    ///
    /// `POST /first`
    pub async fn first(
        &self,
        limit: i64,
        body: &crate::types::FirstBody,
    ) -> Result<ResponseValue<String>, Error<crate::messages::FirstError>> {
        let call = Call::new("first", Method::POST, "/first".to_owned())
            .query(&crate::parameters::FIRST_LIMIT, &limit)
            .secured(&[&[("token", rest_runtime::Scheme::Bearer)]])
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
}
