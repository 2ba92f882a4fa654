-- Puts an event aside, to be looked at and replayed.
WITH tried AS (
  DELETE FROM event_try WHERE consumer = :consumer AND event_id = :event_id::uuid RETURNING tries
)
INSERT INTO parked_event (consumer, producer, partition, sequence, event_id, organization_id, aggregate, payload, error, tries)
SELECT :consumer, :producer, :partition, :sequence, :event_id::uuid, :organization_id, :aggregate, :payload::bytea, :error,
       coalesce((SELECT tries FROM tried), 0)
ON CONFLICT DO NOTHING
