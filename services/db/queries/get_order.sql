SELECT orders.id, orders.user_id, orders.status, orders.total_price, orders.created_at,
       items.product_ids, items.quantities, items.unit_prices
FROM orders
CROSS JOIN LATERAL (
    SELECT array_agg(product_id ORDER BY product_id) AS product_ids,
           array_agg(quantity ORDER BY product_id) AS quantities,
           array_agg(unit_price ORDER BY product_id) AS unit_prices
    FROM order_items
    WHERE order_id = orders.id
) AS items
WHERE orders.id = $1
