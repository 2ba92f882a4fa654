-- Marks events as applied and tells of each whether it is fresh (to be applied
-- now) or behind a parked one of the same record (to be parked); neither means
-- that it was applied before.
WITH event AS (
  SELECT e.event_id, e.aggregate, e.place
  FROM unnest(:event_ids::uuid[], :aggregates::text[]) WITH ORDINALITY AS e(event_id, aggregate, place)
), parked AS (
  SELECT DISTINCT aggregate
  FROM parked_event
  WHERE consumer = :consumer AND producer = :producer AND aggregate = ANY (:aggregates::text[])
), taken AS (
  INSERT INTO inbox (consumer, event_id)
  SELECT :consumer, event_id FROM event WHERE aggregate NOT IN (SELECT aggregate FROM parked) ORDER BY place
  ON CONFLICT DO NOTHING
  RETURNING event_id
)
SELECT taken.event_id IS NOT NULL AS fresh,
       parked.aggregate IS NOT NULL
         AND NOT EXISTS (SELECT FROM inbox i WHERE i.consumer = :consumer AND i.event_id = event.event_id) AS behind
FROM event
LEFT JOIN taken USING (event_id)
LEFT JOIN parked USING (aggregate)
ORDER BY event.place
