-- A session of an account that has not ended, kept so until the end of the
-- transaction.
SELECT session_id FROM session
WHERE session_id = :session_id::uuid AND account_id = :account_id::uuid AND end_time IS NULL
  AND expire_time > :now::timestamptz AND last_use_time > :used_since::timestamptz
FOR UPDATE
