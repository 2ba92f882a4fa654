-- Keeps the lanes of some deliveries from others until the end of the transaction, in the
-- order in which all lock them.
SELECT lane.subject
FROM lane
JOIN unnest(:webhook_ids::uuid[], :organization_ids::text[], :subjects::text[]) AS r(webhook_id, organization_id, subject)
  ON lane.organization_id = r.organization_id AND lane.webhook_id = r.webhook_id AND lane.subject = r.subject
ORDER BY lane.organization_id, lane.webhook_id, lane.subject
FOR UPDATE OF lane
