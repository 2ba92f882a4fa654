-- Lets parked deliveries of a webhook wait again, all of them or those named: before what
-- came later of their subjects.
WITH picked AS MATERIALIZED (
  SELECT delivery_no FROM delivery
  WHERE organization_id = :organization_id AND webhook_id = :webhook_id::uuid AND state = 3
    AND (:all::boolean OR delivery_no = ANY (:delivery_nos::bigint[]))
  ORDER BY delivery_no
  LIMIT :limit
  FOR UPDATE
), retried AS (
  UPDATE delivery d SET state = 1, first_try_time = NULL, end_time = NULL
  FROM picked p
  WHERE d.organization_id = :organization_id AND d.delivery_no = p.delivery_no
  RETURNING d.subject
), lanes AS (
  INSERT INTO lane (organization_id, webhook_id, subject, waiting, next_try_time)
  SELECT :organization_id, :webhook_id::uuid, subject, count(*), :now::timestamptz
  FROM retried GROUP BY subject ORDER BY subject
  ON CONFLICT ON CONSTRAINT lane_unique DO UPDATE SET waiting = lane.waiting + excluded.waiting
)
SELECT count(*) AS retried FROM retried
