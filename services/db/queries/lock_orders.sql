-- Orders that are to be cancelled, locked before any product and in id order, as whoever locks several does.
SELECT orders.id, orders.user_id, orders.status, orders.total_price, orders.created_at,
       orders.product_ids, orders.quantities, orders.unit_prices,
       users.deleted_at IS NULL AS owner_active
FROM orders
JOIN users ON users.id = orders.user_id
WHERE orders.id = ANY($1)
ORDER BY orders.id
FOR NO KEY UPDATE OF orders
