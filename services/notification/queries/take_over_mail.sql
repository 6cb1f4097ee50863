-- Of those who find a claim that has run out, one gets to judge it.
UPDATE notification.mails
SET claimed_by = $3, lease_until = clock_timestamp() + $4::bigint * interval '1 millisecond', updated_at = now()
WHERE event_id = $1 AND replay_id = $2 AND state = 'sending' AND lease_until <= clock_timestamp()
