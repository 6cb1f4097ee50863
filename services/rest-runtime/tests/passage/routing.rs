//! Routes that Dropshot's router cannot tell apart.

use http::Method;

use crate::server::{json, start};

#[tokio::test]
async fn a_dispatcher_answers_for_several_operations() {
    let (_server, client) = start().await;
    let cases = [
        (Method::GET, "/files/a", "any a no body"),
        (Method::PUT, "/files/a%2Fb", "any a%2Fb no body"),
        (Method::GET, "/files/mine", "mine"),
        (Method::GET, "/files/a%20b.json", "json a b a%20b"),
        (Method::GET, "/files/.json", "any .json no body"),
    ];
    for (method, path, expected) in cases {
        assert_eq!(json(client.request(method, path)).await, (200, expected.into()), "{path}");
    }
}

#[tokio::test]
async fn the_best_route_has_to_have_the_method() {
    let (_server, client) = start().await;
    let response = client.request(Method::PUT, "/files/mine").send().await.expect("a response");
    assert_eq!((response.status().as_u16(), response.headers()["allow"].as_bytes()), (405, &b"GET"[..]));
    let ours = response.text().await.expect("a body");
    let dropshots = client.request(Method::DELETE, "/echo").send().await.expect("a response");
    let theirs = dropshots.text().await.expect("a body");
    let without_id = |body: &str| {
        let mut body: serde_json::Value = serde_json::from_str(body).expect("JSON");
        assert!(body["request_id"].take().is_string());
        body
    };
    assert_eq!(without_id(&ours), without_id(&theirs));
}
