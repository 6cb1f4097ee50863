//! What a migration makes of rows that are there already.

use crate::harness::Database;

macro_rules! migration {
    ($name:literal) => {
        include_str!(concat!("../migrations/", $name, ".sql"))
    };
}

#[tokio::test]
async fn orders_of_several_rows_become_one_row_each() {
    let mut sql = Database::create().await.connect().await;
    sql.batch_execute(migration!("V1__store")).await.unwrap();
    sql.batch_execute(migration!("V2__opening_products")).await.unwrap();
    let rows = "INSERT INTO users (sid, password_hash) VALUES ('s1234567', 'x');
        INSERT INTO orders (user_id, total_price, status, cancelled_at)
            VALUES (1, 119.94, 'placed', NULL), (1, 9.99, 'cancelled', now()), (1, 9.99, 'placed', NULL);
        INSERT INTO order_items VALUES (1, 3, 3, 9.99), (1, 1, 1, 49.99), (1, 2, 2, 19.99), (2, 3, 1, 9.99), (3, 3, 1, 9.99);
        INSERT INTO idempotency_keys VALUES (1, 'young', '', 2, now()), (1, 'old', '', 3, now() - interval '25 hours')";
    sql.batch_execute(rows).await.unwrap();
    let transaction = sql.transaction().await.unwrap();
    transaction.batch_execute(migration!("V3__one_row_per_order")).await.unwrap();
    transaction.commit().await.unwrap();

    let orders =
        "SELECT format('%s %s %s %s', product_ids, quantities, unit_prices, idempotency_key) FROM orders ORDER BY id";
    let orders: Vec<String> = sql.query(orders, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert_eq!(orders, ["{1,2,3} {1,2,3} {49.99,19.99,9.99} ", "{3} {1} {9.99} young", "{3} {1} {9.99} "]);
}
