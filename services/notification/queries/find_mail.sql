SELECT state, claimed_by, (extract(epoch FROM lease_until - clock_timestamp()) * 1000)::bigint AS lease_milliseconds
FROM notification.mails
WHERE event_id = $1 AND replay_id = $2
