-- Uses up a recovery code; no row when it is none, or was used.
DELETE FROM recovery_code WHERE account_id = :account_id::uuid AND digest = :digest::bytea
RETURNING account_id
