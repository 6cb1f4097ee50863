-- username and email can be cleared, so a flag says whether each is to be changed. A new password ends older tokens.
UPDATE users
SET username = CASE WHEN $2 THEN $3 ELSE username END,
    email = CASE WHEN $4 THEN $5 ELSE email END,
    password_hash = coalesce($6, password_hash),
    token_version = token_version + CASE WHEN $6::text IS NULL THEN 0 ELSE 1 END
WHERE id = $1 AND deleted_at IS NULL
RETURNING id, sid, username, email, created_at
