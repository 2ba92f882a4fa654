-- Begins a session.
INSERT INTO session (session_id, account_id, digest, create_time, last_use_time, expire_time, address, user_agent)
VALUES (:session_id::uuid, :account_id::uuid, :digest::bytea, :now::timestamptz, :now::timestamptz,
        :expire_time::timestamptz, :address, :user_agent)
