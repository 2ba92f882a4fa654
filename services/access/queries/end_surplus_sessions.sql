-- Ends of the sessions of an account those that have been unused for the longest: `:most`
-- are left.
UPDATE session SET end_time = :now::timestamptz
WHERE session_id IN (
  SELECT session_id FROM session
  WHERE account_id = :account_id::uuid AND end_time IS NULL AND expire_time > :now::timestamptz
    AND last_use_time > :used_since::timestamptz
  ORDER BY last_use_time DESC, session_id DESC
  OFFSET :most)
RETURNING session_id AS id
