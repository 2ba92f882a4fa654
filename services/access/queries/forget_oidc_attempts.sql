-- Forgets attempts that nobody ended.
DELETE FROM oidc_attempt WHERE expire_time <= :now::timestamptz
