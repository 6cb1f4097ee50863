SELECT id, name FROM products WHERE id = ANY($1)
