-- Keeps the seats of cohorts from others until the end of the transaction.
SELECT cohort_id, capacity FROM cohort
WHERE organization_id = :organization_id AND cohort_id = ANY (:cohort_ids::uuid[])
ORDER BY cohort_id
FOR NO KEY UPDATE
