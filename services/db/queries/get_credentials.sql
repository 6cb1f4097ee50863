SELECT id, sid, username, email, created_at, password_hash, token_version
FROM users
WHERE sid = $1 AND deleted_at IS NULL
