-- The webhooks of an organization, and which of them are sent what.
SELECT webhook_id, types, state = 1 AS active FROM webhook
WHERE organization_id = :organization_id AND delete_time IS NULL
ORDER BY webhook_id
