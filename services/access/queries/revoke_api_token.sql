-- Revokes a token.
UPDATE api_token SET revoke_time = :now::timestamptz WHERE token_id = :token_id::uuid
