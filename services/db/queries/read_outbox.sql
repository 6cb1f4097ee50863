-- What is to be told next: at most $2 rows, from those of the order $1 on. The LIMIT, and each OFFSET, keep the planner from
-- beginning with anything else, whatever the tables were like when it planned.
SELECT next.order_id, next.cancelled, next.request_id, next.traceparent,
       CASE WHEN next.cancelled THEN changed.cancelled_at ELSE changed.created_at END AS occurred_at,
       changed.user_id, customer.sid, customer.username, customer.email,
       changed.total_price, changed.product_ids, changed.quantities, changed.unit_prices
FROM (SELECT * FROM order_outbox WHERE order_id >= $1 ORDER BY order_id, cancelled LIMIT $2) AS next
CROSS JOIN LATERAL (SELECT * FROM orders WHERE id = next.order_id OFFSET 0) AS changed
CROSS JOIN LATERAL (SELECT * FROM users WHERE id = changed.user_id OFFSET 0) AS customer
ORDER BY next.order_id, next.cancelled
