//! The files of `queries/`.

use std::{collections::BTreeSet, fs, path::Path};

use grpc::store_v1::{
    CreateUserRequest, Product, User, order_service_client::OrderServiceClient, user_service_client::UserServiceClient,
};

use crate::harness::{Database, HASH, Shop, channel, eventually, is_ready, ok, order, start};

#[tokio::test]
async fn every_file_is_used_and_every_statement_can_be_prepared() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
    let files = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let files: BTreeSet<_> = files.collect();
    let used: BTreeSet<_> = db::queries::ALL.iter().map(|query| format!("{}.sql", query.name)).collect();
    assert_eq!(files, used);
    let shop = Shop::open().await;
    for query in db::queries::ALL {
        if let Err(error) = shop.sql.prepare(query.sql).await {
            panic!("{}: {error:?}", query.name);
        }
    }
}

#[tokio::test]
async fn sessions_have_their_limits_and_their_name() {
    let shop = Shop::open_with(&[("INSTANCE", "db-of-this-test")]).await;
    // A trigger sees the settings of the session that serves the call.
    let trigger = "CREATE TABLE seen (name text, setting text);
        CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO seen SELECT name, current_setting(name) FROM unnest(ARRAY['statement_timeout', 'lock_timeout',
                'idle_in_transaction_session_timeout', 'application_name']) AS name;
            RETURN NEW;
        END $$;
        CREATE TRIGGER see BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION see()";
    shop.sql.batch_execute(trigger).await.unwrap();
    shop.user().await;
    let rows = shop.sql.query("SELECT name, setting FROM seen ORDER BY name", &[]).await.unwrap();
    let seen: Vec<(String, String)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let expected = [
        ("application_name", "db-of-this-test"),
        ("idle_in_transaction_session_timeout", "10s"),
        ("lock_timeout", "3s"),
        ("statement_timeout", "5s"),
    ];
    assert_eq!(seen, expected.map(|(name, setting)| (name.to_owned(), setting.to_owned())));
}

#[tokio::test]
async fn commits_stay_durable_whatever_role_database_and_url_say() {
    let cases = [
        ("ALTER ROLE CURRENT_USER IN DATABASE {} SET synchronous_commit = off", "", "on"),
        ("ALTER DATABASE {} SET synchronous_commit = local", "", "on"),
        ("ALTER DATABASE {} SET synchronous_commit = on", "options=-c%20synchronous_commit=off", "on"),
        ("ALTER DATABASE {} SET synchronous_commit = remote_apply", "", "remote_apply"),
    ];
    for (alter, parameter, expected) in cases {
        let database = Database::create().await;
        database.alter(alter).await;
        let separator = if database.url.contains('?') { '&' } else { '?' };
        let service = start(&format!("{}{separator}{parameter}", database.url), &[]).await;
        eventually("it is ready", async || is_ready(&service).await).await;
        let sql = database.connect().await;
        // A trigger sees the settings of the session that serves the call.
        let trigger = "CREATE TABLE seen (what text, setting text);
            CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                INSERT INTO seen VALUES (TG_TABLE_NAME, current_setting('synchronous_commit'));
                RETURN NEW;
            END $$;
            CREATE TRIGGER see BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION see();
            CREATE TRIGGER see BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION see()";
        sql.batch_execute(trigger).await.unwrap();
        let sid = "s1234567".into();
        let request = CreateUserRequest { sid, password_hash: HASH.into(), username: None, email: None };
        let user: User = ok(UserServiceClient::new(channel(&service)).create_user(request).await);
        let product = Product { id: 1, ..Product::default() };
        ok(OrderServiceClient::new(channel(&service)).place_order(order(&user, &[(&product, 1)], None)).await);
        let rows = sql.query("SELECT what, setting FROM seen ORDER BY what", &[]).await.unwrap();
        let seen: Vec<(String, String)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
        assert_eq!(seen, ["orders", "users"].map(|what| (what.to_owned(), expected.to_owned())), "{alter} {parameter}");
    }
}
