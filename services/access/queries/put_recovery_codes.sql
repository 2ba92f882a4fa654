-- Keeps the recovery codes of an account.
INSERT INTO recovery_code (account_id, digest)
SELECT :account_id::uuid, unnest(:digests::bytea[])
