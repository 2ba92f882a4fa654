-- One session.
SELECT * FROM session_record WHERE _session_id = :session_id::uuid
