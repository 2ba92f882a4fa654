-- Keeps others from changing the enrolment until the end of the transaction.
SELECT enrolment_id AS id FROM enrolment
WHERE organization_id = :organization_id
  AND enrolment_id = (SELECT coalesce(:id::uuid, (SELECT enrolment_id FROM enrolment
                                   WHERE organization_id = :organization_id AND external_id = :external_id)))
FOR NO KEY UPDATE
