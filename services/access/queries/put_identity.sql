-- Says who an account is at a provider.
INSERT INTO account_identity (account_id, issuer, subject) VALUES (:account_id::uuid, :issuer, :subject)
ON CONFLICT (account_id) DO UPDATE SET issuer = excluded.issuer, subject = excluded.subject
