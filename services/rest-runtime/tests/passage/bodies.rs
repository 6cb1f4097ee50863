//! Bodies in both directions, and their bounds.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures::{StreamExt as _, stream};
use http::Method;
use rest_runtime::{BoxError, ByteStream};

use crate::server::{json, start};

fn pieces(piece: &'static str, count: usize) -> reqwest::Body {
    reqwest::Body::wrap_stream(stream::iter(vec![piece; count]).map(Ok::<_, BoxError>))
}

/// Says something, then nothing for ever.
fn stuck() -> reqwest::Body {
    reqwest::Body::wrap_stream(stream::iter([Ok::<_, BoxError>("a")]).chain(stream::pending()))
}

#[tokio::test]
async fn a_body_is_read_as_its_media_type_says() {
    let (_server, client) = start().await;
    let cases = [
        ("application/json; charset=utf-8", "{\"a\":1}", 201, "{\"a\":1}"),
        ("Application/JSON", "[", 400, "must be JSON; line 1 column 1"),
        ("text/plain", "a", 201, "\"a\""),
        ("application/x-www-form-urlencoded", "a=1&b=%20", 201, "{\"a\":1,\"b\":\" \"}"),
        ("multipart/form-data", "x", 400, "the body must be multipart/form-data with a boundary"),
        ("application/xml", "<a/>", 415, "the body must be one of application/json, text/plain"),
        ("", "x", 415, "the body must be one of application/json, text/plain"),
    ];
    for (content_type, body, status, expected) in cases {
        let request = client.request(Method::POST, "/any").header("content-type", content_type).body(body);
        let (got, answer) = json(request).await;
        assert_eq!(got, status, "{content_type}");
        assert!(answer.to_string().contains(expected), "{content_type}: {answer}");
    }
    let not_utf8 = client.request(Method::POST, "/any").header("content-type", "text/plain").body(vec![0xff]);
    assert_eq!(json(not_utf8).await.1["details"][0]["reason"], "must be UTF-8");
    let absent = client.request(Method::POST, "/any").send().await.expect("a response");
    assert_eq!(absent.status(), 204);
    let without_type = client.request(Method::POST, "/any").body("x");
    assert_eq!(json(without_type).await.0, 415);
}

#[tokio::test]
async fn a_typed_body_is_json() {
    let (_server, client) = start().await;
    let request = |content_type: &str, body: reqwest::Body| {
        client.request(Method::POST, "/typed").header("content-type", content_type).body(body)
    };
    assert_eq!(json(request("application/json", "7".into())).await, (200, 7.into()));
    let (status, answer) = json(request("text/plain", "7".into())).await;
    assert_eq!((status, &answer["message"]), (415, &"the body must be application/json".into()));
    let (status, answer) = json(request("application/json", "\"a\"".into())).await;
    assert_eq!((status, &answer["details"][0]["pointer"]), (400, &"".into()));
    assert_eq!(json(request("application/json", pieces("1", 513))).await.0, 413);
    assert_eq!(json(request("application/json", "1".repeat(513).into())).await.0, 413);
    let (status, answer) = json(request("application/json", stuck())).await;
    assert_eq!((status, &answer["error_code"]), (400, &"body_timeout".into()));
}

#[tokio::test]
async fn streams_are_bounded_in_size_and_in_time() {
    let (_server, client) = start().await;
    let request = |body: reqwest::Body| client.request(Method::POST, "/collect").body(body);
    assert_eq!(json(request(pieces("12345678", 128))).await, (200, 1024.into()));
    for large in [pieces("12345678", 129), "1".repeat(1025).into()] {
        let (status, answer) = json(request(large)).await;
        assert_eq!((status, &answer["message"]), (413, &"the body must have at most 1024 bytes".into()));
    }
    let (status, answer) = json(request(stuck())).await;
    assert_eq!((status, &answer["error_code"]), (400, &"body_timeout".into()));
    // Longer than the time for a piece, but each piece in time.
    let slow = stream::iter(["a"; 10]).then(|piece| async move {
        tokio::time::sleep(Duration::from_millis(250)).await;
        Ok::<_, BoxError>(piece)
    });
    assert_eq!(json(request(reqwest::Body::wrap_stream(slow))).await, (200, 10.into()));
}

#[tokio::test]
async fn a_stream_comes_back_while_it_is_sent() {
    let (_server, client) = start().await;
    let (send, receive) = futures::channel::mpsc::unbounded::<Result<Bytes, BoxError>>();
    send.unbounded_send(Ok("first".into())).expect("sent");
    let body = reqwest::Body::wrap_stream(ByteStream::new(receive));
    let mut response = client.request(Method::POST, "/echo").body(body).send().await.expect("a response");
    assert_eq!(response.chunk().await.expect("a piece").expect("a piece"), "first");
    send.unbounded_send(Ok("second".into())).expect("sent");
    drop(send);
    assert_eq!(response.chunk().await.expect("a piece").expect("a piece"), "second");
    assert_eq!(response.chunk().await.expect("the end"), None);
}

#[tokio::test]
async fn the_deadline_is_for_the_head() {
    let (_server, client) = start().await;
    let started = Instant::now();
    let never = json(client.request(Method::GET, "/never"));
    let late = async { client.request(Method::GET, "/late").send().await.expect("a head").text().await };
    let ((status, answer), late) = futures::join!(never, late);
    assert_eq!((status, &answer["error_code"]), (504, &"deadline_exceeded".into()));
    assert_eq!(late.expect("all of it"), "abc");
    assert!(started.elapsed() >= Duration::from_secs(12), "its end came after the deadline");
}

#[tokio::test]
async fn a_broken_stream_is_not_taken_for_a_whole_one() {
    let (_server, client) = start().await;
    let text = async { client.request(Method::GET, "/broken").send().await?.text().await };
    assert!(text.await.is_err());
}

#[tokio::test]
async fn an_endless_answer_ends_when_nobody_listens() {
    let (server, client) = start().await;
    let mut response = client.request(Method::GET, "/events").send().await.expect("a head");
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let first = response.chunk().await.expect("an event").expect("an event");
    assert_eq!(first, "id: 0\ndata: {\ndata: \"count\":0}\n\n");
    drop(response);
    let dropped = &server.app_private().api().dropped;
    for _ in 0..3_000 {
        if dropped.load(Ordering::SeqCst) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the stream goes on");
}

#[tokio::test]
async fn headers_may_be_there_several_times() {
    let (_server, client) = start().await;
    let response = client.request(Method::GET, "/cookies").send().await.expect("a response");
    let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().collect();
    assert_eq!(cookies, ["a=1", "b=2"]);
    assert_eq!(response.headers().get_all("x-count").iter().collect::<Vec<_>>(), ["2"]);
    assert_eq!(response.headers()["content-length"], "2");
}
