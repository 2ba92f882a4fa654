-- Keeps others from changing the cohort until the end of the transaction.
SELECT cohort_id AS id FROM cohort
WHERE organization_id = :organization_id
  AND cohort_id = (SELECT coalesce(:id::uuid, (SELECT cohort_id FROM cohort
                                   WHERE organization_id = :organization_id AND external_id = :external_id)))
FOR NO KEY UPDATE
