//! A call: the request of an operation, put together parameter by parameter. What is wrong with it is told when it is sent.

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderName, HeaderValue};
use http::{HeaderMap, Method};
use progenitor_client::{ClientHooks, Error, OperationInfo};
use serde::Serialize;
use serde_json::Value;

use super::{Connection, Received, Scheme};
use crate::ByteStream;
use crate::forms::{self, Encoding, MultipartWriter};
use crate::parameters::Parameter;

/// A request on its way out.
#[derive(Debug)]
#[must_use = "a call does nothing until it is sent"]
pub struct Call {
    operation_id: &'static str,
    method: Method,
    path: String,
    query: String,
    headers: HeaderMap,
    cookies: String,
    security: &'static [&'static [(&'static str, Scheme)]],
    body: Option<reqwest::Body>,
    /// The first thing that is wrong.
    wrong: Option<String>,
}

/// A path parameter as it stands in the path. Fails with [`Error::InvalidRequest`] when nothing would stand there: the path
/// would be another one.
pub fn path<E>(parameter: &Parameter, value: &(impl Serialize + ?Sized)) -> Result<String, Error<E>> {
    let text = to_value(parameter.name, value).map(|value| value.map(|value| parameter.write_path(&value)));
    match text.map_err(Error::InvalidRequest)? {
        Some(text) if !text.is_empty() => Ok(text),
        _ => Err(Error::InvalidRequest(format!("the path parameter {} must not be empty", parameter.name))),
    }
}

impl Call {
    /// A call of an operation. `path` is percent-encoded already and goes on where the base URL ends.
    pub fn new(operation_id: &'static str, method: Method, path: String) -> Self {
        Self {
            operation_id,
            method,
            path,
            query: String::new(),
            headers: HeaderMap::new(),
            cookies: String::new(),
            security: &[],
            body: None,
            wrong: None,
        }
    }

    /// With a query parameter; without it when `value` is `None`.
    pub fn query(mut self, parameter: &Parameter, value: &(impl Serialize + ?Sized)) -> Self {
        if let Some(value) = self.value(parameter, value) {
            parameter.write_query(&value, &mut self.query);
        }
        self
    }

    /// With a header parameter; without it when `value` is `None`.
    pub fn header(mut self, parameter: &Parameter, value: &(impl Serialize + ?Sized)) -> Self {
        let Some(value) = self.value(parameter, value) else { return self };
        let name = HeaderName::from_bytes(parameter.name.as_bytes());
        match (name, HeaderValue::from_str(&parameter.write_header(&value))) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            _ => self.is_wrong(format!("the header {} must be visible ASCII characters", parameter.name)),
        }
        self
    }

    /// With a cookie; without it when `value` is `None`.
    pub fn cookie(mut self, parameter: &Parameter, value: &(impl Serialize + ?Sized)) -> Self {
        if let Some(value) = self.value(parameter, value) {
            parameter.write_cookie(&value, &mut self.cookies);
        }
        self
    }

    /// With credentials: those of the first of `alternatives` whose schemes all have some on the connection, else none.
    pub fn secured(mut self, alternatives: &'static [&'static [(&'static str, Scheme)]]) -> Self {
        self.security = alternatives;
        self
    }

    /// With the media types that are understood.
    pub fn accept(mut self, media_types: &'static str) -> Self {
        self.content(ACCEPT, media_types);
        self
    }

    /// With a JSON body.
    pub fn json(mut self, content_type: &str, body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => self.body(content_type, bytes),
            Err(error) => {
                self.is_wrong(format!("the body cannot be JSON: {error}"));
                self
            }
        }
    }

    /// With an `application/x-www-form-urlencoded` body.
    pub fn form(mut self, body: &(impl Serialize + ?Sized), encodings: &[Encoding]) -> Self {
        match serde_json::to_value(body) {
            Ok(value) => self.body("application/x-www-form-urlencoded", forms::write_urlencoded(&value, encodings)),
            Err(error) => {
                self.is_wrong(format!("the body cannot be a form: {error}"));
                self
            }
        }
    }

    /// With a body that is text.
    pub fn text(self, content_type: &str, body: String) -> Self {
        self.body(content_type, body)
    }

    /// With a body that is one value written as text.
    pub fn plain(mut self, content_type: &str, body: &(impl Serialize + ?Sized)) -> Self {
        match crate::parameters::plain_text(body) {
            Ok(text) => self.text(content_type, text),
            Err(error) => {
                self.is_wrong(format!("the body cannot be written: {error}"));
                self
            }
        }
    }

    /// With a body that may be sent piece by piece.
    pub fn stream(self, content_type: &str, body: ByteStream) -> Self {
        match body.whole() {
            Ok(bytes) => self.body(content_type, bytes),
            Err(pieces) => self.body(content_type, reqwest::Body::wrap_stream(pieces)),
        }
    }

    /// With a `multipart/form-data` body.
    pub fn multipart(self, writer: MultipartWriter) -> Self {
        let (content_type, bytes) = writer.finish();
        self.body(&content_type, bytes)
    }

    /// Send it, through the hooks of `client`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] when something is wrong with the call, [`Error::CommunicationError`] when no response came,
    /// and those of the hooks.
    pub async fn send<E, C: ClientHooks<()>>(
        self,
        connection: &Connection,
        client: &C,
    ) -> Result<Received<E>, Error<E>> {
        let info = OperationInfo { operation_id: self.operation_id };
        let (mut request, key_in_url) = self.into_request(connection).map_err(Error::InvalidRequest)?;
        client.pre(&mut request, &info).await?;
        let mut result = client.exec(request, &info).await;
        if key_in_url {
            result = result.map(without_url).map_err(reqwest::Error::without_url);
        }
        client.post(&result, &info).await?;
        Ok(Received::new(result.map_err(Error::CommunicationError)?, connection.max_body_bytes))
    }

    /// The request, and whether a key stands in its URL, which errors would show.
    fn into_request(mut self, connection: &Connection) -> Result<(reqwest::Request, bool), String> {
        let mut key_in_url = false;
        for (scheme, credential) in connection.alternative(self.security) {
            credential.apply(scheme, &mut self.headers, &mut self.query, &mut self.cookies)?;
            key_in_url |= matches!(scheme, Scheme::Query(_));
        }
        if let Some(wrong) = self.wrong {
            return Err(wrong);
        }
        // The URL would be parsed into another path.
        if self.path.split('/').any(is_dots) {
            return Err("a segment of the path must not be . or ..".to_owned());
        }
        if !self.cookies.is_empty() {
            let value = HeaderValue::try_from(self.cookies);
            let mut value = value.map_err(|_cookies| "cookies must be visible ASCII characters".to_owned())?;
            value.set_sensitive(true);
            self.headers.insert(COOKIE, value);
        }
        let separator = if self.query.is_empty() { "" } else { "?" };
        let url = format!("{}{}{separator}{}", connection.baseurl.trim_end_matches('/'), self.path, self.query);
        let url = reqwest::Url::parse(&url).map_err(|error| format!("the URL cannot be parsed: {error}"))?;
        let mut request = reqwest::Request::new(self.method, url);
        *request.headers_mut() = self.headers;
        *request.body_mut() = self.body;
        Ok((request, key_in_url))
    }

    fn value(&mut self, parameter: &Parameter, value: &(impl Serialize + ?Sized)) -> Option<Value> {
        to_value(parameter.name, value).unwrap_or_else(|wrong| {
            self.is_wrong(wrong);
            None
        })
    }

    fn body(mut self, content_type: &str, body: impl Into<reqwest::Body>) -> Self {
        self.content(CONTENT_TYPE, content_type);
        self.body = Some(body.into());
        self
    }

    fn content(&mut self, name: HeaderName, value: &str) {
        match HeaderValue::from_str(value) {
            Ok(value) => {
                self.headers.insert(name, value);
            }
            Err(_media_type) => self.is_wrong("a media type must be visible ASCII characters".to_owned()),
        }
    }

    fn is_wrong(&mut self, wrong: String) {
        self.wrong.get_or_insert(wrong);
    }
}

fn to_value(name: &str, value: &(impl Serialize + ?Sized)) -> Result<Option<Value>, String> {
    match serde_json::to_value(value) {
        Ok(Value::Null) => Ok(None),
        Ok(value) => Ok(Some(value)),
        Err(error) => Err(format!("the parameter {name} cannot be written: {error}")),
    }
}

/// A dot segment, as the URL standard has them: percent-encoded ones as well.
fn is_dots(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

/// The same response, not knowing its URL.
fn without_url(response: reqwest::Response) -> reqwest::Response {
    http::Response::from(response).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::{Shape, Style};

    const TEXT: Parameter = Parameter {
        name: "x",
        style: Style::Simple,
        explode: false,
        allow_reserved: false,
        json: false,
        shape: Shape::Text,
        others: &[],
    };
    const SECURITY: &[&[(&str, Scheme)]] = &[
        &[],
        &[("basic", Scheme::Basic), ("key", Scheme::Header("X-Key"))],
        &[("query", Scheme::Query("key")), ("cookie", Scheme::Cookie("sid"))],
        &[("token", Scheme::Bearer)],
    ];

    fn connection() -> Connection {
        Connection::new("http://localhost/v1/", reqwest::Client::new())
    }

    fn secured(connection: &Connection) -> Result<(reqwest::Request, bool), String> {
        Call::new("x", Method::GET, "/x".to_owned()).secured(SECURITY).into_request(connection)
    }

    #[test]
    fn the_first_alternative_that_is_set_is_applied() {
        let mut connection = connection();
        connection.set("basic", ("a", "b")).set("token", "t");
        let (request, _) = secured(&connection).expect("a request");
        assert_eq!(request.headers()["authorization"], "Bearer t");

        connection.set("query", "k&").set("cookie", "c");
        let (request, key_in_url) = secured(&connection).expect("a request");
        assert!(key_in_url && request.headers()["cookie"].is_sensitive());
        assert_eq!((request.url().as_str(), request.headers().len()), ("http://localhost/v1/x?key=k%26", 1));
        assert_eq!(request.headers()["cookie"], "sid=c");

        connection.set("key", "k");
        let (request, _) = secured(&connection).expect("a request");
        assert_eq!(request.headers()["authorization"], "Basic YTpi");
        assert!(request.headers().values().all(HeaderValue::is_sensitive));

        connection.unset("basic").unset("cookie").unset("token");
        assert_eq!(secured(&connection).expect("a request").0.headers().len(), 0);
    }

    #[test]
    fn secrets_are_not_shown() {
        let mut connection = connection();
        connection.set("token", "hush\n").set("basic", ("hush", "hush"));
        assert!(!format!("{connection:?}").contains("hush"));
        assert!(!secured(&connection).expect_err("no header").contains("hush"));
        connection.unset("token").set("query", "hush").set("cookie", "hush;");
        assert!(!secured(&connection).expect_err("no cookie").contains("hush"));
    }

    #[test]
    fn what_is_wrong_is_told_when_it_is_sent() {
        let refused = |call: Call| call.into_request(&connection()).map(|_| ()).expect_err("refused");
        let call = || Call::new("x", Method::GET, "/x".to_owned());
        assert_eq!(refused(call().stream("a\n", "b".into())), "a media type must be visible ASCII characters");
        for dots in ["/x/..", "/x/%2E%2e/y", "/./x"] {
            let call = Call::new("x", Method::GET, dots.to_owned());
            assert_eq!(refused(call), "a segment of the path must not be . or ..");
        }
        assert!(matches!(path::<()>(&TEXT, ""), Err(Error::InvalidRequest(_))));
        assert!(matches!(path::<()>(&TEXT, &None::<i32>), Err(Error::InvalidRequest(_))));
    }
}
