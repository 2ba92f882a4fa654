-- A page of the secrets of authenticator applications, as the key of the service sealed them.
SELECT account_id AS id, sealed_secret AS sealed
FROM account_totp
WHERE sealed_secret IS NOT NULL AND account_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
ORDER BY account_id
LIMIT :limit
