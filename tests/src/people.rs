//! People at the store's door. Each comes from a loopback address of their own, so that what is counted by address stays
//! active and still nobody is refused for what another test does.

use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use reqwest::{Method, RequestBuilder};
use stack::Stack;
use store_api::LoginError;
use store_api::client::Client;
use store_api::types::{Login, Password, Registration, Session, Sid, User};

use crate::Answer;

/// Longer than anything in the store may take, so that what is late is seen as what it is.
const PATIENCE: Duration = Duration::from_secs(30);

/// Somebody without an account.
#[derive(Debug, Clone)]
pub struct Visitor {
    base: String,
    http: reqwest::Client,
}

impl Visitor {
    /// Somebody new at the front of a store.
    pub fn of(stack: &Stack) -> Self {
        Self::at(stack.base_url())
    }

    /// Somebody new at an address such as `http://127.0.0.1:8080`.
    pub fn at(base: impl Into<String>) -> Self {
        Self { base: base.into(), http: http(address()) }
    }

    /// The same person elsewhere.
    pub fn moved_to(&self, base: impl Into<String>) -> Self {
        Self { base: base.into(), ..self.clone() }
    }

    /// The typed client, without a token.
    pub fn api(&self) -> Client {
        Client::with_client(&self.base, self.http.clone())
    }

    /// The typed client, with a token.
    pub fn api_with(&self, token: &str) -> Client {
        self.api().with_bearer_auth(token)
    }

    /// A request of any kind.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base))
    }

    /// Log in.
    ///
    /// # Errors
    ///
    /// What the store answers when it refuses.
    pub async fn login(&self, sid: &Sid, password: &Password) -> Answer<Session, LoginError> {
        self.api().login(&Login { sid: sid.clone(), password: password.clone() }).await
    }
}

/// Somebody with an account.
#[derive(Debug, Clone)]
pub struct Customer {
    /// Who they are at the door.
    pub visitor: Visitor,
    /// Student id
    pub sid: Sid,
    /// Password
    pub password: Password,
    /// The account as it was opened.
    pub user: User,
    /// The first token.
    pub token: String,
    api: Client,
}

impl Customer {
    /// Open an account at the front of a store.
    pub async fn of(stack: &Stack) -> Self {
        Self::from(Visitor::of(stack)).await
    }

    /// Open an account for somebody, without an e-mail address.
    ///
    /// # Panics
    ///
    /// When the store refuses.
    pub async fn from(visitor: Visitor) -> Self {
        Self::register(visitor, None).await
    }

    /// Open an account for somebody with an e-mail address.
    ///
    /// # Panics
    ///
    /// When the store refuses.
    pub async fn with_email(visitor: Visitor, email: &str) -> Self {
        Self::register(visitor, Some(email)).await
    }

    async fn register(visitor: Visitor, email: Option<&str>) -> Self {
        let sid: Sid = fresh("s").try_into().expect("a sid");
        let password: Password = fresh("password").try_into().expect("a password");
        let email = email.map(|email| email.try_into().expect("an address"));
        let registration = Registration { sid: sid.clone(), password: password.clone(), username: None, email };
        let session = visitor.api().register(&registration).await.expect("a new account").into_inner();
        let token = session.token.into_inner();
        Self { api: visitor.api_with(&token), visitor, sid, password, user: session.user, token }
    }

    /// The typed client, with the token.
    pub fn api(&self) -> &Client {
        &self.api
    }

    /// The typed client, with the token, elsewhere.
    pub fn api_at(&self, base: &str) -> Client {
        self.visitor.moved_to(base).api_with(&self.token)
    }

    /// A request of any kind, with the token.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.visitor.request(method, path).bearer_auth(&self.token)
    }
}

/// A name that nobody else has: up to 10 characters of one's own and 20 that are unlike any others.
pub fn fresh(kind: &str) -> String {
    let id = uuid::Uuid::new_v4().simple().to_string();
    format!("{kind}-{}", &id[..20])
}

fn address() -> Ipv4Addr {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let [_, high, middle, low] = NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    Ipv4Addr::new(127, 64 | (high & 63), middle, low)
}

fn http(address: Ipv4Addr) -> reqwest::Client {
    reqwest::Client::builder()
        .local_address(Some(address.into()))
        .timeout(PATIENCE)
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("nothing in it can be wrong")
}
