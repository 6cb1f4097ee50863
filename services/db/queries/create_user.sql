INSERT INTO users (sid, password_hash, username, email)
VALUES ($1, $2, $3, $4)
RETURNING id, sid, username, email, created_at
