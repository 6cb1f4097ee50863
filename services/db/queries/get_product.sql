SELECT id, name, description, category, price, slogan, stock, created_at
FROM products
WHERE id = $1 AND deleted_at IS NULL
