-- One bounded batch; keys that are being claimed again are left alone. A row that is locked keeps its ctid.
DELETE FROM idempotency_keys
WHERE ctid = ANY (ARRAY(
    SELECT ctid
    FROM idempotency_keys
    WHERE created_at < now() - interval '24 hours'
    ORDER BY created_at
    LIMIT $1
    FOR UPDATE SKIP LOCKED
))
