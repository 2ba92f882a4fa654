-- A token of an account that has not ended, kept so until the end of the
-- transaction.
SELECT token_id FROM api_token
WHERE token_id = :token_id::uuid AND account_id = :account_id::uuid AND revoke_time IS NULL
  AND expire_time > :now::timestamptz
FOR UPDATE
