-- An order becomes one row: its lines stand in it, and so does the idempotency key under which it was placed.
-- Releases before this one cannot run beside it: they read and write the tables that go here.

ALTER TABLE orders
    -- The lines, in parallel and in the order of their product ids.
    ADD COLUMN product_ids     bigint[],
    ADD COLUMN quantities      integer[],
    -- The prices when the order was placed.
    ADD COLUMN unit_prices     numeric(10, 2)[],
    -- Good for 24 hours; whoever uses it again after that takes it from this order.
    ADD COLUMN idempotency_key text COLLATE "C";

UPDATE orders
SET product_ids = items.product_ids, quantities = items.quantities, unit_prices = items.unit_prices
FROM (
    SELECT order_id,
           array_agg(product_id ORDER BY product_id) AS product_ids,
           array_agg(quantity ORDER BY product_id) AS quantities,
           array_agg(unit_price ORDER BY product_id) AS unit_prices
    FROM order_items
    GROUP BY order_id
) AS items
WHERE items.order_id = orders.id;

-- Only keys that are still good, so that the age of a key is from here on the age of its order.
UPDATE orders
SET idempotency_key = idempotency_keys.idempotency_key
FROM idempotency_keys
WHERE idempotency_keys.order_id = orders.id AND idempotency_keys.created_at > now() - interval '24 hours';

DROP TABLE idempotency_keys;
DROP TABLE order_items;

ALTER TABLE orders
    ALTER COLUMN product_ids SET NOT NULL,
    ALTER COLUMN quantities SET NOT NULL,
    ALTER COLUMN unit_prices SET NOT NULL,
    ADD CONSTRAINT orders_lines_parallel CHECK (
        cardinality(product_ids) >= 1
        AND cardinality(quantities) = cardinality(product_ids)
        AND cardinality(unit_prices) = cardinality(product_ids)
    ),
    ADD CONSTRAINT orders_quantities_range CHECK (1 <= ALL (quantities) AND 3 >= ALL (quantities)),
    ADD CONSTRAINT orders_unit_prices_range CHECK (0 <= ALL (unit_prices)),
    ADD CONSTRAINT orders_idempotency_key_length CHECK (char_length(idempotency_key) BETWEEN 1 AND 255),
    -- Rows of users and products are never deleted, and whoever writes an order has just read them.
    DROP CONSTRAINT orders_user_id_fkey;

CREATE UNIQUE INDEX orders_idempotency_key_taken ON orders (user_id, idempotency_key) WHERE idempotency_key IS NOT NULL;

-- Ids are given out in the order in which orders are placed, so they tell age as well as a time does.
-- The condition is met by every order, and only lists of orders repeat it: a key must not be looked for among all orders of
-- its user, which the planner would otherwise prefer as long as they are few.
CREATE INDEX orders_of_user ON orders (user_id, id) WHERE id > 0;
DROP INDEX orders_of_user_by_age, orders_by_age;

-- Room beside each product for its next version: the stock changes all the time, and no index has it.
ALTER TABLE products SET (fillfactor = 50);
