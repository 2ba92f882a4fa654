-- Which of the records that are asked about are known.
SELECT programme_id AS id FROM programme
WHERE organization_id = :organization_id AND programme_id = :programme_id::uuid
UNION ALL
SELECT course_id FROM course WHERE organization_id = :organization_id AND course_id = :course_id::uuid
UNION ALL
SELECT cohort_id FROM cohort WHERE organization_id = :organization_id AND cohort_id = ANY (:cohort_ids::uuid[])
UNION ALL
SELECT unit_id FROM unit WHERE organization_id = :organization_id AND unit_id = :unit_id::uuid
