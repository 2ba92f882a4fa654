-- Keeps others from changing the session until the end of the transaction.
SELECT session_id AS id FROM session
WHERE organization_id = :organization_id
  AND session_id = (SELECT coalesce(:id::uuid, (SELECT session_id FROM session
                                   WHERE organization_id = :organization_id AND external_id = :external_id)))
FOR NO KEY UPDATE
