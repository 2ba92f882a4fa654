-- Deletes some of the answers that are kept no longer, the oldest first.
DELETE FROM request
WHERE ctid = ANY (ARRAY(SELECT ctid FROM request WHERE received_at < :before::timestamptz
                        ORDER BY received_at LIMIT :limit))
RETURNING 1
