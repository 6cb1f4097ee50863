-- Like list_products.sql. A statement of its own, so that its plan can always use the index by category.
SELECT total.total_count, page.*
FROM (
    SELECT count(*) AS total_count FROM products WHERE category = $3 AND deleted_at IS NULL
) AS total
LEFT JOIN (
    SELECT id, name, description, category, price, slogan, stock, created_at
    FROM products
    WHERE category = $3 AND deleted_at IS NULL
    ORDER BY id
    LIMIT $1 OFFSET $2
) AS page ON true
ORDER BY page.id
