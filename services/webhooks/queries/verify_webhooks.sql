-- Checks the records of an organization: each version of a webhook has its change, and
-- what waits is what is counted to wait.
WITH changes AS (
  SELECT aggregate, max(aggregate_version) AS version FROM change
  WHERE organization_id = :organization_id AND type LIKE 'webhook.%'
  GROUP BY aggregate
), unequal AS (
  SELECT aggregate
  FROM (SELECT 'webhooks/' || webhook_id AS aggregate, version FROM webhook WHERE organization_id = :organization_id) r
  JOIN changes c USING (aggregate)
  WHERE r.version <> c.version
), unannounced AS (
  SELECT 'webhooks/' || webhook_id AS aggregate FROM webhook w
  WHERE organization_id = :organization_id
    AND NOT EXISTS (SELECT FROM changes c WHERE c.aggregate = 'webhooks/' || w.webhook_id)
), waiting AS (
  SELECT webhook_id, subject, count(*) AS deliveries FROM delivery
  WHERE organization_id = :organization_id AND state = 1
  GROUP BY webhook_id, subject
), miscounted AS (
  SELECT webhook_id
  FROM (SELECT webhook_id, subject, waiting FROM lane WHERE organization_id = :organization_id) l
  FULL JOIN waiting w USING (webhook_id, subject)
  JOIN webhook USING (webhook_id)
  WHERE webhook.organization_id = :organization_id AND webhook.delete_time IS NULL
    AND l.waiting IS DISTINCT FROM w.deliveries
), lost AS (
  SELECT d.delivery_no FROM delivery d
  LEFT JOIN outcome o ON o.organization_id = d.organization_id AND o.outcome_no = d.outcome_no
  WHERE d.organization_id = :organization_id AND o.outcome_no IS NULL
)
SELECT 'I4' AS invariant, 'each version of a webhook has its change' AS description,
       (SELECT count(*) FROM unequal) + (SELECT count(*) FROM unannounced) AS violations,
       (SELECT min(aggregate) FROM (TABLE unequal UNION ALL TABLE unannounced) AS both_kinds) AS example
UNION ALL
SELECT 'I8', 'what waits for a webhook is in its lanes', (SELECT count(*) FROM miscounted),
       (SELECT min('webhooks/' || webhook_id) FROM miscounted)
UNION ALL
SELECT 'I8', 'each delivery has its event', (SELECT count(*) FROM lost), (SELECT min(delivery_no)::text FROM lost)
