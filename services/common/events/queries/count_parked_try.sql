-- Counts a failed replay of a parked event.
UPDATE parked_event SET tries = tries + 1, error = :error
WHERE organization_id = :organization_id AND consumer = :consumer AND event_id = :event_id::uuid
