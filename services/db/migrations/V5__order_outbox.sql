-- What has become of orders and is still to be told to Kafka. A row is written in the transaction that places or cancels an
-- order, and deleted when Kafka has acknowledged the event. All else that the event says is read when it is told.

CREATE TABLE order_outbox (
    order_id    bigint  NOT NULL,
    -- False: it was placed. An order is placed before it is cancelled, and that is the order of the rows, too.
    cancelled   boolean NOT NULL,
    -- The request that asked for it.
    request_id  text,
    traceparent text,
    PRIMARY KEY (order_id, cancelled)
) WITH (
    -- Most of it is dead rows, as many as orders since the last time. By number: a share of a table that is empty says nothing.
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_cost_delay = 0,
    -- Never compacted at the price of a lock that orders would wait for.
    vacuum_truncate = off
);
