-- One token.
SELECT * FROM api_token_record WHERE _token_id = :token_id::uuid
