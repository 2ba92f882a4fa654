-- Notes that a session is in use.
UPDATE session SET last_use_time = :now::timestamptz
WHERE session_id = :session_id::uuid AND end_time IS NULL AND last_use_time < :now::timestamptz
