//! The statements against the schema that the service makes.

use tokio_postgres::NoTls;

use crate::ground::Ground;

#[tokio::test(flavor = "multi_thread")]
async fn every_statement_can_be_prepared_and_old_mails_are_forgotten() {
    let ground = Ground::new().await;
    let _service = ground.service(&[]).await;
    let (sql, connection) = tokio_postgres::connect(&ground.database, NoTls).await.unwrap();
    tokio::spawn(connection);
    for query in notification::queries::ALL {
        if let Err(error) = sql.prepare(query.sql).await {
            panic!("{}: {error:?}", query.name);
        }
    }
    let rows = "INSERT INTO notification.mails (event_id, replay_id, order_id, state, updated_at)
        SELECT gen_random_uuid(), gen_random_uuid(), number, 'sent', now() - number * interval '1 minute'
        FROM generate_series(0, 1499) AS number";
    sql.batch_execute(rows).await.unwrap();
    let forget = notification::queries::ALL.iter().find(|query| query.name == "forget_mails").unwrap();
    let window = 30_000 + 60_000 * 10_i64;
    let mut forgotten = Vec::new();
    while forgotten.last() != Some(&0) {
        forgotten.push(sql.execute(forget.sql, &[&window]).await.unwrap());
    }
    assert_eq!(forgotten, [1000, 489, 0]);
    assert_eq!(ground.states().await.len(), 11);
}
