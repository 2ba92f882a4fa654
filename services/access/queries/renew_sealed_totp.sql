-- Has the secrets of authenticator applications be sealed anew, unless they have changed.
UPDATE account_totp t SET sealed_secret = n.renewed
FROM unnest(:ids::uuid[], :before::bytea[], :renewed::bytea[]) AS n(id, before, renewed)
WHERE t.account_id = n.id AND t.sealed_secret = n.before
