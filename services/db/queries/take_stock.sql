UPDATE products
SET stock = stock - line.quantity
FROM unnest($1::bigint[], $2::integer[]) AS line (product_id, quantity)
WHERE products.id = line.product_id AND products.stock >= line.quantity
