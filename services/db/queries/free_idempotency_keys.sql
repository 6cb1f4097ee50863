-- Keys older than 24 hours that are claimed again.
UPDATE orders SET idempotency_key = NULL WHERE id = ANY($1)
