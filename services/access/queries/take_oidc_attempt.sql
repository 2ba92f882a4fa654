-- Ends an attempt; no row when there is none, or no more.
DELETE FROM oidc_attempt WHERE digest = :digest::bytea AND expire_time > :now::timestamptz RETURNING digest
