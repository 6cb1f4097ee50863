SELECT id, sid, username, email, created_at
FROM users
WHERE sid = $1 AND deleted_at IS NULL
