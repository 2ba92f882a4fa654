-- Forgets some of the deliveries that are long done, or of webhooks that are deleted.
WITH gone AS MATERIALIZED (
  (SELECT organization_id, delivery_no FROM delivery WHERE state = 2 AND end_time < :before::timestamptz LIMIT :limit)
  UNION
  (SELECT d.organization_id, d.delivery_no
   FROM webhook w
   JOIN delivery d ON d.organization_id = w.organization_id AND d.webhook_id = w.webhook_id
   WHERE w.delete_time < :deleted_before::timestamptz
   LIMIT :limit)
), attempts AS (
  DELETE FROM attempt a USING gone g WHERE a.organization_id = g.organization_id AND a.delivery_no = g.delivery_no
)
DELETE FROM delivery d USING gone g
WHERE d.organization_id = g.organization_id AND d.delivery_no = g.delivery_no
