-- FOR SHARE conflicts with deactivation: whichever comes first, the other waits for its outcome.
SELECT id FROM users WHERE id = $1 AND deleted_at IS NULL FOR SHARE
