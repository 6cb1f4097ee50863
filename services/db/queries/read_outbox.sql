-- What is to be told next: at most $2 rows, from those of the order $1 on. The LIMIT is inside, so that nothing but the
-- outbox decides which orders are read.
SELECT next.order_id, next.cancelled, next.request_id, next.traceparent,
       CASE WHEN next.cancelled THEN orders.cancelled_at ELSE orders.created_at END AS occurred_at,
       orders.user_id, users.sid, users.username, users.email,
       orders.total_price, orders.product_ids, orders.quantities, orders.unit_prices
FROM (SELECT * FROM order_outbox WHERE order_id >= $1 ORDER BY order_id, cancelled LIMIT $2) AS next
JOIN orders ON orders.id = next.order_id
JOIN users ON users.id = orders.user_id
ORDER BY next.order_id, next.cancelled
