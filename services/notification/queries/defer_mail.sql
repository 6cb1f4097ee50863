-- It was refused for now. Nothing changes when somebody else has it, or when it is done.
INSERT INTO notification.mails AS mail (event_id, replay_id, order_id, state, retry_since)
VALUES ($1, $2, $3, 'waiting', clock_timestamp())
ON CONFLICT (event_id, replay_id) DO UPDATE
SET state = 'waiting', claimed_by = NULL, lease_until = NULL,
    retry_since = coalesce(mail.retry_since, excluded.retry_since), updated_at = now()
WHERE mail.state = 'waiting' OR (mail.state = 'sending' AND mail.claimed_by = $4)
RETURNING (extract(epoch FROM clock_timestamp() - mail.retry_since) * 1000)::bigint AS waited_milliseconds
