-- Notes events as applied: :event_ids in order, from :first_id to :last_id.
INSERT INTO inbox (consumer, first_id, last_id, event_ids)
VALUES (:consumer, :first_id::uuid, :last_id::uuid, :event_ids::uuid[])
