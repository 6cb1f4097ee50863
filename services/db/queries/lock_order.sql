-- The order's row is locked before any product, as whoever cancels does, so that stock returns once.
SELECT orders.user_id, orders.status, users.deleted_at IS NULL AS owner_active
FROM orders
JOIN users ON users.id = orders.user_id
WHERE orders.id = $1
FOR NO KEY UPDATE OF orders
