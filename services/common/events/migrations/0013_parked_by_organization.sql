-- Parked events are listed by organization, in the order of their streams.
CREATE INDEX parked_event_listed ON parked_event (organization_id, consumer, producer, sequence);
