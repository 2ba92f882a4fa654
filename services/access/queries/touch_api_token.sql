-- Notes that a token is in use.
UPDATE api_token SET last_use_time = :now::timestamptz
WHERE token_id = :token_id::uuid AND coalesce(last_use_time, '-infinity') < :now::timestamptz
