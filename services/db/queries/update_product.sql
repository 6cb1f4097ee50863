-- A null parameter leaves its column as it is; no column of a product can be null.
UPDATE products
SET name = coalesce($2, name),
    description = coalesce($3, description),
    category = coalesce($4, category),
    price = coalesce($5, price),
    slogan = coalesce($6, slogan),
    stock = coalesce($7, stock)
WHERE id = $1 AND deleted_at IS NULL
RETURNING id, name, description, category, price, slogan, stock, created_at
