-- In id order, like lock_products.sql, but deleted products too: their stock returns as well.
SELECT products.id
FROM products
JOIN order_items ON order_items.product_id = products.id
WHERE order_items.order_id = $1
ORDER BY products.id
FOR NO KEY UPDATE OF products
