-- A page and the count of all pages, as of one moment. A page without orders is one row whose id is null.
SELECT total.total_count, page.*
FROM (
    SELECT count(*) AS total_count FROM orders
) AS total
LEFT JOIN (
    SELECT id, user_id, status, total_price, created_at, product_ids, quantities, unit_prices
    FROM orders
    ORDER BY id DESC
    LIMIT $1 OFFSET $2
) AS page ON true
ORDER BY page.id DESC
