-- The products $1 and those of the orders $2, to which stock returns, deleted ones too. In id order, as every
-- transaction that locks several products does, so that they cannot wait for each other in a ring.
SELECT id, price, stock, deleted_at IS NULL AS on_sale
FROM products
WHERE id = ANY($1 || ARRAY(SELECT unnest(product_ids) FROM orders WHERE id = ANY($2)))
ORDER BY id
FOR NO KEY UPDATE OF products
