-- What Kafka has acknowledged: orders that were placed, $1, and orders that were cancelled, $2. Not by a join, which might be
-- planned the other way round when the outbox is empty, and then go through all of a long one.
WITH placed AS (
    DELETE FROM order_outbox WHERE order_id = ANY($1::bigint[]) AND NOT cancelled
)
DELETE FROM order_outbox WHERE order_id = ANY($2::bigint[]) AND cancelled
