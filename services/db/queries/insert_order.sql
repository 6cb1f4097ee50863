-- The order with all of its items. The id is null unless an idempotency key has reserved one.
WITH placed AS (
    INSERT INTO orders (id, user_id, total_price)
    VALUES (coalesce($1, nextval('orders_id_seq')), $2, $3)
    RETURNING id, created_at
), items AS (
    INSERT INTO order_items (order_id, product_id, quantity, unit_price)
    SELECT placed.id, line.product_id, line.quantity, line.unit_price
    FROM placed
    CROSS JOIN unnest($4::bigint[], $5::integer[], $6::numeric[]) AS line (product_id, quantity, unit_price)
)
SELECT id, created_at FROM placed
