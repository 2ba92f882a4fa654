-- The first parked events of the record that a parked one is about, and whether each was
-- applied nevertheless: it came again under another number.
WITH record AS (
  SELECT producer, partition, aggregate
  FROM parked_event
  WHERE organization_id = :organization_id AND consumer = :consumer AND event_id = :event_id::uuid
)
SELECT e.event_id::text AS event_id, e.payload,
       EXISTS (SELECT FROM inbox i
               WHERE i.consumer = :consumer AND i.last_id >= e.event_id AND i.first_id <= e.event_id
                 AND e.event_id = ANY (i.event_ids)) AS applied
FROM parked_event e
JOIN record r ON r.producer = e.producer AND r.partition = e.partition AND r.aggregate = e.aggregate
WHERE e.organization_id = :organization_id AND e.consumer = :consumer
ORDER BY e.sequence
LIMIT :limit
