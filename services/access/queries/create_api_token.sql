-- Makes a token.
INSERT INTO api_token (token_id, account_id, digest, display_name, roles, limited_to, create_time, expire_time)
VALUES (:token_id::uuid, :account_id::uuid, :digest::bytea, :display_name, :roles::smallint[], :limited_to,
        :now::timestamptz, :expire_time::timestamptz)
