-- A page of parked events, each with whether an earlier one of its record is parked.
SELECT e.event_id::text AS _event_id, e.producer, e.sequence, e.aggregate, e.payload AS _payload, e.error, e.tries,
       EXISTS (SELECT FROM parked_event first
               WHERE first.organization_id = e.organization_id AND first.consumer = e.consumer
                 AND first.producer = e.producer AND first.aggregate = e.aggregate AND first.sequence < e.sequence)
         AS behind,
       e.parked_at AS park_time
FROM parked_event e
WHERE e.organization_id = :organization_id AND e.consumer = :consumer
  AND (e.producer, e.sequence) > ((SELECT coalesce(:after_producer::text, '')),
                                  (SELECT coalesce(:after_sequence::bigint, 0)))
ORDER BY e.producer, e.sequence
LIMIT :limit
