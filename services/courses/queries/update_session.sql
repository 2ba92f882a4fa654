-- Changes a session.
UPDATE session
SET start_time = :start_time::timestamptz, end_time = :end_time::timestamptz, topic = :topic, place = :place,
    cancelled = :cancelled, version = version + 1, update_time = :now::timestamptz
WHERE organization_id = :organization_id AND session_id = :session_id::uuid
