SELECT orders.id, orders.user_id, orders.status, orders.total_price, orders.created_at,
       items.product_ids, items.quantities, items.unit_prices,
       idempotency_keys.fingerprint
FROM idempotency_keys
JOIN orders ON orders.id = idempotency_keys.order_id
CROSS JOIN LATERAL (
    SELECT array_agg(product_id ORDER BY product_id) AS product_ids,
           array_agg(quantity ORDER BY product_id) AS quantities,
           array_agg(unit_price ORDER BY product_id) AS unit_prices
    FROM order_items
    WHERE order_id = orders.id
) AS items
WHERE idempotency_keys.user_id = $1 AND idempotency_keys.idempotency_key = $2
