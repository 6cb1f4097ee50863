UPDATE products
SET stock = products.stock + order_items.quantity
FROM order_items
WHERE order_items.order_id = $1 AND products.id = order_items.product_id
