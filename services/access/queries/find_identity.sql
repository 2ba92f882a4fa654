-- Whose account somebody at a provider may sign in to.
SELECT a.account_id
FROM account_identity i
JOIN account a ON a.account_id = i.account_id
WHERE i.issuer = :issuer AND i.subject = :subject AND a.state <> 3
