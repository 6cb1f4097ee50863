DELETE FROM notification.mails
WHERE ctid IN (
    SELECT ctid FROM notification.mails
    WHERE updated_at < now() - $1::bigint * interval '1 millisecond'
    LIMIT 1000
)
