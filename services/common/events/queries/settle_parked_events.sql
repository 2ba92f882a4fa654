-- Takes parked events away and notes them as applied, so that they are not when they come
-- again.
WITH settled AS (
  DELETE FROM parked_event
  WHERE organization_id = :organization_id AND consumer = :consumer AND event_id = ANY (:event_ids::uuid[])
  RETURNING event_id
), batch AS (
  SELECT array_agg(event_id ORDER BY event_id) AS event_ids FROM settled HAVING count(*) > 0
)
INSERT INTO inbox (consumer, first_id, last_id, event_ids)
SELECT :consumer, event_ids[1], event_ids[cardinality(event_ids)], event_ids
FROM batch
