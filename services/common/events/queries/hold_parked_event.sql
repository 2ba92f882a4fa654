-- Holds the consumer's position in the stream that a parked event is from: until the end of
-- this transaction nothing of that stream is applied or parked. No row when it is not parked.
SELECT e.producer
FROM parked_event e
JOIN position p ON p.consumer = e.consumer AND p.producer = e.producer AND p.partition = e.partition
WHERE e.organization_id = :organization_id AND e.consumer = :consumer AND e.event_id = :event_id::uuid
FOR NO KEY UPDATE OF p
