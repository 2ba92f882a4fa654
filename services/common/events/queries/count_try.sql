-- Counts a failed try of an event.
INSERT INTO event_try (consumer, event_id, tries)
VALUES (:consumer, :event_id::uuid, 1)
ON CONFLICT (consumer, event_id) DO UPDATE SET tries = event_try.tries + 1
RETURNING tries
