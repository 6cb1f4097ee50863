-- What the shop opens with. Products that are there already are left alone.
INSERT INTO products (name, description, category, price, slogan) VALUES
    ('Hoodie', 'A warm hoodie of brushed cotton with the university''s crest on the chest.', 'clothing', 49.99, 'Wear your campus.'),
    ('Bottle', 'An insulated steel bottle for 0.7 litres; keeps tea hot through two lectures.', 'drinkware', 19.99, 'Refill, repeat.'),
    ('Notebook', 'A dotted A5 notebook with 192 pages that lies flat when it is open.', 'stationery', 9.99, 'Write it down.')
ON CONFLICT (name) WHERE deleted_at IS NULL DO NOTHING;
