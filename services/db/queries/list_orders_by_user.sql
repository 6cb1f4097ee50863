-- Like list_orders.sql, for one user. No row at all: there is no such active user. `id > 0` is what the index asks for.
SELECT total.total_count, page.*
FROM users
CROSS JOIN (
    SELECT count(*) AS total_count FROM orders WHERE user_id = $3 AND id > 0
) AS total
LEFT JOIN (
    SELECT id, user_id, status, total_price, created_at, product_ids, quantities, unit_prices
    FROM orders
    WHERE user_id = $3 AND id > 0
    ORDER BY id DESC
    LIMIT $1 OFFSET $2
) AS page ON true
WHERE users.id = $3 AND users.deleted_at IS NULL
ORDER BY page.id DESC
