-- Revokes the tokens of an account that have not ended.
UPDATE api_token SET revoke_time = :now::timestamptz
WHERE account_id = :account_id::uuid AND revoke_time IS NULL AND expire_time > :now::timestamptz
RETURNING token_id AS id
