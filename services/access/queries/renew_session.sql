-- Begins a session in place of one of the account that has not ended: by another secret,
-- from when that began until when it ends; no row when there is none.
INSERT INTO session (session_id, account_id, digest, create_time, last_use_time, expire_time, address, user_agent)
SELECT :session_id::uuid, account_id, :digest::bytea, create_time, :now::timestamptz, expire_time, address, user_agent
FROM session
WHERE session_id = :before::uuid AND account_id = :account_id::uuid AND end_time IS NULL
FOR UPDATE
RETURNING session_id
