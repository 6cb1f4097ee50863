-- Nothing changes when somebody else has it, or when it is done. Whoever has it already knows that it was not sent.
INSERT INTO notification.mails AS mail (event_id, replay_id, order_id, state, claimed_by, lease_until)
VALUES ($1, $2, $3, 'sending', $4, clock_timestamp() + $5::bigint * interval '1 millisecond')
ON CONFLICT (event_id, replay_id) DO UPDATE
SET state = 'sending', claimed_by = excluded.claimed_by, lease_until = excluded.lease_until, updated_at = now()
WHERE mail.state = 'waiting' OR (mail.state = 'sending' AND mail.claimed_by = excluded.claimed_by)
