-- Disables webhooks whose receiver wants no more, where they still have the address that said so.
UPDATE webhook w
SET state = 2, disable_reason = 2, version = version + 1, update_time = :now::timestamptz
FROM (SELECT DISTINCT *
      FROM unnest(:webhook_ids::uuid[], :organization_ids::text[], :urls::text[])
        AS e(webhook_id, organization_id, url)) AS gone
WHERE w.organization_id = gone.organization_id AND w.webhook_id = gone.webhook_id AND w.url = gone.url AND w.state = 1
RETURNING w.organization_id, w.webhook_id, w.version
