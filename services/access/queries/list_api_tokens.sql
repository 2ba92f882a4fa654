-- A page of the tokens of an account that have not ended.
SELECT * FROM api_token_record
WHERE _account_id = :account_id::uuid AND (:after::uuid IS NULL OR _token_id > :after::uuid)
  AND _revoke_time IS NULL AND expire_time > :now::timestamptz
ORDER BY _token_id
LIMIT :limit
