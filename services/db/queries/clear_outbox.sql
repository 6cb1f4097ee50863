-- What Kafka has acknowledged.
DELETE FROM order_outbox
USING unnest($1::bigint[], $2::boolean[]) AS told (order_id, cancelled)
WHERE order_outbox.order_id = told.order_id AND order_outbox.cancelled = told.cancelled
