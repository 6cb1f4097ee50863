-- One bounded batch; keys that are being claimed again are left alone.
DELETE FROM idempotency_keys
WHERE (user_id, idempotency_key) IN (
    SELECT user_id, idempotency_key
    FROM idempotency_keys
    WHERE created_at < now() - interval '24 hours'
    ORDER BY created_at
    LIMIT $1
    FOR UPDATE SKIP LOCKED
)
