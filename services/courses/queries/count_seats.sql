-- Seats that are taken in cohorts: enrolments that are ACCEPTED, ACTIVE,
-- SUSPENDED, COMPLETED or GRADUATED.
SELECT cohort_id, count(*) AS taken
FROM enrolment
WHERE organization_id = :organization_id AND cohort_id = ANY (:cohort_ids::uuid[]) AND state IN (3, 5, 6, 7, 8)
GROUP BY cohort_id
