-- The plain transaction's own tables, with nothing on them that it could do without: no foreign keys, no second index.
CREATE TABLE products (
    id    bigint         PRIMARY KEY,
    name  text           NOT NULL,
    price numeric(10, 2) NOT NULL,
    stock integer        NOT NULL CHECK (stock >= 0)
);

CREATE TABLE orders (
    id         bigint         GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id    bigint         NOT NULL,
    product_id bigint         NOT NULL,
    quantity   integer        NOT NULL,
    unit_price numeric(10, 2) NOT NULL,
    created_at timestamptz    NOT NULL DEFAULT now()
);

INSERT INTO products
SELECT id, 'Product ' || id, 49.99, 2000000000
FROM generate_series(1, 1000) AS id;

VACUUM ANALYZE products;
