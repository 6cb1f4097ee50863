// Generated from tests/documents/schemas.yaml. Do not edit.

//! The typed client. Values, errors and hooks are progenitor's; what an operation may answer is typed by status.
#![allow(deprecated, unused_mut, clippy::result_large_err)]
pub use rest_runtime::client::{
    ClientHooks, ClientInfo, Connection, Error, ResponseValue,
};
use rest_runtime::client::reqwest;
use rest_runtime::client::{Call, Method};

/// A client of Every kind of schema.
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
    /// `PUT /everything`
    pub async fn put_everything(
        &self,
        body: &crate::types::Everything,
    ) -> Result<
        ResponseValue<crate::types::Everything>,
        Error<crate::messages::PutEverythingError>,
    > {
        let call = Call::new("put_everything", Method::PUT, "/everything".to_owned())
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

    /// `PUT /account`
    pub async fn put_account(
        &self,
        body: &crate::types::Account,
    ) -> Result<
        ResponseValue<crate::types::Account>,
        Error<crate::messages::PutAccountError>,
    > {
        let call = Call::new("put_account", Method::PUT, "/account".to_owned())
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

    /// `PUT /defaults`
    pub async fn put_defaults(
        &self,
        body: &crate::types::Defaults,
    ) -> Result<
        ResponseValue<crate::types::Defaults>,
        Error<crate::messages::PutDefaultsError>,
    > {
        let call = Call::new("put_defaults", Method::PUT, "/defaults".to_owned())
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

    /// `PUT /inline`
    pub async fn put_inline(
        &self,
        body: &crate::types::PutInlineBody,
    ) -> Result<
        ResponseValue<crate::types::PutInlineOkBody>,
        Error<crate::messages::PutInlineError>,
    > {
        let call = Call::new("put_inline", Method::PUT, "/inline".to_owned())
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
