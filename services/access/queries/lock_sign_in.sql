-- Keeps an account as it was when its password was checked until the end of the
-- transaction; no row when it has changed since.
SELECT a.account_id FROM account a
JOIN account_password p ON p.account_id = a.account_id
WHERE a.account_id = :account_id::uuid AND a.state = 2 AND p.hash = :hash
FOR UPDATE OF a
