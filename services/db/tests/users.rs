//! UserService: every call, what it refuses, and why.

use grpc::store_v1::{
    Access, CreateUserRequest, Credentials, DeleteUserRequest, GetAccessRequest, GetCredentialsRequest,
    GetUserBySidRequest, GetUserByUsernameRequest, GetUserRequest, ListOrdersByUserRequest, ListUsersRequest,
    UpdateUserRequest, User,
};
use prost_types::FieldMask;
use tonic::{Code, Request, metadata::MetadataValue};

use crate::harness::{HASH, Shop, captured_log, eventually, invalid_fields, ok, refused};

fn ada() -> CreateUserRequest {
    CreateUserRequest {
        sid: "s1234567".into(),
        password_hash: HASH.into(),
        username: Some("Ada".into()),
        email: Some("Ada@Example.org".into()),
    }
}

fn update(user_id: i64, paths: &[&str]) -> UpdateUserRequest {
    let paths = paths.iter().map(|&path| path.to_owned()).collect();
    UpdateUserRequest { user_id, update_mask: Some(FieldMask { paths }), ..UpdateUserRequest::default() }
}

impl Shop {
    async fn credentials(&self, sid: &str) -> Credentials {
        ok(self.users().get_credentials(GetCredentialsRequest { sid: sid.into() }).await)
    }

    async fn access(&self, user_id: i64) -> Access {
        ok(self.users().get_access(GetAccessRequest { user_id }).await)
    }

    async fn deactivate(&self, user: &User) {
        ok(self.users().delete_user(DeleteUserRequest { user_id: user.id }).await);
    }
}

#[tokio::test]
async fn an_account_is_opened_and_found() {
    let shop = Shop::open().await;
    let created = ok(shop.users().create_user(ada()).await);
    assert!(created.id >= 1 && created.created_at.is_some());
    assert_eq!((created.sid.as_str(), created.username.as_deref()), ("s1234567", Some("Ada")));
    assert_eq!(created.email.as_deref(), Some("Ada@Example.org"));
    let found = [
        ok(shop.users().get_user(GetUserRequest { user_id: created.id }).await),
        ok(shop.users().get_user_by_sid(GetUserBySidRequest { sid: "s1234567".into() }).await),
        ok(shop.users().get_user_by_username(GetUserByUsernameRequest { username: "Ada".into() }).await),
    ];
    assert!(found.iter().all(|user| *user == created), "{found:?}");
    let credentials = shop.credentials("s1234567").await;
    let expected = Credentials { user: Some(created.clone()), password_hash: HASH.into(), token_version: 1 };
    assert_eq!(credentials, expected);
    assert_eq!(shop.access(created.id).await, Access { active: true, token_version: 1 });
    let bare = shop.user().await;
    assert_eq!((bare.username, bare.email), (None, None));
}

#[tokio::test]
async fn active_users_are_listed_in_pages() {
    let shop = Shop::open().await;
    let list = async |page, page_size| {
        let page = ok(shop.users().list_users(ListUsersRequest { page, page_size }).await);
        (page.users.iter().map(|user| user.id).collect::<Vec<_>>(), page.total_count)
    };
    assert_eq!(list(0, 0).await, (vec![], 0));
    let users = [shop.user().await, shop.user().await, shop.user().await, shop.user().await];
    shop.deactivate(&users[1]).await;
    assert_eq!(list(1, 2).await, (vec![users[0].id, users[2].id], 3));
    assert_eq!(list(2, 2).await, (vec![users[3].id], 3));
    assert_eq!(list(3, 2).await, (vec![], 3));
}

#[tokio::test]
async fn only_the_named_fields_change() {
    let shop = Shop::open().await;
    let ada = ok(shop.users().create_user(ada()).await);
    let request = UpdateUserRequest {
        username: Some("Countess".into()),
        email: Some("ignored@example.org".into()),
        ..update(ada.id, &["username"])
    };
    let updated = ok(shop.users().update_user(request).await);
    assert_eq!(updated, User { username: Some("Countess".into()), ..ada.clone() });
    let cleared = ok(shop.users().update_user(update(ada.id, &["username", "email"])).await);
    assert_eq!(cleared, User { username: None, email: None, ..ada.clone() });
    assert_eq!(ok(shop.users().get_user(GetUserRequest { user_id: ada.id }).await), cleared);
    assert_eq!(shop.access(ada.id).await.token_version, 1, "no password was changed");

    let hash = HASH.replace("c2Fs", "b2xk");
    let request = UpdateUserRequest { password_hash: Some(hash.clone()), ..update(ada.id, &["password_hash"]) };
    ok(shop.users().update_user(request).await);
    let credentials = shop.credentials("s1234567").await;
    assert_eq!((credentials.password_hash, credentials.token_version), (hash, 2));
    assert_eq!(shop.access(ada.id).await, Access { active: true, token_version: 2 });
}

#[tokio::test]
async fn what_is_taken_is_refused() {
    let shop = Shop::open().await;
    let first = ok(shop.users().create_user(ada()).await);
    let other = |sid: &str, username: &str, email: &str| CreateUserRequest {
        sid: sid.into(),
        username: Some(username.into()),
        email: Some(email.into()),
        ..ada()
    };
    let cases = [
        (other("s1234567", "Bob", "bob@example.org"), "SID_TAKEN"),
        (other("s7654321", "Ada", "bob@example.org"), "USERNAME_TAKEN"),
        (other("s7654321", "Bob", "ADA@eXample.ORG"), "EMAIL_TAKEN"),
    ];
    for (request, reason) in cases.clone() {
        let status = refused(shop.users().create_user(request).await, Code::AlreadyExists, reason);
        assert!(!format!("{status:?}").contains("argon2id"));
    }
    assert_eq!(shop.count("users").await, 1);
    // Other case is another sid and another username.
    let bob = ok(shop.users().create_user(other("S1234567", "ada", "bob@example.org")).await);
    let change = UpdateUserRequest { username: Some("Ada".into()), ..update(bob.id, &["username"]) };
    refused(shop.users().update_user(change).await, Code::AlreadyExists, "USERNAME_TAKEN");
    let change = UpdateUserRequest { email: Some("ada@example.org".into()), ..update(bob.id, &["email"]) };
    refused(shop.users().update_user(change).await, Code::AlreadyExists, "EMAIL_TAKEN");
    // One's own address in another case is nobody else's.
    let change = UpdateUserRequest { email: Some("BOB@example.org".into()), ..update(bob.id, &["email"]) };
    assert_eq!(ok(shop.users().update_user(change).await).email.as_deref(), Some("BOB@example.org"));

    shop.deactivate(&first).await;
    refused(shop.users().create_user(cases[0].0.clone()).await, Code::AlreadyExists, "SID_TAKEN");
    ok(shop.users().create_user(other("s0000001", "Ada", "ada@example.org")).await);
}

#[tokio::test]
async fn concurrent_registrations_of_a_sid_open_one_account() {
    let shop = Shop::open().await;
    let attempts =
        (0..20).map(|_| async { shop.users().create_user(CreateUserRequest { username: None, ..ada() }).await });
    let answers = futures::future::join_all(attempts).await;
    let (opened, refusals): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!(opened.len(), 1);
    for answer in refusals {
        refused(answer, Code::AlreadyExists, "SID_TAKEN");
    }
}

#[tokio::test]
async fn a_deactivated_account_is_not_found_but_its_access_is_told() {
    let shop = Shop::open().await;
    let ada = ok(shop.users().create_user(ada()).await);
    shop.deactivate(&ada).await;
    let (user_id, sid) = (ada.id, ada.sid.clone());
    let answers = [
        shop.users().get_user(GetUserRequest { user_id }).await.map(drop),
        shop.users().get_user_by_sid(GetUserBySidRequest { sid: sid.clone() }).await.map(drop),
        shop.users().get_user_by_username(GetUserByUsernameRequest { username: "Ada".into() }).await.map(drop),
        shop.users().update_user(update(user_id, &["email"])).await.map(drop),
        shop.users().delete_user(DeleteUserRequest { user_id }).await.map(drop),
        shop.users().get_credentials(GetCredentialsRequest { sid }).await.map(drop),
        shop.orders()
            .list_orders_by_user(ListOrdersByUserRequest { user_id, ..ListOrdersByUserRequest::default() })
            .await
            .map(drop),
        shop.users().get_user(GetUserRequest { user_id: i64::MAX }).await.map(drop),
        shop.users().get_access(GetAccessRequest { user_id: i64::MAX }).await.map(drop),
    ];
    for answer in answers {
        refused(answer, Code::NotFound, "USER_NOT_FOUND");
    }
    assert_eq!(shop.access(user_id).await, Access { active: false, token_version: 1 });
    assert_eq!(shop.count("users").await, 1, "the row stays");
}

#[tokio::test]
async fn every_violation_of_a_request_is_named() {
    let shop = Shop::open().await;
    let worst = CreateUserRequest {
        sid: "abc".into(),
        password_hash: "plain".into(),
        username: Some(String::new()),
        email: Some("nowhere".into()),
    };
    let status = refused(shop.users().create_user(worst).await, Code::InvalidArgument, "INVALID_ARGUMENT");
    let fields: Vec<_> = kit::status::violations(&status).into_iter().map(|violation| violation.field).collect();
    assert_eq!(fields, ["sid", "password_hash", "username", "email"]);
    assert!(!status.message().contains("plain") && !status.message().contains("nowhere"), "{status:?}");

    let worst = UpdateUserRequest { username: Some("\0".into()), ..update(0, &["username", "password_hash"]) };
    let fields = invalid_fields(shop.users().update_user(worst).await);
    assert_eq!(fields, ["user_id", "username", "password_hash"], "a password cannot be cleared");
    for paths in [&[][..], &["sid"], &["username", "id"]] {
        assert_eq!(invalid_fields(shop.users().update_user(update(1, paths)).await), ["update_mask"]);
    }
    let answer = shop.users().list_users(ListUsersRequest { page: -1, page_size: -1 }).await;
    assert_eq!(invalid_fields(answer), ["page", "page_size"]);
    let answers = [
        (shop.users().get_user(GetUserRequest { user_id: 0 }).await.map(drop), "user_id"),
        (shop.users().get_user_by_sid(GetUserBySidRequest { sid: "' OR 1=1".into() }).await.map(drop), "sid"),
        (
            shop.users().get_user_by_username(GetUserByUsernameRequest { username: "x".repeat(65) }).await.map(drop),
            "username",
        ),
        (shop.users().delete_user(DeleteUserRequest { user_id: 0 }).await.map(drop), "user_id"),
        (shop.users().get_credentials(GetCredentialsRequest { sid: String::new() }).await.map(drop), "sid"),
        (shop.users().get_access(GetAccessRequest { user_id: -7 }).await.map(drop), "user_id"),
    ];
    for (answer, field) in answers {
        assert_eq!(invalid_fields(answer), [field]);
    }
}

/// PostgreSQL quotes the whole row, the hash included, when a constraint refuses it.
#[tokio::test]
async fn an_internal_failure_is_logged_with_its_request_and_without_any_data() {
    let shop = Shop::open().await;
    let refuse_all = "ALTER TABLE users ADD CONSTRAINT nobody CHECK (false) NOT VALID";
    shop.sql.batch_execute(refuse_all).await.unwrap();
    let mut request = Request::new(ada());
    request.metadata_mut().insert("x-request-id", MetadataValue::from_static("request-of-this-test"));
    let status = refused(shop.users().create_user(request).await, Code::Internal, "INTERNAL");
    assert_eq!(status.message(), "internal error");
    let lines =
        || captured_log().lines().filter(|line| line.contains("request-of-this-test")).collect::<Vec<_>>().join("\n");
    eventually("the cause is logged", async || lines().contains("create_user: ERROR 23514")).await;
    assert!(lines().contains("nobody"), "{}", lines());
    assert!(!captured_log().contains("argon2id") && !captured_log().contains("Failing row"));
}
