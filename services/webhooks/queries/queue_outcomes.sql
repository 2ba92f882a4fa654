-- Notes outcomes, and queues each for the webhooks that are to get it (`webhook_ids` with
-- `queued_event_ids`), behind what waits of its subject. Lanes are locked in the order of
-- their key, here and elsewhere.
WITH told AS (
  INSERT INTO outcome (organization_id, producer, sequence, event_id, type, subject, recorded_at, event)
  SELECT :organization_id, e.producer, e.sequence, e.event_id, e.type, e.subject, e.recorded_at, e.event
  FROM unnest(:event_ids::uuid[], :events::bytea[], :producers::text[], :sequences::bigint[], :types::text[],
              :subjects::text[], :recorded_times::timestamptz[])
    WITH ORDINALITY AS e(event_id, event, producer, sequence, type, subject, recorded_at, position)
  ORDER BY e.position
  RETURNING outcome_no, event_id, subject
), queued AS MATERIALIZED (
  SELECT q.webhook_id, t.outcome_no, t.subject
  FROM unnest(:webhook_ids::uuid[], :queued_event_ids::uuid[]) AS q(webhook_id, event_id)
  JOIN told t ON t.event_id = q.event_id
), lanes AS (
  INSERT INTO lane (organization_id, webhook_id, subject, waiting, next_try_time)
  SELECT :organization_id, webhook_id, subject, count(*), :now::timestamptz
  FROM queued GROUP BY webhook_id, subject ORDER BY webhook_id, subject
  ON CONFLICT ON CONSTRAINT lane_unique DO UPDATE SET waiting = lane.waiting + excluded.waiting
)
INSERT INTO delivery (organization_id, webhook_id, outcome_no, subject, state, replay, create_time)
SELECT :organization_id, webhook_id, outcome_no, subject, 1, false, :now::timestamptz
FROM queued
ORDER BY outcome_no
