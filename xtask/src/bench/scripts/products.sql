-- One hot product and 1,000 others, with more in stock than can be sold. Prints the hot one's id, then the others' first
-- and last.
INSERT INTO products (name, description, category, price, slogan, stock)
SELECT 'Bench ' || number, 'Made to be ordered again and again.', 'bench', 49.99, 'Once more.', 2000000000
FROM generate_series(0, 1000) AS number
ORDER BY number;

VACUUM ANALYZE products;

SELECT min(id), min(id) + 1, max(id) FROM products WHERE category = 'bench';
