-- Which of the records that a funnel is asked for are known.
SELECT programme_id AS id FROM programme
WHERE organization_id = :organization_id AND programme_id = :programme_id::uuid
UNION ALL
SELECT course_id FROM course WHERE organization_id = :organization_id AND course_id = :course_id::uuid
UNION ALL
SELECT cohort_id FROM cohort WHERE organization_id = :organization_id AND cohort_id = ANY (:cohort_ids::uuid[])
