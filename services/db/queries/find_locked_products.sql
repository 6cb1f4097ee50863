-- Of these products, those that somebody has locked.
WITH free AS MATERIALIZED (
    SELECT id FROM products WHERE id = ANY($1) FOR NO KEY UPDATE SKIP LOCKED
)
SELECT id FROM products WHERE id = ANY($1) AND id NOT IN (SELECT id FROM free)
