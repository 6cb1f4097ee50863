// Generated from tests/documents/parameters.yaml. Do not edit.

//! The typed client. Values, errors and hooks are progenitor's; what an operation may answer is typed by status.
#![allow(deprecated, unused_mut, clippy::result_large_err)]
pub use rest_runtime::client::{
    ClientHooks, ClientInfo, Connection, Error, ResponseValue,
};
use rest_runtime::client::reqwest;
use rest_runtime::client::{Call, Method};

/// A client of Parameters.
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
    /// `GET /simple/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`
    pub async fn simple_path(
        &self,
        text: &str,
        ids: &crate::types::Ids,
        ids_exploded: &crate::types::Ids,
        point: &crate::types::Point,
        point_exploded: &crate::types::Point,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::SimplePathError>,
    > {
        let call = Call::new(
                "simple_path",
                Method::GET,
                format!(
                    "/simple/{}/{}/{}/{}/{}", rest_runtime::client::path(& crate
                    ::parameters::SIMPLE_PATH_TEXT, & text) ?,
                    rest_runtime::client::path(& crate ::parameters::SIMPLE_PATH_IDS, &
                    ids) ?, rest_runtime::client::path(& crate
                    ::parameters::SIMPLE_PATH_IDS_EXPLODED, & ids_exploded) ?,
                    rest_runtime::client::path(& crate ::parameters::SIMPLE_PATH_POINT, &
                    point) ?, rest_runtime::client::path(& crate
                    ::parameters::SIMPLE_PATH_POINT_EXPLODED, & point_exploded) ?
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

    /// `GET /label/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`
    pub async fn label_path(
        &self,
        text: &str,
        ids: &crate::types::Ids,
        ids_exploded: &crate::types::Ids,
        point: &crate::types::Point,
        point_exploded: &crate::types::Point,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::LabelPathError>,
    > {
        let call = Call::new(
                "label_path",
                Method::GET,
                format!(
                    "/label/{}/{}/{}/{}/{}", rest_runtime::client::path(& crate
                    ::parameters::LABEL_PATH_TEXT, & text) ?,
                    rest_runtime::client::path(& crate ::parameters::LABEL_PATH_IDS, &
                    ids) ?, rest_runtime::client::path(& crate
                    ::parameters::LABEL_PATH_IDS_EXPLODED, & ids_exploded) ?,
                    rest_runtime::client::path(& crate ::parameters::LABEL_PATH_POINT, &
                    point) ?, rest_runtime::client::path(& crate
                    ::parameters::LABEL_PATH_POINT_EXPLODED, & point_exploded) ?
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

    /// `GET /matrix/{text}/{ids}/{ids_exploded}/{point}/{point_exploded}`
    pub async fn matrix_path(
        &self,
        text: &str,
        ids: &crate::types::Ids,
        ids_exploded: &crate::types::Ids,
        point: &crate::types::Point,
        point_exploded: &crate::types::Point,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::MatrixPathError>,
    > {
        let call = Call::new(
                "matrix_path",
                Method::GET,
                format!(
                    "/matrix/{}/{}/{}/{}/{}", rest_runtime::client::path(& crate
                    ::parameters::MATRIX_PATH_TEXT, & text) ?,
                    rest_runtime::client::path(& crate ::parameters::MATRIX_PATH_IDS, &
                    ids) ?, rest_runtime::client::path(& crate
                    ::parameters::MATRIX_PATH_IDS_EXPLODED, & ids_exploded) ?,
                    rest_runtime::client::path(& crate ::parameters::MATRIX_PATH_POINT, &
                    point) ?, rest_runtime::client::path(& crate
                    ::parameters::MATRIX_PATH_POINT_EXPLODED, & point_exploded) ?
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

    /// `GET /files/{name}.json`
    pub async fn json_file(
        &self,
        name: &str,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::JsonFileError>,
    > {
        let call = Call::new(
                "json_file",
                Method::GET,
                format!(
                    "/files/{}.json", rest_runtime::client::path(& crate
                    ::parameters::JSON_FILE_NAME, & name) ?
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

    /// `GET /files/{name}-{number}.{extension}`
    pub async fn numbered_file(
        &self,
        name: &str,
        number: &crate::types::NumberedFileNumber,
        extension: &crate::types::NumberedFileExtension,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::NumberedFileError>,
    > {
        let call = Call::new(
                "numbered_file",
                Method::GET,
                format!(
                    "/files/{}-{}.{}", rest_runtime::client::path(& crate
                    ::parameters::NUMBERED_FILE_NAME, & name) ?,
                    rest_runtime::client::path(& crate
                    ::parameters::NUMBERED_FILE_NUMBER, & number) ?,
                    rest_runtime::client::path(& crate
                    ::parameters::NUMBERED_FILE_EXTENSION, & extension) ?
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

    /// `GET /files/{name}`
    pub async fn any_file(
        &self,
        name: &str,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::AnyFileError>,
    > {
        let call = Call::new(
                "any_file",
                Method::GET,
                format!(
                    "/files/{}", rest_runtime::client::path(& crate
                    ::parameters::ANY_FILE_NAME, & name) ?
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

    /// `GET /form`
    pub async fn form_query(
        &self,
        text: &str,
        count: Option<i32>,
        ratio: Option<f64>,
        flag: Option<bool>,
        texts: Option<&crate::types::Texts>,
        texts_joined: Option<&crate::types::Texts>,
        ids: Option<&crate::types::Ids>,
        point: Option<&crate::types::Point>,
        point_joined: Option<&crate::types::Point>,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::FormQueryError>,
    > {
        let call = Call::new("form_query", Method::GET, "/form".to_owned())
            .query(&crate::parameters::FORM_QUERY_TEXT, &text)
            .query(&crate::parameters::FORM_QUERY_COUNT, &count)
            .query(&crate::parameters::FORM_QUERY_RATIO, &ratio)
            .query(&crate::parameters::FORM_QUERY_FLAG, &flag)
            .query(&crate::parameters::FORM_QUERY_TEXTS, &texts)
            .query(&crate::parameters::FORM_QUERY_TEXTS_JOINED, &texts_joined)
            .query(&crate::parameters::FORM_QUERY_IDS, &ids)
            .query(&crate::parameters::FORM_QUERY_POINT, &point)
            .query(&crate::parameters::FORM_QUERY_POINT_JOINED, &point_joined)
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

    /// `GET /delimited`
    pub async fn delimited_query(
        &self,
        spaced: Option<&crate::types::Texts>,
        spaced_exploded: Option<&crate::types::Texts>,
        piped: Option<&crate::types::Ids>,
        piped_exploded: Option<&crate::types::Ids>,
        piped_point: Option<&crate::types::Point>,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::DelimitedQueryError>,
    > {
        let call = Call::new("delimited_query", Method::GET, "/delimited".to_owned())
            .query(&crate::parameters::DELIMITED_QUERY_SPACED, &spaced)
            .query(&crate::parameters::DELIMITED_QUERY_SPACED_EXPLODED, &spaced_exploded)
            .query(&crate::parameters::DELIMITED_QUERY_PIPED, &piped)
            .query(&crate::parameters::DELIMITED_QUERY_PIPED_EXPLODED, &piped_exploded)
            .query(&crate::parameters::DELIMITED_QUERY_PIPED_POINT, &piped_point)
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

    /// `GET /deep`
    pub async fn deep_query(
        &self,
        filter: &crate::types::Filter,
        labels: Option<&std::collections::BTreeMap<String, String>>,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::DeepQueryError>,
    > {
        let call = Call::new("deep_query", Method::GET, "/deep".to_owned())
            .query(&crate::parameters::DEEP_QUERY_FILTER, &filter)
            .query(&crate::parameters::DEEP_QUERY_LABELS, &labels)
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

    /// An exploded object takes whatever no other parameter takes.
    ///
    /// `GET /open`
    pub async fn open_query(
        &self,
        others: Option<&std::collections::BTreeMap<String, String>>,
        limit: Option<i64>,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::OpenQueryError>,
    > {
        let call = Call::new("open_query", Method::GET, "/open".to_owned())
            .query(&crate::parameters::OPEN_QUERY_OTHERS, &others)
            .query(&crate::parameters::OPEN_QUERY_LIMIT, &limit)
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

    /// `GET /headers`
    pub async fn headers(
        &self,
        x_text: &str,
        x_count: Option<i64>,
        x_ids: Option<&crate::types::Ids>,
        x_texts: Option<&crate::types::Texts>,
        x_point: Option<&crate::types::Point>,
        x_point_exploded: Option<&crate::types::Point>,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::HeadersError>,
    > {
        let call = Call::new("headers", Method::GET, "/headers".to_owned())
            .header(&crate::parameters::HEADERS_X_TEXT, &x_text)
            .header(&crate::parameters::HEADERS_X_COUNT, &x_count)
            .header(&crate::parameters::HEADERS_X_IDS, &x_ids)
            .header(&crate::parameters::HEADERS_X_TEXTS, &x_texts)
            .header(&crate::parameters::HEADERS_X_POINT, &x_point)
            .header(&crate::parameters::HEADERS_X_POINT_EXPLODED, &x_point_exploded)
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

    /// `GET /cookies`
    pub async fn cookies(
        &self,
        text: &str,
        flag: Option<bool>,
        ids: Option<&crate::types::Ids>,
        texts: Option<&crate::types::Texts>,
        point: Option<&crate::types::Point>,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::CookiesError>,
    > {
        let call = Call::new("cookies", Method::GET, "/cookies".to_owned())
            .cookie(&crate::parameters::COOKIES_TEXT, &text)
            .cookie(&crate::parameters::COOKIES_FLAG, &flag)
            .cookie(&crate::parameters::COOKIES_IDS, &ids)
            .cookie(&crate::parameters::COOKIES_TEXTS, &texts)
            .cookie(&crate::parameters::COOKIES_POINT, &point)
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

    /// `GET /content/{filter}`
    pub async fn content(
        &self,
        filter: &crate::types::Filter,
        tree: Option<&crate::types::Filter>,
        x_tree: Option<&crate::types::Filter>,
        tree2: Option<&crate::types::Filter>,
        plain: Option<&str>,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::ContentError>,
    > {
        let call = Call::new(
                "content",
                Method::GET,
                format!(
                    "/content/{}", rest_runtime::client::path(& crate
                    ::parameters::CONTENT_FILTER, & filter) ?
                ),
            )
            .query(&crate::parameters::CONTENT_TREE, &tree)
            .header(&crate::parameters::CONTENT_X_TREE, &x_tree)
            .cookie(&crate::parameters::CONTENT_TREE2, &tree2)
            .query(&crate::parameters::CONTENT_PLAIN, &plain)
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

    /// `GET /defaults`
    pub async fn defaults(
        &self,
        limit: Option<&crate::types::DefaultsLimit>,
        order: Option<&crate::types::Order>,
        ids: Option<&[i64]>,
        point: Option<&crate::types::DefaultsPoint>,
        x_flag: Option<bool>,
        text: Option<&str>,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::DefaultsError>,
    > {
        let call = Call::new("defaults", Method::GET, "/defaults".to_owned())
            .query(&crate::parameters::DEFAULTS_LIMIT, &limit)
            .query(&crate::parameters::DEFAULTS_ORDER, &order)
            .query(&crate::parameters::DEFAULTS_IDS, &ids)
            .query(&crate::parameters::DEFAULTS_POINT, &point)
            .header(&crate::parameters::DEFAULTS_X_FLAG, &x_flag)
            .cookie(&crate::parameters::DEFAULTS_TEXT, &text)
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

    /// `GET /reserved`
    pub async fn reserved(
        &self,
        r#where: &str,
        paths: Option<&crate::types::Texts>,
        filter_name: Option<&str>,
        r#type: Option<&str>,
        self2: Option<&str>,
        x_self: Option<&str>,
        self3: Option<&str>,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::ReservedError>,
    > {
        let call = Call::new("reserved", Method::GET, "/reserved".to_owned())
            .query(&crate::parameters::RESERVED_WHERE, &r#where)
            .query(&crate::parameters::RESERVED_PATHS, &paths)
            .query(&crate::parameters::RESERVED_FILTER_NAME, &filter_name)
            .query(&crate::parameters::RESERVED_TYPE, &r#type)
            .query(&crate::parameters::RESERVED_SELF2, &self2)
            .header(&crate::parameters::RESERVED_X_SELF, &x_self)
            .header(&crate::parameters::RESERVED_SELF3, &self3)
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

    /// Names that generated code has for itself, or that collide.
    ///
    /// `GET /names/{path}/{request}`
    pub async fn names(
        &self,
        path: &str,
        request2: &str,
        call: Option<i64>,
        received: Option<i64>,
        value: Option<i64>,
        body2: Option<i64>,
        caller2: Option<i64>,
        violations2: Option<i64>,
        value2: Option<i64>,
        _1st: Option<i64>,
        plus_1: Option<i64>,
        ue9: Option<i64>,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::NamesError>,
    > {
        let call = Call::new(
                "names",
                Method::GET,
                format!(
                    "/names/{}/{}", rest_runtime::client::path(& crate
                    ::parameters::NAMES_PATH, & path) ?, rest_runtime::client::path(&
                    crate ::parameters::NAMES_REQUEST2, & request2) ?
                ),
            )
            .query(&crate::parameters::NAMES_CALL, &call)
            .query(&crate::parameters::NAMES_RECEIVED, &received)
            .query(&crate::parameters::NAMES_VALUE, &value)
            .query(&crate::parameters::NAMES_BODY2, &body2)
            .query(&crate::parameters::NAMES_CALLER2, &caller2)
            .query(&crate::parameters::NAMES_VIOLATIONS2, &violations2)
            .query(&crate::parameters::NAMES_VALUE2, &value2)
            .query(&crate::parameters::NAMES__1ST, &_1st)
            .query(&crate::parameters::NAMES_PLUS_1, &plus_1)
            .query(&crate::parameters::NAMES_UE9, &ue9)
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

    /// `GET /rules/{id}/{ids}`
    pub async fn rules(
        &self,
        id: &rest_runtime::formats::Uuid,
        ids: &crate::types::RulesIds,
        order: &crate::types::Order,
        code: Option<&crate::types::RulesCode>,
        codes: Option<&crate::types::RulesCodes>,
        filter: Option<&crate::types::Filter>,
        x_step: Option<&crate::types::RulesXStep>,
        day: Option<&rest_runtime::formats::Date>,
        mode: Option<&crate::types::RulesMode>,
        either: Option<&crate::types::RulesEither>,
    ) -> Result<
        ResponseValue<Vec<rest_runtime::Value>>,
        Error<crate::messages::RulesError>,
    > {
        let call = Call::new(
                "rules",
                Method::GET,
                format!(
                    "/rules/{}/{}", rest_runtime::client::path(& crate
                    ::parameters::RULES_ID, & id) ?, rest_runtime::client::path(& crate
                    ::parameters::RULES_IDS, & ids) ?
                ),
            )
            .query(&crate::parameters::RULES_ORDER, &order)
            .query(&crate::parameters::RULES_CODE, &code)
            .query(&crate::parameters::RULES_CODES, &codes)
            .query(&crate::parameters::RULES_FILTER, &filter)
            .header(&crate::parameters::RULES_X_STEP, &x_step)
            .cookie(&crate::parameters::RULES_DAY, &day)
            .query(&crate::parameters::RULES_MODE, &mode)
            .query(&crate::parameters::RULES_EITHER, &either)
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
