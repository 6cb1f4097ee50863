-- Like list_orders.sql, for one user. No row at all: there is no such active user.
SELECT total.total_count, page.*, items.*
FROM users
CROSS JOIN (
    SELECT count(*) AS total_count FROM orders WHERE user_id = $3
) AS total
LEFT JOIN (
    SELECT id, user_id, status, total_price, created_at
    FROM orders
    WHERE user_id = $3
    ORDER BY created_at DESC, id DESC
    LIMIT $1 OFFSET $2
) AS page ON true
CROSS JOIN LATERAL (
    SELECT array_agg(product_id ORDER BY product_id) AS product_ids,
           array_agg(quantity ORDER BY product_id) AS quantities,
           array_agg(unit_price ORDER BY product_id) AS unit_prices
    FROM order_items
    WHERE order_id = page.id
) AS items
WHERE users.id = $3 AND users.deleted_at IS NULL
ORDER BY page.created_at DESC, page.id DESC
