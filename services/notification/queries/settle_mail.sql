INSERT INTO notification.mails AS mail (event_id, replay_id, order_id, state)
VALUES ($1, $2, $3, $4)
ON CONFLICT (event_id, replay_id) DO UPDATE
SET state = excluded.state, claimed_by = NULL, lease_until = NULL, updated_at = now()
WHERE mail.state <> 'sent'
