-- Keeps others from changing the post until the end of the transaction.
SELECT post_id FROM post
WHERE organization_id = :organization_id
  AND post_id = (SELECT coalesce(:id::uuid, (SELECT post_id FROM post
                                             WHERE organization_id = :organization_id
                                               AND external_id = :external_id)))
FOR UPDATE
