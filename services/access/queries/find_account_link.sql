-- Whom a one-time link lets in, if it still holds and the account is not disabled.
SELECT a.account_id AS id, a.user_name
FROM account_link l
JOIN account a ON a.account_id = l.account_id
WHERE l.digest = :digest::bytea AND l.expire_time > :now::timestamptz AND a.state <> 3
