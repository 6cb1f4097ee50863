\set product_id random(1, :products)
\set quantity random(1, 3)
BEGIN;
SELECT price, stock FROM products WHERE id = :product_id FOR UPDATE;
INSERT INTO orders (user_id, product_id, quantity, unit_price) VALUES (:client_id, :product_id, :quantity, 49.99);
UPDATE products SET stock = stock - :quantity WHERE id = :product_id;
COMMIT;
