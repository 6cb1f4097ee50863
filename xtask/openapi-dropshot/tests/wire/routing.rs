//! Routes that are told apart, methods, and responses of every kind.

use futures::StreamExt as _;
use reqwest::Method;
use rest_runtime::server::dropshot::HttpServer;
use rest_runtime::server::{Context, Prepared};
use rest_runtime::{ByteStream, Event, EventStream, Failure, Problem, Status, Value};
use sample_routing::client::{Client, ClientInfo as _, Error};
use sample_routing::server::{DOCUMENT, api_description};
use sample_routing::types::*;
use sample_routing::*;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::server;

struct Places;

fn make<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("a value")
}

/// Methods that answer with the operation's name and its arguments.
macro_rules! places {
    ($($method:ident($($argument:ident: $type:ty),*) -> $error:ty;)*) => {
        impl SampleRouting for Places {
            $(
                async fn $method(&self, $($argument: $type),*) -> Result<String, $error> {
                    #[allow(unused_mut)]
                    let mut told = vec![stringify!($method).to_owned()];
                    $(told.push($argument.to_string());)*
                    Ok(told.join(" "))
                }
            )*

            async fn delete_thing(&self, _id: String) -> Result<(), DeleteThingError> {
                Ok(())
            }

            async fn prepared(&self, which: String) -> Result<Prepared<String>, PreparedError> {
                if which == "none" { Err(PreparedError::NotFound) } else { Ok(Prepared::new(&which)?) }
            }

            async fn head_methods(&self) -> Result<HeadMethodsOk, HeadMethodsError> {
                Ok(HeadMethodsOk { x_count: 5 })
            }

            async fn answers(&self, which: String) -> Result<AnswersSuccess, AnswersError> {
                answer(&which)
            }

            async fn anything(&self, status: i64) -> Result<AnythingDefault, AnythingError> {
                Ok(AnythingDefault { status: checked(status)?, body: status })
            }

            async fn ranges(&self, status: i64) -> Result<RangesSuccess, RangesError> {
                match status {
                    202 => Ok(RangesSuccess::Accepted),
                    300.. if status < 400 => {
                        let location = Some("/there".to_owned());
                        Ok(RangesSuccess::Redirection(RangesRedirection { status: checked(status)?, location }))
                    }
                    500.. => Err(RangesError::ServerError(RangesServerError { status: checked(status)? })),
                    _ => Ok(RangesSuccess::Successful(RangesSuccessful { status: checked(status)?, body: status })),
                }
            }

            async fn stream(&self, pieces: StreamPieces) -> Result<StreamOk, StreamError> {
                let count = pieces.get();
                let pieces = futures::stream::iter(0..count).map(|index| Ok(vec![u8::try_from(index).unwrap_or_default(); 1000].into()));
                Ok(StreamOk { x_pieces: count, body: ByteStream::new(pieces) })
            }

            async fn events(&self, count: EventsCount) -> Result<EventStream, EventsError> {
                if count.get() < 0 {
                    return Err(EventsError::BadRequest(make(json!({ "title": "fewer than none" }))));
                }
                Ok(EventStream::new(futures::stream::iter(0..count.get()).map(|index| Ok(event(index)))))
            }

            async fn problems(&self, which: String) -> Result<String, ProblemsError> {
                match which.as_str() {
                    "good" => Ok(which),
                    "invalid" => Err(ProblemsError::BadRequest(Problem::new("bad", "This is bad."))),
                    "undeclared" => Err(Failure::new(418, "teapot", "Short and stout."))?,
                    "declared" => Err(Failure::new(404, "missing", "Not here."))?,
                    "later" => Err(Failure::new(503, "busy", "Later.").with_retry_after(std::time::Duration::from_secs(7)))?,
                    _ => Err(Failure::internal("a cause that nobody is told"))?,
                }
            }

            async fn names(&self) -> Result<NamesOk, NamesError> {
                Ok(NamesOk {
                    received: Some(1),
                    status2: Some(2),
                    body2: Some(3),
                    answer: Some(4),
                    r#type: Some(5),
                    body: "body".to_owned(),
                })
            }
        }
    };
}

places! {
    root() -> RootError;
    things() -> ThingsError;
    add_thing() -> AddThingError;
    things_slash() -> ThingsSlashError;
    my_thing() -> MyThingError;
    thing(id: String) -> ThingError;
    put_thing(id: String) -> PutThingError;
    parts(id: String) -> PartsError;
    part(thing_id: String, id: i64) -> PartError;
    my_first_part() -> MyFirstPartError;
    only_slash() -> OnlySlashError;
    encoded(c_d: String) -> EncodedError;
    slash_within() -> SlashWithinError;
    not_encoded() -> NotEncodedError;
    get_methods() -> GetMethodsError;
    put_methods() -> PutMethodsError;
    post_methods() -> PostMethodsError;
    delete_methods() -> DeleteMethodsError;
    options_methods() -> OptionsMethodsError;
    patch_methods() -> PatchMethodsError;
    trace_methods() -> TraceMethodsError;
    get_without_id_id(id: String) -> GetWithoutIdIdError;
    post_without_id_id(id: String) -> PostWithoutIdIdError;
    get_without_id() -> GetWithoutIdError;
}

fn checked<const LOW: u16, const HIGH: u16>(status: i64) -> Result<Status<LOW, HIGH>, Failure> {
    let status = u16::try_from(status).map_err(Failure::internal)?;
    Status::try_from(status).map_err(Failure::internal)
}

fn event(index: i64) -> Event {
    Event {
        id: Some(index.to_string()),
        event: Some("count".to_owned()),
        ..Event::new(format!("{index}\nsecond line"))
    }
}

fn trouble(title: &str) -> Trouble {
    make(json!({ "title": title }))
}

fn full() -> AnswersOk {
    AnswersOk {
        x_count: make(json!(3)),
        x_when: Some(make(json!("2026-01-31T12:00:00Z"))),
        x_tags: Some(vec!["a,b".to_owned(), "c d".to_owned(), "é".to_owned()]),
        x_point: Some(make(json!({ "x": -1 }))),
        x_info: Some(make(json!({ "name": "é\"" }))),
        body: make(json!({ "name": "abc" })),
    }
}

fn answer(which: &str) -> Result<AnswersSuccess, AnswersError> {
    let default =
        |status, body| AnswersError::Default(AnswersDefault { status: Status::try_from(status).expect("any"), body });
    match which {
        "full" => Ok(AnswersSuccess::Ok(full())),
        "least" => {
            Ok(AnswersSuccess::Ok(AnswersOk { x_when: None, x_tags: None, x_point: None, x_info: None, ..full() }))
        }
        "created" => Ok(AnswersSuccess::Created("made".to_owned())),
        "accepted" => Ok(AnswersSuccess::Accepted("später".to_owned())),
        "nothing" => Ok(AnswersSuccess::NoContent(AnswersNoContent { x_count: Some(0) })),
        "partial" => Ok(AnswersSuccess::PartialContent(AnswersPartialContent {
            content_range: "bytes 0-4/5".to_owned(),
            body: ByteStream::from(b"\0\xff123".to_vec()),
        })),
        "there" => Ok(AnswersSuccess::SeeOther(AnswersSeeOther { location: "/a%20b?c=d%2Fe".to_owned() })),
        "missing" => Err(AnswersError::NotFound(trouble("missing"))),
        "conflict" => Err(AnswersError::Conflict),
        "teapot" => Err(AnswersError::IMATeapot(trouble("short"))),
        "mistake" => Err(AnswersError::ClientError(AnswersClientError {
            status: Status::try_from(422).expect("a mistake"),
            x_hint: Some("a hint".to_owned()),
            body: trouble("mistake"),
        })),
        "not now" => Err(AnswersError::ServiceUnavailable(AnswersServiceUnavailable { retry_after: Some(9) })),
        "default" => Err(default(502, AnswersDefaultBody::Json(trouble("default")))),
        "default text" => Err(default(504, AnswersDefaultBody::Text("text".to_owned()))),
        _ => Err(Failure::internal("a cause that nobody is told"))?,
    }
}

fn start() -> (HttpServer<Context<Places>>, Client) {
    let (server, baseurl) = server::start(api_description().expect("a description"), Places, DOCUMENT);
    (server, Client::new(&baseurl).expect("a client"))
}

/// Route, status, and which operation it was.
#[tokio::test]
async fn routes_are_told_apart() {
    let (_server, client) = start();
    for (route, expected, which) in [
        ("GET /", 200, "root"),
        ("GET /things", 200, "things"),
        ("GET /things/", 200, "things_slash"),
        ("POST /things", 200, "add_thing"),
        ("POST /things/", 405, ""),
        ("PUT /things", 405, ""),
        ("GET /things/mine", 200, "my_thing"),
        ("GET /things/%6Dine", 200, "my_thing"),
        // A slash at the end tells templates apart that are the same but for it; otherwise Dropshot drops it.
        ("GET /things/mine/", 200, "my_thing"),
        // The literal path has no PUT, and the templated one is another path (OpenAPI 3.0.3, section 4.7.8).
        ("PUT /things/mine", 405, ""),
        ("GET /things/other", 200, "thing other"),
        ("GET /things/a%2Fb", 200, "thing a/b"),
        ("PUT /things/other", 200, "put_thing other"),
        ("POST /things/other", 405, ""),
        ("GET /things/mine/parts", 200, "parts mine"),
        ("GET /things/other/parts", 200, "parts other"),
        ("GET /things/other/parts/", 200, "parts other"),
        ("GET /things/other/parts/5", 200, "part other 5"),
        ("GET /things/mine/parts/first", 200, "my_first_part"),
        ("GET /things/mine/parts/5", 200, "part mine 5"),
        ("GET /things/other/parts/first", 400, ""),
        ("GET /things/other/whole", 404, ""),
        ("GET /slash/", 200, "only_slash"),
        ("GET /slash", 404, ""),
        ("GET /a%20b/c", 200, "encoded c"),
        ("GET /a%20b/c%20d", 200, "encoded c d"),
        ("GET /within/a%2fb", 200, "slash_within"),
        ("GET /within/a/b", 404, ""),
        ("GET /na%C3%AFve%20&%20co", 200, "not_encoded"),
        ("GET /without/id/7", 200, "get_without_id_id 7"),
        ("POST /without/id/7", 200, "post_without_id_id 7"),
        ("GET /without-id", 200, "get_without_id"),
        ("GET /nowhere", 404, ""),
        ("GET /methods", 200, "get_methods"),
        ("PUT /methods", 200, "put_methods"),
        ("POST /methods", 200, "post_methods"),
        ("DELETE /methods", 200, "delete_methods"),
        ("OPTIONS /methods", 200, "options_methods"),
        ("PATCH /methods", 200, "patch_methods"),
        ("TRACE /methods", 200, "trace_methods"),
        ("OPTIONS /things", 405, ""),
        ("BREW /methods", 405, ""),
    ] {
        let (method, path) = route.split_once(' ').expect("a method and a path");
        let method: Method = method.parse().expect("a method");
        let (status, body) = server::json(client.client().request(method, format!("{}{path}", client.baseurl()))).await;
        assert_eq!(status, expected, "{route}: {body}");
        if status == 200 {
            assert_eq!(body, which, "{route}");
        } else {
            assert!(body["message"].is_string() && body["request_id"].is_string(), "{route}: {body}");
        }
    }
    let response = client.client().head(format!("{}/methods", client.baseurl())).send().await.expect("a response");
    assert_eq!((response.status().as_u16(), &response.headers()["x-count"]), (200, &"5".parse().expect("a value")));
    assert_eq!(response.bytes().await.expect("no body"), "");
}

#[tokio::test]
async fn the_client_finds_every_route() {
    let (_server, client) = start();
    macro_rules! where_it_was {
        ($($method:ident($($argument:expr),*) = $expected:literal;)*) => {
            $(assert_eq!(client.$method($($argument),*).await.expect("found").into_inner(), $expected);)*
        };
    }
    where_it_was! {
        root() = "root";
        things() = "things";
        add_thing() = "add_thing";
        things_slash() = "things_slash";
        my_thing() = "my_thing";
        thing("a b/ö") = "thing a b/ö";
        put_thing("é") = "put_thing é";
        parts("mine") = "parts mine";
        part("mine", 5) = "part mine 5";
        my_first_part() = "my_first_part";
        only_slash() = "only_slash";
        encoded("?") = "encoded ?";
        slash_within() = "slash_within";
        not_encoded() = "not_encoded";
        get_methods() = "get_methods";
        put_methods() = "put_methods";
        post_methods() = "post_methods";
        delete_methods() = "delete_methods";
        options_methods() = "options_methods";
        patch_methods() = "patch_methods";
        trace_methods() = "trace_methods";
        get_without_id_id("1") = "get_without_id_id 1";
        get_without_id() = "get_without_id";
    }
    #[allow(deprecated)]
    let answer = client.post_without_id_id("1").await.expect("found").into_inner();
    assert_eq!(answer, "post_without_id_id 1");
    assert_eq!(client.delete_thing("1").await.expect("found").status(), 204);
    assert_eq!(client.head_methods().await.expect("found").into_inner().x_count, 5);
    let names = client.names().await.expect("found").into_inner();
    let told = (names.received, names.status2, names.body2, names.answer, names.r#type, names.body.as_str());
    assert_eq!(told, (Some(1), Some(2), Some(3), Some(4), Some(5), "body"));
}

#[tokio::test]
async fn each_response_has_its_variant() {
    let (_server, client) = start();
    let good = async |which: &str| {
        let answer = client.answers(which).await.unwrap_or_else(|error| panic!("{which}: {error:?}"));
        (answer.status().as_u16(), answer.into_inner())
    };
    assert!(matches!(good("full").await, (200, AnswersSuccess::Ok(got)) if got == full()));
    assert!(
        matches!(good("least").await, (200, AnswersSuccess::Ok(got)) if got.x_tags.is_none() && got.x_count == full().x_count)
    );
    assert!(matches!(good("created").await, (201, AnswersSuccess::Created(text)) if text == "made"));
    assert!(matches!(good("accepted").await, (202, AnswersSuccess::Accepted(text)) if text == "später"));
    assert!(matches!(good("nothing").await, (204, AnswersSuccess::NoContent(AnswersNoContent { x_count: Some(0) }))));
    match good("partial").await {
        (206, AnswersSuccess::PartialContent(partial)) => {
            assert_eq!(partial.content_range, "bytes 0-4/5");
            assert_eq!(partial.body.collect(10).await.expect("all of it"), b"\0\xff123".as_slice());
        }
        other => panic!("{other:?}"),
    }
    assert!(
        matches!(good("there").await, (303, AnswersSuccess::SeeOther(there)) if there.location == "/a%20b?c=d%2Fe")
    );

    let bad = async |which: &str| match client.answers(which).await {
        Err(Error::ErrorResponse(error)) => (error.status().as_u16(), error.into_inner()),
        other => panic!("{which}: {other:?}"),
    };
    assert!(matches!(bad("missing").await, (404, AnswersError::NotFound(got)) if got == trouble("missing")));
    assert!(matches!(bad("conflict").await, (409, AnswersError::Conflict)));
    assert!(matches!(bad("teapot").await, (418, AnswersError::IMATeapot(got)) if got == trouble("short")));
    match bad("mistake").await {
        (422, AnswersError::ClientError(got)) => {
            assert_eq!((got.status.get(), got.x_hint.as_deref(), got.body), (422, Some("a hint"), trouble("mistake")));
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(bad("not now").await, (503, AnswersError::ServiceUnavailable(got)) if got.retry_after == Some(9)));
    for (which, status, body) in [
        ("default", 502, AnswersDefaultBody::Json(trouble("default"))),
        ("default text", 504, AnswersDefaultBody::Text("text".to_owned())),
    ] {
        match bad(which).await {
            (got, AnswersError::Default(default)) => {
                assert_eq!((got, default.status.get(), default.body), (status, status, body));
            }
            other => panic!("{other:?}"),
        }
    }
    // What is not declared for this operation: a failure of the server, whose cause stays there.
    let internal = client.answers("broken").await.expect_err("a failure");
    assert!(!format!("{internal:?}").contains("a cause"), "{internal:?}");
}

#[tokio::test]
async fn ranges_and_defaults_carry_their_status() {
    let (_server, client) = start();
    for status in [200, 201, 226, 404, 599] {
        let answer = client.anything(status).await.expect("an answer").into_inner();
        assert_eq!((i64::from(answer.status.get()), answer.body), (status, status));
    }
    for status in [200, 299] {
        let answer = client.ranges(status).await.expect("an answer").into_inner();
        assert!(matches!(answer, RangesSuccess::Successful(got) if i64::from(got.status.get()) == status));
    }
    assert!(matches!(client.ranges(202).await.expect("an answer").into_inner(), RangesSuccess::Accepted));
    match client.ranges(307).await.expect("an answer").into_inner() {
        RangesSuccess::Redirection(got) => {
            assert_eq!((got.status.get(), got.location.as_deref()), (307, Some("/there")));
        }
        other => panic!("{other:?}"),
    }
    match client.ranges(507).await {
        Err(Error::ErrorResponse(error)) => assert_eq!(error.status(), 507),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn streams_and_events_arrive_piece_by_piece() {
    let (_server, client) = start();
    let answer = client.stream(&make(json!(100))).await.expect("an answer").into_inner();
    assert_eq!(answer.x_pieces, 100);
    let bytes = answer.body.collect(1_000_000).await.expect("all of it");
    assert!(bytes.len() == 100_000 && bytes[99_999] == 99 && bytes[0] == 0);
    let events = client.events(&make(json!(50))).await.expect("an answer").into_inner();
    let events: Vec<Event> = events.map(|event| event.expect("an event")).collect().await;
    assert_eq!(events, (0..50).map(event).collect::<Vec<_>>());
    match client.events(&make(json!(-1))).await {
        Err(Error::ErrorResponse(error)) => {
            assert!(matches!(error.into_inner(), EventsError::BadRequest(got) if got == trouble("fewer than none")));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn problems_of_the_runtime_are_variants() {
    let (_server, client) = start();
    assert_eq!(client.problems("good").await.expect("an answer").into_inner(), "good");
    let bad = async |which: &str| match client.problems(which).await {
        Err(Error::ErrorResponse(error)) => (error.status().as_u16(), error.headers().clone(), error.into_inner()),
        other => panic!("{which}: {other:?}"),
    };
    let code = |problem: &Problem| problem.error_code.clone().unwrap_or_default();
    assert!(matches!(bad("invalid").await, (400, _, ProblemsError::BadRequest(got)) if code(&got) == "bad"));
    assert!(matches!(bad("declared").await, (404, _, ProblemsError::NotFound(got)) if code(&got) == "missing"));
    let (status, headers, later) = bad("later").await;
    assert_eq!((status, &headers["retry-after"]), (503, &"7".parse().expect("a value")));
    assert!(matches!(later, ProblemsError::ServiceUnavailable(got) if code(&got) == "busy"));
    for which in ["undeclared", "broken"] {
        match bad(which).await {
            (500, _, ProblemsError::Internal(failure)) => {
                assert!(!format!("{failure:?}").contains("a cause"), "{failure:?}");
            }
            other => panic!("{which}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn prepared_answers_are_sent_to_those_who_do_not_have_them() {
    let (_server, client) = start();
    let full = client.prepared("a text").await.expect("a text");
    let header = |name: &str| full.headers()[name].to_str().expect("text").to_owned();
    let tag = header("etag");
    assert!(
        tag.starts_with('"') && header("content-type") == "application/json" && header("cache-control") == "no-cache"
    );
    assert_eq!(full.into_inner(), "a text");
    let again = client.prepared("a text").await.expect("a text");
    assert_eq!(again.headers()["etag"].to_str().expect("text"), tag, "it is the body's alone");

    let ask = async |which: &str, condition: &str| {
        let url = format!("{}/prepared/{which}", client.baseurl());
        let response = client.client().get(url).header("if-none-match", condition).send().await.expect("a response");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        (status, headers, response.text().await.expect("text"))
    };
    for condition in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
        let (status, headers, body) = ask("a%20text", &condition).await;
        assert_eq!((status, body.as_str()), (304, ""), "{condition}");
        assert!(headers["etag"] == tag.as_str() && headers["cache-control"] == "no-cache", "{headers:?}");
        assert!(!headers.contains_key("content-type"), "{headers:?}");
    }
    for condition in ["\"other\"", "nonsense", ""] {
        let (status, _, body) = ask("a%20text", condition).await;
        assert_eq!((status, body.as_str()), (200, "\"a text\""), "{condition}");
    }
    assert_eq!(ask("another", &tag).await.0, 200);
    assert_eq!(ask("none", "*").await.0, 404, "a failure has no condition");
}
