-- Waits for another transaction that is claiming the key. No row: the key is taken by an order of the last 24 hours, and
-- its row is locked all the same, so that it cannot be forgotten before the answer is read.
INSERT INTO idempotency_keys AS taken (user_id, idempotency_key, fingerprint, order_id)
VALUES ($1, $2, $3, nextval('orders_id_seq'))
ON CONFLICT (user_id, idempotency_key) DO UPDATE
SET fingerprint = excluded.fingerprint, order_id = excluded.order_id, created_at = now()
WHERE taken.created_at < now() - interval '24 hours'
RETURNING order_id
