-- Asked with the products locked, so that it sees what those who had them before have committed. Only what stands in the
-- way of an order: its user is not active, or its key is taken. The OFFSET keeps the planner from joining by users alone.
SELECT wanted.number, users.id IS NOT NULL AS user_active,
       taken.created_at < now() - interval '24 hours' AS expired,
       taken.id, taken.user_id, taken.status, taken.total_price, taken.created_at,
       taken.product_ids, taken.quantities, taken.unit_prices
FROM unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS wanted (user_id, idempotency_key, number)
LEFT JOIN users ON users.id = wanted.user_id AND users.deleted_at IS NULL
LEFT JOIN LATERAL (
    SELECT *
    FROM orders
    WHERE orders.user_id = wanted.user_id AND orders.idempotency_key = wanted.idempotency_key
    OFFSET 0
) AS taken ON true
WHERE users.id IS NULL OR taken.id IS NOT NULL
