-- Forgets the failed tries of an event that has been applied.
DELETE FROM event_try WHERE consumer = :consumer AND event_id = :event_id::uuid
