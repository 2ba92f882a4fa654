-- Deletes some of the answers that are kept no longer.
DELETE FROM request
WHERE ctid = ANY (ARRAY(SELECT ctid FROM request WHERE received_at < :before::timestamptz LIMIT :limit))
RETURNING 1
