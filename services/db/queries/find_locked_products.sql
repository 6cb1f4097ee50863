-- Of the products $1 and those of the orders $2, those that somebody has locked.
WITH wanted AS MATERIALIZED (
    SELECT $1 || ARRAY(SELECT unnest(product_ids) FROM orders WHERE id = ANY($2)) AS ids
), free AS MATERIALIZED (
    SELECT id FROM products WHERE id = ANY((SELECT ids FROM wanted)::bigint[]) FOR NO KEY UPDATE SKIP LOCKED
)
SELECT id FROM products WHERE id = ANY((SELECT ids FROM wanted)::bigint[]) AND id NOT IN (SELECT id FROM free)
