//! Security: every scheme with right, wrong and missing credentials, and their combinations.

use reqwest::{Method, RequestBuilder};
use rest_runtime::server::Context;
use rest_runtime::server::dropshot::HttpServer;
use rest_runtime::{Failure, Value};
use sample_security::client::{Client, ClientInfo as _, Error};
use sample_security::server::{DOCUMENT, api_description};
use sample_security::*;

use crate::server::{self, json, violations};

/// Takes the secret `right`, and answers with whom it took.
struct Doors;

/// `right` is let in, `weak` lacks a right, anything else is nobody.
fn check(scheme: &str, secret: &str) -> Result<String, Failure> {
    match secret {
        "right" => Ok(scheme.to_owned()),
        "weak" => Err(Failure::new(403, "forbidden", "You may not.")),
        _ => Err(Failure::unauthorized()),
    }
}

macro_rules! doors {
    ($($method:ident -> $error:ident),*) => {
        impl SampleSecurity for Doors {
            type Caller = String;

            async fn all_of(&self, callers: Vec<String>) -> Result<String, Failure> {
                Ok(callers.join("+"))
            }
            async fn token(&self, token: &str) -> Result<String, Failure> {
                check("token", token)
            }
            async fn password(&self, user: &str, password: &str) -> Result<String, Failure> {
                check(&format!("password {user}"), password)
            }
            async fn signature(&self, credentials: &str) -> Result<String, Failure> {
                check("signature", credentials)
            }
            async fn header_key(&self, key: &str) -> Result<String, Failure> {
                check("header_key", key)
            }
            async fn query_key(&self, key: &str) -> Result<String, Failure> {
                check("query_key", key)
            }
            async fn session(&self, key: &str) -> Result<String, Failure> {
                check("session", key)
            }
            async fn oauth(&self, token: &str, scopes: &[&str]) -> Result<String, Failure> {
                // A token of its own, so that it is told apart from the other kind of bearer.
                check(&format!("oauth {}", scopes.join(" ")), token.trim_start_matches("oauth-"))
            }
            async fn connect(&self, token: &str, scopes: &[&str]) -> Result<String, Failure> {
                check(&format!("connect {}", scopes.join(" ")), token)
            }

            async fn open(&self) -> Result<String, OpenError> {
                Ok("anybody".to_owned())
            }
            async fn optional(&self, caller: Option<String>) -> Result<String, OptionalError> {
                Ok(caller.unwrap_or_else(|| "anybody".to_owned()))
            }
            async fn first(&self, caller: String, _limit: i64, _body: types::FirstBody) -> Result<String, FirstError> {
                Ok(caller)
            }
            $(
                async fn $method(&self, caller: String) -> Result<String, $error> {
                    Ok(caller)
                }
            )*
        }
    };
}

doors! {
    inherited -> InheritedError, basic -> BasicError, digest -> DigestError, header -> HeaderError, query -> QueryError,
    cookie -> CookieError, read_scopes -> ReadScopesError, write_scopes -> WriteScopesError, connected -> ConnectedError,
    both -> BothError, either -> EitherError, mixed -> MixedError, bearers -> BearersError
}

fn start() -> (HttpServer<Context<Doors>>, Client) {
    let (server, baseurl) = server::start(api_description().expect("a description"), Doors, DOCUMENT);
    (server, Client::new(&baseurl).expect("a client"))
}

#[tokio::test]
async fn the_client_sends_what_it_was_given() {
    let (_server, client) = start();
    macro_rules! caller {
        ($client:expr, $method:ident) => {
            $client.$method().await.expect("let in").into_inner()
        };
    }
    let all = client
        .clone()
        .with_token("right")
        .with_password("me", "right")
        .with_signature("right")
        .with_header_key("right")
        .with_query_key("right")
        .with_session("right")
        .with_oauth("oauth-right")
        .with_connect("right");
    assert_eq!(caller!(all, inherited), "token");
    assert_eq!(caller!(all, open), "anybody");
    assert_eq!(caller!(all, basic), "password me");
    assert_eq!(caller!(all, digest), "signature");
    assert_eq!(caller!(all, header), "header_key");
    assert_eq!(caller!(all, query), "query_key");
    assert_eq!(caller!(all, cookie), "session");
    assert_eq!(caller!(all, read_scopes), "oauth things:read");
    assert_eq!(caller!(all, write_scopes), "oauth things:read things:write");
    assert_eq!(caller!(all, connected), "connect profile");
    assert_eq!(caller!(all, both), "header_key+token");
    assert_eq!(caller!(all, either), "header_key");
    assert_eq!(caller!(all, mixed), "header_key+session");
    assert_eq!(caller!(all, optional), "token");
    // The first alternative of which all is known.
    assert_eq!(caller!(client.clone().with_password("me", "right"), either), "password me");
    assert_eq!(caller!(client.clone().with_session("right").with_oauth("right"), mixed), "oauth things:read");
    assert_eq!(caller!(client.clone().with_oauth("oauth-right"), bearers), "oauth things:read");
    assert_eq!(caller!(client, optional), "anybody");
    // What is declared arrives typed, what is not as it came.
    match client.inherited().await {
        Err(Error::ErrorResponse(error)) => {
            assert!(matches!(error.into_inner(), InheritedError::Unauthorized(problem) if !problem.message.is_empty()));
        }
        other => panic!("{other:?}"),
    }
    match client.clone().with_token("weak").inherited().await {
        Err(Error::ErrorResponse(error)) => assert!(matches!(error.into_inner(), InheritedError::Forbidden(_))),
        other => panic!("{other:?}"),
    }
    assert!(matches!(client.header().await, Err(Error::UnexpectedResponse(response)) if response.status() == 401));
    assert!(!format!("{all:?}").contains("right"), "credentials are not shown");
}

type With = fn(RequestBuilder) -> RequestBuilder;

/// A path, what is sent with it, and the status with whom it let in.
#[tokio::test]
async fn right_wrong_and_missing_credentials() {
    let (_server, client) = start();
    const BASIC_RIGHT: &str = "Basic bWU6cmlnaHQ=";
    const BASIC_WRONG: &str = "Basic bWU6d3Jvbmc=";
    let cases: &[(&str, &[(&str, &str)], u16, &str)] = &[
        ("GET /inherited", &[], 401, ""),
        ("GET /inherited", &[("authorization", "Bearer wrong")], 401, ""),
        ("GET /inherited", &[("authorization", "Bearer weak")], 403, ""),
        ("GET /inherited", &[("authorization", "Basic right")], 401, ""),
        ("GET /inherited", &[("authorization", "bearer right")], 200, "token"),
        ("GET /inherited?key=right", &[("x-key", "right")], 401, ""),
        ("GET /open", &[], 200, "anybody"),
        ("GET /open", &[("authorization", "Bearer wrong")], 200, "anybody"),
        ("GET /basic", &[], 401, ""),
        ("GET /basic", &[("authorization", BASIC_WRONG)], 401, ""),
        ("GET /basic", &[("authorization", "Basic hush")], 401, ""),
        ("GET /basic", &[("authorization", BASIC_RIGHT)], 200, "password me"),
        ("GET /digest", &[("authorization", "Digest wrong")], 401, ""),
        ("GET /digest", &[("authorization", "Bearer right")], 401, ""),
        ("GET /digest", &[("authorization", "Digest right")], 200, "signature"),
        ("GET /header", &[], 401, ""),
        ("GET /header", &[("x-key", "wrong")], 401, ""),
        ("GET /header", &[("x-key", "right"), ("x-key", "right")], 401, ""),
        ("GET /header?X-Key=right", &[], 401, ""),
        ("GET /header", &[("X-KEY", "right")], 200, "header_key"),
        ("GET /query", &[], 401, ""),
        ("GET /query?key=wrong", &[], 401, ""),
        ("GET /query?key=right&key=right", &[], 401, ""),
        ("GET /query?key=right", &[], 200, "query_key"),
        ("GET /cookie", &[], 401, ""),
        ("GET /cookie", &[("cookie", "sid=wrong")], 401, ""),
        ("GET /cookie", &[("cookie", "other=right")], 401, ""),
        ("GET /cookie", &[("cookie", "other=1; sid=right")], 200, "session"),
        ("GET /scopes", &[("authorization", "Bearer wrong")], 401, ""),
        ("GET /scopes", &[("authorization", "Bearer right")], 200, "oauth things:read"),
        ("PUT /scopes", &[("authorization", "Bearer right")], 200, "oauth things:read things:write"),
        ("POST /scopes", &[("authorization", "Bearer right")], 200, "connect profile"),
        // All of them.
        ("GET /both", &[("x-key", "right")], 401, ""),
        ("GET /both", &[("authorization", "Bearer right")], 401, ""),
        ("GET /both", &[("x-key", "wrong"), ("authorization", "Bearer right")], 401, ""),
        ("GET /both", &[("x-key", "right"), ("authorization", "Bearer wrong")], 401, ""),
        ("GET /both", &[("x-key", "right"), ("authorization", "Bearer weak")], 403, ""),
        ("GET /both", &[("x-key", "right"), ("authorization", "Bearer right")], 200, "header_key+token"),
        // Any of them; one that does not hold does no harm beside one that does.
        ("GET /either", &[], 401, ""),
        ("GET /either", &[("x-key", "wrong")], 401, ""),
        ("GET /either", &[("x-key", "right")], 200, "header_key"),
        ("GET /either", &[("authorization", BASIC_RIGHT)], 200, "password me"),
        ("GET /either", &[("x-key", "wrong"), ("authorization", BASIC_RIGHT)], 200, "password me"),
        ("GET /either", &[("x-key", "weak"), ("authorization", BASIC_WRONG)], 403, ""),
        ("GET /mixed", &[("x-key", "right")], 401, ""),
        ("GET /mixed", &[("x-key", "right"), ("cookie", "sid=right")], 200, "header_key+session"),
        ("GET /mixed", &[("x-key", "right"), ("cookie", "sid=wrong")], 401, ""),
        ("GET /mixed", &[("x-key", "right"), ("authorization", "Bearer right")], 200, "oauth things:read"),
        // Alternatives that look alike.
        ("GET /bearers", &[("authorization", "Bearer right")], 200, "token"),
        ("GET /bearers", &[("authorization", "Bearer oauth-right")], 200, "oauth things:read"),
        ("GET /bearers", &[("authorization", "Bearer wrong")], 401, ""),
        // Nobody is fine, somebody wrong is not.
        ("GET /optional", &[], 200, "anybody"),
        ("GET /optional", &[("authorization", "Bearer right")], 200, "token"),
        ("GET /optional", &[("authorization", "Bearer wrong")], 401, ""),
    ];
    for (route, headers, expected, caller) in cases {
        let (method, path) = route.split_once(' ').expect("a method and a path");
        let method: Method = method.parse().expect("a method");
        let mut request = client.client().request(method, format!("{}{path}", client.baseurl()));
        for (name, value) in *headers {
            request = request.header(*name, *value);
        }
        let (status, body) = json(request).await;
        assert_eq!(status, *expected, "{route} {headers:?}: {body}");
        if status == 200 {
            assert_eq!(body, *caller, "{route} {headers:?}");
        } else {
            let code = if status == 401 { "unauthorized" } else { "forbidden" };
            assert_eq!(body["error_code"], code, "{route} {headers:?}");
            assert!(!body.to_string().contains("wrong") && !body.to_string().contains("hush"), "{body}");
        }
    }
}

#[tokio::test]
async fn credentials_come_before_parameters_and_body() {
    let (_server, client) = start();
    let post = |with: With| with(client.client().post(format!("{}/first", client.baseurl())).body("{"));
    let (status, body) = json(post(|request| request)).await;
    assert_eq!((status, body["details"].clone()), (401, Value::Null));
    let (status, body) =
        json(post(|request| request.bearer_auth("right").header("content-type", "application/json"))).await;
    assert_eq!((status, violations(&body)[0].as_str()), (400, "limit: is required"), "{body}");
    let answer = client.clone().with_token("right").first(1, &"abc".to_owned().try_into().expect("short")).await;
    assert_eq!(answer.expect("let in").into_inner(), "token");
}
