-- Makes the one-time link of an account, in place of an earlier one.
INSERT INTO account_link (account_id, digest, expire_time)
VALUES (:account_id::uuid, :digest::bytea, :expire_time::timestamptz)
ON CONFLICT (account_id) DO UPDATE SET digest = excluded.digest, expire_time = excluded.expire_time
