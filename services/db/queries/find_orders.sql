SELECT id, user_id, status, total_price, created_at, product_ids, quantities, unit_prices
FROM orders
WHERE id = ANY($1)
