-- In id order, as every transaction that locks several products does, so that they cannot wait for each other in a ring.
SELECT id, price, stock
FROM products
WHERE id = ANY($1) AND deleted_at IS NULL
ORDER BY id
FOR NO KEY UPDATE
