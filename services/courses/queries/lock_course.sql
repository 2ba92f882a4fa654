-- Keeps others from changing the course until the end of the transaction.
SELECT course_id AS id FROM course
WHERE organization_id = :organization_id
  AND course_id = (SELECT coalesce(:id::uuid, (SELECT course_id FROM course
                                   WHERE organization_id = :organization_id AND external_id = :external_id)))
FOR NO KEY UPDATE
