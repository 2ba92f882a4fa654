-- A page of the secrets of webhooks, in all organizations, as the key of the service sealed them.
SELECT webhook_id AS id, sealed_secret AS sealed
FROM webhook
WHERE webhook_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000')) AND sealed_secret IS NOT NULL
ORDER BY webhook_id
LIMIT :limit
