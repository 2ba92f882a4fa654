-- Keeps a secret that is to be confirmed, in place of an earlier one; no row when
-- one is confirmed already.
INSERT INTO account_totp AS t (account_id, sealed_secret, begun_at)
VALUES (:account_id::uuid, :sealed_secret::bytea, :now::timestamptz)
ON CONFLICT (account_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, begun_at = excluded.begun_at
WHERE t.confirmed_at IS NULL
RETURNING account_id
