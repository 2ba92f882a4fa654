-- Ends the sessions of an account that have not ended, all or all but one.
UPDATE session SET end_time = :now::timestamptz
WHERE account_id = :account_id::uuid AND end_time IS NULL AND session_id IS DISTINCT FROM :but::uuid
  AND expire_time > :now::timestamptz AND last_use_time > :used_since::timestamptz
RETURNING session_id AS id
