-- Ends a session.
UPDATE session SET end_time = :now::timestamptz WHERE session_id = :session_id::uuid
