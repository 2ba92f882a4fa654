-- Sets the password of an account.
INSERT INTO account_password (account_id, hash, changed_at)
VALUES (:account_id::uuid, :hash, :now::timestamptz)
ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at
