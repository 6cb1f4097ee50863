SELECT array_agg(nextval('orders_id_seq')) AS ids FROM generate_series(1, $1)
