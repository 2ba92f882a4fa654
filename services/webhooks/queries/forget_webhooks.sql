-- Forgets deleted webhooks of which nothing is left, with their lanes.
WITH gone AS MATERIALIZED (
  SELECT organization_id, webhook_id FROM webhook w
  WHERE delete_time < :deleted_before::timestamptz
    AND NOT EXISTS (SELECT FROM delivery d
                    WHERE d.organization_id = w.organization_id AND d.webhook_id = w.webhook_id)
), lanes AS (
  DELETE FROM lane l USING gone g WHERE l.organization_id = g.organization_id AND l.webhook_id = g.webhook_id
)
DELETE FROM webhook w USING gone g WHERE w.organization_id = g.organization_id AND w.webhook_id = g.webhook_id
