-- Uses up a one-time link; no row when another was faster.
DELETE FROM account_link
WHERE account_id = :account_id::uuid AND digest = :digest::bytea AND expire_time > :now::timestamptz
RETURNING account_id
