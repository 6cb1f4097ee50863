-- A page with its items and the count of all pages, as of one moment. A page without orders is one row whose id is null.
SELECT total.total_count, page.*, items.*
FROM (
    SELECT count(*) AS total_count FROM orders
) AS total
LEFT JOIN (
    SELECT id, user_id, status, total_price, created_at
    FROM orders
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
ORDER BY page.created_at DESC, page.id DESC
