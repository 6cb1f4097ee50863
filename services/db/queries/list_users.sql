-- A page and the count of all pages, as of one moment. A page without users is one row whose id is null.
SELECT total.total_count, page.*
FROM (
    SELECT count(*) AS total_count FROM users WHERE deleted_at IS NULL
) AS total
LEFT JOIN (
    SELECT id, sid, username, email, created_at
    FROM users
    WHERE deleted_at IS NULL
    ORDER BY id
    LIMIT $1 OFFSET $2
) AS page ON true
ORDER BY page.id
