-- A page of the keys of accounts, as the key of the service sealed them.
SELECT account_id AS id, seal_key AS sealed
FROM account
WHERE seal_key IS NOT NULL AND account_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
ORDER BY account_id
LIMIT :limit
