-- Parked events are counted by stream.
CREATE INDEX parked_event_of_stream ON parked_event (consumer, producer);
