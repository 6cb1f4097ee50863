-- Every change of products is told on the channel `products`, whoever makes it: the ids, separated by commas, or nothing for
-- "any of them". Once for a statement, however many rows it changes; PostgreSQL delivers it when the transaction commits.

CREATE FUNCTION tell_of_products() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- As many as fit into a notification of less than 8,000 bytes, whatever the ids.
    most CONSTANT integer := 400;
    number integer;
    ids text;
BEGIN
    SELECT count(*), string_agg(first.id::text, ',') INTO number, ids
    FROM (SELECT id FROM changed LIMIT most + 1) AS first;
    IF number > most THEN
        PERFORM pg_notify('products', '');
    ELSIF number > 0 THEN
        PERFORM pg_notify('products', ids);
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION tell_of_all_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('products', '');
    RETURN NULL;
END
$$;

CREATE TRIGGER products_added AFTER INSERT ON products
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_of_products();
CREATE TRIGGER products_changed AFTER UPDATE ON products
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_of_products();
CREATE TRIGGER products_removed AFTER DELETE ON products
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_of_products();
CREATE TRIGGER products_emptied AFTER TRUNCATE ON products
    FOR EACH STATEMENT EXECUTE FUNCTION tell_of_all_products();
