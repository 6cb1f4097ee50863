SELECT count(*) AS depth FROM order_outbox
