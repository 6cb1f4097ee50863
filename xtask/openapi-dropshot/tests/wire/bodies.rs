//! Bodies of every kind, there and back.

use bytes::Bytes;
use futures::StreamExt as _;
use reqwest::{Method, RequestBuilder};
use rest_runtime::forms::Part;
use rest_runtime::server::Context;
use rest_runtime::server::dropshot::HttpServer;
use rest_runtime::{ByteStream, Event, EventStream, Failure, Media, Value};
use sample_bodies::client::{Client, ClientInfo as _};
use sample_bodies::server::{DOCUMENT, api_description};
use sample_bodies::types::*;
use sample_bodies::*;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::random::Random;
use crate::server::{self, violations};

struct Echo;

fn make<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("a value")
}

fn shown(part: &Part) -> Value {
    json!([part.file_name, part.content_type, part.content.to_vec()])
}

impl SampleBodies for Echo {
    async fn any_json(&self, body: Value) -> Result<Value, AnyJsonError> {
        Ok(body)
    }

    async fn optional_json(&self, body: Option<Thing>) -> Result<OptionalJsonSuccess, OptionalJsonError> {
        Ok(body.map_or(OptionalJsonSuccess::NoContent, OptionalJsonSuccess::Ok))
    }

    async fn json(&self, body: Thing) -> Result<Thing, JsonError> {
        Ok(body)
    }

    async fn merge_json(&self, body: Thing) -> Result<Thing, MergeJsonError> {
        Ok(body)
    }

    async fn form(&self, body: Form) -> Result<Form, FormError> {
        Ok(body)
    }

    async fn open_form(&self, body: Option<Members>) -> Result<Option<Members>, OpenFormError> {
        Ok(body)
    }

    async fn parts(&self, body: PartsBodyForm) -> Result<Vec<Value>, PartsError> {
        let PartsBodyForm { name, count, flags, thing, things, note, file, files, photo } = body;
        let files: Vec<Value> = files.iter().map(shown).collect();
        let (file, photo) = (shown(&file), photo.as_ref().map(shown));
        Ok(vec![
            json!(name),
            json!(count),
            json!(flags),
            json!(thing),
            json!(things),
            json!(note),
            file,
            json!(files),
            json!(photo),
        ])
    }

    async fn names(&self, body: Option<NamesBodyForm>) -> Result<Vec<Value>, NamesError> {
        let Some(body) = body else { return Ok(Vec::new()) };
        let part: Vec<Value> = body.part.iter().map(shown).collect();
        let writer = body.writer.as_ref().map(shown);
        Ok(vec![
            json!(body.parts),
            json!(body.violations),
            json!(writer),
            json!(part),
            json!(body.r#type),
            json!(body.value),
        ])
    }

    async fn optional_bytes(&self, body: Option<ByteStream>) -> Result<ByteStream, OptionalBytesError> {
        Ok(body.unwrap_or_else(|| "nothing".into()))
    }

    async fn bytes(&self, body: ByteStream) -> Result<ByteStream, BytesError> {
        Ok(body)
    }

    async fn xml(&self, body: ByteStream) -> Result<ByteStream, XmlError> {
        Ok(body)
    }

    async fn image(&self, body: Media) -> Result<Media, ImageError> {
        Ok(body)
    }

    async fn count(&self, body: CountBody) -> Result<CountOkBody, CountError> {
        Ok(CountOkBody::try_from(body.get()).map_err(Failure::internal)?)
    }

    async fn text(&self, body: String) -> Result<String, TextError> {
        Ok(body)
    }

    async fn optional_text(&self, body: Option<String>) -> Result<OptionalTextSuccess, OptionalTextError> {
        Ok(body.map_or(OptionalTextSuccess::NoContent, OptionalTextSuccess::Ok))
    }

    async fn events(&self, body: EventStream) -> Result<EventStream, EventsError> {
        Ok(body)
    }

    async fn optional_several(
        &self,
        body: Option<OptionalSeveralBody>,
    ) -> Result<OptionalSeveralSuccess, OptionalSeveralError> {
        Ok(match body {
            None => OptionalSeveralSuccess::NoContent,
            Some(OptionalSeveralBody::Json(thing)) => OptionalSeveralSuccess::Ok(OptionalSeveralOkBody::Json(thing)),
            Some(OptionalSeveralBody::Text(text)) => OptionalSeveralSuccess::Ok(OptionalSeveralOkBody::Text(text)),
        })
    }

    async fn several(&self, body: SeveralBody) -> Result<SeveralOkBody, SeveralError> {
        Ok(match body {
            SeveralBody::Json(thing) => SeveralOkBody::Json(thing),
            SeveralBody::Form(thing) => SeveralOkBody::ProblemJson(make(json!({ "title": json!(thing).to_string() }))),
            SeveralBody::Multipart(form) => SeveralOkBody::Binary(form.file.content.into()),
            SeveralBody::Text(text) => SeveralOkBody::Text(text),
            SeveralBody::Binary(bytes) => SeveralOkBody::Binary(bytes),
            SeveralBody::AnyImage(media) => SeveralOkBody::AnyImage(media),
        })
    }
}

type Members = std::collections::BTreeMap<String, String>;

fn start() -> (HttpServer<Context<Echo>>, Client) {
    let (server, baseurl) = server::start(api_description().expect("a description"), Echo, DOCUMENT);
    (server, Client::new(&baseurl).expect("a client"))
}

fn thing(random: &mut Random) -> Thing {
    make(match random.below(3) {
        0 => json!({ "name": random.text(0, 10) }),
        1 => json!({ "name": random.text(0, 10), "size": null }),
        _ => json!({ "name": random.text(0, 10), "size": random.integer(i64::MIN, i64::MAX) }),
    })
}

fn bytes(random: &mut Random) -> Vec<u8> {
    let length = random.below(3000);
    (0..length).map(|_| u8::try_from(random.below(256)).unwrap_or_default()).collect()
}

fn part(random: &mut Random) -> Part {
    let mut part = Part::from(bytes(random));
    if random.once_in(2) {
        part.file_name = Some(random.text(1, 20));
        part.content_type = Some("application/x-thing; version=1".to_owned());
    }
    part
}

async fn all(stream: ByteStream) -> Bytes {
    stream.collect(1_000_000).await.expect("all of it")
}

const ROUNDS: usize = 40;

#[tokio::test]
async fn json_of_every_kind() {
    let (_server, client) = start();
    let random = &mut Random::new();
    for _ in 0..ROUNDS {
        let thing = thing(random);
        assert_eq!(client.json(&thing).await.expect("an answer").into_inner(), thing);
        assert_eq!(client.merge_json(&thing).await.expect("an answer").into_inner(), thing);
        match client.optional_json(Some(&thing)).await.expect("an answer").into_inner() {
            OptionalJsonSuccess::Ok(got) => assert_eq!(got, thing),
            other => panic!("{other:?}"),
        }
        let anything = json!([null, { "a": [thing] }, random.number(-1e300, 1e300), "\u{0}\u{10ffff}", u64::MAX]);
        assert_eq!(client.any_json(&anything).await.expect("an answer").into_inner(), anything);
    }
    let none = client.optional_json(None).await.expect("an answer").into_inner();
    assert!(matches!(none, OptionalJsonSuccess::NoContent));
    assert_eq!(client.any_json(&Value::Null).await.expect("an answer").into_inner(), Value::Null);
}

#[tokio::test]
async fn forms() {
    let (_server, client) = start();
    let random = &mut Random::new();
    for _ in 0..ROUNDS {
        let texts = |random: &mut Random, without: &[char]| -> Vec<String> {
            (0..1 + random.below(3)).map(|_| random.text(1, 9).replace(without, "x")).collect()
        };
        let form: Form = make(json!({
            "text": random.text(1, 30),
            "count": random.integer(i64::MIN, 99),
            "flag": random.once_in(2),
            "texts": texts(random, &[]),
            "spaced": texts(random, &[' ', '+']),
            "joined": [1, -2],
            "deep": { "a": 5, "b": texts(random, &[]) },
            "thing": thing(random),
            "things": [thing(random), thing(random)],
        }));
        assert_eq!(client.form(&form).await.expect("an answer").into_inner(), form);
        let members: Members = texts(random, &[]).into_iter().map(|name| (name, random.text(0, 9))).collect();
        assert_eq!(client.open_form(Some(&members)).await.expect("an answer").into_inner(), Some(members));
    }
    assert_eq!(client.open_form(None).await.expect("an answer").into_inner(), None);
    let least: Form = make(json!({ "text": "a" }));
    assert_eq!(client.form(&least).await.expect("an answer").into_inner(), least);
}

#[tokio::test]
async fn parts_of_forms() {
    let (_server, client) = start();
    let random = &mut Random::new();
    for _ in 0..ROUNDS {
        let form = PartsBodyForm {
            name: make(json!(random.text(1, 30))),
            count: Some(make(json!(7))),
            flags: Some(vec![true, false]),
            thing: Some(thing(random)),
            things: Some(vec![thing(random), thing(random)]),
            note: Some(random.text(0, 30)),
            file: part(random),
            files: vec![part(random), part(random)],
            photo: Some(Part { content_type: Some("image/png".to_owned()), ..Part::from(bytes(random)) }),
        };
        let expected = [
            json!(form.name),
            json!(7),
            json!([true, false]),
            json!(form.thing),
            json!(form.things),
            json!(form.note),
            shown(&form.file),
            json!(form.files.iter().map(shown).collect::<Vec<_>>()),
            json!(form.photo.as_ref().map(shown)),
        ];
        assert_eq!(client.parts(&form).await.expect("an answer").into_inner(), expected);
    }
    let names = NamesBodyForm {
        parts: Some("p".to_owned()),
        violations: Some(1),
        writer: Some(Part::from(vec![0])),
        part: Vec::new(),
        r#type: None,
        value: Some(String::new()),
    };
    let got = client.names(Some(&names)).await.expect("an answer").into_inner();
    assert_eq!(json!(got), json!(["p", 1, [null, null, [0]], [], null, ""]));
    assert_eq!(client.names(None).await.expect("an answer").into_inner(), [Value::Null; 0]);
}

#[tokio::test]
async fn bytes_and_texts() {
    let (_server, client) = start();
    let random = &mut Random::new();
    for _ in 0..ROUNDS {
        let sent = Bytes::from(bytes(random));
        assert_eq!(all(client.bytes(sent.clone().into()).await.expect("an answer").into_inner()).await, sent);
        assert_eq!(all(client.xml(sent.clone().into()).await.expect("an answer").into_inner()).await, sent);
        let image = Media { content_type: "image/svg+xml; charset=utf-8".to_owned(), content: sent.clone().into() };
        let image = client.image(image).await.expect("an answer").into_inner();
        assert_eq!((image.content_type.as_str(), all(image.content).await), ("image/svg+xml; charset=utf-8", sent));
        let text = random.text(0, 500);
        assert_eq!(client.text(&text).await.expect("an answer").into_inner(), text);
        match client.optional_text(Some(&format!("<{text}"))).await.expect("an answer").into_inner() {
            OptionalTextSuccess::Ok(got) => assert_eq!(got, format!("<{text}")),
            other => panic!("{other:?}"),
        }
    }
    assert!(matches!(
        client.optional_text(None).await.expect("an answer").into_inner(),
        OptionalTextSuccess::NoContent
    ));
    assert_eq!(client.count(&make(json!(42))).await.expect("an answer").into_inner().get(), 42);
    assert_eq!(all(client.optional_bytes(None).await.expect("an answer").into_inner()).await, "nothing");
    assert_eq!(all(client.optional_bytes(Some("some".into())).await.expect("an answer").into_inner()).await, "some");
}

/// What is sent comes back while more is still to be sent.
#[tokio::test]
async fn streams_flow_both_ways_at_once() {
    let (_server, client) = start();
    let (sender, receiver) = tokio::sync::mpsc::channel::<Result<Bytes, rest_runtime::BoxError>>(1);
    let pieces = futures::stream::unfold(receiver, |mut receiver| async { Some((receiver.recv().await?, receiver)) });
    sender.send(Ok("first".into())).await.expect("room");
    let mut back = client.bytes(ByteStream::new(pieces)).await.expect("an answer").into_inner();
    assert_eq!(back.next().await.expect("a piece").expect("whole"), "first");
    for _ in 0..100 {
        sender.send(Ok(vec![7; 10_000].into())).await.expect("room");
        let mut length = 0;
        while length < 10_000 {
            length += back.next().await.expect("a piece").expect("whole").len();
        }
        assert_eq!(length, 10_000);
    }
    drop(sender);
    assert!(back.next().await.is_none());

    let events = [
        Event::new("one"),
        Event {
            event: Some("kind".to_owned()),
            id: Some("2".to_owned()),
            retry: Some(5),
            ..Event::new("two\nlines\n")
        },
        Event::new("é😀: x"),
    ];
    let sent = EventStream::new(futures::stream::iter(events.clone()).map(Ok));
    let back = client.events(sent).await.expect("an answer").into_inner();
    let back: Vec<Event> = back.map(|event| event.expect("an event")).collect().await;
    assert_eq!(
        back.iter().map(|event| &event.data).collect::<Vec<_>>(),
        events.iter().map(|event| &event.data).collect::<Vec<_>>()
    );
    assert_eq!(back[1], events[1]);
}

#[tokio::test]
async fn several_media_types() {
    let (_server, client) = start();
    let thing: Thing = make(json!({ "name": "a b", "size": 5 }));
    let send = async |body: SeveralBody| client.several(body).await.expect("an answer").into_inner();
    assert!(matches!(send(SeveralBody::Json(thing.clone())).await, SeveralOkBody::Json(got) if got == thing));
    match send(SeveralBody::Form(thing.clone())).await {
        SeveralOkBody::ProblemJson(got) => assert_eq!(json!(got)["title"], json!(thing).to_string()),
        other => panic!("{other:?}"),
    }
    let form = SeveralBodyMultipartForm { file: Part::from(b"a file".to_vec()) };
    let bytes = async |body| match send(body).await {
        SeveralOkBody::Binary(got) => all(got).await,
        other => panic!("{other:?}"),
    };
    assert_eq!(bytes(SeveralBody::Multipart(form)).await, "a file");
    assert_eq!(bytes(SeveralBody::Binary("x".into())).await, "x");
    assert!(matches!(send(SeveralBody::Text("text".to_owned())).await, SeveralOkBody::Text(got) if got == "text"));
    let image = Media { content_type: "image/png".to_owned(), content: "png".into() };
    match send(SeveralBody::AnyImage(image)).await {
        SeveralOkBody::AnyImage(got) => {
            assert_eq!((got.content_type.as_str(), all(got.content).await), ("image/png", "png".into()));
        }
        other => panic!("{other:?}"),
    }
    let send = async |body| client.optional_several(body).await.expect("an answer").into_inner();
    assert!(matches!(send(None).await, OptionalSeveralSuccess::NoContent));
    let text = send(Some(OptionalSeveralBody::Text("a".to_owned()))).await;
    assert!(matches!(text, OptionalSeveralSuccess::Ok(OptionalSeveralOkBody::Text(got)) if got == "a"));
}

/// What no generated client sends: the status and each violation, and never the input.
#[tokio::test]
async fn what_breaks_a_rule_is_named_and_not_repeated() {
    let (_server, client) = start();
    let multipart = |parts: &[(&str, &str)]| -> String {
        let parts: String = parts
            .iter()
            .map(|(about, text)| format!("--b\r\ncontent-disposition: form-data; name={about}\r\n\r\n{text}\r\n"))
            .collect();
        format!("{parts}--b--\r\n")
    };
    let request = |route: &str, content_type: &str, body: &str| -> RequestBuilder {
        let (method, path) = route.split_once(' ').expect("a method and a path");
        let method: Method = method.parse().expect("a method");
        let request = client.client().request(method, format!("{}{path}", client.baseurl())).body(body.to_owned());
        if content_type.is_empty() { request } else { request.header("content-type", content_type) }
    };
    const FORM: &str = "application/x-www-form-urlencoded";
    const MULTIPART: &str = "multipart/form-data; boundary=b";
    let mut wrong = Vec::new();
    for (route, content_type, body, status, expected) in [
        ("POST /json", "application/json", "{\"name\": 5}", 400, vec!["/name: must be a string, not an integer"]),
        (
            "POST /json",
            "application/json",
            "{\"name\": \"hush hush hush hush hush\"}",
            400,
            vec!["/name: must have at most 20 characters"],
        ),
        (
            "POST /json",
            "application/json; charset=utf-8",
            "{\"size\": \"hush\"}",
            400,
            vec!["/name: is required", "/size: must be an integer, not a string"],
        ),
        ("POST /json", "application/json", "{\"name\": \"hush\"", 400, vec![": must be JSON; line 1 column 15"]),
        ("POST /json", "application/json", "", 400, vec![": must be JSON; line 1 column 0"]),
        ("POST /json", "application/json", "\"hush\" 1", 400, vec![": must be JSON; line 1 column 8"]),
        ("POST /json", "text/hush", "{\"name\": \"a\"}", 415, vec![]),
        ("POST /json", "", "{\"name\": \"a\"}", 415, vec![]),
        ("PUT /json", "text/plain", "hush", 415, vec![]),
        ("PUT /json", "application/json", "[]", 400, vec![": must be an object, not an array"]),
        ("PATCH /json", "application/json", "{\"name\": \"hush\"}", 415, vec![]),
        (
            "POST /form",
            FORM,
            "count=hush&joined=1,2,3,hush",
            400,
            vec![
                "/count: must be an integer, not a string",
                "/joined: must have at most 3 items",
                "/text: is required",
            ],
        ),
        (
            "POST /form",
            FORM,
            "text=&count=100",
            400,
            vec!["/count: must be at most 99", "/text: must have at least 1 character"],
        ),
        ("POST /form", FORM, "text=a&thing=hush", 400, vec!["/thing: must be JSON"]),
        (
            "POST /form",
            FORM,
            "text=a&things={\"name\":5}",
            400,
            vec!["/things/0/name: must be a string, not an integer"],
        ),
        ("POST /form", FORM, "text=%ff", 400, vec!["/text: must be UTF-8"]),
        ("POST /form", "application/json", "{\"text\":\"hush\"}", 415, vec![]),
        (
            "POST /parts",
            MULTIPART,
            &multipart(&[("name", ""), ("count", "100"), ("flags", "true"), ("flags", "hush")]),
            400,
            vec![
                "/count: must be at most 99",
                "/file: is required",
                "/flags/1: must be a boolean, not a string",
                "/name: must have at least 1 character",
            ],
        ),
        (
            "POST /parts",
            MULTIPART,
            &multipart(&[("name", "a"), ("name", "hush"), ("file", ""), ("thing", "hush")]),
            400,
            vec!["/name: must be there once only", "/thing: must be JSON"],
        ),
        ("POST /parts", MULTIPART, "hush", 400, vec![": the body must be well-formed multipart/form-data"]),
        (
            "POST /parts",
            "multipart/form-data",
            "hush",
            400,
            vec![": the body must be multipart/form-data with a boundary"],
        ),
        ("PUT /text", "text/plain", "hush", 400, vec![": must be an integer"]),
        ("PUT /text", "text/plain", "0", 400, vec![": must be at least 1"]),
        ("POST /several", "application/xml", "<hush/>", 415, vec![]),
        ("POST /several", "", "hush", 415, vec![]),
        ("PUT /several", "text/hush", "hush", 415, vec![]),
        ("POST /image", "text/plain", "hush", 415, vec![]),
    ] {
        let (got, problem) = server::json(request(route, content_type, body)).await;
        let mut found = violations(&problem);
        found.sort();
        if got != status || found != expected {
            wrong.push(format!("{route} {content_type} {body}: {got} {problem:#}"));
        }
        assert!(!problem.to_string().contains("hush"), "{route}: {problem}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
