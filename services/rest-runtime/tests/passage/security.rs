//! Security schemes: alternatives, and what is missing, sent twice or malformed.

use http::Method;

use crate::server::{json, start};

/// A query, headers, and what the endpoint says to them.
type Case = (&'static str, &'static [(&'static str, &'static str)], Option<&'static str>);

#[tokio::test]
async fn credentials_of_every_scheme() {
    let (_server, client) = start().await;
    let cases: &[Case] = &[
        ("", &[], None),
        ("", &[("authorization", "Bearer t")], Some("bearer t")),
        ("", &[("authorization", "bearer  t ")], Some("bearer t")),
        ("", &[("authorization", "Bearer")], None),
        ("", &[("authorization", "Bearer ")], None),
        ("", &[("authorization", "Bearer a"), ("authorization", "Bearer b")], None),
        ("", &[("authorization", "Basic YTpi"), ("authorization", "Bearer b")], None),
        ("", &[("authorization", "Basic YTpiOmM=")], Some("basic a b:c")),
        ("", &[("authorization", "BASIC Og==")], Some("basic  ")),
        ("", &[("authorization", "Basic YTpiOmM")], None), // without padding
        ("", &[("authorization", "Basic YWI=")], None),    // without a colon
        ("", &[("authorization", "Basic YTr/")], None),    // not UTF-8
        ("", &[("authorization", "Basic YToK")], None),    // with a line feed
        ("", &[("authorization", "Basic a:b")], None),
        ("", &[("authorization", "Digest username=\"a\"")], Some("digest username=\"a\"")),
        ("", &[("authorization", "Other a")], None),
        ("", &[("x-key", "k")], Some("header k")),
        ("", &[("x-key", "")], None),
        ("", &[("x-key", "\u{e9}")], None),
        ("", &[("x-key", "a"), ("x-key", "b")], None),
        ("?key=a%20b", &[], Some("query a b")),
        ("?key=", &[], None),
        ("?key=a&key=b", &[], None),
        ("?%6bey=a", &[], Some("query a")),
        ("", &[("cookie", "a=b; sid=c=d")], Some("cookie c=d")),
        ("", &[("cookie", "a=b"), ("cookie", "sid=c")], Some("cookie c")),
        ("", &[("cookie", "xsid=c; SID=d; sid")], None),
        ("", &[("cookie", "sid=c; sid=d")], None),
        ("", &[("cookie", "sid=")], None),
        ("", &[("cookie", "sid=a b")], None),
        // The first alternative that is there counts.
        ("?key=a", &[("authorization", "Bearer t"), ("x-key", "k")], Some("bearer t")),
        ("?key=a", &[("authorization", "Bearer")], None),
    ];
    for (query, headers, expected) in cases {
        let mut request = client.request(Method::GET, &format!("/secret{query}"));
        for (name, value) in *headers {
            request = request.header(*name, value.as_bytes());
        }
        let (status, answer) = json(request).await;
        match expected {
            Some(caller) => assert_eq!((status, answer.as_str()), (200, Some(*caller)), "{query} {headers:?}"),
            None => assert_eq!((status, &answer["error_code"]), (401, &"unauthorized".into()), "{query} {headers:?}"),
        }
    }
}

#[tokio::test]
async fn a_401_names_the_schemes() {
    let (_server, client) = start().await;
    let response = client.request(Method::GET, "/secret").send().await.expect("a response");
    let challenges: Vec<_> = response.headers().get_all("www-authenticate").iter().collect();
    assert_eq!(challenges, ["Bearer", "Basic realm=\"api\", charset=\"UTF-8\"", "Digest"]);
}
