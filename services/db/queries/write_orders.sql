-- All that a batch changes. Orders: $1 to $6, of whose lines, $7 to $9, each has those from its first to its last one.
-- Cancelled: $10. Stock: $11 and $12. What is to be told of it: $13 to $16; the relay is woken once, when it is committed.
WITH placed AS (
    INSERT INTO orders (id, user_id, total_price, idempotency_key, created_at, product_ids, quantities, unit_prices)
    SELECT new.id, new.user_id, new.total_price, new.idempotency_key, statement_timestamp(),
           ($7::bigint[])[new.first_line : new.last_line],
           ($8::integer[])[new.first_line : new.last_line],
           ($9::numeric[])[new.first_line : new.last_line]
    FROM unnest($1::bigint[], $2::bigint[], $3::numeric[], $4::text[], $5::integer[], $6::integer[])
        AS new (id, user_id, total_price, idempotency_key, first_line, last_line)
), cancelled AS (
    UPDATE orders SET status = 'cancelled', cancelled_at = statement_timestamp() WHERE id = ANY($10::bigint[])
), moved AS (
    UPDATE products
    SET stock = products.stock + change.units
    FROM unnest($11::bigint[], $12::integer[]) AS change (product_id, units)
    WHERE products.id = change.product_id
), told AS (
    INSERT INTO order_outbox (order_id, cancelled, request_id, traceparent)
    SELECT * FROM unnest($13::bigint[], $14::boolean[], $15::text[], $16::text[])
)
SELECT statement_timestamp() AS written_at, pg_notify('order_outbox', '')
