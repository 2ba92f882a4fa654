-- Queues outcomes of the past for a webhook again, behind what waits of their subjects.
WITH picked AS MATERIALIZED (
  SELECT outcome_no, subject FROM outcome
  WHERE organization_id = :organization_id AND outcome_no > :after::bigint
    AND recorded_at >= :start_time::timestamptz
    AND (:end_time::timestamptz IS NULL OR recorded_at < :end_time::timestamptz)
    AND (:producer::text IS NULL OR producer = :producer::text)
    AND sequence >= :first_sequence::bigint AND (:last_sequence::bigint = 0 OR sequence <= :last_sequence::bigint)
    AND (type = ANY (:types::text[]) OR split_part(type, '.', 1) || '.*' = ANY (:types::text[]))
  ORDER BY outcome_no
  LIMIT :limit
), lanes AS (
  INSERT INTO lane (organization_id, webhook_id, subject, waiting, next_try_time)
  SELECT :organization_id, :webhook_id::uuid, subject, count(*), :now::timestamptz
  FROM picked GROUP BY subject ORDER BY subject
  ON CONFLICT ON CONSTRAINT lane_unique DO UPDATE SET waiting = lane.waiting + excluded.waiting
), queued AS (
  INSERT INTO delivery (organization_id, webhook_id, outcome_no, subject, state, replay, create_time)
  SELECT :organization_id, :webhook_id::uuid, outcome_no, subject, 1, true, :now::timestamptz
  FROM picked
  ORDER BY outcome_no
  RETURNING outcome_no
)
SELECT count(*) AS queued, max(outcome_no) AS last FROM queued
