-- Begins an attempt to sign in by a provider.
INSERT INTO oidc_attempt (digest, expire_time) VALUES (:digest::bytea, :expire_time::timestamptz)
