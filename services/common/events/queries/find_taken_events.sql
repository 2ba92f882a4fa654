-- What stands against applying events: which were applied before, and the records
-- of theirs of which an event is parked. :event_ids are in order, from :first_id to
-- :last_id.
SELECT event_id::text AS event_id, NULL AS aggregate
FROM (SELECT unnest(event_ids)
      FROM inbox
      WHERE consumer = :consumer AND last_id >= :first_id::uuid AND first_id <= :last_id::uuid
      INTERSECT
      SELECT unnest(:event_ids::uuid[])) AS applied(event_id)
UNION ALL
SELECT DISTINCT NULL, aggregate
FROM parked_event
WHERE consumer = :consumer AND producer = :producer AND aggregate = ANY (:aggregates::text[])
