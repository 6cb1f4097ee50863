-- Of the orders $1, those that somebody has locked, and those that have one of the products $2.
WITH free AS MATERIALIZED (
    SELECT id FROM orders WHERE id = ANY($1) FOR NO KEY UPDATE SKIP LOCKED
)
SELECT id FROM orders WHERE id = ANY($1) AND (id NOT IN (SELECT id FROM free) OR product_ids && $2)
