INSERT INTO products (name, description, category, price, slogan, stock)
VALUES ($1, $2, $3, $4, $5, coalesce($6, 500))
RETURNING id, name, description, category, price, slogan, stock, created_at
