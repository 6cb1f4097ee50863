//! The document and the page over it. Trying calls on that page is in `browser`.

use reqwest::Method;
use serde_json::Value;
use system_tests::{Reply, Visitor, store};

fn source() -> String {
    std::fs::read_to_string(stack::workspace().join("api/store.yaml")).expect("the source is there")
}

#[tokio::test]
async fn the_document_is_served_byte_for_byte() {
    let reply = Reply::to(Visitor::of(store()).request(Method::GET, "/openapi.yaml")).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/yaml")));
    assert!(reply.text == source(), "the served document is not api/store.yaml");
}

#[tokio::test]
async fn the_document_as_json_is_the_same() {
    let reply = Reply::to(Visitor::of(store()).request(Method::GET, "/openapi.json")).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json")));
    let source: Value = serde_saphyr::from_str(&source()).expect("YAML");
    assert_eq!(source["openapi"], "3.0.3");
    assert_eq!(reply.json(), source);
}

#[tokio::test]
async fn both_replicas_serve_the_same_document() {
    let [one, two] = store().api_urls().map(|replica| Visitor::at(replica).request(Method::GET, "/openapi.json"));
    assert_eq!(Reply::to(one).await.text, Reply::to(two).await.text);
}

#[tokio::test]
async fn the_page_needs_nothing_from_elsewhere() {
    let visitor = Visitor::of(store());
    let redirect = Reply::to(visitor.request(Method::GET, "/docs")).await;
    assert_eq!((redirect.status, redirect.header("location")), (308, Some("/docs/")));
    let page = Reply::to(visitor.request(Method::GET, "/docs/")).await;
    assert_eq!(page.status, 200);
    assert!(
        page.header("content-type").is_some_and(|media_type| media_type.starts_with("text/html")),
        "{:?}",
        page.headers
    );
    let references: Vec<&str> =
        ["src=\"", "href=\""].iter().flat_map(|attribute| page.text.split(attribute).skip(1)).collect();
    assert!(references.len() >= 4, "{}", page.text);
    for reference in references {
        let reference = reference.split('"').next().unwrap_or_default();
        assert!(!reference.contains("//"), "{reference} is elsewhere");
        let reply =
            Reply::to(visitor.request(Method::GET, &format!("/docs/{}", reference.trim_start_matches("./")))).await;
        assert_eq!(reply.status, 200, "{reference}");
    }
    let start = Reply::to(visitor.request(Method::GET, "/docs/swagger-initializer.js")).await;
    assert!(start.text.contains("/openapi.json"), "{}", start.text);
    for text in [&page.text, &start.text] {
        assert!(!text.contains("http://") && !text.contains("https://"), "{text}");
    }
}
