//! Calls of a client, against the server.

use futures::StreamExt as _;
use http::Method;
use rest_runtime::client::{Call, Error, ResponseValue, Scheme, path};
use rest_runtime::forms::{MultipartWriter, Part};
use rest_runtime::parameters::{Parameter, Shape, Style};
use rest_runtime::{ByteStream, Event, EventStream, Problem, Status, Value};

use crate::server::{Client, start};

const NAME: Parameter = Parameter {
    name: "name",
    style: Style::Simple,
    explode: false,
    allow_reserved: false,
    json: false,
    shape: Shape::Text,
    others: &[],
};
const SECURITY: &[&[(&str, Scheme)]] = &[
    &[("token", Scheme::Bearer)],
    &[("password", Scheme::Basic)],
    &[("query", Scheme::Query("key"))],
    &[("cookie", Scheme::Cookie("sid"))],
];

/// The declared errors of an operation.
#[derive(Debug)]
enum SecretError {
    Unauthorized(Problem),
    Other(Status<500, 599>),
}

// As generated ones are: a few lines each.
impl Client {
    async fn secret(&self) -> Result<ResponseValue<String>, Error<SecretError>> {
        let call = Call::new("secret", Method::GET, "/secret".to_owned()).secured(SECURITY).accept("application/json");
        let mut received = call.send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let body = received.json().await?;
                Ok(received.value(body))
            }
            401 => {
                let body = received.bytes().await?;
                let problem =
                    serde_json::from_slice(&body).map_err(|error| Error::InvalidResponsePayload(body, error))?;
                Err(received.error(SecretError::Unauthorized(problem)))
            }
            status => match Status::try_from(status) {
                Ok(status) => Err(received.error(SecretError::Other(status))),
                Err(_other) => Err(received.unexpected()),
            },
        }
    }

    async fn get_file(&self, name: &str) -> Result<ResponseValue<String>, Error> {
        let path = format!("/files/{}", path(&NAME, name)?);
        let mut received = Call::new("get_file", Method::GET, path).send(&self.connection, self).await?;
        match received.status() {
            200 => {
                let body = received.json().await?;
                Ok(received.value(body))
            }
            _ => Err(received.unexpected()),
        }
    }

    async fn any(&self, body: impl FnOnce(Call) -> Call) -> Result<Value, Error> {
        let call = body(Call::new("any", Method::POST, "/any".to_owned()));
        let mut received = call.send(&self.connection, self).await?;
        match (received.status(), received.media_type().as_deref()) {
            (201, Some("application/vnd.any+json")) => received.json().await,
            _ => Err(received.unexpected()),
        }
    }

    async fn echo(&self, body: ByteStream) -> Result<ResponseValue<ByteStream>, Error> {
        let call = Call::new("echo", Method::POST, "/echo".to_owned()).stream("application/octet-stream", body);
        let mut received = call.send(&self.connection, self).await?;
        let body = received.stream();
        Ok(received.value(body))
    }

    async fn events(&self) -> Result<ResponseValue<EventStream>, Error> {
        let call = Call::new("events", Method::GET, "/events".to_owned());
        let mut received = call.send(&self.connection, self).await?;
        let events = received.events();
        Ok(received.value(events))
    }
}

#[tokio::test]
async fn credentials_are_sent() {
    let (_server, mut client) = start().await;
    let cases = [("cookie", "cookie k"), ("query", "query k"), ("token", "bearer k")];
    for (scheme, expected) in cases {
        client.connection.set(scheme, "k");
        assert_eq!(client.secret().await.expect("a success").into_inner(), expected);
        client.connection.unset(scheme);
    }
    client.connection.set("password", ("a", "\u{e9}"));
    assert_eq!(client.secret().await.expect("a success").into_inner(), "basic a \u{e9}");
}

#[tokio::test]
async fn errors_are_told_apart() {
    let (server, mut client) = start().await;
    match client.secret().await {
        Err(Error::ErrorResponse(error)) => {
            assert_eq!(error.status(), 401);
            match error.into_inner() {
                SecretError::Unauthorized(problem) => assert_eq!(problem.error_code.as_deref(), Some("unauthorized")),
                SecretError::Other(status) => panic!("{}", status.get()),
            }
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(client.get_file("").await, Err(Error::InvalidRequest(_))));
    assert!(matches!(client.get_file("..").await, Err(Error::InvalidRequest(_))));
    assert_eq!(client.get_file("a/b?c.json").await.expect("a file").into_inner(), "json a/b?c a%2Fb%3Fc");
    match client.any(|call| call.text("application/xml", "<a/>".to_owned())).await {
        Err(Error::UnexpectedResponse(response)) => {
            assert_eq!(
                (response.status().as_u16(), &response.headers()["content-type"]),
                (415, &"application/json".parse().expect("a value"))
            );
            assert!(response.text().await.expect("a body").contains("must be one of"));
        }
        other => panic!("{other:?}"),
    }
    // An error does not show the key in the URL.
    server.close().await.expect("closed");
    client.connection.set("query", "hush");
    let error = client.secret().await.expect_err("nobody is there");
    assert!(matches!(error, Error::CommunicationError(_)));
    assert!(!format!("{error:?} {error:#}").contains("hush"));
}

#[tokio::test]
async fn bodies_of_every_kind_are_sent() {
    let (_server, client) = start().await;
    let object = serde_json::json!({"a": 1});
    assert_eq!(client.any(|call| call.json("application/json", &object)).await.expect("sent"), object);
    assert_eq!(client.any(|call| call.form(&object, &[])).await.expect("sent"), object);
    assert_eq!(client.any(|call| call.text("text/plain; charset=utf-8", "x".into())).await.expect("sent"), "x");
    let parts = MultipartWriter::new().file("a", &Part::from(b"x".to_vec()));
    assert_eq!(client.any(|call| call.multipart(parts)).await.expect("sent"), serde_json::json!([b'x']));
}

#[tokio::test]
async fn bodies_are_bounded_and_streams_are_not() {
    let (_server, mut client) = start().await;
    client.connection.max_body_bytes = 4;
    let text = "12345";
    let error = client.any(|call| call.text("text/plain", text.into())).await.expect_err("too large");
    assert!(matches!(&error, Error::Custom(reason) if reason == "the body must have at most 4 bytes"));
    let echoed = client.echo(text.into()).await.expect("a stream").into_inner();
    assert_eq!(echoed.collect(5).await.expect("all of it"), text);
    let pieces = ByteStream::new(futures::stream::iter(["1", "2"]).map(|piece| Ok(piece.into())));
    let echoed = client.echo(pieces).await.expect("a stream").into_inner();
    assert_eq!(echoed.collect(5).await.expect("all of it"), "12");
}

#[tokio::test]
async fn events_arrive() {
    let (_server, client) = start().await;
    // In a task of its own, as calls have to be `Send`.
    let got = tokio::spawn(async move {
        let events = client.events().await.expect("a stream").into_inner();
        events.take(2).map(|event| event.expect("an event")).collect::<Vec<_>>().await
    });
    let event = |count: u32| Event { id: Some(count.to_string()), ..Event::new(format!("{{\n\"count\":{count}}}")) };
    assert_eq!(got.await.expect("no panic"), [event(0), event(1)]);
}

#[tokio::test]
async fn headers_are_decoded() {
    let (_server, client) = start().await;
    let call = Call::new("cookies", Method::GET, "/cookies".to_owned());
    let mut received = call.send::<(), _>(&client.connection, &client).await.expect("a response");
    assert_eq!(received.header::<i32>("x-count").expect("a number"), Some(2));
    assert_eq!(received.header::<i32>("x-none").expect("none"), None);
    assert!(matches!(received.header::<i32>("content-type"), Err(Error::InvalidResponsePayload(..))));
    assert!(received.header::<String>("set-cookie").is_err());
    assert_eq!(received.text::<String>().await.expect("text"), "\u{e9}");
    assert!(received.bytes().await.expect("taken already").is_empty());
    let Error::UnexpectedResponse(response) = received.unexpected() else { panic!("another error") };
    assert_eq!((response.status().as_u16(), response.headers().len() > 3), (200, true));
}
