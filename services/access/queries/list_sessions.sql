-- A page of the sessions of an account that have not ended.
SELECT * FROM session_record
WHERE _account_id = :account_id::uuid AND (:after::uuid IS NULL OR _session_id > :after::uuid)
  AND _end_time IS NULL AND expire_time > :now::timestamptz AND last_use_time > :used_since::timestamptz
ORDER BY _session_id
LIMIT :limit
