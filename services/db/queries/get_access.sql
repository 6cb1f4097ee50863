SELECT deleted_at IS NULL AS active, token_version FROM users WHERE id = $1
